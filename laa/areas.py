"""What stands on the core says so on its AppConfig, and the core never has to name it."""

from dataclasses import dataclass

from django.apps import apps


@dataclass(frozen=True)
class Area:
    """A part of the service beside the core: `area = Area("Projects", "projects:projects")`.

    `home` is the URL name of its first page, which takes the partnership's slug; all its other
    pages lie below that address. The navigation shows it to whom the page lets in.
    """

    text: str
    home: str


@dataclass(frozen=True)
class Beyond:
    """Something that stands behind a promise beside its plan: a project, say, at `href`."""

    text: str
    href: str


def beyond(commitments) -> dict[int, list[Beyond]]:
    """What the installed apps tie to promises, by the promise's pk.

    An AppConfig offers `beyond(commitments)`, which gives pairs of a promise's pk and a Beyond.
    """
    found: dict[int, list[Beyond]] = {}
    for config in apps.get_app_configs():
        for pk, one in config.beyond(commitments) if hasattr(config, "beyond") else ():
            found.setdefault(pk, []).append(one)
    return found


def areas() -> list[Area]:
    """Those of the installed apps, in the order of INSTALLED_APPS."""
    return [config.area for config in apps.get_app_configs() if hasattr(config, "area")]
