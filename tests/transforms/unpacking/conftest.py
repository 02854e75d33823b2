import hashlib

import pytest

from transforms.records import Judged, RawFile
from transforms.unpacking.archive import contents
from transforms.unpacking.limits import Limits


@pytest.fixture
def given():
    """Return what a file holds: bytes, or the reason for none, by name."""

    def of(raw: bytes, name: str = "a", **limits) -> dict[str, bytes | str]:
        digest = hashlib.sha256(raw).hexdigest()
        file = RawFile(source_file=name, sha256=digest, raw=raw)
        found = list(contents(file, Limits(**limits)))
        told = {
            one.source_file: str(one.reason) if isinstance(one, Judged) else one.raw
            for one in found
        }
        assert len(told) == len(found), "a name was given twice"
        return told

    return of
