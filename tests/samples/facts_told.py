"""What a warehouse says of each text, asked of its marts.

Who took part in an event and what happened to an agreement no mart lists by article, so
these two are asked of the facts.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from flows.night import NightOptions, run_night
from flows.settings import Settings
from warehouse import release
from warehouse.connect import read_only

NIGHT = date(2026, 11, 22)

Row = dict[str, Any]
Told = dict[str, list[Row]]  # by the name of a question below

QUESTIONS = {
    "mentions": """
        select source_file, entity_type, name, line_no, char_start, char_end
        from mart_mention""",
    "positions": """
        select source_file, person, rank, position, organisation, is_acting
        from mart_position""",
    "citations": """
        select
            source_file, document_type, document_number, document_code, issuer,
            issued_on::varchar as issued_on, term, document_id, char_start, char_end
        from mart_citation""",
    "events": """
        select source_file, event_type, event_date::varchar as event_date, place
        from mart_event""",
    "hosts": """
        select dim_article.source_file, dim_organisation.organisation
        from fact_event_participation as taken
        inner join dim_article_version using (article_version_key)
        inner join dim_article using (article_key)
        inner join bridge_organisation_alias using (organisation_key)
        inner join dim_organisation
            on bridge_organisation_alias.canonical_organisation_key
            = dim_organisation.organisation_key
        where
            dim_article_version.is_current
            and taken.part in ('told', 'hosted')
            and taken.organisation_key >= 0""",
    "participants": """
        select dim_article.source_file, dim_person.person_name as person, taken.part
        from fact_event_participation as taken
        inner join dim_article_version using (article_version_key)
        inner join dim_article using (article_key)
        inner join bridge_person_alias using (person_key)
        inner join dim_person
            on bridge_person_alias.canonical_person_key = dim_person.person_key
        where dim_article_version.is_current and taken.person_key >= 0""",
    "agreements": """
        select
            unnest(string_split(source_files, '; ')) as source_file, agreement_id, kind,
            signed_on::varchar as signed_on, start_year, end_year
        from mart_agreement""",
    "parties": """
        select
            unnest(string_split(source_files, '; ')) as source_file,
            mart_agreement_party.party
        from mart_agreement
        inner join mart_agreement_party using (agreement_id)""",
    "milestones": """
        select distinct
            dim_article.source_file, happened.milestone,
            happened.milestone_on::varchar as milestone_on,
            bridge_agreement_family.canonical_agreement_key
        from fact_agreement_milestone as happened
        inner join dim_article_version using (article_version_key)
        inner join dim_article using (article_key)
        inner join bridge_agreement_family using (agreement_key)
        where dim_article_version.is_current and happened.milestone <> 'told'""",
    "quotes": """
        select source_file, speaker, is_direct, quote, char_start, char_end
        from mart_quote""",
}


def tell(texts: Path, scratch: Path) -> dict[str, Told]:
    """Load a folder of texts in one night; return what is said, by source file."""
    warehouse = scratch / "press.duckdb"
    settings = Settings(landing=texts, warehouse=warehouse)
    run_night(NightOptions(settings=settings, night=NIGHT))
    with read_only(release.current(warehouse)) as connection:
        return told_by(connection)


def told_by(connection: duckdb.DuckDBPyConnection) -> dict[str, Told]:
    """Return what a warehouse says, by source file: every loaded one has an entry."""
    ask = _asker(connection)
    told: dict[str, Told] = {
        row["source_file"]: defaultdict(list)
        for row in ask("select source_file from mart_article")
    }
    for name, question in QUESTIONS.items():
        for row in ask(question):
            told[row["source_file"]][name].append(row)
    return told


def _asker(connection: duckdb.DuckDBPyConnection) -> Callable[[str], list[Row]]:
    def ask(question: str) -> list[Row]:
        answer = connection.execute(question)
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    return ask
