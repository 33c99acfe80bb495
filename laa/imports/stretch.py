"""The words by which a head says that its targets are stretched for a reward, or are not."""

import re

from laa.rules.vocabulary import Promise

_WHAT_FOR = r"(?:the |a |any )?(?:performance )?(?:reward|stretch|lpsa|laa|prg|agreement)"
_UNSTRETCHED = re.compile(
    rf"\b(?:un-?stretched|(?:without|excluding|excl\.?|no|before|pre-?) ?{_WHAT_FOR})",
    re.IGNORECASE,
)
_STRETCHED = re.compile(
    rf"\bstretch(?:ed|ing)?\b|\b(?:with|including|incl\.?|after) {_WHAT_FOR}", re.IGNORECASE
)


def promise_of(head: str) -> Promise | None:
    """Which of the two a head names; None where it names neither."""
    if _UNSTRETCHED.search(head):
        return Promise.UNSTRETCHED
    return Promise.STRETCHED if _STRETCHED.search(head) else None
