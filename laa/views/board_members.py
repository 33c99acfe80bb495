from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date

from laa.access import in_partnership
from laa.actions import meetings, seats
from laa.exports.board_members import meeting_rows, seat_rows
from laa.exports.tables import asked_for
from laa.forms.board_members import MeetingForm, SeatForm
from laa.models import Board
from laa.permissions import Member, Permission
from laa.queries.board_members import seats_said
from laa.views.saving import done, saved

P = Permission
FORMS = {"add-seat": (SeatForm, seats.add_seat), "add-meeting": (MeetingForm, meetings.add_meeting)}


@in_partnership(P.SEE_SIGNED_OFF)
def board_members(request, member: Member, board: str):
    """Who sits on a board, with how many seats, and when it meets."""
    board = get_object_or_404(Board.objects.visible_to(member), slug=board)
    forms = {"add-seat": SeatForm(), "add-meeting": MeetingForm()}
    if request.method == "POST":
        member.require(P.SET_UP)
        if _changed(request, board, forms):
            return redirect("laa:board-members", member.partnership.slug, board.slug)
    lines, held = list(board.seats.all()), list(board.meetings.all())
    tables = {"members": partial(seat_rows, lines), "meetings": partial(meeting_rows, held)}
    if file := asked_for(request, tables, name=str(board)):
        return file
    context = {
        "board": board,
        "lines": lines,
        "said": seats_said(lines),
        "meetings": held,
        "seat_form": forms["add-seat"],
        "meeting_form": forms["add-meeting"],
        "form": next((form for form in forms.values() if form.is_bound), None),
    }
    return render(request, "laa/board_members.html", context)


def _changed(request, board: Board, forms: dict) -> bool:
    """Whether what was asked for is done; a form with a mistake is put among the forms."""
    do, by = request.POST.get("do"), request.user
    if do in FORMS:
        form_class, action = FORMS[do]
        form = forms[do] = form_class(request.POST)
        if not (form.is_valid() and saved(form, action, board=board, by=by, **form.cleaned_data)):
            return False
        messages.success(request, "It is added.")
    elif position := request.POST.get("remove", ""):
        number = int(position) if position.isdecimal() else 0
        done(request, "The line is gone.", seats.remove_seat, board, position=number, by=by)
    elif held_on := parse_day(request.POST.get("cancel", "")):
        said = "The meeting is cancelled."
        done(request, said, meetings.cancel_meeting, board, held_on=held_on, by=by)
    return True


def parse_day(text: str):
    """The day that a button names; None where it names none."""
    try:
        return parse_date(text)
    except ValueError:
        return None
