"""The pages of the indicator register and of promises."""

import pytest

from laa import clock
from laa.composing import composed
from laa.models import Commitment, Indicator
from laa.queries.report_body import Asked
from laa.reports.render import rendered
from laa.rules import periods
from laa.rules.vocabulary import Cover, FileFormat
from tests.factories import PartnerFactory, ThemeFactory
from tests.page import visit
from tests.steps import enter, line_of

pytestmark = pytest.mark.django_db

REGISTER = "/luton/set-up/indicators/"
PROMISE = "/luton/set-up/agreements/laa/promises/"


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


def test_the_national_set_proposes_the_facts_of_a_new_indicator(lead, council):
    assert "No indicator yet" in visit(lead, REGISTER).text
    page = visit(lead, f"{REGISTER}add/?reference=ni%20181")

    assert "Add NI 181" in page.text
    assert "what the National Indicator Set proposes" in page.text
    assert (page.boxes["polarity"], page.boxes["unit"]) == ("down", "days")
    page = page.press("Add this indicator", accumulates="snapshot", supplier=council.pk)

    assert page.path == f"{REGISTER}ni-181/"
    assert "is measured from now on." in page.text
    indicator = Indicator.objects.get()
    assert (indicator.reference, indicator.polarity, indicator.proposed) == ("NI 181", "down", [])


def test_an_indicator_of_ones_own_starts_empty(lead, council):
    page = visit(lead, f"{REGISTER}add/?reference=Local%2012")

    assert "polarity" not in page.boxes
    page = page.press("Add this indicator", title="Visits")
    assert page.text.count("Select which way is good") == 2
    assert not Indicator.objects.exists()


def test_a_reference_that_is_there_is_said(lead, housing_benefit):
    page = visit(lead, f"{REGISTER}add/?reference=NI181")

    assert "NI 181 is there already." in page.text


def test_what_is_possible_is_written_without_empty_places(lead, housing_benefit):
    visit(lead, f"{REGISTER}ni-181/edit/").press("Save", lowest="0", highest="1,250.50")

    boxes = visit(lead, f"{REGISTER}ni-181/edit/").boxes

    assert (boxes["lowest"], boxes["highest"]) == ("0", "1,250.5")


def test_a_huge_number_is_refused_with_what_was_typed(lead, housing_benefit):
    page = visit(lead, f"{REGISTER}ni-181/edit/").press("Save", highest="9" * 30)

    assert "is too large. The largest is" in page.text
    assert page.boxes["highest"] == "9" * 30


def test_bounds_the_wrong_way_round_are_said(lead, housing_benefit):
    page = visit(lead, f"{REGISTER}ni-181/edit/").press("Save", lowest="10", highest="5")

    assert page.text.count("The highest possible value is below the lowest.") == 2


def test_another_polarity_is_asked_about_once_more(lead, quarterly_return, cast):
    enter(line_of(quarterly_return), "45", by=cast.officer)

    page = visit(lead, f"{REGISTER}ni-181/edit/").press("Save", polarity="up")
    assert "1 rating would change that nobody has signed off yet" in page.text
    assert "Off track On track" in page.text
    assert Indicator.objects.get().polarity == "down"

    page = page.press("Save with the other polarity")
    assert Indicator.objects.get().polarity == "up"
    assert "Higher is better" in page.text


def test_a_polarity_on_which_nothing_hangs_is_just_saved(lead, housing_benefit):
    visit(lead, f"{REGISTER}ni-181/edit/").press("Save", polarity="up")

    assert Indicator.objects.get().polarity == "up"


def test_the_second_of_two_tabs_is_told(lead, housing_benefit):
    first, second = (visit(lead, f"{REGISTER}ni-181/edit/") for _ in range(2))
    first.press("Save", source="Benefits system")

    page = second.press("Save", source="Elsewhere")

    assert "since you opened the page" in page.text
    assert Indicator.objects.get().source == "Benefits system"


def test_an_indicator_and_its_strands_retire_and_come_back(lead, housing_benefit):
    page = visit(lead, f"{REGISTER}ni-181/")
    assert "is the only strand left" in page.press("Retire: All").text
    page = page.press("Add this strand", label="New claims")
    assert "NI 181 New claims is a strand now." in page.text
    page = page.press("Retire: All")
    assert "Retired 20 Apr 2009" in page.text
    page = page.press("Bring back: All")
    page = page.press("Retire this indicator")
    assert "Retired on 20 April 2009" in page.text
    page.press("Bring back this indicator")
    assert Indicator.objects.in_use().exists()


def test_a_strand_is_given_a_supplier_of_its_own(lead, luton, housing_benefit):
    trust = PartnerFactory(partnership=luton, name="The trust")
    visit(lead, f"{REGISTER}ni-181/").press("Add this strand", label="New claims")

    page = visit(lead, f"{REGISTER}ni-181/strands/new-claims/").press("Save", supplier=trust.pk)

    assert "New claims The trust" in page.text


@pytest.fixture
def spare(lead, council):
    page = visit(lead, f"{REGISTER}add/?reference=Local%2012")
    page.press(
        "Add this indicator",
        title="Visits",
        polarity="up",
        unit="number",
        accumulates="snapshot",
        frequency="quarter",
        supplier=council.pk,
    )
    return Indicator.objects.get(reference="Local 12")


def test_a_promise_is_added_moved_and_withdrawn(lead, spare, agreement, council):
    theme, other = (ThemeFactory(agreement=agreement, name=name) for name in ("Safer", "Health"))
    page = visit(lead, f"{PROMISE}add/").press(
        "Save", indicator=spare.pk, theme=theme.pk, designation="local", lead=council.pk
    )
    assert "is promised. Its targets wait to be set." in page.text

    page = visit(lead, f"{PROMISE}{spare.slug}/").press("Save", theme=other.pk)
    assert Commitment.objects.get().theme == other

    page = visit(lead, f"{PROMISE}{spare.slug}/withdraw/")
    assert page.press("Withdraw", reason="").text.count("Say why the promise is withdrawn.") == 2
    page = page.press("Withdraw", reason="Nobody counts visits.")
    assert "Withdrawn on 20 April 2009: Nobody counts visits." in page.text

    page = page.press("Take the withdrawal back")
    assert "stands again." in page.text


def test_a_withdrawn_promise_is_in_no_list_of_what_is_to_do(lead, agreement, housing_benefit):
    pages = (
        "/luton/waiting/",
        "/luton/agreements/laa/",
        "/luton/agreements/laa/waiting/",
        "/luton/agreements/laa/refresh/?all=yes",
        "/luton/set-up/rating-rules/agreements/laa/",
    )
    withdraw = visit(lead, f"{PROMISE}ni-181/withdraw/")
    before = [path for path in pages if "NI 181" in visit(lead, path).text]

    withdraw.press("Withdraw", reason="The national indicator was deleted.")

    assert before
    assert [path for path in pages if "NI 181" in visit(lead, path).text] == []
    page = visit(lead, "/luton/agreements/laa/indicators/ni-181/")
    assert "Withdrawn 20 April 2009. The national indicator was deleted." in page.text
    assert "(withdrawn)" in visit(lead, "/luton/indicators/").text


def test_the_register_is_downloaded(lead, housing_benefit):
    assert b"NI 181" in lead.get(f"{REGISTER}?_export=csv").content
    assert lead.get(f"{REGISTER}?_export=xlsx")["Content-Disposition"]


def test_an_auditor_reads_the_register(client, cast, housing_benefit):
    client.force_login(cast.auditor)

    page = visit(client, REGISTER)

    assert "NI 181" in page.text
    assert "Add an indicator" not in page.text


def test_why_it_matters_is_written_with_its_facts_and_read_where_it_is_looked_at(
    lead, housing_benefit, agreement, luton, cast
):
    words = "Families who wait for their benefit run into debt."

    page = visit(lead, f"{REGISTER}ni-181/edit/").press("Save", why_it_matters=words)

    assert f"Why it matters {words}" in page.text
    read = "/luton/agreements/laa/indicators/ni-181/"
    assert f"Why it matters. {words}" in visit(lead, read).text
    body = composed(Asked(agreement, periods.period("2008/09-Q4"), clock.today(luton)))
    html = rendered(body, cover=Cover.EXECUTIVE, format=FileFormat.HTML).decode()
    assert words in html
    Indicator.objects.update(why_it_matters="")
    assert "Why it matters" not in visit(lead, read).text
