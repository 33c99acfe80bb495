from django.apps import AppConfig

from laa.areas import Area


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = "Funded projects"
    area = Area("Projects", "projects:projects")

    @property
    def measures(self) -> dict:
        """What records compute; asked once the models are there."""
        from projects.measures import MEASURES

        return MEASURES

    @property
    def jobs(self) -> tuple:
        """What its workers do for a partnership."""
        from projects.actions.reminders import REMINDERS

        return (REMINDERS,)

    @property
    def demonstrate(self):
        """Adds this app's part to the demonstration."""
        from projects.demonstration import demonstrate

        return demonstrate
