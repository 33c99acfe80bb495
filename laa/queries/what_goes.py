"""What goes with a row that is taken away, in words: for the page that asks before it is done."""

import hashlib
from collections.abc import Iterable, Sequence

from laa.models import Agreement, Target, Theme


def with_agreement(agreement: Agreement) -> list[str]:
    """What hangs on an agreement. Its boards and its rule stay, and are told so."""
    boards = agreement.boards.all()
    rule = [agreement.rule_in_force] if hasattr(agreement, "adopted_rule") else []
    return _said(
        ("theme", agreement.themes.all(), ""),
        ("promise", _references(agreement), ""),
        ("target", Target.objects.current().filter(commitment__agreement=agreement), None),
        ("assessment of its impact", agreement.impacts.all(), ""),
        ("board that oversees it", boards, " (the board itself stays)"),
        ("rule adopted for it", rule, " (the rule itself stays)"),
    )


def with_merged(theme: Theme) -> list[str]:
    """What goes from a theme to the one it is merged into."""
    return _said(("promise", _references(theme), ""), ("board", theme.boards.all(), ""))


def seen(goes: Sequence[str]) -> str:
    """What a page said would go, in a few letters: its button hands them back."""
    return hashlib.sha256(repr(goes).encode()).hexdigest()[:16]


def _references(of: Agreement | Theme) -> list[str]:
    return [one.indicator.reference for one in of.commitments.select_related("indicator")]


def _said(*parts: tuple[str, Iterable, str | None]) -> list[str]:
    """ "Theme (2): Safer; Greener" of all that there is; only counted where the last is None."""
    found = []
    for noun, rows, note in parts:
        names = [str(row) for row in rows]
        listed = "" if note is None else f": {'; '.join(names)}{note}"
        if names:
            found.append(f"{noun.capitalize()} ({len(names)}){listed}")
    return found
