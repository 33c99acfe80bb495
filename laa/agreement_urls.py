"""The addresses of agreements, their themes and boards, under Set-up."""

from django.urls import include, path

from laa.views import agreement_setup, board, commitment_setup, many_promises, next_plan

of_a_theme = [
    path("", agreement_setup.theme_edit, name="theme-edit"),
    path("change/", agreement_setup.theme_change, name="theme-change"),
]

of_a_commitment = [
    path("", commitment_setup.commitment_edit, name="commitment-edit"),
    path("withdraw/", commitment_setup.commitment_withdraw, name="commitment-withdraw"),
    path("restore/", commitment_setup.commitment_restore, name="commitment-restore"),
]

of_an_agreement = [
    path("", agreement_setup.agreement_setup, name="agreement-setup"),
    path("edit/", agreement_setup.agreement_edit, name="agreement-edit"),
    path("delete/", agreement_setup.agreement_delete, name="agreement-delete"),
    path("next/", next_plan.next_plan, name="next-plan"),
    path("undo/", next_plan.next_plan_undo, name="next-plan-undo"),
    path("themes/<slug:theme>/", include(of_a_theme)),
    path("promises/", many_promises.many_promises, name="many-promises"),
    path("promises/add/", commitment_setup.commitment_add, name="commitment-add"),
    path("promises/<slug:indicator>/", include(of_a_commitment)),
]

urlpatterns = [
    path("agreements/", agreement_setup.agreements, name="agreements"),
    path("agreements/add/", agreement_setup.agreement_add, name="agreement-add"),
    path("agreements/<slug:agreement>/", include(of_an_agreement)),
    path("boards/", board.boards, name="boards"),
    path("boards/add/", board.board_add, name="board-add"),
    path("boards/<slug:board>/", board.board_edit, name="board-edit"),
    path("boards/<slug:board>/change/", board.board_change, name="board-change"),
]
