"""What anybody may read without signing in: what was published, and nothing else."""

from functools import wraps
from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from laa import clock
from laa.exports import open_data as exports
from laa.exports.tables import CONTENT_TYPES, download
from laa.models import Agreement, Report
from laa.queries.public import public_figures, published_agreement, published_agreements
from laa.queries.public_page import public_page
from laa.queries.public_reports import public_files, public_reports
from laa.queries.public_reports import public_report as published_report
from laa.queries.report_page import in_order
from laa.reports.board_report import cover_facts
from laa.reports.html_report import sections_of
from laa.reports.render import CONTENT_TYPES as REPORT_TYPES
from laa.rules.report_layout import cover_of, document
from laa.rules.vocabulary import Cover

KEPT_FOR = 300
"""Seconds for which anybody may keep a public answer: so long may a withdrawn figure still show."""


def public(view):
    """For everybody, the same for all, so that caches may keep it; unchanged is a short answer."""

    @login_not_required
    @require_safe
    @wraps(view)
    def wrapped(request, **kwargs) -> HttpResponse:
        response = view(request, **kwargs)
        patch_cache_control(response, public=True, max_age=KEPT_FOR)
        etag = f'"{sha256(response.content).hexdigest()[:32]}"'
        response["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response)

    wrapped.is_public = True
    return wrapped


@public
def open_data(request):
    """The agreements of which something is public."""
    return render(request, "laa/open_data.html", {"published": published_agreements()})


@public
def data_dictionary(request):
    """What every column of the open data means."""
    return render(request, "laa/data_dictionary.html", {"columns": exports.COLUMNS})


@public
def data_dictionary_csv(request):
    return download(exports.dictionary_rows(), format="csv", name="Data dictionary")


@public
def public_agreement(request, partnership: str, agreement: str):
    """An agreement as a resident reads it."""
    agreement = _fetch(partnership, agreement)
    found = public_figures(agreement, clock.today(agreement.partnership))
    context = {
        "page": public_page(agreement, found),
        "owner": agreement.partnership,
        "reports": public_reports(agreement, clock.today(agreement.partnership)),
    }
    return render(request, "laa/public_agreement.html", context)


@public
def public_report(request, partnership: str, agreement: str, report: str):
    """An issued report under its public cover."""
    report = _fetch_report(partnership, agreement, report)
    cover = cover_of(report.said, Cover.PUBLIC, sha256=report.sha256)
    context = {
        "report": report,
        "owner": report.partnership,
        "cover": cover,
        "facts": cover_facts(cover),
        "sections": sections_of(document(report.said, cover)),
        "files": in_order(public_files(report)),
    }
    return render(request, "laa/public_report.html", context)


@public
def public_report_file(request, partnership: str, agreement: str, report: str, format: str):
    """A file of it as it was rendered at issue."""
    report = _fetch_report(partnership, agreement, report)
    file = get_object_or_404(public_files(report), format=format)
    name = slugify(f"{report.agreement.slug} {report.when.short_label}")
    return HttpResponse(
        bytes(file.content),
        content_type=REPORT_TYPES[file.format],
        headers={"Content-Disposition": f'attachment; filename="{name}.{format}"'},
    )


def _fetch_report(partnership: str, agreement: str, report: str) -> Report:
    found = published_report(partnership, agreement, report)
    if found is None:
        raise Http404("Nothing is published at this address.")
    return found


@public
def public_csv(request, partnership: str, agreement: str):
    return _file(partnership, agreement, exports.open_data_csv, "csv", CONTENT_TYPES["csv"])


@public
def public_json(request, partnership: str, agreement: str):
    return _file(partnership, agreement, exports.open_data_json, "json", "application/json")


def _file(partnership: str, agreement: str, written, suffix: str, kind: str) -> HttpResponse:
    agreement = _fetch(partnership, agreement)
    found = public_figures(agreement, clock.today(agreement.partnership))
    name = f"{exports.file_name(agreement)}.{suffix}"
    return HttpResponse(
        written(found),
        content_type=kind,
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def _fetch(partnership: str, slug: str) -> Agreement:
    agreement = published_agreement(partnership, slug)
    if agreement is None:
        raise Http404("Nothing is published at this address.")
    return agreement
