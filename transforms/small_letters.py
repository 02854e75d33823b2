"""Small letters that keep their places."""


def small_letters(text: str) -> str:
    """Return the text in small letters, every character where it stood.

    A few capitals become two characters ("İ"); those stay as they are, so that a span
    in the result is a span in the text.
    """
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := each.lower()) == 1 else each for each in text)
