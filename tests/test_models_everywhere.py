"""What is true of every table: whose it is, how it is named, that versions stand for ever."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import F

from laa import demonstration
from laa.actions.figure_loads import start_load
from laa.actions.flags import flag_off_track
from laa.actions.imports import start_import
from laa.actions.milestones import set_milestones
from laa.actions.partner_joins import join_partners
from laa.actions.partners import keep_apart
from laa.actions.rating_rules import adopt_rule, make_rule, override_rule
from laa.actions.sign_off import reopen
from laa.models import Assignment, Partner, PartnerAlias, Partnership
from laa.models.base import ImmutableRow, OfPeriod, Version
from tests.everything import add_what_hangs_on_a_return, add_what_is_done, add_what_is_reported
from tests.factories import BoardFactory, PartnerFactory
from tests.peer_reviews.world import a_world_of_reviews
from tests.steps import line_of, signed_off
from tests.test_architecture import APPS

pytestmark = pytest.mark.django_db

OURS = [model for model in apps.get_models() if model._meta.app_label in APPS]
VERSIONS = [model for model in OURS if issubclass(model, Version)]
OF_A_PERIOD = [model for model in OURS if issubclass(model, OfPeriod)]

OF_NO_PARTNERSHIP = {
    "laa.Partnership": "is one",
    "laa.User": "may work for several",
    "laa.AuditEvent": "outlives what it tells of",
}

BY_NOBODY = {
    "laa.AuditEvent.at": "its actor is a text, so that the trail outlives accounts",
    "laa.Flag.opened_at": "the job opens flags",
    "laa.Flag.closed_at": "the job closes flags",
    "laa.JobRun.started_at": "a job",
    "laa.JobRun.finished_at": "a job",
    "laa.Delivery.created_at": "the service tells people",
    "laa.Delivery.due_at": "the service tells people",
    "laa.Delivery.gone_at": "the service tells people",
    "laa.ReturnLine.first_submitted_at": "its first receipt says by whom",
    "laa.ReportStep.came_at": "the step before it was done",
    "laa.Notice.created_at": "the service tells people",
    "laa.Notice.read_at": "its recipient reads it",
    "laa.User.last_login": "oneself",
}


def each(models):
    return pytest.mark.parametrize("model", models, ids=lambda model: model._meta.label)


@pytest.fixture
def everything(quarterly_return, agreement, housing_benefit, council, cast, luton):
    """A row in every table, two versions where there are versions, made by the actions."""
    service = Partner.objects.create(
        partnership=luton, slug="benefits", name="Benefits", part_of=council
    )
    housing_benefit.contributors.add(service)
    PartnerAlias.objects.create(partnership=luton, partner=council, name="LBC")
    Assignment.objects.create(
        partnership=luton, indicator=housing_benefit.indicator, officer=cast.officer
    )
    BoardFactory(partnership=luton).agreements.add(agreement)
    luton.terms.create(name="MEND")
    start_load(
        partnership=luton,
        name="past.csv",
        data=b"Reference,Period,Value\nNI 181,2006/07,51",
        by=cast.lead,
    )
    keep_apart(council, name="Luton Sixth Form College", by=cast.lead)
    join_partners(kept=council, joined=PartnerFactory(partnership=luton), by=cast.lead)
    start_import(
        partnership=luton,
        title="The next agreement",
        first_year=2011,
        name="next.csv",
        data=b"Indicator,Baseline,2011/12,Partners\nNI 181 Time taken,15,14,LBC*",
        decisions="",
        by=cast.lead,
    )
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)
    reopen(line_of(quarterly_return), by=cast.lead, reason="A batch was counted twice.")
    signed_off(quarterly_return, cast, "44")
    for value, seen in (("44", {}), ("45", {"2008/09-Q1": 1})):
        set_milestones(
            housing_benefit,
            housing_benefit.indicator.strands.get(),
            {"2008/09-Q1": Decimal(value)},
            method="entered",
            seen=seen,
            by=cast.lead,
            reason="The board agreed it.",
        )
    add_what_hangs_on_a_return(line_of(quarterly_return), cast, luton)
    add_what_is_done(housing_benefit, cast, luton)
    add_what_is_reported(agreement, cast, luton)
    a_world_of_reviews(luton, council, by=cast.lead)
    rule = agreement.rating_rule
    for action, subject in ((adopt_rule, agreement), (override_rule, housing_benefit)):
        own = make_rule(
            partnership=luton,
            name=subject._meta.model_name,
            kind="judged",
            by=cast.lead,
            reason="-",
        )
        action(subject, own, seen=rule, by=cast.lead, reason="The board agreed it.")
        rule = own
    for older in (
        agreement.rating_rule,
        housing_benefit.baselines.get(),
        housing_benefit.targets.first(),
    ):
        newer_version(older).save()


def newer_version(row, **changes):
    """The next version of a row, not saved yet."""
    fields = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields}
    del fields["id"]
    return type(row)(**{**fields, "version": row.version + 1, "supersedes": row, **changes})


@each(OURS)
def test_a_model_says_what_it_is(model):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}("), "write a docstring"


@each(OURS)
def test_a_model_has_an_order(model):
    assert model._meta.ordering


@each(OURS)
def test_a_row_names_itself(model, everything):
    rows = list(model._base_manager.all())

    assert rows, "the fixture `everything` needs a row of it"
    for row in rows:
        assert str(row)
        assert "object (" not in str(row)


@each(OURS)
def test_a_row_belongs_to_a_partnership(model):
    belongs = any(field.name == "partnership" for field in model._meta.fields)

    assert belongs != (model._meta.label in OF_NO_PARTNERSHIP)


def paths_to_partnership(model, trail=()):
    """Every way along foreign keys and sets, three steps at most, from a row to a partnership."""
    for field in (*model._meta.fields, *model._meta.many_to_many):
        if not field.is_relation:
            continue
        path = (*trail, field.name)
        if field.related_model is Partnership:
            yield "__".join(path)
        elif len(path) < 4:
            yield from paths_to_partnership(field.related_model, path)


def strays(model):
    """The paths along which a row leads to another partnership than its own."""
    paths = {*paths_to_partnership(model)} - {"partnership"}
    rows = model._base_manager.all()
    return [
        path
        for path in sorted(paths)
        if rows.filter(**{f"{path}__isnull": False}).exclude(**{path: F("partnership")}).exists()
    ]


TENANTS = [model for model in OURS if model._meta.label not in OF_NO_PARTNERSHIP]


@each(TENANTS)
def test_every_path_leads_to_the_same_partnership(model, everything):
    assert strays(model) == []


def test_a_stray_row_would_be_found(everything):
    elsewhere = Partnership.objects.create(slug="elsewhere", name="Elsewhere")
    Partner.objects.filter(slug="benefits").update(partnership=elsewhere)

    assert strays(Partner) == ["part_of__partnership"]


def test_the_demonstration_is_sound_in_every_table(db):
    """One load of everything that is real: too slow to do for each model."""
    demonstration.load()

    assert {model._meta.label: strays(model) for model in TENANTS if strays(model)} == {}
    for model in OF_A_PERIOD:
        for row in model._base_manager.all():
            assert (row.period_start, row.period_end) == (row.when.start, row.when.end)
    assert all(str(row) for model in OURS for row in model._base_manager.all())


@each(OURS)
def test_figures_have_one_type(model):
    for field in model._meta.fields:
        assert not isinstance(field, models.FloatField)
        if isinstance(field, models.DecimalField):
            assert (field.max_digits, field.decimal_places) == (15, 6), field


@each(OURS)
def test_what_was_done_at_a_time_was_done_by_somebody(model):
    names = {field.name for field in model._meta.fields}
    times = {f.name for f in model._meta.fields if isinstance(f, models.DateTimeField)}
    lonely = {name for name in times if name.removesuffix("at") + "by" not in names}

    assert {f"{model._meta.label}.{name}" for name in lonely} <= set(BY_NOBODY)
    assert {name for name in names if name.endswith("_by")} - {"supersedes"} <= {
        name.removesuffix("at") + "by" for name in times
    } | {"agreed_by"}


@each(OF_A_PERIOD)
def test_a_period_has_its_start_and_end_beside_it(model, everything):
    for row in model._base_manager.all():
        assert (row.period_start, row.period_end) == (row.when.start, row.when.end)


@each(VERSIONS)
def test_a_key_has_one_row_per_version(model):
    unique = [c for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]

    assert any(c.fields[-1] == "version" and len(c.fields) > 1 for c in unique)


@each(VERSIONS)
def test_a_version_does_not_change(model, everything):
    row = model.objects.order_by("version").first()

    for refused in (row.save, row.delete, model.objects.all().delete):
        with pytest.raises(ImmutableRow, match="Add a version"):
            refused()
    with pytest.raises(ImmutableRow, match="Add a version"):
        model.objects.filter(pk=row.pk).update(reason="Changed my mind.")


@each(VERSIONS)
def test_a_newer_version_names_the_older(model, everything):
    newest = model.objects.current().order_by("-version").first()

    assert newest.version == 2
    assert newest.supersedes.version == 1
    assert newest.supersedes not in model.objects.current()


@each(VERSIONS)
@pytest.mark.parametrize(
    "changes", [{"supersedes": None}, {"version": 1}], ids=["of nothing", "first of another"]
)
def test_the_database_refuses_a_version_out_of_line(model, changes, everything):
    newest = model.objects.current().order_by("-version").first()

    with pytest.raises(IntegrityError, match="first_supersedes_nothing"), transaction.atomic():
        newer_version(newest, **changes).save()


@each(VERSIONS)
def test_of_two_that_supersede_the_same_row_one_is_refused(model, everything):
    older = model.objects.current().order_by("-version").first()
    newer_version(older).save()

    with pytest.raises(IntegrityError, match="(?i)unique"), transaction.atomic():
        newer_version(older, version=older.version + 2).save()


@each(VERSIONS)
def test_as_at_a_moment_shows_what_stood_then(model, everything):
    older = model.objects.current().order_by("-version").first()
    later = datetime(2010, 1, 1, tzinfo=UTC)
    newer = newer_version(older, recorded_at=later)
    newer.save()
    before = datetime(2009, 12, 31, tzinfo=UTC)

    assert model.objects.as_at(later).filter(pk__in=[older.pk, newer.pk]).get() == newer
    assert model.objects.as_at(before).filter(pk__in=[older.pk, newer.pk]).get() == older
