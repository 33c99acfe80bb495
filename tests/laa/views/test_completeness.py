import csv
import io
from datetime import date

import pytest

from laa.actions.extensions import extend
from laa.actions.rounds import open_round
from laa.actions.set_aside import skip
from laa.models import Assignment, Demonstration
from tests.factories import (
    AgreementFactory,
    CommitmentFactory,
    PartnerFactory,
    ThemeFactory,
    promise,
)
from tests.page import visit
from tests.steps import enter, line_of, signed_off, submitted

pytestmark = pytest.mark.django_db

PAGE = "/luton/rounds/2008/09-Q4/completeness/"


@pytest.fixture
def police(agreement, luton, housing_benefit):
    """Another supplier, in another theme of the same agreement."""
    partner = PartnerFactory(partnership=luton, slug="police", name="Bedfordshire Police")
    theme = ThemeFactory(agreement=agreement, slug="safer", name="Safer communities")
    promise(agreement, "NI 015", supplier=partner, theme=theme, title="Serious violent crime")
    return partner


@pytest.fixture
def as_(client, cast):
    def sign_in(role, path=PAGE):
        client.force_login(getattr(cast, role))
        return visit(client, path)

    return sign_in


@pytest.fixture
def returns(police, round_):
    return {one.partner.slug: one for one in round_.returns.select_related("partner")}


def rows(client, table, path=PAGE):
    answer = client.get(f"{path}?_export=csv&_table={table}")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_who_owes_what_is_named_with_lead_officer_and_deputy(returns, luton, cast, as_):
    indicator = line_of(returns["council"]).strand.indicator
    Assignment.objects.create(
        partnership=luton, indicator=indicator, officer=cast.officer, deputy=cast.certifier
    )

    page = as_("lead")

    assert "0 of 2 promises entered" in page.text
    assert (
        "Outstanding Luton Borough Council Luton Borough Council Data officer Certifier"
        in page.text
    )
    assert "Outstanding Bedfordshire Police Bedfordshire Police Nobody Nobody" in page.text


def test_themes_and_suppliers_are_counted_with_what_they_are_out_of(returns, cast, as_, client):
    submitted(returns["council"], cast)

    page = as_("lead")

    assert "Safer communities 0 of 1 0% 1" in page.text
    assert "Luton Borough Council 1 of 1 100% 0 1 0 0 0 0" in page.text
    assert rows(client, "suppliers")[1:] == [
        ["Bedfordshire Police", "1", "0", "0", "1", "0", "0", "0", "0", "0"],
        ["Luton Borough Council", "1", "1", "100", "0", "1", "0", "0", "0", "0"],
    ]


def test_late_longer_and_set_aside_are_told_apart(returns, luton, cast, as_, client):
    extend([returns["council"]], until=date(2009, 5, 15), reason="Illness.", by=cast.lead)
    skip([line_of(returns["police"])], by=cast.lead, reason="Not run.")
    Demonstration.objects.update(today=date(2009, 5, 10))

    as_("lead")
    by_supplier = {row[0]: row[1:] for row in rows(client, "suppliers")[1:]}

    asked, entered, share, outstanding, on_time, late, overdue, longer, aside = by_supplier[
        "Luton Borough Council"
    ]
    assert (asked, outstanding, overdue, longer) == ("1", "1", "0", "1")
    assert by_supplier["Bedfordshire Police"][-1] == "1"

    Demonstration.objects.update(today=date(2009, 5, 16))
    submitted(returns["council"], cast)
    assert rows(client, "suppliers")[2][6] == "1", "returned after its own later day"


def test_the_list_is_narrowed_and_the_file_with_it(returns, as_, client):
    page = as_("lead", f"{PAGE}?partner=police")

    assert "Serious violent crime" in page.text
    assert "1 promise" in page.text
    found = client.get(f"{PAGE}?partner=police&_export=csv&_table=promises").content.decode()
    assert "NI 015" in found
    assert "NI 181" not in found
    assert "No promise matches" in as_("lead", f"{PAGE}?q=nothing").text


def test_one_agreement_can_be_looked_at_alone(returns, luton, council, as_):
    plan = ThemeFactory(agreement=AgreementFactory(partnership=luton, slug="plan", title="Plan"))
    CommitmentFactory(theme=plan, indicator=line_of(returns["council"]).strand.indicator)

    assert "0 of 3 promises entered" in as_("lead").text
    assert "0 of 1 promises entered in Plan" in as_("lead", f"{PAGE}?agreement=plan").text


def test_an_officer_sees_all_counts_and_the_names_of_their_own(returns, as_):
    page = as_("officer")

    assert "0 of 2 promises entered" in page.text
    assert "NI 181" in page.text
    assert "Serious violent crime" not in page.text


def test_another_partners_draft_is_in_no_file_of_an_officers(returns, as_, client, cast):
    enter(line_of(returns["police"]), "7", by=cast.officer)
    as_("officer")

    assert [row[2] for row in rows(client, "promises")[1:]] == ["NI 181"]


def test_a_board_member_has_counts_only(returns, as_, client):
    page = as_("board_member")

    assert "0 of 2 promises entered" in page.text
    assert "NI 181" not in page.text
    assert client.get(f"{PAGE}?_export=csv&_table=promises").status_code == 404


def test_a_round_that_asks_for_nothing_says_so(luton, agreement, cast, as_):
    open_round(
        partnership=luton,
        period="2008/09-Q4",
        opens=date(2009, 4, 1),
        due=date(2009, 4, 30),
        sign_off=date(2009, 5, 29),
        by=cast.lead,
    )

    assert "This round asks for nothing" in as_("lead").text


def test_rounds_stand_beside_each_other_by_partner(returns, cast, as_, client):
    signed_off(returns["council"], cast)

    page = as_("board_member", "/luton/completeness/")

    assert "Bedfordshire Police 0 of 1" in page.text
    assert "Luton Borough Council 1 of 1" in page.text
    assert "All suppliers 1 of 2" in page.text
    assert rows(client, "completeness", "/luton/completeness/")[1][:4] == [
        "Bedfordshire Police",
        "2008/09-Q4",
        "1",
        "0",
    ]


def test_without_a_round_there_is_nothing_to_complete(luton, as_):
    assert "No round has been opened" in as_("board_member", "/luton/completeness/").text


@pytest.mark.parametrize(
    ("today", "said"),
    [(date(2009, 4, 30), "Returns are due"), (date(2009, 5, 1), "Returns were due")],
)
def test_the_due_day_is_past_only_when_it_is_over(today, said, quarterly_return, client, cast):
    Demonstration.objects.update(today=today)
    client.force_login(cast.lead)

    assert said in visit(client, PAGE).text
