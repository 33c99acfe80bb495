"""The addresses of plans' actions, below actions/."""

from django.urls import path

from laa.views import action, action_evidence, action_thread

urlpatterns = [
    path("<uuid:action>/", action.action_detail, name="action-detail"),
    path("<uuid:action>/edit/", action.action_edit, name="action-edit"),
    path("<uuid:action>/close/", action.action_close, name="action-close"),
    path("<uuid:action>/open-again/", action.action_open_again, name="action-open-again"),
    path("<uuid:action>/comments/", action_thread.action_thread, name="action-thread"),
    path("<uuid:action>/evidence/", action_evidence.action_evidence, name="action-evidence"),
    path("<uuid:action>/evidence/<uuid:file>/", action_evidence.action_file, name="action-file"),
    path(
        "<uuid:action>/evidence/<uuid:file>/withdraw/",
        action_evidence.action_file_withdraw,
        name="action-file-withdraw",
    ),
    path("<uuid:action>/change/", action.action_change, name="action-change"),
]
