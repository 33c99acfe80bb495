from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path, register_converter

from laa.converters import PeriodConverter

admin.site.login = secure_admin_login(admin.site.login)

register_converter(PeriodConverter, "period")

urlpatterns = [
    path("accounts/", include("laa.account_urls")),
    path("admin/", admin.site.urls),
    path("<slug:partnership>/projects/", include("projects.urls")),
    path("<slug:partnership>/peer-reviews/", include("peer_reviews.urls")),
    path("", include("laa.partnership_urls")),
]
