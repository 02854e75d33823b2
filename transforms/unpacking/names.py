r"""Names of files and members as text that prints, stays unique and leads nowhere."""

import hashlib
import unicodedata

UNPRINTABLE = {"Cc", "Zl", "Zp", "Cs"}  # controls, line separators, undecoded bytes
BETWEEN = "!/"  # stands between an archive and its member
LONGEST = 1_000


def printable(name: bytes) -> str:
    r"""Return a file name as text: what does not print or is not UTF-8 is written %XX.

    >>> printable(b"tin\xe9\n.txt")
    'tin%E9%0A.txt'
    """
    return "".join(
        _escaped(letter) if unicodedata.category(letter) in UNPRINTABLE else letter
        for letter in name.decode("utf-8", "surrogateescape")
    )


def no_archive(name: str) -> str:
    """Return a folder's name so that nobody takes it for an archive's.

    >>> no_archive("tin!")
    'tin%21'
    """
    return f"{name[:-1]}%21" if name.endswith("!") else name


def member_name(name: bytes) -> str:
    """Return a member's name: relative, and with no step up.

    >>> member_name(b"/../tin//a.txt")
    '%2E%2E/tin/a.txt'
    """
    parts = [part for part in printable(name).split("/") if part not in ("", ".")]
    *folders, last = ["%2E%2E" if part == ".." else part for part in parts] or ["%2F"]
    whole = "/".join([*map(no_archive, folders), last])
    if len(whole) <= LONGEST:
        return whole
    digest = hashlib.sha256(name).hexdigest()
    return f"{whole[: LONGEST // 2]}~{digest}"


class Names:
    """The names given to the files of one folder or archive: none twice."""

    def __init__(self, archive: str = "") -> None:
        """Begin with what stands before each: an archive and `!/`, or nothing."""
        self._before = f"{archive}{BETWEEN}" if archive else ""
        self._given: set[str] = set()

    def of(self, name: bytes) -> str:
        """Return what a member is called: `a.zip!/tin/a.txt`, then `...#2`."""
        wanted = given = member_name(name)
        number = 1
        while given in self._given:
            number += 1
            given = f"{wanted}#{number}"
        self._given.add(given)
        return f"{self._before}{given}"


def _escaped(letter: str) -> str:
    code = letter.encode("utf-8", "surrogateescape")
    return "".join(f"%{byte:02X}" for byte in code)
