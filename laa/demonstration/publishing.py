"""What the demonstration has made public: rounds that closed, and one that is under embargo."""

from datetime import date

from laa.actions.publications import publish
from laa.actions.refusals import NothingToDo
from laa.models import Agreement, User
from laa.queries.publishing import entries


def publish_period(agreement: Agreement, period: str, *, public_from: date, by: User) -> None:
    """Everything of a period that may be public; nothing where nothing may."""
    found = entries(agreement, public_from).get(period, [])
    ratings = [entry.rating for entry in found if not entry.why_not]
    try:
        publish(ratings, partnership=agreement.partnership, public_from=public_from, by=by)
    except NothingToDo:
        return
