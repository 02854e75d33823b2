import pytest

from transforms.reading.litter import is_litter


@pytest.mark.parametrize(
    "name",
    [
        ".DS_Store",
        "2024/Thumbs.db",
        "desktop.ini",
        "._bai.txt",
        "a.zip!/__MACOSX/._bai.txt",
        "bai.txt.swp",
        ".bai.txt.swo",
        "~$bai.docx",
        ".~lock.bai.odt#",
        "bai.txt~",
        ".gitkeep",
        "x/.git/config",
    ],
)
def test_what_systems_leave_behind_is_litter(name):
    assert is_litter(name)


@pytest.mark.parametrize(
    "name", ["bai.txt", ".an.txt", "_a.html", "thumbs.db.txt", "a.zip!/bai.txt", "~a"]
)
def test_other_names_are_no_litter(name):
    assert not is_litter(name)
