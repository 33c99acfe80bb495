"""The officer's page, and the two that stand after it."""

from functools import partial

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from laa import clock
from laa.access import in_partnership, post_only
from laa.actions import returns
from laa.actions.refusals import LineChanged, Refused
from laa.exports.returns import line_rows
from laa.exports.tables import asked_for
from laa.forms.reason import ReasonForm
from laa.forms.return_line import ReturnLineForm
from laa.models import QuarterlyReturn, ReturnLine
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
        return redirect("laa:return-review", *_address(quarterly_return))
    if not saved:
        messages.info(request, "Nothing had changed, so nothing was saved.")
    return redirect("laa:return-detail", *_address(quarterly_return))


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


def _address(quarterly_return: QuarterlyReturn) -> list[str]:
    return [
        quarterly_return.partnership.slug,
        quarterly_return.round.period,
        quarterly_return.partner.slug,
    ]


@in_partnership(P.ENTER_RETURN)
def return_review(request, member: Member, period: str, partner: str):
    """Check what will be submitted; the last look before it leaves one's hands."""
    quarterly_return = fetch_return(member, period, partner)
    member.require(P.ENTER_RETURN, quarterly_return.partner_id)
    contexts = [c for c in lines_in_context(quarterly_return) if c.line.is_editable]
    context = {
        "quarterly_return": quarterly_return,
        "round": quarterly_return.round,
        "ready": [c for c in contexts if c.line.is_complete],
        "unready": [c for c in contexts if not c.line.is_complete],
    }
    return render(request, "laa/return_review.html", context)


@post_only
@in_partnership(P.ENTER_RETURN)
def return_submit(request, member: Member, period: str, partner: str):
    quarterly_return = fetch_return(member, period, partner)
    member.require(P.ENTER_RETURN, quarterly_return.partner_id)
    try:
        lines = returns.submit(quarterly_return, by=request.user, seen=_seen(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("laa:return-review", *_address(quarterly_return))
    messages.success(
        request,
        f"Return submitted: {len(lines)} {'line' if len(lines) == 1 else 'lines'}. "
        "The certifier has been told.",
    )
    return redirect("laa:return-detail", *_address(quarterly_return))


@in_partnership(P.CERTIFY_RETURN)
def return_certify(request, member: Member, period: str, partner: str):
    """The certifier's page: line by line or all, or back with a reason."""
    quarterly_return = fetch_return(member, period, partner)
    member.require(P.CERTIFY_RETURN, quarterly_return.partner_id)
    contexts = lines_in_context(quarterly_return)
    waiting = [c for c in contexts if c.line.state == ReturnLine.State.SUBMITTED]
    is_sent_back = request.POST.get("action") == "send-back"
    form = ReasonForm(request.POST if is_sent_back else None)
    if is_sent_back and not request.POST.getlist("line"):
        form.add_error(None, "Choose the lines to send back.")
    if request.method == "POST" and (not is_sent_back or form.is_valid()):
        return _certify(request, quarterly_return, _chosen(request, waiting), form)
    context = {
        "quarterly_return": quarterly_return,
        "round": quarterly_return.round,
        "waiting": waiting,
        "rest": [c for c in contexts if c not in waiting],
        "form": form,
        "ticked": request.POST.getlist("line"),
    }
    return render(request, "laa/return_certify.html", context)


def _chosen(request, waiting: list[LineContext]) -> list[ReturnLine]:
    if request.POST.get("action") == "certify-all":
        return [context.line for context in waiting]
    ticked = set(request.POST.getlist("line"))
    return [context.line for context in waiting if str(context.line.uuid) in ticked]


def _seen(request) -> dict[str, int] | None:
    """What was on the page: the lines' uuids with the versions it showed. None: no page of ours."""
    if "seen" not in request.POST:
        return None
    marks = (mark.partition(":") for mark in request.POST.getlist("seen"))
    return {uuid: int(version) for uuid, _, version in marks if version.isdecimal()}


def _certify(request, quarterly_return: QuarterlyReturn, chosen: list[ReturnLine], form):
    seen = _seen(request)
    try:
        if form.is_bound:
            reason = form.cleaned_data["reason"]
            lines = returns.give_back(chosen, by=request.user, reason=reason, seen=seen)
            done = f"{_count(lines)} sent back. The officer has been told why."
        else:
            lines = returns.certify(chosen, by=request.user, seen=seen)
            done = f"{_count(lines)} certified."
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("laa:return-certify", *_address(quarterly_return))


def _count(lines: list) -> str:
    return f"{len(lines)} {'line' if len(lines) == 1 else 'lines'}"


@in_partnership(P.SIGN_OFF_RETURN)
def return_sign_off(request, member: Member, period: str, partner: str):
    """The performance lead's page: what is certified enters the record."""
    quarterly_return = fetch_return(member, period, partner)
    contexts = lines_in_context(quarterly_return)
    certified = [c for c in contexts if c.line.state == ReturnLine.State.CERTIFIED]
    if request.method == "POST":
        try:
            chosen = [c.line for c in certified]
            lines = returns.sign_off(chosen, by=request.user, seen=_seen(request))
            messages.success(request, f"{_count(lines)} signed off; their ratings are fixed.")
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("laa:return-sign-off", *_address(quarterly_return))
    context = {
        "quarterly_return": quarterly_return,
        "round": quarterly_return.round,
        "certified": certified,
        "rest": [c for c in contexts if c not in certified],
    }
    return render(request, "laa/return_sign_off.html", context)


@in_partnership(P.SIGN_OFF_RETURN)
def line_reopen(request, member: Member, line: str):
    """Let one signed-off line be corrected, with a reason."""
    found = ReturnLine.objects.visible_to(member).select_related(
        "quarterly_return__partner",
        "quarterly_return__round",
        "quarterly_return__partnership",
        "round__partnership__demonstration",
        "strand__indicator",
        "partnership",
    )
    line = get_object_or_404(found, uuid=line)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            returns.reopen(line, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{line} is open again. Its officer has been told.")
            return redirect("laa:return-detail", *_address(line.quarterly_return))
    return render(request, "laa/line_reopen.html", {"line": line, "form": form})
