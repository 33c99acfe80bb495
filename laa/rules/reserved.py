"""Words that no row of a kind may have in its address, because pages of that kind have them."""

RESERVED: dict[str, frozenset[str]] = {
    "agreement": frozenset({"add"}),
    "board": frozenset({"add"}),
    "indicator": frozenset(
        {
            *("add", "entering", "undo"),
            # Beside the indicators of a document that is on its way.
            *("decisions", "discard", "load", "partners", "promise"),
        }
    ),
    "partner": frozenset({"add", "alike"}),
    "part": frozenset({"add"}),
    "programme": frozenset({"add"}),
    "project": frozenset({"add", "programmes"}),
    "review": frozenset({"add", "practice", "surveys"}),
    "rule": frozenset({"agreements", "make", "new"}),
    "survey": frozenset({"add"}),
}


def kept_apart(kind: str, slug: str) -> str:
    """The slug, or one beside it where a page of that kind has the word: "add-2" for "add".

    >>> kept_apart("partner", "add")
    'add-2'
    """
    slug = slug or kind
    return f"{slug}-2" if slug in RESERVED.get(kind, ()) else slug
