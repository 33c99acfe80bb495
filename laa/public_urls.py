"""The addresses that anybody may read. `open-data` can be no partnership's slug."""

from django.urls import path

from laa.views import public

urlpatterns = [
    path("", public.open_data, name="open-data"),
    path("dictionary/", public.data_dictionary, name="data-dictionary"),
    path("dictionary.csv", public.data_dictionary_csv, name="data-dictionary-csv"),
    path(
        "<slug:partnership>/<slug:agreement>/",
        public.public_agreement,
        name="public-agreement",
    ),
    path(
        "<slug:partnership>/<slug:agreement>/reports/<uuid:report>/",
        public.public_report,
        name="public-report",
    ),
    path(
        "<slug:partnership>/<slug:agreement>/reports/<uuid:report>/report.<slug:format>",
        public.public_report_file,
        name="public-report-file",
    ),
    path("<slug:partnership>/<slug:agreement>.csv", public.public_csv, name="public-csv"),
    path("<slug:partnership>/<slug:agreement>.json", public.public_json, name="public-json"),
]
