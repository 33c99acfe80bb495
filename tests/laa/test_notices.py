import pytest

from laa.models import Notice
from laa.notices import notify
from laa.permissions import member_of
from tests.factories import MembershipFactory, PartnershipFactory

pytestmark = pytest.mark.django_db


def tell(luton, *people, key="returns:1", text="A return is ready."):
    notify(people, partnership=luton, key=key, text=text, path="/luton/")


def test_each_person_is_told_once_per_key(luton, cast):
    tell(luton, cast.lead, cast.officer)
    tell(luton, cast.lead, cast.officer, text="Again.")

    assert sorted(Notice.objects.values_list("recipient__email", "text")) == [
        ("lead@example.org", "A return is ready."),
        ("officer@example.org", "A return is ready."),
    ]


def test_another_key_is_another_notice(luton, cast):
    tell(luton, cast.lead)
    tell(luton, cast.lead, key="returns:2")

    assert Notice.objects.count() == 2


def test_telling_nobody_is_no_trouble(luton):
    tell(luton)

    assert not Notice.objects.exists()


def test_a_notice_is_dated_by_the_partnerships_clock(luton, cast):
    tell(luton, cast.lead)

    assert f"{Notice.objects.get().created_at:%Y-%m-%d}" == "2009-04-20"


def test_only_its_recipient_sees_it_and_only_in_its_partnership(luton, cast, member):
    elsewhere = PartnershipFactory(slug="elsewhere")
    MembershipFactory(partnership=elsewhere, user=cast.lead)
    tell(luton, cast.lead)

    assert Notice.objects.visible_to(member("lead")).count() == 1
    assert not Notice.objects.visible_to(member("officer")).exists()
    assert not Notice.objects.visible_to(member_of(cast.lead, elsewhere)).exists()
