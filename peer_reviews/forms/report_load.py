"""Taking in a report: the file or the words, then every row as it was read."""

from dataclasses import replace

from django import forms

from peer_reviews.actions.loads import Chosen
from peer_reviews.models import Review
from peer_reviews.reading.items import (
    KINDS,
    LONGEST_TITLE,
    QUICK_WIN,
    RECOMMENDATION,
    Item,
    Reading,
    repeats,
)

LEFT_OUT = ""


class ReportForm(forms.Form):
    """A file, or words pasted from one."""

    document = forms.FileField(
        label="Report",
        required=False,
        allow_empty_file=True,
        help_text="A .docx, .txt, .csv or .xlsx file, 10 MB at most.",
    )
    text = forms.CharField(
        label="Or paste the pages with the lists",
        max_length=500_000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="With the headings, such as “Key recommendations” and “Quick Wins”.",
    )

    def clean(self):
        cleaned = super().clean()
        has_text = bool((cleaned.get("text") or "").strip())
        if not self.errors and bool(cleaned.get("document")) == has_text:
            said = "not both" if has_text else "one of them is needed"
            self.add_error("document", f"Choose a file or paste the text: {said}.")
        return cleaned


class RowsForm(forms.Form):
    """Every row that was read, to be taken in as what it is, changed, or left out."""

    def __init__(self, *args, reading: Reading, review: Review, **kwargs):
        super().__init__(*args, **kwargs)
        self.reading = reading
        self.there = set(review.recommendation_set.values_list("number", flat=True))
        self.known = _known(review)
        recommendations = _words(reading, review)
        numbers = [("", "None"), *((number, number) for number in recommendations)]
        self.rows = []
        for n, item in enumerate(reading.items):
            self._add(n, item, numbers, recommendations)
            repeat = self[f"repeats-{n}"] if item.kind == QUICK_WIN else None
            self.rows.append(
                (item, self[f"kind-{n}"], self[f"title-{n}"], repeat, self._said(item))
            )

    def _add(self, n: int, item: Item, numbers, recommendations) -> None:
        self.fields[f"kind-{n}"] = forms.ChoiceField(
            label=f"Row {n + 1}: take it in as",
            choices=[*KINDS.items(), (LEFT_OUT, "Leave it out")],
            required=False,
            initial=LEFT_OUT if self._is_there(item) else item.kind,
        )
        self.fields[f"title-{n}"] = forms.CharField(
            label=f"Row {n + 1}: words",
            required=False,
            initial=item.title,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        if item.kind == QUICK_WIN:
            self.fields[f"repeats-{n}"] = forms.ChoiceField(
                label=f"Row {n + 1}: repeats recommendation",
                choices=numbers,
                required=False,
                initial=repeats(item.title, recommendations),
            )

    def _is_there(self, item: Item) -> bool:
        """Whether the review has it: a recommendation by its number, the rest by their words."""
        if item.kind == RECOMMENDATION:
            return item.number in self.there
        return _plain(item.title) in self.known

    def _said(self, item: Item) -> list[str]:
        """What a person should know of the row before saying yes."""
        said = []
        if self._is_there(item):
            name = f"Recommendation {item.number}" if item.kind == RECOMMENDATION else "This"
            said.append(f"{name} is there already.")
        if item.kind == RECOMMENDATION:
            said.append(f"Owner as printed: {item.owner}" if item.owner else "No owner is printed.")
            said.append(
                f"Timescale as printed: {item.timescale}"
                if item.timescale
                else "No date is printed."
            )
        if item.organisations:
            said.append(f"Organisations: {', '.join(item.organisations)}")
        return said

    def clean(self):
        cleaned = super().clean()
        numbers = set(self.there)
        for n, item in enumerate(self.reading.items):
            kind, title = cleaned.get(f"kind-{n}"), (cleaned.get(f"title-{n}") or "").strip()
            if not kind:
                continue
            if not title:
                self.add_error(
                    f"title-{n}", f"Row {n + 1} has no words. Type them, or leave it out."
                )
            elif len(title) > LONGEST_TITLE[kind]:
                most = LONGEST_TITLE[kind]
                self.add_error(f"title-{n}", f"Row {n + 1} is longer than {most} characters.")
            if kind == RECOMMENDATION:
                number = item.number or str(n + 1)
                if number in numbers:
                    self.add_error(
                        f"kind-{n}", f"Row {n + 1}: there is a recommendation {number} already."
                    )
                numbers.add(number)
        return cleaned

    def chosen(self) -> list[Chosen]:
        found = []
        for n, item in enumerate(self.reading.items):
            kind = self.cleaned_data[f"kind-{n}"]
            if not kind:
                continue
            number = (item.number or str(n + 1)) if kind == RECOMMENDATION else ""
            title = " ".join(self.cleaned_data[f"title-{n}"].split())
            read = replace(item, kind=kind, title=title, number=number)
            again = self.cleaned_data.get(f"repeats-{n}", "") if kind == QUICK_WIN else ""
            found.append(Chosen(read, again))
        return found


def _known(review: Review) -> set[str]:
    """The words of the quick wins and of the practice that the review has."""
    wins = review.quickwin_set.values_list("text", flat=True)
    return {_plain(text) for text in (*wins, *review.practice_set.values_list("topic", flat=True))}


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").rstrip(". ").split())


def _words(reading: Reading, review: Review) -> dict[str, str]:
    """The words of each recommendation, of the review and of the report, by number."""
    there = review.recommendation_set.values_list("number", "title", "detail")
    found = {number: f"{title} {detail}" for number, title, detail in there}
    read = {i.number: f"{i.title} {i.detail}" for i in reading.of(RECOMMENDATION)}
    return {**found, **read}
