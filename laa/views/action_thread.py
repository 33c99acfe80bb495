"""The words about one action: notes, questions to its owner, answers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership
from laa.actions import threads
from laa.forms.comment import CommentForm
from laa.models import Action, Comment
from laa.permissions import Member, Permission
from laa.queries.line_thread import comments_on
from laa.views.action import fetch_action, must_read_notes
from laa.views.saving import saved

P = Permission


@in_partnership(P.SEE_OWN_RETURNS, P.SEE_ALL_RETURNS, P.REPORT_ON_OWN)
def action_thread(request, member: Member, action):
    """Read and write about an action; whoever must answer is told."""
    action = fetch_action(member, action)
    must_read_notes(member, action)
    asked = action.owner_id not in (None, member.user.pk)
    form = CommentForm(request.POST or None, may_ask=asked, of="its owner")
    if request.method == "POST":
        member.require(P.REPORT_ON_OWN)
        if form.is_valid() and _written(request, form, action):
            messages.success(request, "It is in the thread; whoever must answer has been told.")
            return redirect("laa:action-thread", member.partnership.slug, action.uuid)
    context = {
        "action": action,
        "form": form,
        "thread": comments_on(action),
        "may_write": member.may(P.REPORT_ON_OWN),
    }
    return render(request, "laa/action_thread.html", context)


def _written(request, form: CommentForm, action: Action):
    options = {"about": action, "text": form.cleaned_data["text"], "by": request.user}
    if answers := request.POST.get("answers"):
        query = get_object_or_404(Comment, uuid=answers, thread=action.thread_id or 0)
        return saved(form, threads.answer, query=query, **options)
    write = threads.ask if form.cleaned_data.get("asks") else threads.comment
    return saved(form, write, **options)
