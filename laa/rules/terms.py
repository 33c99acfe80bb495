"""The terms of a glossary where a text uses them, each at its first use."""

import re
from collections.abc import Iterable


class FirstUses:
    """Finds each term once, whatever the number of texts: on a page the first use is told.

    A longer term stands before a shorter one in it: “LBC YOS” is not LBC.
    """

    def __init__(self, names: Iterable[str]):
        self.left = set(names)
        longest_first = sorted(self.left, key=lambda name: (-len(name), name))
        self._any = re.compile(rf"(?<![\w&])(?:{'|'.join(map(re.escape, longest_first))})(?![\w&])")

    def parts(self, text: str) -> list[tuple[str, str]]:
        """The text in pieces: (words, "") as they are, (words, term) at a term's first use.

        A term is found whole and as it is written: “MEND” is not in “AMENDED” nor in “mend”.
        """
        found, at = [], 0
        for match in self._any.finditer(text) if self.left else ():
            term = match.group()
            if term not in self.left:
                continue
            self.left.discard(term)
            found += [(text[at : match.start()], ""), (term, term)]
            at = match.end()
        found.append((text[at:], ""))
        return [piece for piece in found if piece[0]]
