"""A document's way to an agreement: nothing before, everything after, and back again."""

from datetime import date

import pytest

from laa.actions import imports
from laa.actions.agreement_setup import add_theme
from laa.actions.partner_joins import join_partners
from laa.actions.refusals import ImportCannotBeUndone, ImportChanged, NothingToDo
from laa.actions.risks import add_risk
from laa.actions.rounds import open_round
from laa.imports.problems import Unreadable
from laa.models import (
    Agreement,
    AgreementImport,
    AuditEvent,
    Commitment,
    Indicator,
    IndicatorUse,
    Partner,
    PartnerAlias,
    Target,
)

pytestmark = pytest.mark.django_db

TABLE = """\
Theme,Indicator,Baseline,2011/12,2012/13,Partners
Homes,NI 154 Net additional homes provided,900,*950,*0,"LBC*, Housing Corporation"
Homes,Local NI 155 Affordable homes,,Targets to be set by local partnership,,Housing Corporation*
Money,NI 181 Time taken to process claims,15 days,*14 days,*13 days,"LBC*, DWP"
"""


def start(luton, by, table=TABLE, decisions="", title="The next agreement"):
    return imports.start_import(
        partnership=luton,
        title=title,
        first_year=2011,
        name="next.csv",
        data=table.encode(),
        decisions=decisions,
        by=by,
    )


@pytest.fixture
def started(luton, cast):
    return start(luton, cast.lead)


@pytest.fixture
def loaded(started, cast):
    imports.queue_import(started, seen=0, by=cast.lead)
    return imports.run_import(started)


def rows():
    """How many rows there are of everything that an import makes."""
    models = (Agreement, Commitment, Indicator, Partner, PartnerAlias, Target)
    return {model.__name__: model._base_manager.count() for model in models}


def test_uploading_writes_nothing_of_the_agreement(luton, cast):
    before = rows()

    started = start(luton, cast.lead)

    assert rows() == before
    assert started.state == "draft"
    assert [each.ref for each in imports.printed(started).indicators] == [
        "NI 154",
        "NI 155",
        "NI 181",
    ]


def test_a_document_that_cannot_be_read_is_not_kept(luton, cast):
    with pytest.raises(Unreadable) as raised:
        start(luton, cast.lead, table=TABLE.replace("950", "9.5.0").replace("15 days", "#REF!"))

    assert [problem.row for problem in raised.value.problems] == [2, 4]
    assert not AgreementImport.objects.exists()


def test_loading_writes_all_of_it(loaded, luton):
    agreement = loaded.agreement

    assert loaded.state == "imported"
    assert (agreement.starts, agreement.ends) == (date(2011, 4, 1), date(2013, 3, 31))
    assert [theme.name for theme in agreement.themes.all()] == ["Homes", "Money"]
    lines = agreement.commitments.in_printed_order()
    assert [(c.indicator.reference, c.designation, c.lead.name) for c in lines] == [
        ("NI 154", "designated", "LBC"),
        ("NI 155", "local", "Housing Corporation"),
        ("NI 181", "designated", "LBC"),
    ]
    assert [(t.period, t.text, t.state) for t in lines[1].targets.all()] == [
        ("2011/12-2012/13", "Targets to be set by local partnership", "to_be_set")
    ]
    assert lines[0].targets.get(period="2012/13").value is None


def test_loading_tells_how_far_it_is(started, cast, monkeypatch):
    told = []
    monkeypatch.setattr(imports, "told", lambda started, done, of: told.append((done, of)))
    imports.queue_import(started, seen=0, by=cast.lead)

    imports.run_import(started)

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_loading_twice_loads_once(loaded):
    with pytest.raises(NothingToDo):
        imports.run_import(loaded)

    assert Agreement.objects.filter(slug=loaded.agreement.slug).count() == 1


def test_an_agreement_of_that_name_is_not_loaded_over(loaded, luton, cast):
    second = start(luton, cast.lead)
    imports.queue_import(second, seen=0, by=cast.lead)
    before = rows()

    second = imports.run_import(second)

    assert second.state == "failed"
    assert "is loaded already" in second.failure
    assert rows() == before


def test_a_reference_that_is_there_is_the_same_indicator(housing_benefit, loaded):
    commitment = loaded.agreement.commitments.get(indicator__reference="NI 181")

    assert commitment.indicator == housing_benefit.indicator
    assert commitment.indicator.polarity == "down"


def test_a_failure_half_way_leaves_nothing(started, cast, monkeypatch):
    before = rows()
    imports.queue_import(started, seen=0, by=cast.lead)

    def stumble(started, done, of):
        if done == 2:
            raise RuntimeError("the machine went down")

    monkeypatch.setattr(imports, "told", stumble)
    with pytest.raises(RuntimeError):
        imports.run_import(started)

    assert rows() == before
    started.refresh_from_db()
    assert started.state == "queued"


class TestDecisions:
    def decide(self, started, by, seen=0, **decisions):
        return imports.decide(started, decisions=decisions, seen=seen, by=by)

    def test_they_change_what_is_loaded(self, started, cast):
        self.decide(
            started,
            cast.lead,
            indicators={"NI 154": {"polarity": "stay_close", "accumulates": "year_to_date"}},
            cells=[{"ref": "NI 154", "period": "2012/13", "state": "numeric", "value": "0"}],
            aliases={"LBC": "the-council"},
            partners=[{"slug": "the-council", "name": "The Borough Council"}],
        )
        imports.queue_import(started, seen=1, by=cast.lead)
        loaded = imports.run_import(started)

        first, *_ = loaded.agreement.commitments.in_printed_order()
        assert (first.indicator.polarity, first.indicator.accumulates) == (
            "stay_close",
            "year_to_date",
        )
        assert first.lead.name == "The Borough Council"
        assert PartnerAlias.objects.get(name="LBC").partner == first.lead
        nought = first.targets.get(period="2012/13")
        assert (nought.state, nought.value, nought.text) == ("numeric", 0, "*0")

    def test_what_the_document_does_not_have_is_refused(self, started, cast):
        with pytest.raises(Unreadable, match="NI 999 is not in the document"):
            self.decide(started, cast.lead, indicators={"NI 999": {"polarity": "up"}})

        started.refresh_from_db()
        assert (started.decisions, started.version) == ({}, 0)

    def test_two_people_do_not_overwrite_each_other(self, started, cast):
        self.decide(started, cast.lead, aliases={"DWP": "lbc"})

        with pytest.raises(ImportChanged):
            self.decide(started, cast.administrator, aliases={})

        started.refresh_from_db()
        assert started.decisions == {"aliases": {"DWP": "lbc"}}

    def test_a_page_that_is_out_of_date_loads_nothing(self, started, cast):
        self.decide(started, cast.lead, aliases={"DWP": "lbc"})

        with pytest.raises(ImportChanged):
            imports.queue_import(started, seen=0, by=cast.lead)

    def test_another_name_of_a_new_partner_is_its_alias(self, started, cast):
        self.decide(started, cast.lead, aliases={"DWP": "lbc"})
        imports.queue_import(started, seen=1, by=cast.lead)

        imports.run_import(started)

        assert PartnerAlias.objects.get(name="DWP").partner.name == "LBC"
        assert not Partner.objects.filter(name="DWP").exists()

    def test_two_names_cannot_each_be_the_others(self, started, cast):
        with pytest.raises(
            Unreadable, match="is itself another’s name. Choose what both stand for"
        ):
            self.decide(started, cast.lead, aliases={"DWP": "lbc", "LBC": "dwp"})

    def test_a_name_that_was_joined_is_said_by_its_name(self, started, council, cast):
        joined = council.partnership.partners.create(slug="job-centre", name="Job Centre")
        join_partners(kept=council, joined=joined, by=cast.lead)

        with pytest.raises(Unreadable, match="“job centre” is another name of a partner here"):
            self.decide(started, cast.lead, aliases={"DWP": "job-centre"})

    def test_a_service_is_of_somebody_who_is_there(self, started, cast):
        said = {"slug": "dwp", "name": "DWP", "part_of": "lbc"}

        with pytest.raises(Unreadable, match="a service of “LBC”, and “LBC” stands for several"):
            self.decide(started, cast.lead, partners=[said], splits={"LBC": ["One", "Two"]})

    def test_nobody_is_a_service_of_its_own_service(self, started, cast):
        said = [
            {"slug": "dwp", "name": "DWP", "part_of": "lbc"},
            {"slug": "lbc", "name": "LBC", "part_of": "dwp"},
        ]

        with pytest.raises(Unreadable, match="“DWP” is said to be a service of itself"):
            self.decide(started, cast.lead, partners=said)

    def test_they_are_on_the_trail(self, started, cast):
        self.decide(started, cast.lead, aliases={"DWP": "lbc"})

        event = AuditEvent.objects.get(action="import.decide")
        assert event.after == {"aliases": {"DWP": "lbc"}}


class TestUndo:
    def test_everything_goes_that_the_import_made(self, luton, cast):
        before = rows()
        started = start(luton, cast.lead)
        imports.queue_import(started, seen=0, by=cast.lead)
        loaded = imports.run_import(started)

        undone = imports.undo(loaded, by=cast.lead)

        assert rows() == before
        assert (undone.state, undone.agreement) == ("draft", None)
        told = AuditEvent.objects.get(action="agreement.undo_import").before
        assert (told["partners"], told["commitments"]) == (3, 3), "in words, not in tables' names"

    def test_it_can_be_loaded_again(self, loaded, cast):
        undone = imports.undo(loaded, by=cast.lead)
        imports.queue_import(undone, seen=undone.version, by=cast.lead)

        assert imports.run_import(undone).state == "imported"

    def test_what_was_there_before_stays(self, housing_benefit, loaded, cast):
        imports.undo(loaded, by=cast.lead)

        housing_benefit.indicator.refresh_from_db()
        assert housing_benefit.targets.count() == 3

    def test_not_once_a_round_asks_for_its_figures(self, loaded, luton, cast):
        luton.demonstration.today = date(2012, 4, 20)
        luton.demonstration.save()
        open_round(
            partnership=luton,
            period="2011/12",
            opens=date(2012, 4, 1),
            due=date(2012, 4, 30),
            sign_off=date(2012, 5, 29),
            by=cast.lead,
        )
        before = rows()

        with pytest.raises(ImportCannotBeUndone, match="a round asks for its figures"):
            imports.undo(loaded, by=cast.lead)

        assert rows() == before

    def test_a_partner_with_people_stays(self, loaded, luton, cast):
        council = Partner.objects.get(name="LBC")
        cast.officer.memberships.update(partner=council)

        imports.undo(loaded, by=cast.lead)

        assert Partner.objects.filter(pk=council.pk).exists()
        assert not Partner.objects.filter(name="DWP").exists()

    def test_what_was_only_looked_at_goes_all_the_same(self, luton, cast):
        before = rows()
        started = start(luton, cast.lead)
        imports.queue_import(started, seen=0, by=cast.lead)
        loaded = imports.run_import(started)
        new = Indicator.objects.get(reference="NI 155")
        IndicatorUse.objects.create(
            partnership=luton, indicator=new, kind="opened", month=date(2009, 4, 1), count=1
        )

        imports.undo(loaded, by=cast.lead)

        assert rows() == before

    @pytest.mark.parametrize("added", ["risk", "theme"])
    def test_not_once_something_is_kept_on_it_that_would_be_lost(self, added, loaded, cast):
        agreement = Agreement.objects.get(title="The next agreement")
        if added == "risk":
            add_risk(agreement, title="No money", likelihood=3, impact=3, by=cast.lead)
        else:
            add_theme(agreement, name="Health", by=cast.lead)

        with pytest.raises(ImportCannotBeUndone, match=f"it has {added}s that were added since"):
            imports.undo(loaded, by=cast.lead)

        assert Agreement.objects.filter(pk=agreement.pk).exists()

    def test_what_is_not_loaded_cannot_be_undone(self, started, cast):
        with pytest.raises(NothingToDo):
            imports.undo(started, by=cast.lead)


def test_a_loaded_document_is_not_thrown_away(loaded, cast):
    with pytest.raises(NothingToDo):
        imports.discard(loaded, by=cast.lead)

    assert AgreementImport.objects.exists()
