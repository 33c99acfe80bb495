"""The return on a spreadsheet: taken away, filled in, brought back, looked at, saved."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify

from laa import clock
from laa.access import in_partnership, post_only
from laa.actions import return_uploads
from laa.actions.refusals import NothingToDo, Refused
from laa.exports.marked_sheet import marked_workbook
from laa.exports.return_sheet import fill_in_workbook
from laa.exports.tables import CONTENT_TYPES
from laa.forms.return_sheet import CheckedRow, CheckedSheet, check_sheet, line_to_fill, lists_of
from laa.forms.return_upload import ReturnUploadForm
from laa.imports.problems import Problem, Unreadable
from laa.imports.return_columns import SheetToFill
from laa.imports.return_sheet import read_return_sheet
from laa.models import QuarterlyReturn, ReturnUpload
from laa.permissions import Member, Permission
from laa.queries.return_page import lines_in_context
from laa.queries.return_upload import must_be_of
from laa.views.quarterly_return import fetch_return

ENTER = (Permission.ENTER_RETURN, Permission.ENTER_ON_BEHALF)


def _fetch_to_enter(member: Member, period: str, partner: str) -> QuarterlyReturn:
    quarterly_return = fetch_return(member, period, partner)
    member.require_entering(quarterly_return.partner_id)
    return quarterly_return


def _fetch(member: Member, period: str, partner: str, upload: str) -> ReturnUpload:
    quarterly_return = _fetch_to_enter(member, period, partner)
    fresh = quarterly_return.uploads.fresh(clock.now(member.partnership))
    upload = get_object_or_404(fresh.select_related("uploaded_by"), uuid=upload)
    upload.quarterly_return, upload.partnership = quarterly_return, member.partnership
    return upload


@in_partnership(*ENTER)
def return_spreadsheet(request, member: Member, period: str, partner: str):
    """Download it to fill in; upload it when it is filled in."""
    quarterly_return = _fetch_to_enter(member, period, partner)
    form, problems = ReturnUploadForm(), []
    if request.method == "POST":
        form = ReturnUploadForm(request.POST, request.FILES)
        if form.is_valid():
            document = form.cleaned_data["document"]
            try:
                upload = _keep(member, quarterly_return, document.name, document.read())
                return redirect("laa:return-upload", *quarterly_return.address, upload.uuid)
            except Unreadable as error:
                problems = error.problems
                form.add_error("document", " ".join(f"{p.what} {p.to_do}" for p in problems))
            except Refused as refusal:
                form.add_error("document", str(refusal))
    uploads = quarterly_return.uploads.fresh(clock.now(member.partnership)).defer("document")
    context = {
        "form": form,
        "quarterly_return": quarterly_return,
        "round": quarterly_return.round,
        "is_open": quarterly_return.round.is_open(clock.today(member.partnership)),
        "uploads": uploads.select_related("uploaded_by"),
    }
    return render(request, "laa/return_spreadsheet.html", context)


def _keep(member: Member, quarterly_return, name: str, data: bytes) -> ReturnUpload:
    must_be_of(quarterly_return, read_return_sheet(name, data), member)
    return return_uploads.start_upload(
        quarterly_return=quarterly_return, name=name, data=data, by=member.user
    )


@in_partnership(*ENTER)
def return_spreadsheet_download(request, member: Member, period: str, partner: str):
    quarterly_return = _fetch_to_enter(member, period, partner)
    body = fill_in_workbook(_to_fill(member, quarterly_return))
    return _xlsx(body, f"Return {quarterly_return} to fill in")


def _to_fill(member: Member, quarterly_return: QuarterlyReturn) -> SheetToFill:
    contexts = lines_in_context(quarterly_return)
    round_, partner = quarterly_return.round, quarterly_return.partner
    mark = ""
    if getattr(member.partnership, "demonstration", None):
        mark = "Demonstration: figures marked “illustrative” are invented."
    return SheetToFill(
        title=f"Return of {partner} for {round_.when.label}",
        partnership=member.partnership.slug,
        period=round_.period,
        partner=partner.slug,
        lines=[line_to_fill(context) for context in contexts],
        lists=lists_of(contexts),
        about=_about(member, quarterly_return, mark),
        mark=mark,
    )


def _about(member: Member, quarterly_return, mark: str) -> list[tuple[str, str]]:
    due = f"{quarterly_return.due:%-d %B %Y}"
    return [
        ("Whose", f"{quarterly_return.partner}, {member.partnership.name}"),
        ("Round", quarterly_return.round.when.label),
        ("Due", due),
        ("Downloaded", f"{clock.now(member.partnership):%-d %B %Y at %H:%M} by {member.user}"),
        *([("Note", mark)] if mark else []),
        ("What to do", "Fill in the white cells of the sheet “Return”, save the file, and upload "
         "it where you downloaded it. Nothing is saved before you have seen what would change."),
        ("A blank cell", "Leaves what stands. To empty what stands, type the word clear."),
        ("No figure", "Choose why under “What you have”, empty the figure’s cell, and say more "
         "in the commentary."),
        ("Grey cells", "Are for reading, or are not asked for in that line."),
        ("Somebody else", "If somebody saves a line after this download, you are shown both "
         "and choose."),
        ("Other programs", "LibreOffice will do; so will a .csv saved from the sheet “Return”. "
         "Rows may be sorted, and columns added; leave the heads and the last, hidden column."),
    ]  # fmt: skip


@in_partnership(*ENTER)
def return_upload(request, member: Member, period: str, partner: str, upload: str):
    """What the file would change, what is wrong in it, and where somebody else was quicker."""
    upload = _fetch(member, period, partner, upload)
    checked = _check(upload)
    context = {
        "upload": upload,
        "checked": checked,
        "quarterly_return": upload.quarterly_return,
        "round": upload.quarterly_return.round,
        "expires": upload.uploaded_at + ReturnUpload.KEPT_FOR,
    }
    return render(request, "laa/return_upload.html", context)


def _check(upload: ReturnUpload) -> CheckedSheet:
    """The kept file against the return as it is at this moment."""
    contexts = lines_in_context(upload.quarterly_return)
    try:
        filled = read_return_sheet(upload.document_name, bytes(upload.document))
    except Unreadable as error:
        return CheckedSheet([], [], 0, error.problems, [])
    return check_sheet(filled, contexts)


@post_only
@in_partnership(*ENTER)
def return_upload_save(request, member: Member, period: str, partner: str, upload: str):
    upload = _fetch(member, period, partner, upload)
    checked = _check(upload)
    address = upload.quarterly_return.address
    try:
        rows = _confirmed(request, checked)
        saved = return_uploads.save_upload(
            upload, [(r.context.line, r.context.line.version, r.form.entered) for r in rows],
            by=request.user,
            is_on_behalf=member.enters_on_behalf(upload.quarterly_return.partner_id),
        )  # fmt: skip
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("laa:return-upload", *address, upload.uuid)
    lines = "1 line" if len(saved) == 1 else f"{len(saved)} lines"
    messages.success(request, f"{lines} saved from {upload}.")
    if checked.problems or len(saved) < len(checked.good) + len(checked.conflicts):
        return redirect("laa:return-upload", *address, upload.uuid)
    return redirect("laa:return-detail", *address)


def _confirmed(request, checked: CheckedSheet) -> list[CheckedRow]:
    """The rows that were on the page and said yes to; refused where one is no longer as it was."""
    seen = set(request.POST.getlist("seen"))
    mine = set(request.POST.getlist("mine"))
    good = {row.seen: row for row in checked.good}
    conflicts = {row.seen: row for row in checked.conflicts}
    if seen != good.keys() or mine - conflicts.keys():
        raise NothingToDo(
            "The return changed since you opened this page. Nothing was saved; look at it again."
        )
    return [*checked.good, *(conflicts[one] for one in mine)]


@post_only
@in_partnership(*ENTER)
def return_upload_discard(request, member: Member, period: str, partner: str, upload: str):
    upload = _fetch(member, period, partner, upload)
    address = upload.quarterly_return.address
    return_uploads.discard_upload(upload, by=request.user)
    messages.success(request, f"{upload} was thrown away. The return is as it was.")
    return redirect("laa:return-spreadsheet", *address)


@in_partnership(*ENTER)
def return_upload_marked(request, member: Member, period: str, partner: str, upload: str):
    """The uploaded file with its problem cells coloured, and a comment in each."""
    upload = _fetch(member, period, partner, upload)
    problems: list[Problem] = _check(upload).problems
    if not problems:
        raise Http404("There is no problem to mark in this file.")
    body = marked_workbook(bytes(upload.document), problems)
    return _xlsx(body, f"{upload.document_name.rpartition('.')[0]} problems marked")


def _xlsx(body: bytes, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.xlsx"'
    return response
