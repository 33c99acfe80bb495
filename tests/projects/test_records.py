"""Records of every kind through their pages: added, changed, taken off, downloaded."""

import pytest

from laa.models import AuditEvent
from projects.actions.records import add_record, edit_record
from projects.forms.record import boxes_of
from projects.kinds import KINDS
from projects.models import Funding, Risk, Spend, Support
from tests.page import visit
from tests.projects.rows import a_project, everything_of_a_project

pytestmark = pytest.mark.django_db

RECORDS = "/luton/projects/seaside-growth/records"


@pytest.fixture
def officer_at(client, project, cast):
    client.force_login(cast.officer)
    return lambda place: visit(client, f"{RECORDS}/{place}")


@pytest.fixture
def risk(project, cast):
    facts = {"title": "Nobody comes", "likelihood": 3, "impact": 4}
    return add_record(Risk, project=project, by=cast.officer, **facts)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.slug)
def test_every_kind_has_a_list_a_form_and_a_file(
    kind, luton, council, housing_benefit, cast, client
):
    here = everything_of_a_project(luton, council, by=cast.lead)
    client.force_login(cast.lead)
    base = f"/luton/projects/{here['project']}/records/{kind.slug}"
    row = kind.model.objects.filter(project__slug=here["project"]).first()

    page, form = visit(client, f"{base}/"), visit(client, f"{base}/add/")
    file = client.get(f"{base}/?_export=csv").content.decode("utf-8-sig")
    saved = visit(client, f"{base}/{row.uuid}/").press("Save")

    assert kind.title in page.text
    assert set(boxes_of(kind)) == set(kind.fields)
    assert f"Add {kind.a_one}" in form.text
    assert file.splitlines()[0].startswith(kind.columns[0][0])
    assert f"The {kind.one} is saved." in saved.text


def test_a_risk_before_and_after_what_is_done(officer_at, project):
    page = officer_at("risks/add/").press(
        "Save",
        title="Nobody comes",
        likelihood="3",
        impact="4",
        mitigation="Visit people instead.",
        likelihood_after="1",
        impact_after="4",
    )

    assert "3 × 4 = 12" in page.text
    assert "1 × 4 = 4" in page.text
    event = AuditEvent.objects.get(action="risk.add")
    assert (event.actor.startswith("Data officer"), event.after["title"]) == (True, "Nobody comes")


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("risks", {"title": "X", "likelihood": "0", "impact": "2"}, "marks from 1 to 5"),
        ("risks", {"title": "X", "likelihood": "many", "impact": "2"}, "many"),
        ("risks", {"title": "", "likelihood": "2", "impact": "2"}, "Enter what could go wrong"),
        ("funding", {"source": "X", "amount": "-1"}, "cannot be below 0"),
        ("groups", {"name": "X", "first": "May", "last": "2009-03"}, "Write it like 2008-04"),
        ("groups", {"name": "X", "first": "2009-04", "last": "2009-03"}, "before the first"),
        ("pipelines", {"name": "X", "stages": "One\nOne"}, "no two are called alike"),
        ("cohorts", {"title": "X", "recruited": "2", "completed": "3"}, "More completed it"),
    ],
)
def test_bad_input_says_what_to_do_and_writes_nothing(kind, typed, said, officer_at):
    page = officer_at(f"{kind}/add/").press("Save", **typed)

    assert said in page.text
    assert page.boxes.items() >= typed.items() or kind == "pipelines"
    assert not KINDS[kind].model.objects.exists()


def test_money_by_quarter_is_entered_once(officer_at, project, cast):
    money = add_record(Funding, project=project, source="The programme", by=cast.officer)
    typed = {"funding": str(money.pk), "period": "2008/09-Q1", "planned": "5,000"}

    page = officer_at("spend/add/").press("Save", **typed)
    again = officer_at("spend/add/").press("Save", **typed)

    assert "Planned £5,000, forecast not known, actual not known." in page.text
    assert "has figures for that quarter already" in again.text
    assert Spend.objects.count() == 1


@pytest.mark.parametrize("period", ["2008/09", "2008-Q1", "last quarter"])
def test_a_quarter_is_written_as_quarters_are(period, officer_at, project, cast):
    money = add_record(Funding, project=project, source="The programme", by=cast.officer)

    page = officer_at("spend/add/").press("Save", funding=str(money.pk), period=period)

    assert "is no quarter. Write it like 2008/09-Q2." in page.text


def test_of_two_who_change_a_row_the_second_is_told(officer_at, risk, cast):
    page = officer_at(f"risks/{risk.uuid}/")
    edit_record(risk, title="Few come", by=cast.lead)

    shown = page.press("Save", title="Everybody comes")

    assert "changed Few come since you opened the page" in shown.text
    risk.refresh_from_db()
    assert risk.title == "Few come"


def test_taken_off_it_is_gone_and_told(officer_at, risk):
    page = officer_at(f"risks/{risk.uuid}/").press("Take it off")

    assert "The risk is taken off." in page.text
    assert not Risk.objects.exists()
    assert AuditEvent.objects.filter(action="risk.take_off").exists()


def test_what_something_hangs_on_stays(officer_at, project, cast):
    money = add_record(Funding, project=project, source="The programme", by=cast.officer)
    add_record(Spend, project=project, funding=money, period="2008/09-Q1", by=cast.officer)

    page = officer_at(f"funding/{money.uuid}/").press("Take it off")

    assert "would be lost. Take those off first." in page.text
    assert Funding.objects.exists()


def test_a_row_of_another_project_is_not_found(client, luton, council, risk, cast):
    theirs = a_project(luton, council, by=cast.lead, name="Start-ups")
    client.force_login(cast.lead)

    answer = client.get(f"/luton/projects/{theirs.slug}/records/risks/{risk.uuid}/")

    assert answer.status_code == 404


def test_a_kind_that_there_is_not_is_not_found(client, project, cast):
    client.force_login(cast.officer)

    assert client.get(f"{RECORDS}/dragons/").status_code == 404


def test_a_formula_in_a_record_stays_text_in_the_file(client, project, cast):
    add_record(Support, project=project, title="=1+1", by=cast.officer)
    client.force_login(cast.officer)

    file = client.get(f"{RECORDS}/support/?_export=csv").content.decode("utf-8-sig")

    assert "'=1+1" in file
