from hypothesis import given
from hypothesis import strategies as st

from warehouse.files import PACKAGE, beside, folder

NAMES = st.from_regex(r"[a-zđ.~ ]{0,6}[a-z~](\.duckdb)?", fullmatch=True)


def test_data_folders_are_found_beside_the_package_or_inside_it():
    assert (folder("seeds") / "comments").is_dir()
    assert folder("sql").parent in (PACKAGE, PACKAGE.parent)


@given(one=NAMES, other=NAMES)
def test_two_warehouses_in_one_folder_share_no_name(tmp_path_factory, one, other):
    parent = tmp_path_factory.getbasetemp()
    kinds = ("lock", "raw", "releases")

    ours = {beside(parent / one, kind) for kind in kinds}
    theirs = {beside(parent / other, kind) for kind in kinds}

    assert len(ours) == 3
    assert one == other or not ours & theirs
