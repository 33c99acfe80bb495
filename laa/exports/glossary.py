"""The glossary as rows."""

from collections.abc import Iterator

from laa.queries.glossary import Glossary


def glossary_rows(found: Glossary) -> Iterator[list]:
    yield ["Term", "What it means", "Listed"]
    for term in found.terms:
        yield [term.name, term.meaning, "yes"]
    for each in found.unlisted:
        yield [each.name, each.partner, "no"]
