from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from laa.access import in_partnership, post_only
from laa.actions import boards as actions
from laa.exports.boards import board_rows
from laa.exports.tables import asked_for
from laa.forms.board import BoardForm
from laa.models import Board
from laa.permissions import Member, Permission
from laa.views.saving import done, saved

P = Permission


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def boards(request, member: Member):
    """Every board, what it oversees and how deeply."""
    found = Board.objects.visible_to(member).prefetch_related("agreements", "themes__agreement")
    if file := asked_for(request, {"boards": partial(board_rows, found)}, name="Boards"):
        return file
    return render(request, "laa/boards.html", {"boards": found})


@in_partnership(P.SET_UP)
def board_add(request, member: Member):
    form = BoardForm(request.POST or None, partnership=member.partnership)
    if request.method == "POST" and form.is_valid():
        options = {"partnership": member.partnership, "by": request.user, **form.cleaned_data}
        if board := saved(form, actions.add_board, **options):
            messages.success(request, f"{board} is a board now.")
            return redirect("laa:boards", member.partnership.slug)
    return _form(request, member, form, "Add a board")


@in_partnership(P.SET_UP)
def board_edit(request, member: Member, board: str):
    board = _fetch_board(member, board)
    form = BoardForm(request.POST or None, partnership=member.partnership, row=board)
    if request.method == "POST" and form.is_valid():
        options = {"board": board, "by": request.user, **form.cleaned_data}
        if board_now := saved(form, actions.edit_board, **options):
            messages.success(request, f"{board_now} is saved.")
            return redirect("laa:boards", member.partnership.slug)
    return _form(request, member, form, f"Edit {board}")


def _fetch_board(member: Member, slug: str) -> Board:
    found = Board.objects.visible_to(member).select_related("partnership")
    return get_object_or_404(found, slug=slug)


def _form(request, member: Member, form: BoardForm, title: str):
    back = reverse("laa:boards", args=[member.partnership.slug])
    context = {"form": form, "title": title, "back_url": back, "back": "Boards"}
    return render(request, "laa/setup_form.html", context)


@post_only
@in_partnership(P.SET_UP)
def board_change(request, member: Member, board: str):
    """Retire a board, or bring it back."""
    board = _fetch_board(member, board)
    options = {"by": request.user, "seen": request.POST.get("seen")}
    if request.POST.get("do") == "retire":
        said = f"{board} is retired. You can bring it back here."
        done(request, said, actions.retire_board, board, **options)
    elif request.POST.get("do") == "bring-back":
        done(request, f"{board} is a board again.", actions.bring_back_board, board, **options)
    return redirect("laa:boards", member.partnership.slug)
