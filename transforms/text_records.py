"""What the sentences of an article say, as flat records: one staging table each.

    Article --read the sentences--> Mention, PositionHeld, Citation, EventSeen ...

Facts hold what is written; `as_written` is the span's text. Names that other records
or articles may share are natural keys, the same wherever they are met:

- `person` is the name in name case, `organisation` the full canonical name
  (abbreviations written out, 'Tỉnh ủy' made 'Tỉnh ủy Hà Giang'), `place_id` an id of
  seeds/reference/place.csv;
- `document_id`, `event_id`, `agreement_id` are made of what the article states (type,
  number, issuer; kind, day, host; kind, parties, years), never of the article itself,
  so that two articles telling of one thing meet.

Spans are as in `transforms.records`; `confidence` is 0 to 1; None is "not stated".
"""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that names something.

    `entity_type` is PER, ORG, LOC or DOC; the key of that type says who or what is
    meant. `is_resolved` tells that it took the rest of the article to know.
    """

    entity_type: str
    name: str
    person: str | None
    organisation: str | None
    place_id: str | None
    document_id: str | None
    is_resolved: bool
    line_no: int
    char_start: int
    char_end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationSeen:
    """What an article tells of a body it names, by the name's own grammar.

    `organisation_level` is central, province, district, commune or unit;
    `is_collective` marks plurals such as 'các phường'.
    """

    organisation: str
    organisation_type: str | None
    organisation_level: str | None
    place_id: str | None
    parent_organisation: str | None
    is_collective: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionHeld:
    """A person holds a post in a body; `position` is None where only a rank is told.

    `position` is the post as written without the body ('Quyền Bí thư'); `rank` is one
    of seeds/reference/rank.csv. Acting, standing and deputy are told by the post's own
    words, `is_former` by those in front of it ('nguyên').
    """

    person: str
    rank: str | None
    position: str | None
    organisation: str | None
    is_acting: bool
    is_standing: bool
    is_deputy: bool
    is_former: bool
    as_written: str
    line_no: int
    char_start: int
    char_end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A legal document is cited; number, code, day and term as the text has them."""

    document_id: str
    document_type: str
    document_number: str | None
    document_code: str | None
    issuer: str | None
    issued_on: date | None
    term: str | None
    subject: str | None
    as_written: str
    line_no: int
    char_start: int
    char_end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSeen:
    """An article tells of an event.

    `event_type` is signing, interim_review, final_review, conference, congress,
    exercise, training, award, visit ...; `event_date` is the first possible day,
    `day_part` the part of the day ('sáng'), `place` the words and `place_id` the unit.
    """

    event_id: str
    event_type: str
    event_date: date | None
    date_precision: str
    day_part: str | None
    place: str | None
    place_id: str | None
    organisation: str | None
    subject: str | None
    as_written: str
    line_no: int
    char_start: int
    char_end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EventParticipant:
    """A person or body takes part: chaired, signed, spoke, attended, quoted, hosted."""

    event_id: str
    person: str | None
    organisation: str | None
    part: str
    as_written: str
    line_no: int
    char_start: int
    char_end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSeen:
    """An article tells of an agreement; `kind` as written ('quy chế phối hợp')."""

    agreement_id: str
    kind: str
    subject: str | None
    start_year: int | None
    end_year: int | None
    as_written: str
    line_no: int
    char_start: int
    char_end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPartySeen:
    """A body is a party to an agreement."""

    agreement_id: str
    organisation: str
    as_written: str
    line_no: int
    char_start: int
    char_end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementMilestone:
    """Something happens to an agreement: signed, reviewed, amended or summarised."""

    agreement_id: str
    milestone: str
    milestone_on: date | None
    date_precision: str
    event_id: str | None
    as_written: str
    line_no: int
    char_start: int
    char_end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a speaker; `person` is None where the text names only the post."""

    person: str | None
    quote: str
    is_direct: bool
    line_no: int
    char_start: int
    char_end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignNamed:
    """A campaign, movement or model is named in quotation marks.

    `campaign_kind` is the word in front ('mô hình'), None where there is none;
    `campaign_id` is the name folded, the same for all its writings.
    """

    campaign_id: str
    campaign_kind: str | None
    as_written: str
    line_no: int
    char_start: int
    char_end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureStated:
    """A number is stated with its unit.

    `value` is in that unit, with scales such as 'tỷ' multiplied out; `value_to` ends a
    range. `bound` is more, less or about, None for exactly that. `measure` is share,
    count, money, length, area, mass, volume or power; `counted` is what is counted.
    """

    value: float
    value_to: float | None
    bound: str | None
    unit: str
    measure: str
    counted: str | None
    as_written: str
    line_no: int
    char_start: int
    char_end: int
    rule: str
    confidence: float


TEXT_RECORDS: dict[str, type[Any]] = {
    "mention": Mention,
    "organisation_seen": OrganisationSeen,
    "position_held": PositionHeld,
    "citation": Citation,
    "event_seen": EventSeen,
    "event_participant": EventParticipant,
    "agreement_seen": AgreementSeen,
    "agreement_party_seen": AgreementPartySeen,
    "agreement_milestone": AgreementMilestone,
    "quote": Quote,
    "campaign_named": CampaignNamed,
    "figure_stated": FigureStated,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """All that the sentences of one article say; a field a table, named as it."""

    mention: tuple[Mention, ...] = ()
    organisation_seen: tuple[OrganisationSeen, ...] = ()
    position_held: tuple[PositionHeld, ...] = ()
    citation: tuple[Citation, ...] = ()
    event_seen: tuple[EventSeen, ...] = ()
    event_participant: tuple[EventParticipant, ...] = ()
    agreement_seen: tuple[AgreementSeen, ...] = ()
    agreement_party_seen: tuple[AgreementPartySeen, ...] = ()
    agreement_milestone: tuple[AgreementMilestone, ...] = ()
    quote: tuple[Quote, ...] = ()
    campaign_named: tuple[CampaignNamed, ...] = ()
    figure_stated: tuple[FigureStated, ...] = ()
