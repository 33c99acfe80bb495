"""The addresses of reports."""

from django.urls import include, path, register_converter

from laa.converters import DayConverter
from laa.views import report, report_publishing, report_steps

register_converter(DayConverter, "day")

of_a_report = [
    path("", report.report_detail, name="report-detail"),
    path("read/", report.report_read, name="report-read"),
    path("edit/", report.report_edit, name="report-edit"),
    path("change/", report.report_change, name="report-change"),
    path("step/", report_steps.report_step, name="report-step"),
    path("publish/", report_publishing.report_publish, name="report-publish"),
    path("considered/", report_steps.report_considered, name="report-considered"),
    path("considered/<slug:cover>/<day:on>/", report_steps.report_decide, name="report-decide"),
    path("files/<slug:cover>.<slug:format>", report.report_file, name="report-file"),
]

urlpatterns = [
    path("", report.report_list, name="reports"),
    path("make/", report.report_make, name="report-make"),
    path("route/", report_steps.report_route, name="report-route"),
    path("route/remove/", report_steps.report_route_remove, name="report-route-remove"),
    path("<uuid:report>/", include(of_a_report)),
]
