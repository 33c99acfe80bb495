"""The partners' cell: names parted by commas, the lead marked with a star."""

import re
from dataclasses import dataclass
from functools import lru_cache

_PARTED = re.compile(r"[,;](?![^()]*\))")
_TAGS = re.compile(r"</?[a-z]{1,6}>")


@dataclass(frozen=True)
class Partners:
    """Names as printed, in printed order, without their stars; `leads` are those that had one."""

    names: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
def read_partners(cell: str) -> Partners:
    """Commas inside brackets part nothing: “BCC (and successor authorities, if any)” is one."""
    printed = [" ".join(name.split()).strip(" .") for name in _PARTED.split(_TAGS.sub("", cell))]
    printed = [name for name in printed if name.strip("* ")]
    names = {name: bare(name) for name in printed}
    leads = tuple(names[name] for name in printed if "*" in name)
    return Partners(tuple(dict.fromkeys(names.values())), tuple(dict.fromkeys(leads)))


def bare(name: str) -> str:
    return " ".join(name.replace("*", " ").split())
