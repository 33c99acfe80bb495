"""The return: where officers enter it, and where others read it."""

from functools import partial

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from laa import clock
from laa.access import in_partnership
from laa.actions.refusals import LineChanged, Refused
from laa.actions.return_lines import save_line
from laa.actions.round_locks import must_be_open
from laa.exports.returns import line_rows
from laa.exports.tables import asked_for
from laa.forms.return_line import ReturnLineForm
from laa.models import QuarterlyReturn
from laa.permissions import Member, Permission
from laa.queries.line_thread import said_before
from laa.queries.return_page import LineContext, lines_in_context
from laa.queries.return_shows import ALL, SHOWS, asked_to_show, shown, shows
from laa.queries.rules_said import rules_said
from laa.queries.work import ReturnSummary
from laa.rules.figures import plain
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
        member.require_entering(quarterly_return.partner_id)
        return _save(request, member, quarterly_return)
    contexts = lines_in_context(quarterly_return)
    rows = {"lines": partial(line_rows, contexts)}
    if file := asked_for(request, rows, name=f"{quarterly_return}"):
        return file
    typed = take_typed_text(request)
    forms = []
    show = ALL if typed else asked_to_show(request.GET.get("show"))
    if _may_enter(member, quarterly_return):
        data = _as_query(typed) if typed else None
        editable = [context for context in contexts if context.line.is_editable]
        forms = [_form(context, data) for context in shown(editable, show)]
    return _page(
        request,
        member,
        quarterly_return,
        contexts,
        forms,
        show=show,
        was_signed_out=bool(typed),
    )


def _with_count(data: QueryDict, contexts: list[LineContext]) -> QueryDict:
    """What was posted; a line whose count somebody takes over has that number in its box."""
    for context in contexts:
        if context.counted and context.line.uuid_text == data.get("take-count"):
            data = data.copy()
            data[f"{context.line.uuid}-value"] = plain(context.counted.value)
    return data


def _may_enter(member: Member, quarterly_return: QuarterlyReturn) -> bool:
    round_ = quarterly_return.round
    is_open = round_.is_open(clock.today(member.partnership))
    return is_open and member.may_enter(quarterly_return.partner_id)


def _as_query(fields: dict[str, list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in fields.items():
        query.setlist(name, values)
    return query


def _form(context: LineContext, data: QueryDict | None, *, tries: bool = False) -> ReturnLineForm:
    """A form of the line, filled with what was typed if this line was on the page."""
    is_on_page = data is not None and f"{context.line.uuid}-version" in data
    return ReturnLineForm(context, data if is_on_page else None, tries=tries)


def _page(request, member, quarterly_return, contexts, forms, *, show=ALL, was_signed_out=False):
    lines = [context.line for context in contexts]
    editable = [c for c in contexts if c.line.is_editable]
    may_enter = _may_enter(member, quarterly_return) or bool(forms)
    others = [c for c in contexts if not (may_enter and c.line.is_editable)]
    earlier = said_before([form.line for form in forms])
    for form in forms:
        form.earlier = earlier[form.line.pk]
    context = {
        "quarterly_return": quarterly_return,
        "round": quarterly_return.round,
        "rules_said": rules_said(contexts),
        "summary": ReturnSummary(quarterly_return, lines, clock.today(member.partnership)),
        "forms": forms,
        "others": others,
        "show": show,
        "show_said": SHOWS[show][0].lower(),
        "shows": shows(editable) if may_enter and editable else [],
        "ready_elsewhere": sum(line.is_ready for line in lines)
        - sum(form.line.is_ready for form in forms),
        "formset": ErrorsOf(forms),
        "typed_by": owner_mark(request.user),
        "was_signed_out": was_signed_out,
        "may_certify": member.may(P.CERTIFY_RETURN, quarterly_return.partner_id),
        "may_sign_off": member.may(P.SIGN_OFF_RETURN),
        "may_enter": member.may_enter(quarterly_return.partner_id),
        "is_on_behalf": member.enters_on_behalf(quarterly_return.partner_id),
    }
    return render(request, "laa/return_detail.html", context)


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
        must_be_open(quarterly_return.round)
    except Refused as refusal:
        messages.error(request, str(refusal))
        forms = [_form(c, request.POST) for c in contexts if c.line.is_editable]
        return _page(request, member, quarterly_return, contexts, forms)
    if request.POST.get("action") == "ratings":
        return _rated(request, member, quarterly_return, contexts)
    forms, saved = [], 0
    theirs = request.POST.get("keep-theirs")
    data = _with_count(request.POST, contexts)
    for context in contexts:
        form = _form(context, None if context.line.uuid_text == theirs else data)
        if form.is_bound and form.has_changed() and form.is_valid():
            saved += _save_line(form, member)
        forms.append(form)
    if saved:
        noun = "line" if saved == 1 else "lines"
        messages.success(request, f"{saved} {noun} saved.")
    failed = [form for form in forms if form.is_bound and form.has_changed() and form.errors]
    if failed:
        return _after_trouble(request, member, quarterly_return, failed)
    if request.POST.get("action") == "continue":
        return redirect("laa:return-review", *quarterly_return.address)
    if not saved and request.POST.get("action") == "draft":
        messages.info(request, "Everything on this page is saved.")
    return redirect(_back_to(request, quarterly_return))


def _rated(request, member: Member, quarterly_return: QuarterlyReturn, contexts):
    """The page as it was typed, each line with the rating that its figure would get; saves nothing.

    For people without script; with it a line is rated while one types.
    """
    show = asked_to_show(request.POST.get("show") or request.GET.get("show"))
    forms = [_form(c, request.POST, tries=True) for c in contexts if c.line.is_editable]
    forms = [form for form in forms if form.is_bound or show == ALL]
    messages.info(request, "The ratings are of what is on the page now. Nothing is saved yet.")
    return _page(request, member, quarterly_return, contexts, forms, show=show)


def _back_to(request, quarterly_return: QuarterlyReturn) -> str:
    """The return again, with the lines that were asked for; at the line a choice was made for."""
    address = reverse("laa:return-detail", args=quarterly_return.address)
    show = asked_to_show(request.POST.get("show") or request.GET.get("show"))
    query = "" if show == ALL else f"?show={show}"
    choices = ("keep-theirs", "keep-mine", "take-count")
    line = next((request.POST[name] for name in choices if name in request.POST), "")
    return f"{address}{query}{f'#line-{line}' if line else ''}"


def _save_line(form: ReturnLineForm, member: Member) -> bool:
    try:
        save_line(
            form.line,
            version=form.cleaned_data["version"],
            by=member.user,
            entered=form.entered,
            is_on_behalf=member.enters_on_behalf(form.line.quarterly_return.partner_id),
            promises=form.context.promises,
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
