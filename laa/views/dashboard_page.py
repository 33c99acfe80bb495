"""One page for every dashboard: of an agreement, of a theme, of a board."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse

from laa import clock
from laa.exports.dashboard import heatmap_rows, shown_rows
from laa.exports.tables import asked_for
from laa.forms.dashboard import (
    KEPT,
    AsAtForm,
    NarrowForm,
    columns_of,
    sort_of,
    view_of,
)
from laa.models import Agreement, Board
from laa.permissions import Member, Permission
from laa.queries.dashboard import Dashboard
from laa.queries.dashboard import dashboard as read_dashboard
from laa.queries.dashboard_view import VIEWS, Shown
from laa.queries.terms import PageTerms
from laa.rules import periods
from laa.rules.vocabulary import Rating

COOKIE = "dashboard-columns"
A_YEAR = 365 * 24 * 60 * 60


def dashboard_page(
    request,
    member: Member,
    agreement: Agreement,
    *,
    title: str,
    themes=None,
    led_by=None,
    boards=None,
    **more,
):
    """The page, or the file that the address asks for."""
    today = clock.today(member.partnership)
    as_at = AsAtForm(request.GET if "as-at" in request.GET else None, today=today)
    found = read_dashboard(agreement, themes=themes, led_by=led_by, today=today, as_at=as_at.day)
    is_operational = _depth(request, member, more.get("board"))
    narrow = NarrowForm(request.GET or None, found=found, is_operational=is_operational)
    shown = _shown(request, found, narrow, is_operational=is_operational)
    rows = {"dashboard": partial(shown_rows, shown), "heatmap": partial(heatmap_rows, shown)}
    if file := asked_for(request, rows, name=f"{title} {_as_at_said(found)}".strip()):
        return file
    narrow.initial["columns"] = list(shown.columns)
    waiting = reverse("laa:agreement-waiting", args=[member.partnership.slug, agreement.slug])
    context = more | {
        "agreement": agreement,
        "title": title,
        "dashboard": found,
        "shown": shown,
        "as_at_form": as_at,
        "narrow": narrow,
        "views": [(name, text, name == shown.view) for name, text in VIEWS.items()],
        "recovers": {
            row.commitment.pk for row in found.exceptions if member.may_plan(row.commitment.lead_id)
        },
        "may_choose_depth": member.may(Permission.SEE_OPERATIONAL),
        "counts": counts(found, waiting),
        "terms": PageTerms(member.partnership),
        "indicators_url": _indicators_url(member.partnership, agreement),
        "boards": [
            board for board in boards or Board.objects.visible_to(member) if not board.retired_on
        ],
    }
    return _keeping(request, render(request, "laa/agreement_dashboard.html", context), shown)


def _depth(request, member: Member, board: Board | None) -> bool:
    """Whether to show operational depth: only to whom the matrix lets see it.

    They see a board's page as the board does, and any other deeply, until they choose.
    """
    if not member.may(Permission.SEE_OPERATIONAL):
        return False
    asked = request.GET.get("depth", "")
    if asked in Board.Depth.values:
        return asked == Board.Depth.OPERATIONAL
    return board is None or board.depth == Board.Depth.OPERATIONAL


def _shown(request, found: Dashboard, narrow: NarrowForm, *, is_operational: bool) -> Shown:
    return Shown(
        found,
        is_operational=is_operational,
        view=view_of(request.GET),
        sort=sort_of(request.GET),
        wanted=columns_of(request.GET, request.COOKIES.get(COOKIE)),
        matches=narrow.matches if narrow.is_bound else None,
    )


def _keeping(request, response, shown: Shown):
    """Columns that were chosen are kept by the browser for the next time, on any dashboard."""
    if request.GET.getlist("columns"):
        kept = KEPT.join(shown.columns)
        response.set_cookie(COOKIE, kept, max_age=A_YEAR, httponly=True, samesite="Lax")
    return response


def _as_at_said(found: Dashboard) -> str:
    return f"as at {found.as_at.isoformat()}" if found.as_at else "dashboard"


def _indicators_url(partnership, agreement: Agreement) -> str:
    """The address that an indicator's slug goes behind: resolved once for hundreds of rows."""
    any_one = reverse("laa:indicator-detail", args=[partnership.slug, agreement.slug, "0"])
    return any_one.removesuffix("0/")


def counts(found: Dashboard, waiting_url: str) -> list[dict]:
    """What a board asks first, each with what it is out of and how it changed."""
    rated, total = len(found.rated), len(found.rows)
    of_rated, of_total = f"of {rated} rated", f"of {total} lines"
    at_risk = _count(found, "At risk", of_rated, "at-risk", Rating.AT_RISK)
    # A rule without amber has nothing to count there.
    has_amber = at_risk["number"] or found.count_before(Rating.AT_RISK)
    ahead = (Rating.ON_TRACK, Rating.BETTER)
    waiting = {
        "number": len(found.waiting),
        "of": of_total,
        "label": "Waiting for a target",
        "kind": "not-rated",
        "href": waiting_url,
    }
    return [
        _count(found, "Off track or missed", of_rated, "off-track", Rating.OFF_TRACK)
        | {"href": "#exceptions"},
        *([at_risk] if has_amber else []),
        _count(found, "On track or met", of_rated, "on-track", *ahead),
        _count(found, "Not rated", of_total, "not-rated", Rating.NOT_RATED),
        waiting,
    ]


def _count(found: Dashboard, label: str, of: str, kind: str, *ratings: Rating) -> dict:
    number = found.count(*ratings)
    change = _change(number - found.count_before(*ratings), found.round_before)
    return {"number": number, "of": of, "label": label, "kind": kind, "change": change}


def _change(more: int, before: periods.Period | None) -> str:
    """ "2 more than Q2 2008/09"; "" where there was no round before."""
    if before is None:
        return ""
    if not more:
        return f"as many as {before.short_label}"
    return f"{abs(more)} {'more' if more > 0 else 'fewer'} than {before.short_label}"
