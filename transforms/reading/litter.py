"""What programs leave behind in folders: known by name, whatever the bytes are."""

import re

LITTER_NAMES = frozenset(
    """
    .ds_store .localized .appledouble .spotlight-v100 .trashes .fseventsd __macosx
    thumbs.db ehthumbs.db desktop.ini $recycle.bin .directory
    .gitkeep .gitignore .gitattributes .git .svn .hg .keep .placeholder
    """.split()  # noqa: SIM905 (a table reads better so)
)
LITTER_PATTERN = re.compile(
    r"(?:\._.*|~\$.*|\.~lock\..*#|.*~|.*\.sw[opx]|\.nfs[0-9a-f]+)", re.DOTALL
)


def is_litter(source_file: str) -> bool:
    """Say whether a name alone tells that a file is no content: .DS_Store and such.

    >>> is_litter("2024/.DS_Store"), is_litter("a.zip!/__MACOSX/x"), is_litter("a.txt")
    (True, True, False)
    """
    parts = source_file.lower().split("/")
    return not LITTER_NAMES.isdisjoint(parts) or bool(
        LITTER_PATTERN.fullmatch(parts[-1])
    )
