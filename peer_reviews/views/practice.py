from functools import partial

from django.shortcuts import render

from laa.access import in_partnership
from laa.exports.tables import asked_for
from laa.permissions import Member, Permission
from peer_reviews.exports.reviews import practice_rows
from peer_reviews.forms.survey import LibraryForm
from peer_reviews.queries.library import search


@in_partnership(Permission.SEE_SIGNED_OFF)
def practice(request, member: Member):
    """The library: notable practice and signposts of all reviews."""
    form = LibraryForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = search(member, asked.get("q", ""), asked.get("kind", ""))
    if file := asked_for(request, {"practice": partial(practice_rows, found)}, name="Practice"):
        return file
    context = {"form": form, "found": found, "asked": asked.get("q", "")}
    return render(request, "peer_reviews/practice.html", context)
