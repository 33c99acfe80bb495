"""Whom names may stand for: joined by proposal, and some never."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laa.rules.partner_names import KnownPartner, Relation, Sureness, key, propose
from tests.fixtures.rows import LUTON

COUNCIL = KnownPartner("council", ("Luton Borough Council", "LBC"))
TEACHING_PCT = KnownPartner("tpct", ("Luton Teaching Primary Care Trust", "Luton tPCT"))
POLICE = KnownPartner("police", ("Bedfordshire Police",))
JOBCENTRE = KnownPartner("jobcentre", ("Jobcentre Plus",))
SKILLS = KnownPartner("skills", ("Learning and Skills Council",))
COLLEGE = KnownPartner("college", ("Barnfield College",))
KNOWN = [COUNCIL, TEACHING_PCT, POLICE, JOBCENTRE, SKILLS, COLLEGE]


@pytest.mark.parametrize(
    ("name", "slug", "sureness"),
    [
        ("jobcentre  plus", "jobcentre", Sureness.KNOWN),
        ("LBC", "council", Sureness.KNOWN),
        ("Job Centre Plus", "jobcentre", Sureness.SURE),
        ("Learning & Skills Council", "skills", Sureness.SURE),
        ("The Barnfield College", "college", Sureness.SURE),
        ("Learning & Skill Council", "skills", Sureness.LIKELY),
        ("LSC", "skills", Sureness.LIKELY),
        ("Beds Police", "police", Sureness.LIKELY),
        ("tPCT", "tpct", Sureness.LIKELY),
        ("Barnfield", "college", Sureness.LIKELY),
    ],
)
def test_a_name_is_proposed_for_a_partner(name, slug, sureness):
    best = propose(name, KNOWN).best

    assert (best.slug, best.relation, best.sureness) == (slug, Relation.SAME, sureness)


@pytest.mark.parametrize(
    "name", ["LBC YOS", "LBC Adult Social Care", "LBC including Youth Service"]
)
def test_a_service_is_proposed_as_part_of_its_council(name):
    best = propose(name, KNOWN).best

    assert (best.slug, best.relation) == ("council", Relation.PART_OF)


def test_a_service_that_is_known_is_proposed_before_the_council_it_is_part_of():
    service = KnownPartner("yos", ("LBC Youth Offending Service",))

    answer = propose("LBC YOS", [*KNOWN, service])

    assert [each.slug for each in answer.proposals[:2]] == ["yos", "council"]
    assert answer.best.slug == "yos"


@pytest.mark.parametrize("name", ["Health", "Landlord services", "social care", "PCT", "Police"])
def test_a_kind_of_body_needs_a_person_to_say_who_it_is(name):
    answer = propose(name, KNOWN)

    assert answer.best is None
    assert answer.question == (f"“{name}” says what kind of body it is, not which. Say who it is.")


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Bedfordshire PCT", "Luton tPCT"),
        ("Bedfordshire Police Authority", "Bedfordshire Police"),
        ("Luton Fire Authority", "Luton Fire"),
        ("LBC commercial waste customers", "LBC"),
        ("Bedfordshire County Council", "Luton Borough Council"),
        ("Milton Keynes Council", "Bedford Council"),
        ("Barnet College", "Barnett Trust"),
    ],
)
def test_bodies_with_alike_names_are_never_proposed_for_one_another(name, known):
    assert propose(name, [KnownPartner("other", (known,))]).proposals == ()
    assert propose(known, [KnownPartner("other", (name,))]).proposals == ()


def test_a_known_short_form_says_nothing_of_another_place():
    assert propose("Bedfordshire PCT", [KnownPartner("luton", ("+PCT",))]).proposals == ()


def test_two_that_fit_are_both_named_and_a_person_says_which():
    names = ("Bedfordshire County Council", "Bristol City Council")

    answer = propose("BCC", [KnownPartner(name, (name,)) for name in names])

    assert answer.best is None
    assert answer.question == (
        "“BCC” may be Bedfordshire County Council or Bristol City Council, or somebody else. "
        "Say who it is."
    )


def test_two_names_in_one_are_asked_about():
    answer = propose("Barnfield College LSC", [*KNOWN, KnownPartner("lsc", ("LSC",))])

    assert answer.question == (
        "“Barnfield College LSC” may name several: Barnfield College and LSC. "
        "Say whom it stands for."
    )


def test_what_somebody_said_is_not_the_same_is_not_proposed_again():
    assert propose("Barnfield", KNOWN, distinct={("barnfield", "college")}).proposals == ()


def test_a_partner_nobody_has_named_before_is_no_question():
    answer = propose("Sustrans", KNOWN)

    assert (answer.proposals, answer.question) == ((), "")


def luton(*, without_name="", without=""):
    """The partners of Luton's agreement, as if a name, or a partner, were not known yet."""
    names = defaultdict(list)
    for row in LUTON.of("partner"):
        names[row["slug"]] += [row["name"], row["abbreviation"]]
    for row in LUTON.of("partneralias"):
        names[row["partner"][1]].append(row["name"])
    return [
        KnownPartner(slug, tuple(n for n in all_names if n and key(n) != key(without_name)))
        for slug, all_names in names.items()
        if slug != without and any(n and key(n) != key(without_name) for n in all_names)
    ]


ALIASES = [(row["name"], row["partner"][1]) for row in LUTON.of("partneralias")]


@pytest.mark.parametrize(("name", "slug"), ALIASES)
def test_no_printed_name_of_luton_is_offered_for_a_wrong_partner(name, slug):
    """As if it were printed for the first time: the right partner, or a person is asked."""
    best = propose(name, luton(without_name=name)).best

    assert best is None or best.slug == slug


def test_most_printed_names_of_luton_find_their_partner_or_a_question():
    answers = [propose(name, luton(without_name=name)) for name, _ in ALIASES]
    found = [answer for answer in answers if answer.best]
    asked = [answer for answer in answers if answer.question]

    assert len(ALIASES) == 85
    assert len(found) >= 36
    assert len(asked) >= 39


PARTNERS = [(row["slug"], row["name"]) for row in LUTON.of("partner")]


@pytest.mark.parametrize(("slug", "name"), PARTNERS)
def test_no_partner_of_luton_is_offered_as_another(slug, name):
    best = propose(name, luton(without=slug)).best

    assert best is None or best.relation == Relation.PART_OF


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=4))
def test_any_text_gets_an_answer(name, names):
    answer = propose(name, [KnownPartner(str(n), (each,)) for n, each in enumerate(names)])

    assert len({proposal.slug for proposal in answer.proposals}) == len(answer.proposals)
    assert all(proposal.why for proposal in answer.proposals)


@given(st.sampled_from([name for name, _ in ALIASES]))
def test_a_known_name_is_known_however_it_is_written(name):
    answer = propose(f" {name.upper()} ", luton())

    assert answer.proposals[0].sureness == Sureness.KNOWN
