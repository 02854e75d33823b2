"""Cut a line into its sentences."""

from transforms.sentences.tokens import LOWER, MARK, NUMBER, TITLE, UPPER, Line

ENDS = frozenset(".!?…")
OPENS = frozenset("“\"‘'(-–—•")
CLOSES = frozenset("”\"’')")
SHORT = frozenset("tp tt ts pgs gs ths bs cn ks ths tx tw ub".split())  # noqa: SIM905


def sentences(line: Line) -> list[tuple[int, int]]:
    """Return the tokens (start, end) of each sentence; together they are the line."""
    found, start = [], 0
    for stop in [at for at, key in enumerate(line.keys) if key in ENDS]:
        if stop >= start and _is_end(line, stop):
            end = stop + 1
            while _closes(line, end):
                end += 1
            found.append((start, end))
            start = end
    if start < line.size:
        found.append((start, line.size))
    return found


def _closes(line: Line, at: int) -> bool:
    """Tell whether a sign closes what stands before it: a straight one may open."""
    is_sign = 0 < at < line.size and line.keys[at] in CLOSES
    return is_sign and line.starts[at] == line.end(at - 1)


def _is_end(line: Line, dot: int) -> bool:
    after = dot + 1
    while _closes(line, after):
        after += 1
    if after >= line.size:
        return True
    if line.starts[after] == line.end(after - 1):
        return False  # '1.278', 'T.Ư', '24.8'
    if dot and (line.keys[dot - 1] in SHORT or len(line.words[dot - 1]) == 1):
        return line.cases[dot - 1] in (LOWER, NUMBER, MARK)  # a capital is an initial
    return line.cases[after] in (TITLE, UPPER, NUMBER) or line.keys[after] in OPENS


def sentence_at(line: Line, token: int) -> tuple[int, int]:
    """Return the sentence that holds a token."""
    return next(
        (one for one in sentences(line) if one[0] <= token < one[1]), (0, line.size)
    )
