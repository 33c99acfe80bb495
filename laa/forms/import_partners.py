from collections.abc import Iterable, Sequence

from django import forms

from laa.imports.chosen import Chosen
from laa.imports.partners import read_partners
from laa.models import Partner
from laa.queries.printed_names import PrintedName
from laa.rules.partner_names import key

WITHIN = "within:"
"""In front of a slug: not another name of that partner, but a service of it."""


class PartnersForm(forms.Form):
    """For each new name: a partner of its own, another's name, another's service, or several."""

    def __init__(self, *args, names: Sequence[PrintedName], partners: Iterable[Partner], **kwargs):
        super().__init__(*args, **kwargs)
        self.names = names
        self.here = {key(name): partner.slug for partner in partners for name in partner.all_names}
        here = [(partner.slug, partner.name) for partner in partners]
        printed = [(each.slug, f"“{each.name}”") for each in names if each.slug]
        for number, each in enumerate(names):
            others = [*here, *(pair for pair in printed if pair[0] != each.slug)]
            self.fields[f"name-{number}"] = forms.ChoiceField(
                label=each.name,
                required=False,
                initial=each.same or (f"{WITHIN}{each.within}" if each.within else ""),
                choices=[
                    ("", "A partner of its own"),
                    ("Another name of", others),
                    ("A service of", [(f"{WITHIN}{slug}", name) for slug, name in others]),
                ],
            )
            self.fields[f"several-{number}"] = forms.CharField(
                label=f"The bodies that “{each.name}” names, parted by commas",
                required=False,
                max_length=1000,
                initial=", ".join(each.bodies),
                help_text="Where the name is the lead’s, the first of them leads.",
            )

    def rows(self):
        """Each name with its two fields; the second is open where something stands in it."""
        for number, each in enumerate(self.names):
            who, several = self[f"name-{number}"], self[f"several-{number}"]
            yield each, who, several, bool(several.value() or several.errors)

    def chosen(self) -> list[Chosen]:
        return [self._chosen(number, each) for number, each in enumerate(self.names)]

    def _chosen(self, number: int, each: PrintedName) -> Chosen:
        who = self.cleaned_data.get(f"name-{number}", "")
        several = self._several(number, each)
        if who.startswith(WITHIN):
            within = who.removeprefix(WITHIN)
            return Chosen(each.name, each.own_slug, within=within, several=several)
        return Chosen(each.name, each.own_slug, same=who, several=several)

    def _several(self, number: int, each: PrintedName) -> tuple[str, ...]:
        """Slugs of those that are here or printed, names of the others."""
        typed = self.cleaned_data.get(f"several-{number}", "")
        if typed == ", ".join(each.bodies):
            return each.several
        own = {key(other.name): other.slug for other in self.names if other.slug}
        own |= {key(name): slug for slug, name in each.called.items()} | self.here
        return tuple(own.get(key(name), name) for name in read_partners(typed).names)

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            chosen = self.chosen()
            for number, each in enumerate(chosen):
                self._check_several(number, each)
                self._check_other(number, each, chosen)
        return cleaned

    def _check_several(self, number: int, each: Chosen) -> None:
        if not each.several:
            return
        printed = self.names[number]
        if each.same or each.within:
            error = f"“{each.name}” cannot be both one partner and several. Keep one of the two."
        elif each.several == printed.several:
            return
        elif len(each.several) < 2:
            error = f"Name two bodies or more that “{each.name}” stands for, parted by commas."
        elif any(body == each.slug or key(body) == key(each.name) for body in each.several):
            error = f"“{each.name}” cannot be one of the bodies it stands for. Name the others."
        else:
            return
        self.add_error(f"several-{number}", error)

    def _check_other(self, number: int, each: Chosen, chosen: list[Chosen]) -> None:
        """Whoever it is said to be stays a partner, and is no service of it."""
        own = {other.slug: other for other in chosen}
        other = own.get(each.same or each.within)
        if other and (other.same or other.several):
            is_what = "is itself another name" if other.same else "stands for several"
            self.add_error(
                f"name-{number}", f"“{other.name}” {is_what}. Choose whom both belong to."
            )
        elif other and each.name in _above(other, own):
            self.add_error(
                f"name-{number}",
                f"“{other.name}” is a service of “{each.name}”. Say which of them is the whole.",
            )


def _above(each: Chosen, own: dict[str, Chosen]) -> list[str]:
    """The names a name is a service of, up to the whole."""
    found: list[str] = []
    at = own.get(each.within)
    while at and at.name not in found:
        found.append(at.name)
        at = own.get(at.within)
    return found
