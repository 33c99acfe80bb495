"""The addresses of projects, below projects/ of a partnership."""

from django.urls import path

from projects.views import client, contact, output, project, quarter, record, report

app_name = "projects"
urlpatterns = [
    path("", project.projects, name="projects"),
    path("add/", project.project_add, name="project-add"),
    path("programmes/add/", project.programme_add, name="programme-add"),
    path("programmes/<slug:programme>/", project.programme_edit, name="programme-edit"),
    path("<slug:project>/", project.project_detail, name="project-detail"),
    path("<slug:project>/edit/", project.project_edit, name="project-edit"),
    path("<slug:project>/status/", project.project_status, name="project-status"),
    path("<slug:project>/plan/", project.project_plan, name="project-plan"),
    path("<slug:project>/people/", project.project_people, name="project-people"),
    path(
        "<slug:project>/people/<uuid:person>/end/",
        project.project_person_end,
        name="project-person-end",
    ),
    path("<slug:project>/records/<slug:kind>/", record.records, name="records"),
    path("<slug:project>/records/<slug:kind>/add/", record.record_add, name="record-add"),
    path("<slug:project>/records/<slug:kind>/<uuid:row>/", record.record_edit, name="record-edit"),
    path(
        "<slug:project>/records/<slug:kind>/<uuid:row>/take-off/",
        record.record_remove,
        name="record-remove",
    ),
    path("<slug:project>/clients/", client.clients, name="clients"),
    path("<slug:project>/clients/matches/", client.matches, name="matches"),
    path(
        "<slug:project>/clients/matches/<uuid:proposal>/",
        client.match_answer,
        name="match-answer",
    ),
    path("<slug:project>/clients/erase-due/", client.clients_erase_due, name="clients-erase-due"),
    path("<slug:project>/clients/<uuid:client>/", client.client_detail, name="client-detail"),
    path("<slug:project>/clients/<uuid:client>/edit/", client.client_edit, name="client-edit"),
    path("<slug:project>/clients/<uuid:client>/erase/", client.client_erase, name="client-erase"),
    path(
        "<slug:project>/clients/<uuid:client>/joins/<uuid:join>/undo/",
        client.client_part,
        name="client-part",
    ),
    path("<slug:project>/contacts/add/", contact.contact_add, name="contact-add"),
    path("<slug:project>/contacts/<uuid:contact>/", contact.contact_detail, name="contact-detail"),
    path("<slug:project>/contacts/<uuid:contact>/edit/", contact.contact_edit, name="contact-edit"),
    path("<slug:project>/contacts/<uuid:contact>/next/", contact.contact_next, name="contact-next"),
    path("<slug:project>/diary/", contact.diary, name="diary"),
    path("<slug:project>/diary/<uuid:entry>/take-off/", contact.diary_remove, name="diary-remove"),
    path("<slug:project>/targets/<slug:output>/", output.output, name="output"),
    path("<slug:project>/reach/", output.reach, name="reach"),
    path("<slug:project>/quarter/", quarter.quarter, name="quarter"),
    path(
        "<slug:project>/quarter/<period:quarter>/issue/",
        quarter.quarter_issue,
        name="quarter-issue",
    ),
    path("<slug:project>/report/", report.report, name="report"),
    path("<slug:project>/report/issue/", report.report_issue, name="report-issue"),
    path("<slug:project>/report/<uuid:report>/", report.report_issued, name="report-issued"),
]
