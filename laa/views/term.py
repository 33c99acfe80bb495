from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render

from laa.access import in_partnership
from laa.actions.glossary import define_term
from laa.actions.refusals import Refused
from laa.exports.glossary import glossary_rows
from laa.exports.tables import asked_for
from laa.forms.term import TermForm
from laa.permissions import Member, Permission
from laa.queries.glossary import read_glossary

P = Permission


@in_partnership(P.SEE_SIGNED_OFF)
def glossary(request, member: Member):
    """What abbreviations stand for, which have no meaning yet, and which are used unlisted."""
    found = read_glossary(member.partnership)
    if file := asked_for(request, {"terms": partial(glossary_rows, found)}, name="Glossary"):
        return file
    form = TermForm(request.POST or None, initial=found.said_of(request.GET.get("term", "")))
    if request.method == "POST":
        member.require(P.SET_UP)
        if form.is_valid():
            try:
                term = define_term(
                    partnership=member.partnership, by=request.user, **form.cleaned_data
                )
            except Refused as refusal:
                form.add_error("meaning", str(refusal))
            else:
                messages.success(request, f"“{term}” is in the glossary.")
                return redirect("laa:glossary", member.partnership.slug)
    return render(request, "laa/glossary.html", {"glossary": found, "form": form})
