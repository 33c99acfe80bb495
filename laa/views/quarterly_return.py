"""The return: where officers enter it, and where others read it."""

from functools import partial

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from laa import clock
from laa.access import in_partnership
from laa.actions import returns
from laa.actions.refusals import LineChanged, Refused
from laa.exports.returns import line_rows
from laa.exports.tables import asked_for
from laa.forms.return_line import ReturnLineForm
from laa.models import QuarterlyReturn
from laa.permissions import Member, Permission
from laa.queries.return_page import LineContext, lines_in_context
from laa.queries.work import ReturnSummary
from laa.typed_text import owner_mark, take_typed_text

P = Permission
READERS = (P.SEE_OWN_RETURNS, P.SEE_ALL_RETURNS)


def fetch_return(member: Member, period: str, partner: str) -> QuarterlyReturn:
    """The return, if this member may know of it."""
    found = QuarterlyReturn.objects.visible_to(member).select_related(
        "round__partnership__demonstration", "partner", "partnership__demonstration"
    )
    return get_object_or_404(found, round__period=period, partner__slug=partner)


@in_partnership(*READERS)
def return_detail(request, member: Member, period: str, partner: str):
    """One page to do it: the lines to fill in, then those that are on their way."""
    quarterly_return = fetch_return(member, period, partner)
    if request.method == "POST":
        member.require(P.ENTER_RETURN, quarterly_return.partner_id)
        return _save(request, member, quarterly_return)
    contexts = lines_in_context(quarterly_return)
    rows = {"lines": partial(line_rows, contexts)}
    if file := asked_for(request, rows, name=f"{quarterly_return}"):
        return file
    typed = take_typed_text(request)
    forms = []
    if _may_enter(member, quarterly_return):
        data = _as_query(typed) if typed else None
        forms = [_form(context, data) for context in contexts if context.line.is_editable]
    return _page(request, member, quarterly_return, contexts, forms, was_signed_out=bool(typed))


def _may_enter(member: Member, quarterly_return: QuarterlyReturn) -> bool:
    round_ = quarterly_return.round
    is_open = round_.is_open(clock.today(member.partnership))
    return is_open and member.may(P.ENTER_RETURN, quarterly_return.partner_id)


def _as_query(fields: dict[str, list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in fields.items():
        query.setlist(name, values)
    return query


def _form(context: LineContext, data: QueryDict | None) -> ReturnLineForm:
    """A form of the line, filled with what was typed if this line was on the page."""
    is_on_page = data is not None and f"{context.line.uuid}-version" in data
    return ReturnLineForm(context, data if is_on_page else None)


def _page(request, member, quarterly_return, contexts, forms, *, was_signed_out=False, status=200):
    lines = [context.line for context in contexts]
    context = {
        "quarterly_return": quarterly_return,
        "round": quarterly_return.round,
        "summary": ReturnSummary(quarterly_return, lines, clock.today(member.partnership)),
        "forms": forms,
        "others": [c for c in contexts if not (forms and c.line.is_editable)],
        "formset": ErrorsOf(forms),
        "typed_by": owner_mark(request.user),
        "was_signed_out": was_signed_out,
        "may_certify": member.may(P.CERTIFY_RETURN, quarterly_return.partner_id),
        "may_sign_off": member.may(P.SIGN_OFF_RETURN),
        "may_enter": member.may(P.ENTER_RETURN, quarterly_return.partner_id),
    }
    return render(request, "laa/return_detail.html", context, status=status)


class ErrorsOf:
    """The page's forms as one for the error summary, where each error names its line."""

    def __init__(self, forms: list[ReturnLineForm]):
        self.forms = [form for form in forms if form.is_bound]
        self.is_bound = bool(self.forms)

    def non_form_errors(self) -> list[str]:
        return []


def _save(request, member: Member, quarterly_return: QuarterlyReturn):
    """Save every line this person changed; keep on the page what could not be saved."""
    contexts = lines_in_context(quarterly_return)
    try:
        returns.must_be_open(quarterly_return.round)
    except Refused as refusal:
        messages.error(request, str(refusal))
        forms = [_form(c, request.POST) for c in contexts if c.line.is_editable]
        return _page(request, member, quarterly_return, contexts, forms)
    forms, saved = [], 0
    for context in contexts:
        form = _form(context, request.POST)
        if form.is_bound and form.has_changed() and form.is_valid():
            saved += _save_line(form, request.user)
        forms.append(form)
    if saved:
        noun = "line" if saved == 1 else "lines"
        messages.success(request, f"{saved} {noun} saved.")
    failed = [form for form in forms if form.is_bound and form.has_changed() and form.errors]
    if failed:
        return _after_trouble(request, member, quarterly_return, failed)
    if request.POST.get("action") == "continue":
        return redirect("laa:return-review", *quarterly_return.address)
    if not saved:
        messages.info(request, "Nothing had changed, so nothing was saved.")
    return redirect("laa:return-detail", *quarterly_return.address)


def _save_line(form: ReturnLineForm, by) -> bool:
    try:
        returns.save_line(
            form.line, version=form.cleaned_data["version"], by=by, entered=form.entered
        )
    except LineChanged as conflict:
        form.conflict = conflict.current
        form.add_error(_first_box(form), str(conflict))
        return False
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _first_box(form: ReturnLineForm) -> str:
    return "value" if "value" in form.fields else "outlook"


def _after_trouble(request, member, quarterly_return, failed: list[ReturnLineForm]):
    """The page again: saved lines as they are now, the others as they were typed.

    A line that somebody else changed takes their version on, so that the next save is a choice
    made with both figures in view.
    """
    failed_by_line = {form.line.pk: form for form in failed}
    contexts = lines_in_context(quarterly_return)
    forms = []
    for context in contexts:
        older = failed_by_line.get(context.line.pk)
        if context.line.is_editable:
            forms.append(_retyped(older, context) if older else ReturnLineForm(context))
        elif older:
            messages.error(request, _told_too_late(older))
    return _page(request, member, quarterly_return, contexts, forms)


def _told_too_late(form: ReturnLineForm) -> str:
    """Why a line was not saved that has no boxes any more, with what was typed in them."""
    names = ("value", "commentary", "outlook_reason")
    typed = [form[name].data for name in names if name in form.fields and form[name].data]
    said = "; ".join(f"“{text}”" for text in typed)
    return " ".join([*form.non_field_errors(), f"You typed: {said}." if said else ""]).strip()


def _retyped(older: ReturnLineForm, context: LineContext) -> ReturnLineForm:
    data = older.data.copy()
    form = ReturnLineForm(context, data)
    for name, value in form.initial.items():
        data[f"initial-{form.prefix}-{name}"] = value
    data[f"{form.prefix}-version"] = context.line.version
    form.conflict = getattr(older, "conflict", None)
    form.full_clean()
    for name, errors in older.errors.items():
        for error in errors:
            if error not in form.errors.get(name, []):
                form.add_error(None if name == "__all__" else name, error)
    return form
