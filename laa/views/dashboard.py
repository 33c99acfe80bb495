from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from laa import clock
from laa.access import in_partnership
from laa.exports.indicator import waiting_rows
from laa.exports.tables import asked_for
from laa.models import Agreement, Board, Partner, Theme
from laa.permissions import Member, Permission
from laa.queries.dashboard import dashboard as read_dashboard
from laa.queries.overseen import overseen, running, themes_of
from laa.views.dashboard_page import dashboard_page

P = Permission

THEIR_RULES = ("agreement__rating_rule", "agreement__adopted_rule__rule")


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
    return dashboard_page(request, member, agreement, title=agreement.title)


@in_partnership(P.SEE_SIGNED_OFF)
def theme_dashboard(request, member: Member, agreement: str, theme: str):
    themes = Theme.objects.filter(agreement__in=Agreement.objects.visible_to(member))
    themes = themes.select_related(*THEIR_RULES)
    theme = get_object_or_404(themes, agreement__slug=agreement, slug=theme)
    return dashboard_page(
        request, member, theme.agreement, title=theme.name, themes=[theme], theme=theme
    )


@in_partnership(P.SEE_SIGNED_OFF)
def partner_dashboard(request, member: Member, agreement: str, partner: str):
    """What a partner, with the services within it, answers for in an agreement."""
    agreement = fetch_agreement(member, agreement)
    partner = get_object_or_404(Partner.objects.visible_to(member), slug=partner)
    return dashboard_page(
        request, member, agreement, title=partner.name, led_by=partner, partner=partner
    )


@in_partnership(P.SEE_SIGNED_OFF)
def board_dashboard(request, member: Member, board: str):
    """What a board oversees of one agreement, whole or in part, and a way to its others."""
    boards = list(Board.objects.visible_to(member))
    board = next((one for one in boards if one.slug == board), None)
    if board is None:
        raise Http404("There is no such board.")
    agreements = overseen(board)
    if not agreements:
        return render(request, "laa/board_empty.html", {"board": board})
    agreement = running(agreements, clock.today(member.partnership))
    if wanted := request.GET.get("agreement"):
        agreement = next((one for one in agreements if one.slug == wanted), None)
    if agreement is None:
        raise Http404("This board oversees no such agreement.")
    return dashboard_page(
        request,
        member,
        agreement,
        title=board.name,
        themes=themes_of(board, agreement),
        board=board,
        boards=boards,
        overseen=agreements,
    )


@in_partnership(P.SEE_SIGNED_OFF)
def agreement_waiting(request, member: Member, agreement: str):
    """The promises whose targets are still to come: never red, green or zero till then."""
    agreement = fetch_agreement(member, agreement)
    found = read_dashboard(agreement, today=clock.today(member.partnership))
    if file := asked_for(request, {"waiting": partial(waiting_rows, found)}, name="Waiting"):
        return file
    context = {"agreement": agreement, "dashboard": found}
    return render(request, "laa/agreement_waiting.html", context)


def fetch_agreement(member: Member, slug: str) -> Agreement:
    agreements = Agreement.objects.visible_to(member).with_rule()
    return get_object_or_404(agreements, slug=slug)
