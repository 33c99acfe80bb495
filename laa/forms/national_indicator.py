from collections.abc import Iterable

from django import forms

from laa.catalogue import NationalIndicator, TitleKind, entries, entry
from laa.rules.vocabulary import Polarity

ANY = ("", "Any")
HERE, NOT_HERE = "here", "not-here"
NO_SURVEY = "none"


def _surveys() -> list[tuple[str, str]]:
    named = sorted({each.survey for each in entries()} - {""})
    return [ANY, (NO_SURVEY, "No survey"), *((survey, survey) for survey in named)]


class CatalogueFilterForm(forms.Form):
    """Narrows the national set by words, direction, survey, how sure, and whether it is used."""

    q = forms.CharField(label="Reference or title contains", required=False)
    polarity = forms.ChoiceField(label="Good is", choices=[ANY, *Polarity.choices], required=False)
    survey = forms.ChoiceField(label="Survey", choices=_surveys, required=False)
    title_kind = forms.ChoiceField(
        label="How sure the title is", choices=[ANY, *TitleKind.choices], required=False
    )
    used = forms.ChoiceField(
        label="Used in this partnership",
        choices=[ANY, (HERE, "Yes"), (NOT_HERE, "No")],
        required=False,
    )

    def narrow(self, used: Iterable[str]) -> list[NationalIndicator]:
        """The entries that match; all of them where the address makes no sense."""
        wanted = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return [each for each in entries() if self._matches(each, wanted, used)]

    def _matches(self, each: NationalIndicator, wanted: dict, used: Iterable[str]) -> bool:
        survey = wanted.get("survey")
        return (
            _contains(each, wanted.get("q", ""))
            and each.polarity == (wanted.get("polarity") or each.polarity)
            and each.title_kind == (wanted.get("title_kind") or each.title_kind)
            and (not survey or each.survey == ("" if survey == NO_SURVEY else survey))
            and wanted.get("used") != (NOT_HERE if each.reference in used else HERE)
        )


def _contains(each: NationalIndicator, text: str) -> bool:
    """Whether the title has the words, or the reference is meant: "19" and "Local NI 19"."""
    if found := entry(text) or entry(f"NI {text}"):
        return found == each
    return _plain(text) in _plain(f"{each.reference} {each.title}")


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split())
