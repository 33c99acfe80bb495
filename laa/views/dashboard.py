from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from laa.access import in_partnership
from laa.exports.dashboard import dashboard_rows
from laa.exports.indicator import waiting_rows
from laa.exports.tables import asked_for
from laa.models import Agreement, Board
from laa.permissions import Member, Permission
from laa.queries.dashboard import dashboard as read_dashboard
from laa.rules.vocabulary import Rating

P = Permission


@in_partnership(P.SEE_SIGNED_OFF)
def dashboard(request, member: Member):
    """The partnership's agreements and boards; with one agreement, straight to it."""
    agreements = list(Agreement.objects.visible_to(member))
    if len(agreements) == 1:
        return redirect("laa:agreement-dashboard", member.partnership.slug, agreements[0].slug)
    context = {"agreements": agreements, "boards": Board.objects.visible_to(member).in_use()}
    return render(request, "laa/dashboards.html", context)


@in_partnership(P.SEE_SIGNED_OFF)
def agreement_dashboard(request, member: Member, agreement: str):
    agreement = fetch_agreement(member, agreement)
    return _page(request, member, agreement, title=agreement.title)


@in_partnership(P.SEE_SIGNED_OFF)
def theme_dashboard(request, member: Member, agreement: str, theme: str):
    agreement = fetch_agreement(member, agreement)
    theme = get_object_or_404(agreement.themes, slug=theme)
    return _page(request, member, agreement, title=theme.name, themes=[theme], theme=theme)


@in_partnership(P.SEE_SIGNED_OFF)
def board_dashboard(request, member: Member, board: str):
    """What a board oversees: whole agreements, or some of their themes."""
    board = get_object_or_404(Board.objects.visible_to(member), slug=board)
    themes = list(
        board.themes.select_related("agreement__rating_rule", "agreement__adopted_rule__rule")
    )
    whole = None if themes else board.agreements.with_rule().first()
    agreement = themes[0].agreement if themes else whole
    if agreement is None:
        return render(request, "laa/board_empty.html", {"board": board})
    return _page(request, member, agreement, title=board.name, themes=themes or None, board=board)


@in_partnership(P.SEE_SIGNED_OFF)
def agreement_waiting(request, member: Member, agreement: str):
    """The promises whose targets are still to come: never red, green or zero till then."""
    agreement = fetch_agreement(member, agreement)
    found = read_dashboard(agreement)
    if file := asked_for(request, {"waiting": partial(waiting_rows, found)}, name="Waiting"):
        return file
    context = {"agreement": agreement, "dashboard": found}
    return render(request, "laa/agreement_waiting.html", context)


def fetch_agreement(member: Member, slug: str) -> Agreement:
    agreements = Agreement.objects.visible_to(member).with_rule()
    return get_object_or_404(agreements, slug=slug)


def _page(request, member: Member, agreement: Agreement, *, title: str, themes=None, **context):
    found = read_dashboard(agreement, themes=themes)
    rows = {"dashboard": partial(dashboard_rows, found)}
    if file := asked_for(request, rows, name=f"{title} dashboard"):
        return file
    context |= {
        "agreement": agreement,
        "title": title,
        "dashboard": found,
        "counts": _counts(found),
        "indicators_url": _indicators_url(member.partnership, agreement),
        "boards": Board.objects.visible_to(member).in_use(),
    }
    return render(request, "laa/agreement_dashboard.html", context)


def _indicators_url(partnership, agreement: Agreement) -> str:
    """The address that an indicator's slug goes behind: resolved once for hundreds of rows."""
    any_one = reverse("laa:indicator-detail", args=[partnership.slug, agreement.slug, "0"])
    return any_one.removesuffix("0/")


def _counts(found) -> list[dict]:
    rated, total = len(found.rated), len(found.rows)
    at_risk = {
        "number": found.count(Rating.AT_RISK),
        "of": f"of {rated} rated",
        "label": "At risk",
        "kind": "at-risk",
    }
    return [
        {
            "number": found.count(Rating.OFF_TRACK),
            "of": f"of {rated} rated",
            "label": "Off track or missed",
            "kind": "off-track",
            "href": "#exceptions",
        },
        # A rule without amber has nothing to count here.
        *([at_risk] if at_risk["number"] else []),
        {
            "number": found.count(Rating.ON_TRACK) + found.count(Rating.BETTER),
            "of": f"of {rated} rated",
            "label": "On track or met",
            "kind": "on-track",
        },
        {
            "number": total - rated,
            "of": f"of {total} lines",
            "label": "Not rated",
            "kind": "not-rated",
        },
        {
            "number": len(found.waiting),
            "of": f"of {total} lines",
            "label": "Waiting for a target",
            "kind": "not-rated",
            "href": "waiting/",
        },
    ]
