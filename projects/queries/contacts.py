"""Clients and contacts counted apart, each with its definition, beside what documents print."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, OuterRef, Q, Subquery

from laa.models import User
from projects.models import (
    AgreedAction,
    Client,
    Contact,
    DiaryEntry,
    Involvement,
    PrintedFigure,
    Project,
)
from projects.rules.qualified import percent, percent_said

Topic = PrintedFigure.Topic


@dataclass(frozen=True)
class Statistic:
    """A number from records with what it counts, and every number that documents print for it."""

    topic: str
    label: str
    counted: int
    definition: str
    printed: tuple[PrintedFigure, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the documents contradict one another."""
        return len({(row.value, row.qualifier) for row in self.printed}) > 1


@dataclass(frozen=True)
class Statistics:
    clients: int
    contacts: int
    first_meetings: int
    without_follow_up: list[Client]
    printed: dict[str, tuple[PrintedFigure, ...]]

    @property
    def followed(self) -> int:
        return self.first_meetings - len(self.without_follow_up)

    @property
    def followed_percent(self) -> Decimal | None:
        """None where there was no first meeting."""
        return percent(self.followed, self.first_meetings, 2)

    @property
    def followed_said(self) -> str:
        return percent_said(self.followed, self.first_meetings, 2)

    @property
    def rows(self) -> list[Statistic]:
        said = (
            (Topic.CLIENTS, self.clients, "Clients, without procurers and partners"),
            (Topic.CONTACTS, self.contacts, "Face-to-face meetings with clients"),
            (Topic.FIRST_MEETINGS, self.first_meetings, "Clients met at least once"),
            (
                Topic.NO_FOLLOW_UP,
                len(self.without_follow_up),
                "Clients met once with no further date fixed",
            ),
        )
        return [
            Statistic(topic, topic.label, counted, definition, self.printed.get(topic, ()))
            for topic, counted, definition in said
        ]


def statistics_of(
    project: Project, *, starts: date | None = None, ends: date | None = None
) -> Statistics:
    """Over the whole project, or of the meetings between two days."""
    met = _contacts_with_clients(project)
    if starts:
        met = met.filter(met_on__gte=starts)
    if ends:
        met = met.filter(met_on__lte=ends)
    clients = Involvement.objects.of(project).filter(part=Involvement.Part.CLIENT)
    is_whole = not (starts or ends)
    counts = met.order_by().aggregate(
        seen=Count("client", distinct=True),
        face_to_face=Count("pk", filter=Q(how=Contact.How.FACE_TO_FACE)),
    )
    return Statistics(
        clients=clients.count() if is_whole else counts["seen"],
        contacts=counts["face_to_face"],
        first_meetings=counts["seen"],
        without_follow_up=without_follow_up(project) if is_whole else [],
        printed=_printed(project) if is_whole else {},
    )


def without_follow_up(project: Project) -> list[Client]:
    """Clients met once who have not fixed a further date; a later meeting takes them off."""
    met = Q(contact_set__project=project)
    return list(
        Client.objects.known_to(project)
        .filter(involvement_set__part=Involvement.Part.CLIENT, involvement_set__project=project)
        .annotate(
            meetings=Count("contact_set", filter=met, distinct=True),
            last_next=Max("contact_set__next", filter=met),
            last_met=Max("contact_set__met_on", filter=met),
        )
        .filter(meetings=1, last_next=Contact.Next.NOT_FIXED)
        .order_by("last_met", "number")
    )


def missed_follow_ups(project: Project, today: date) -> list[Contact]:
    """Dates that were fixed and are past, and no meeting has been entered since."""
    later = Contact.objects.filter(client=OuterRef("client"), met_on__gt=OuterRef("met_on"))
    found = Contact.objects.of(project).filter(next_on__lt=today)
    found = found.annotate(later=Subquery(later.values("pk")[:1])).filter(later=None)
    return list(found.select_related("client").order_by("next_on", "pk"))


def _contacts_with_clients(project: Project):
    """Procurers and partners are no clients, and meetings with them are counted nowhere here."""
    clients = Involvement.objects.of(project).filter(part=Involvement.Part.CLIENT)
    return Contact.objects.of(project).filter(client__in=clients.values("client"))


def _printed(project: Project) -> dict[str, tuple[PrintedFigure, ...]]:
    found = defaultdict(tuple)
    for row in PrintedFigure.objects.of(project).order_by("pk"):
        found[row.topic] += (row,)
    return dict(found)


def clients_of(project: Project, today: date) -> list[Involvement]:
    """Everybody the project works with, by name: how often met, when last and when next."""
    met = Q(client__contact_set__project=project)
    rows = (
        Involvement.objects.of(project)
        .select_related("client__lead")
        .annotate(
            meetings=Count("client__contact_set", filter=met, distinct=True),
            last_met=Max("client__contact_set__met_on", filter=met),
            next_on=Max(
                "client__contact_set__next_on",
                filter=met & Q(client__contact_set__next_on__gte=today),
            ),
        )
    )
    return list(rows.order_by("part", "client__name", "client__number"))


@dataclass(frozen=True)
class Diary:
    entries: list[DiaryEntry]

    @property
    def without_note(self) -> list[DiaryEntry]:
        return [entry for entry in self.entries if entry.contact_id is None]

    @property
    def miles(self) -> list[tuple[User, Decimal, int]]:
        """Each person's miles, and how many of their journeys name none."""
        totals: dict[User, list] = {}
        for entry in self.entries:
            total = totals.setdefault(entry.who, [Decimal(0), 0])
            if entry.miles is None:
                total[1] += 1
            else:
                total[0] += entry.miles
        return [(who, miles, unknown) for who, (miles, unknown) in totals.items()]


def diary_of(project: Project, *, starts: date | None = None, ends: date | None = None) -> Diary:
    rows = DiaryEntry.objects.of(project).select_related("who", "contact__client")
    if starts:
        rows = rows.filter(day__gte=starts)
    if ends:
        rows = rows.filter(day__lte=ends)
    return Diary(list(rows.order_by("day", "pk")))


def agreed_before(contact: Contact) -> list[AgreedAction]:
    """What was agreed with the client at earlier meetings, for going through at this one."""
    rows = AgreedAction.objects.filter(
        contact__client=contact.client_id, contact__met_on__lt=contact.met_on
    )
    return list(rows.select_related("contact__client", "partnership").order_by("contact", "pk"))


def to_review(client: Client) -> list[AgreedAction]:
    """What was agreed and is neither done nor dropped."""
    rows = AgreedAction.objects.filter(contact__client=client)
    rows = rows.exclude(status__in=[AgreedAction.Status.DONE, AgreedAction.Status.DROPPED])
    return list(rows.select_related("contact__client", "partnership").order_by("contact", "pk"))
