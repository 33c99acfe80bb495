"""What a person chose for printed names, written into the decisions and read out of them again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Chosen:
    """Who a printed name is: at most one of `same`, `within` and `several`; none is itself.

    `slug` is the name's own, should it be a partner. `several` holds slugs, and names that nobody
    has yet.
    """

    name: str
    slug: str
    same: str = ""
    within: str = ""
    several: tuple[str, ...] = ()


def with_chosen(decisions: dict[str, Any], chosen: Iterable[Chosen]) -> dict[str, Any]:
    """The decisions as they will be kept; what is said of any other name stays as it was."""
    chosen = {each.name: each for each in chosen}
    aliases = {n: slug for n, slug in decisions.get("aliases", {}).items() if n not in chosen}
    splits = {n: said for n, said in decisions.get("splits", {}).items() if n not in chosen}
    aliases |= {name: each.same for name, each in chosen.items() if each.same}
    splits |= {name: list(each.several) for name, each in chosen.items() if each.several}
    partners = list(_partners(decisions.get("partners", []), chosen))
    return {**decisions, "aliases": aliases, "splits": splits, "partners": partners}


def _partners(said: Iterable[dict], chosen: dict[str, Chosen]) -> Iterator[dict]:
    """Those described already, with another `part_of`; then the services nobody described."""
    told = set()
    for partner in said:
        each = chosen.get(partner.get("name", ""))
        if each is None:
            yield partner
            continue
        told.add(each.name)
        rest = {name: value for name, value in partner.items() if name != "part_of"}
        if each.within:
            yield {**rest, "part_of": each.within}
        elif set(rest) > {"slug", "name"} or rest["slug"] != each.slug:
            yield rest
    for each in chosen.values():
        if each.within and each.name not in told:
            yield {"slug": each.slug, "name": each.name, "part_of": each.within}


def within_of(decisions: dict[str, Any]) -> dict[str, str]:
    """By name, whom the described partners are services of."""
    return {
        partner.get("name", ""): partner["part_of"]
        for partner in decisions.get("partners", [])
        if partner.get("part_of")
    }
