"""The admin: when the service looks for work, and what its jobs did. Nothing else is edited here.

Staff are those who run an installation. What is done under a name is the program's; only when it
is done, and whether, can be changed.
"""

from django.contrib import admin
from django_celery_beat.admin import CrontabScheduleAdmin, IntervalScheduleAdmin
from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask

from laa.actions.schedules import change_schedule
from laa.models import JobRun, Role


class ForStaff:
    """What every member of staff may look at, without a permission of its own."""

    def has_module_permission(self, request) -> bool:
        return request.user.is_active and request.user.is_staff

    def has_view_permission(self, request, obj=None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class ScheduleAdmin(ForStaff, admin.ModelAdmin):
    """One line of beat's schedule: beat takes up what is saved within seconds."""

    fields = (
        "name", "task", "args", "enabled", "crontab", "interval", "last_run_at", "total_run_count",
    )  # fmt: skip
    readonly_fields = ("name", "task", "args", "last_run_at", "total_run_count")
    list_display = ("name", "enabled", "scheduler", "last_run_at")
    list_filter = ("enabled",)
    search_fields = ("name",)
    actions = None

    def has_change_permission(self, request, obj=None) -> bool:
        return self.has_module_permission(request)

    def save_model(self, request, obj, form, change) -> None:
        change_schedule(obj, by=request.user)


class TimesAdmin(ForStaff):
    """Times to choose from. New ones may be added; those in use are other lines' times too."""

    inlines = ()

    def has_add_permission(self, request) -> bool:
        return self.has_module_permission(request)


class CrontabAdmin(TimesAdmin, CrontabScheduleAdmin):
    pass


class IntervalAdmin(TimesAdmin, IntervalScheduleAdmin):
    pass


class JobRunAdmin(ForStaff, admin.ModelAdmin):
    """What the jobs did, of the partnerships one is an administrator of; superusers see all."""

    list_display = ("partnership", "name", "as_at", "started_at", "state_said", "counts_said")
    list_filter = ("name",)
    ordering = ("-started_at", "-pk")
    list_select_related = ("partnership",)

    def get_queryset(self, request):
        runs = super().get_queryset(request)
        if request.user.is_superuser:
            return runs
        theirs = request.user.memberships.live().filter(role=Role.ADMINISTRATOR)
        return runs.filter(partnership__in=theirs.values("partnership"))


for model, its_admin in (
    (PeriodicTask, ScheduleAdmin),
    (CrontabSchedule, CrontabAdmin),
    (IntervalSchedule, IntervalAdmin),
):
    admin.site.unregister(model)
    admin.site.register(model, its_admin)
admin.site.register(JobRun, JobRunAdmin)
admin.site.site_header = admin.site.site_title = "Running the service"
admin.site.index_title = "When jobs look for work, and what they did"
