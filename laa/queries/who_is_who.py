"""The names by which a partnership's partners are known."""

from laa.models import Partnership


def known_names(partnership: Partnership) -> dict[str, str]:
    """Names, abbreviations and aliases in lower case, each with its partner's slug."""
    known: dict[str, str] = {}
    for partner in partnership.partners.prefetch_related("aliases"):
        names = (partner.name, partner.abbreviation, *(a.name for a in partner.aliases.all()))
        for name in filter(None, names):
            known.setdefault(" ".join(name.casefold().split()), partner.slug)
    return known
