"""The route that reports take before they are issued: as long or as short as people want it."""

from django.db import transaction

from laa import audit
from laa.actions.changes import clean, hold
from laa.actions.refusals import NothingToDo, Refused
from laa.models import Membership, Partnership, RouteStep, User


@transaction.atomic
def add_route_step(
    partnership: Partnership, *, name: str, person: User, is_proof_reading: bool, by: User
) -> RouteStep:
    """At the end of the route. The person may hold any role, as long as they play one."""
    hold(partnership)
    if not Membership.objects.live().filter(partnership=partnership, user=person).exists():
        raise Refused(f"{person} plays no part in {partnership}. Choose somebody who does.")
    step = RouteStep(
        partnership=partnership,
        position=partnership.route_steps.count() + 1,
        name=name.strip(),
        person=person,
        is_proof_reading=is_proof_reading,
    )
    clean(step)
    step.save()
    _record(partnership, "routestep.add", step, by)
    return step


@transaction.atomic
def remove_route_step(partnership: Partnership, *, position: int, by: User) -> None:
    """The steps after it move up. Reports that are on their way keep the steps they have."""
    hold(partnership)
    step = partnership.route_steps.filter(position=position).first()
    if step is None:
        raise NothingToDo("That step is no longer there.")
    step.delete()
    for later in partnership.route_steps.filter(position__gt=position).order_by("position"):
        later.position -= 1
        later.save()
    _record(partnership, "routestep.remove", step, by)


def _record(partnership: Partnership, action: str, step: RouteStep, by: User) -> None:
    route = [str(one) for one in partnership.route_steps.order_by("position")]
    after = {"route": route, "person": step.person.name, "is_proof_reading": step.is_proof_reading}
    audit.record(action, subject=step.name, by=by, partnership=partnership, after=after)
