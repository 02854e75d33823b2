"""What becomes of an article over the nights, told by the tables."""

import pytest

from transforms.records import Counter, RemovedBlock
from transforms.staging import staged
from warehouse import build
from warehouse.build import CheckFailedError, check, define_macros, merge
from warehouse.connect import changing, open_warehouse, read_only
from warehouse.declare import create_tables
from warehouse.fingerprint import fingerprint
from warehouse.metadata import metadata

LONG = " ".join(f"từ{number}" for number in range(200))
OTHER = " ".join(f"khác{number}" for number in range(200))


def ask(keeper, question):
    with read_only(keeper.database) as connection:
        return connection.execute(question).fetchall()


def test_a_new_article_is_loaded_and_current(keeper, shown):
    one = keeper()

    loaded = one.load("2026-11-01", [shown(name="a.txt", body=LONG)])

    assert loaded.outcomes == {"loaded": 1, "unchanged": 0}
    assert ask(one, "select source_file, body from mart_article") == [("a.txt", LONG)]


def test_the_same_night_again_changes_nothing_but_the_runs(keeper, shown):
    one = keeper()
    files = [shown(name="a.txt", body=LONG, views=5)]
    one.load("2026-11-01", files)
    before = fingerprint(one.database)

    again = one.load("2026-11-01", files)

    assert again.outcomes["unchanged"] == 1
    assert fingerprint(one.database) == before
    assert ask(one, "select count(*) from mart_run") == [(2,)]
    assert ask(one, "select count(*) from mart_file") == [(1,)]


def test_a_counter_that_moved_gives_a_reading_and_no_new_version(keeper, shown):
    one = keeper()
    one.load("2026-11-01", [shown(name="a.txt", body=LONG, views=100)])

    moved = one.load("2026-11-02", [shown(name="a.txt", body=LONG, views=130)])

    assert moved.reasons == (("ignored", "duplicate_content", 1),)
    assert ask(
        one, "select views, views_gained from mart_page_view order by views"
    ) == [
        (100, None),
        (130, 30),
    ]
    assert ask(
        one, "select count(*) from dim_article_version where article_version_key >= 0"
    ) == [(1,)]
    assert ask(one, "select view_count from mart_article") == [(130,)]


def test_a_corrected_body_gives_a_version_and_a_change(keeper, shown):
    one = keeper()
    one.load("2026-11-01", [shown(name="a.txt", body=LONG)])

    corrected = one.load("2026-11-02", [shown(name="a.txt", body=LONG + " sửa")])

    assert corrected.outcomes["updated"] == 1
    assert ask(
        one,
        "select valid_from::text, valid_to::text, is_current from dim_article_version "
        "where article_version_key >= 0 order by valid_from",
    ) == [("2026-11-01", "2026-11-02", False), ("2026-11-02", None, True)]
    assert ask(
        one,
        "select is_title_changed, is_body_changed, words_gained "
        "from fact_article_change",
    ) == [(False, True, 1)]


def test_an_older_night_loaded_late_never_becomes_current(keeper, shown):
    one = keeper()
    one.load("2026-11-05", [shown(name="a.txt", body=LONG + " mới")])

    one.load("2026-11-01", [shown(name="a.txt", body=LONG + " cũ")])

    assert ask(one, "select body from mart_article") == [(LONG + " mới",)]
    assert ask(one, "select first_seen_on::text from mart_article") == [("2026-11-01",)]


def test_a_wording_that_comes_back_is_current_again(keeper, shown):
    one = keeper()
    for night, body in (
        ("2026-11-01", LONG),
        ("2026-11-02", LONG + " nhầm"),
        ("2026-11-03", LONG),
    ):
        one.load(night, [shown(name="a.txt", body=body)])

    assert ask(one, "select body from mart_article") == [(LONG,)]
    assert ask(one, "select count(*) from fact_article_change") == [(2,)]


@pytest.mark.parametrize(
    ("body", "title", "reason"),
    [
        (" ".join(LONG.split()[:40]), "Tiêu đề", "page_cut"),
        (OTHER, "Một chuyện khác", "page_replaced"),
    ],
)
def test_a_worse_copy_never_replaces_a_version(keeper, shown, body, title, reason):
    one = keeper()
    one.load("2026-11-01", [shown(name="a.txt", body=LONG)])

    worse = one.load("2026-11-02", [shown(name="a.txt", body=body, title=title)])

    assert worse.reasons == (("ignored", reason, 1),)
    assert worse.warnings == ((reason, 1),)
    assert ask(one, "select body from mart_article") == [(LONG,)]


def test_of_two_bodies_under_one_url_in_a_night_the_first_name_stays(keeper, shown):
    one = keeper()

    loaded = one.load(
        "2026-11-01",
        [shown(name="b.txt", body=OTHER), shown(name="a.txt", body=LONG)],
    )

    assert loaded.outcomes == {"loaded": 1, "quarantined": 1, "unchanged": 0}
    assert loaded.reasons == (("quarantined", "url_collision", 1),)
    assert ask(one, "select source_file, body from mart_article") == [("a.txt", LONG)]


def test_a_copy_of_a_file_is_ignored_and_says_so(keeper, shown):
    one = keeper()

    loaded = one.load(
        "2026-11-01",
        [
            shown(name="a.txt", body=LONG),
            shown(name="copy of a.txt", body=LONG),
            shown(name="same page.txt", body=LONG, views=7),
        ],
    )

    assert loaded.reasons == (
        ("ignored", "duplicate_content", 1),
        ("ignored", "duplicate_file", 1),
    )
    assert loaded.outcomes["loaded"] == 1


def test_unchanged_nights_move_only_the_last_night_seen(keeper, shown):
    one = keeper()
    files = [shown(name="a.txt", body=LONG)]
    one.load("2026-11-01", files)

    one.load("2026-11-04", files)

    assert ask(
        one, "select first_seen_on::text, last_seen_on::text from mart_article"
    ) == [("2026-11-01", "2026-11-04")]


def test_copies_in_two_outlets_are_one_story_whose_original_came_first(keeper, shown):
    one = keeper()
    one.load("2026-11-01", [shown(name="z.txt", body=LONG, url="https://z.example/1")])

    one.load(
        "2026-11-02", [shown(name="a.txt", body=LONG + " x", url="https://a.example/1")]
    )

    assert ask(one, "select original, copies from mart_story") == [("z.txt", 2)]


# by case: the three nights, each with its files as "name:body:views"
NIGHTS = {
    "a body corrected, then back": (["a:LONG:1"], ["a:LONG x:2"], ["a:LONG:1"]),
    "a worse copy in between": (
        ["a:LONG:1", "b:OTHER:9"],
        ["a:CUT:2"],
        ["a:LONG y:3", "b:OTHER:9"],
    ),
    "copies and collisions that move": (
        ["b:LONG:1", "c:LONG x:1"],
        ["a:LONG x:2", "b:LONG:1"],
        ["a:LONG:1", "c:LONG x:1", "d:LONG z:4"],
    ),
}


def test_nights_loaded_in_any_order_give_an_equal_warehouse(keeper, shown):
    cut = " ".join(LONG.split()[:30])

    def files(at):
        for case, nights in NIGHTS.items():
            for told in nights[at]:
                name, body, views = told.split(":")
                text = body.replace("LONG", LONG).replace("OTHER", OTHER)
                page = f"{case.replace(' ', '-')}-{body == 'OTHER'}"
                yield shown(
                    name=f"{case}/{name}",
                    body=f"{case} {cut if body == 'CUT' else text}",
                    views=int(views),
                    url=f"https://bao.example/{page}",
                )

    seen = {}
    for order in ((0, 1, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)):
        one = keeper("".join(map(str, order)))
        for at in order:
            one.load(f"2026-11-0{at + 1}", list(files(at)))
        seen[order] = fingerprint(one.database)

    in_order = seen[0, 1, 2]
    assert {
        order: sorted(name for name in prints if prints[name] != in_order[name])
        for order, prints in seen.items()
    } == {order: [] for order in seen}


def test_a_name_that_comes_back_does_so_on_a_night_that_was_seen(keeper, shown):
    one = keeper()
    for night, body in (
        ("2026-11-01", LONG),
        ("2026-11-02", LONG + " nhầm"),
        ("2026-11-05", LONG),
    ):
        one.load(night, [shown(name="a.txt", body=body, views=len(body))])

    assert ask(
        one,
        "select valid_from::text from dim_article_version where is_current",
    ) == [("2026-11-05",)]
    assert ask(one, "select max(observed_on)::text from mart_page_view") == [
        ("2026-11-05",)
    ]


def test_a_name_may_go_to_and_fro_and_every_turn_is_read(keeper, shown):
    one = keeper()
    for day, views in enumerate((1, 2, 1, 2), start=1):
        one.load(f"2026-11-0{day}", [shown(name="a.txt", body=LONG, views=views)])

    assert ask(one, "select views from mart_page_view order by observed_on") == [
        (1,), (2,), (1,), (2,),
    ]  # fmt: skip


def test_a_night_loaded_late_parts_a_stay_at_the_nights_that_were_seen(keeper, shown):
    one = keeper()
    for night in ("2026-11-01", "2026-11-02", "2026-11-05"):
        one.load(night, [shown(name="a.txt", body=LONG)])

    one.load("2026-11-03", [shown(name="a.txt", body=LONG + " nhầm")])

    assert ask(
        one,
        "select valid_from::text, valid_to::text from dim_article_version "
        "where article_version_key >= 0 order by valid_from",
    ) == [("2026-11-03", "2026-11-05"), ("2026-11-05", None)]
    assert ask(
        one, "select nights_seen from dim_file where file_key >= 0 order by 1"
    ) == [("2026-11-01/2026-11-02; 2026-11-05",), ("2026-11-03",)]


def test_a_page_that_is_no_good_version_still_counts_its_visitors(keeper, shown):
    cut = shown(name="a.txt", body=" ".join(LONG.split()[:30]))
    visitors = Counter(
        scope="site", period="total", period_year=None, period_month=None, value=7,
        as_written="7", line_no=1, char_start=0, char_end=1, rule="r", confidence=1.0,
    )  # fmt: skip
    parts = {"counter": staged("counter", [(cut.sha256, visitors)])}
    prints = []
    for order in ((1, 2), (2, 1)):
        one = keeper(str(order))
        for day in order:
            files = [shown(name="a.txt", body=LONG)] if day == 1 else [cut]
            one.load(f"2026-11-0{day}", files, parts if day == 2 else None)
        prints.append(fingerprint(one.database))

    assert ask(one, "select value, observed_to::text from mart_site_counter") == [
        (7, "2026-11-02")
    ]
    assert prints[0] == prints[1]


def test_an_article_first_seen_as_litter_is_an_article_under_a_proper_name(
    keeper, shown
):
    nights = {
        1: [shown(name="a.txt~", body=LONG)],
        2: [shown(name="a.txt", body=LONG), shown(name="._a.txt", body=LONG)],
    }
    prints = []
    for order in ((1, 2), (2, 1)):
        one = keeper(str(order))
        loaded = [one.load(f"2026-11-0{day}", nights[day]) for day in order]
        prints.append(fingerprint(one.database))

    assert loaded[0].outcomes == {"ignored": 1, "loaded": 1, "unchanged": 0}
    assert loaded[0].reasons == (("ignored", "litter", 1),)
    assert ask(one, "select source_file from mart_article") == [("a.txt",)]
    assert prints[0] == prints[1]


def test_litter_that_holds_an_old_wording_brings_nothing_back(keeper, shown):
    one = keeper()
    one.load("2026-11-01", [shown(name="a.txt", body=LONG)])
    new = shown(name="a.txt", body=LONG + " mới")
    one.load("2026-11-02", [new])

    one.load("2026-11-03", [new, shown(name="a.txt~", body=LONG)])

    assert ask(one, "select body from mart_article") == [(LONG + " mới",)]


def test_an_old_wording_that_comes_back_under_another_name_is_no_mere_copy(
    keeper, shown
):
    one = keeper()
    one.load("2026-11-01", [shown(name="1/a.txt", body=LONG)])
    one.load("2026-11-02", [shown(name="2/a.txt", body=LONG + " nhầm")])

    back = one.load(
        "2026-11-03",
        [shown(name="3/a.txt", body=LONG), shown(name="3/b.txt", body=LONG)],
    )

    assert back.outcomes == {"ignored": 1, "updated": 1, "unchanged": 0}
    assert back.reasons == (("ignored", "duplicate_file", 1),)
    assert ask(one, "select body from mart_article") == [(LONG,)]


def test_a_check_that_finds_rows_names_itself_and_stops_the_build(keeper, shown):
    one = keeper()
    one.load("2026-11-01", [shown(name="a.txt", body=LONG)])
    engine = open_warehouse(one.database)

    with engine.connect() as connection:
        define_macros(connection)
        connection.exec_driver_sql("update dim_article_version set is_current = false")
        with pytest.raises(CheckFailedError, match="check_one_current_version"):
            check(connection)
    engine.dispose()


@pytest.mark.parametrize("twice", [0, 1, 2])
def test_facts_told_twice_are_found_in_every_slice_of_a_night(
    keeper, shown, monkeypatch, twice
):
    monkeypatch.setattr(build, "SLICE", 1)
    one = keeper()
    names = [f"{n}.txt" for n in range(3)]
    one.load("2026-11-01", [shown(name=n, body=f"{LONG} {n}") for n in names])
    engine = open_warehouse(one.database)

    with engine.connect() as connection:
        define_macros(connection)
        assert "check_fact_keys_unique" in check(connection)
        connection.exec_driver_sql(
            "insert into fact_article_load select * from fact_article_load "
            f"order by article_version_key limit 1 offset {twice}"
        )
        with pytest.raises(CheckFailedError, match="check_fact_keys_unique"):
            check(connection)
    engine.dispose()


@pytest.mark.parametrize("wrong", [None, 0, 1, 2])
def test_spans_are_checked_in_every_slice_of_a_night(keeper, shown, monkeypatch, wrong):
    monkeypatch.setattr(build, "SLICE", 1)
    files = [
        shown(name=f"{n}.txt", body=f"{LONG} {n}", url=f"https://bao.example/tin-{n}")
        for n in range(3)
    ]
    blocks = [
        RemovedBlock(
            line_no=1,
            char_start=0,
            char_end=3,
            kind="caption",
            rule="test",
            text="sai" if n == wrong else LONG[:3],
        )
        for n in range(3)
    ]
    removed = [(f.sha256, b) for f, b in zip(files, blocks, strict=True)]
    parts = {"removed_block": staged("removed_block", removed)}

    if wrong is None:
        keeper().load("2026-11-01", files, parts)
    else:
        with pytest.raises(CheckFailedError, match=r"spans_give_their_text.*'sai'"):
            keeper().load("2026-11-01", files, parts)


def test_a_fresh_file_has_the_rows_unknown_and_not_applicable(tmp_path):
    engine = open_warehouse(tmp_path / "warehouse.duckdb")

    with engine.connect() as connection:
        create_tables(connection)
        names = connection.exec_driver_sql(
            "select person_key, person_name from dim_person order by person_key"
        ).fetchall()
    engine.dispose()

    assert [tuple(row) for row in names] == [(-2, "Không áp dụng"), (-1, "Không rõ")]


def test_a_first_fill_of_any_size_is_written_once(tmp_path):
    file = tmp_path / "warehouse.duckdb"
    many = (
        "select range as outlet_key, md5(range::text) || md5('x' || range) "
        "as outlet_id, '' as outlet_name, null as outlet_kind, null as owner, "
        "-1 as home_place_key, null as official_url, false as is_described "
        "from range(200_000)"
    )
    with changing(file) as connection:
        create_tables(connection)
        merge(connection, metadata.tables["dim_outlet"], many)
        connection.commit()
        connection.exec_driver_sql("checkpoint")
        unknown = connection.exec_driver_sql(
            "select outlet_key from dim_outlet where outlet_key < 0 order by all"
        ).scalars()
        assert list(unknown) == [-2, -1]
        _, _, _, blocks, used, *_ = connection.exec_driver_sql(
            "pragma database_size"
        ).one()
        assert blocks < 1.2 * used
