"""What loading a document wrote, and what was here already and was used."""

from dataclasses import dataclass, field

from laa.models import AgreementImport, Indicator, Partner, PartnerAlias

_TABLES = (
    ("laa.theme", "Themes"),
    ("laa.commitment", "Promises"),
    ("laa.baseline", "Baselines"),
    ("laa.target", "Targets"),
    ("laa.indicator", "Indicators"),
    ("laa.strand", "Strands"),
    ("laa.partner", "Partners"),
    ("laa.partneralias", "Other names of partners"),
    ("laa.term", "Glossary terms"),
    ("laa.board", "Boards"),
)


@dataclass(frozen=True)
class Written:
    """Counts by kind, a target and a baseline for each strand; and which ones, in printed words."""

    counts: list[tuple[str, int]]
    partners: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    indicators: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    """Indicators that were in the register before; nothing of theirs was changed."""


def written(started: AgreementImport) -> Written | None:
    """None while nothing is loaded."""
    if started.state != AgreementImport.State.IMPORTED:
        return None
    made = started.made
    new = Indicator.objects.filter(pk__in=made.get("laa.indicator", []))
    promised = Indicator.objects.filter(commitments__agreement=started.agreement)
    partners = Partner.objects.filter(pk__in=made.get("laa.partner", [])).order_by("name")
    aliases = PartnerAlias.objects.filter(pk__in=made.get("laa.partneralias", []))
    return Written(
        counts=[(said, len(made[table])) for table, said in _TABLES if made.get(table)],
        partners=list(partners.values_list("name", flat=True)),
        names=[
            f"“{each.name}” for {each.partner}"
            for each in aliases.select_related("partner").order_by("name")
        ],
        indicators=_references(new),
        used=_references(promised.exclude(pk__in=new.values("pk"))),
    )


def _references(indicators) -> list[str]:
    return list(indicators.order_by("reference").values_list("reference", flat=True).distinct())
