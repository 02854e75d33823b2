"""Where log lines go."""

import logging
import sys


def start_log(*, is_debug: bool) -> None:
    """Send log lines to stderr: ours, and what goes wrong elsewhere."""
    level = logging.DEBUG if is_debug else logging.INFO
    logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(message)s")
    logging.getLogger("khobao").setLevel(level)
    if not is_debug:  # a file that could not be read is in the summary, with its reason
        logging.getLogger("transforms").setLevel(logging.CRITICAL)
