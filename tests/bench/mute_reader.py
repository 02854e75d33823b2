"""A process that reads all of a page but what its sentences say (see flows.reader)."""

import transforms.clean
from flows.reader import main
from transforms.text_records import Sentences


def mute(*_: object) -> Sentences:
    """Read nothing off the sentences of an article."""
    return Sentences()


transforms.clean.read_sentences = mute

if __name__ == "__main__":
    main()
