"""A bare body that is of what the body beside it is of.

'HĐND, UBND tỉnh Sơn La' are two bodies of one province; the 'Đảng ủy' whose secretary
is also 'Chính ủy Sư đoàn 3' is the division's.
"""

from transforms.sentences.bodies import Body
from transforms.sentences.lexicon import lexicon
from transforms.sentences.places import Place
from transforms.sentences.spelling import place_kind
from transforms.sentences.territory import OF_COMMITTEE
from transforms.sentences.tokens import tokens

HAS_COMMITTEE = frozenset(
    {
        "army_unit",
        "army_region",
        "border_guard",
        "company",
        "hospital",
        "office",
        "police",
        "school",
    }
)
OWN_COMMITTEE = {
    "Ban Chỉ huy quân sự": "Đảng ủy Quân sự",
    "Bộ Chỉ huy quân sự": "Đảng ủy Quân sự",
    "Bộ Chỉ huy Bộ đội Biên phòng": "Đảng ủy Bộ đội Biên phòng",
}
LEADS = frozenset({"army_command", "army_office", "board"})
COMMITTEE = frozenset({"Đảng ủy", "Đảng bộ", "Chi bộ"})


def _is_of(bare: Body, of: Body | Place | None) -> bool:
    """Tell whether a committee can be of a unit: no 'Tỉnh ủy' is of a 'huyện'."""
    unit = OF_COMMITTEE.get(bare.head.name)
    if unit is None or of is None:
        return True
    return isinstance(of, Place) and place_kind(of) in (None, unit)


def sharing(bare: Body, other: Body) -> Body:
    """Return the bare body as far as the other one tells of what it is."""
    kind, of = other.head.organisation_type, other.tail
    if bare.head.organisation_type == "party_board" and kind == "party_committee":
        return bare._replace(tail=other)
    if bare.head.name not in COMMITTEE:
        is_alike = bare.head.organisation_type == kind and _is_of(bare, of)
        return bare._replace(tail=of) if is_alike else bare
    if own := OWN_COMMITTEE.get(other.head.name):
        line = tokens(own)
        found = lexicon().heads.longest(line.keys, 0)
        return bare._replace(head=found[1] if found else bare.head, tail=of)
    if kind in HAS_COMMITTEE:
        return bare._replace(tail=other)
    is_of_unit = kind == "government" and isinstance(of, Place)
    is_of_body = kind in LEADS and isinstance(of, Body)
    return bare._replace(tail=of) if is_of_unit or is_of_body else bare
