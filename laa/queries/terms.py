"""A partnership's glossary on one page: the first use of each term leads to what it means."""

import re
from functools import cached_property

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from laa.models import Partnership, Term
from laa.rules.terms import FirstUses

_ABBREVIATED = re.compile(r"[A-Z]\S?[A-Z]")
UNDEFINED = "Nobody has said yet what it means"


class PageTerms:
    """Links terms in one page's texts; reads the glossary, in one query, with the first of them."""

    def __init__(self, partnership: Partnership):
        self.partnership = partnership

    @cached_property
    def meanings(self) -> dict[str, str]:
        found = Term.objects.filter(partnership=self.partnership)
        return dict(found.values_list("name", "meaning"))

    @cached_property
    def _uses(self) -> FirstUses:
        return FirstUses(self.meanings)

    @cached_property
    def _glossary(self) -> str:
        return reverse("laa:glossary", args=[self.partnership.slug])

    def linked(self, text: str) -> SafeString:
        """The text, escaped; a term's first use on the page leads to the glossary.

        A glossary lists abbreviations, and names that hold one: for a text without any it is not
        read.
        """
        if not _ABBREVIATED.search(str(text)):
            return format_html("{}", text)
        return format_html_join("", "{}", ((self._said(*p),) for p in self._uses.parts(str(text))))

    def _said(self, words: str, term: str) -> str:
        if not term:
            return words
        return format_html(
            '<a class="govuk-link laa-term" href="{}#{}" title="{}">{}</a>',
            self._glossary,
            anchor(term),
            self.meanings[term] or UNDEFINED,
            words,
        )


def anchor(term: str) -> str:
    """ "term-lbc-yos": where a term stands on the glossary's page."""
    return f"term-{slugify(term)}"
