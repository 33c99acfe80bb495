"""One line of a return alone: rated as it is typed, saved as one goes."""

from django.http import Http404
from django.shortcuts import render

from laa.access import in_partnership, post_only
from laa.actions.refusals import LineChanged, Refused
from laa.actions.return_lines import save_line
from laa.forms.renderer import error_items
from laa.forms.return_line import ReturnLineForm
from laa.models import ReturnLine
from laa.permissions import Member, Permission
from laa.queries.return_page import BESIDE_A_LINE, LineContext, in_context

P = Permission
ENTER = (P.ENTER_RETURN, P.ENTER_ON_BEHALF)


@post_only
@in_partnership(*ENTER)
def line_try(request, member: Member, line: str):
    """What the line would be rated with what is typed; saves nothing."""
    context = _fetch(member, line)
    form = ReturnLineForm(context, request.POST)
    return _answer(request, context, form, outcome="tried")


@post_only
@in_partnership(*ENTER)
def line_save(request, member: Member, line: str):
    """Save one line, or say why it was not; the answer replaces parts of the line on the page."""
    context = _fetch(member, line)
    if request.POST.get("keep") == "theirs":
        return _whole(request, context)
    form = ReturnLineForm(context, request.POST)
    if not form.is_valid():
        return _answer(request, context, form, outcome="wrong")
    try:
        saved = save_line(
            context.line,
            version=form.cleaned_data["version"],
            by=request.user,
            entered=form.entered,
            is_on_behalf=member.enters_on_behalf(context.line.quarterly_return.partner_id),
            promises=context.promises,
        )
    except LineChanged as conflict:
        return _changed_by_somebody(request, context, form, conflict)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _answer(request, context, form, outcome="refused")
    return _saved(request, context.again(saved))


def _fetch(member: Member, uuid) -> LineContext:
    found = ReturnLine.objects.visible_to(member).filter(uuid=uuid).order_by()
    found = in_context(found.select_related(*BESIDE_A_LINE, "quarterly_return__partner"))
    if not found:
        raise Http404("No line of yours is at this address.")
    member.require_entering(found[0].line.quarterly_return.partner_id)
    return found[0]


def _saved(request, context: LineContext):
    return _answer(request, context, ReturnLineForm(context), outcome="saved")


def _changed_by_somebody(request, context: LineContext, form: ReturnLineForm, conflict):
    """Both texts, and a choice; the next save is made on the version that is shown now."""
    context = context.again(conflict.current)
    again = ReturnLineForm(context)
    again.conflict = conflict.current
    return _answer(request, context, again, outcome="conflict", problems=[{"text": str(conflict)}])


def _answer(request, context: LineContext, form: ReturnLineForm, *, outcome: str, problems=None):
    """Parts of the line, each with the id of what it takes the place of."""
    problems = [*error_items(form)] if problems is None else problems
    typed = form.typed if form.is_bound and not problems else context.stands
    return render(
        request,
        "laa/line_answer.html",
        {
            "one": context,
            "line": context.line,
            "form": form,
            "outcome": outcome,
            "typed": typed,
            "problems": problems,
            "is_stored": outcome in ("saved", "conflict"),
        },
    )


def _whole(request, context: LineContext):
    return render(request, "components/return_line.html", {"form": ReturnLineForm(context)})
