"""What is wrong with a document: all of it at once, each with its place and a way out."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that has to be put right. `row` and `column` are as the file shows them."""

    what: str
    to_do: str
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        return (
            f"{self.place}: {self.what} {self.to_do}" if self.place else f"{self.what} {self.to_do}"
        )

    @property
    def place(self) -> str:
        parts = (
            self.sheet,
            f"row {self.row}" if self.row else "",
            f"column {self.column}" if self.column else "",
        )
        return ", ".join(part for part in parts if part)

    @property
    def cell(self) -> str:
        """The place as a spreadsheet names it: “Return, F12”."""
        at = f"{self.column}{self.row or ''}"
        return ", ".join(part for part in (self.sheet, at) if part)

    def as_dict(self) -> dict:
        return asdict(self)


class Unreadable(Exception):
    """The document cannot be read as it is; nothing was written. `problems` holds all of them."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def unreadable(what: str, to_do: str, **place) -> Unreadable:
    return Unreadable([Problem(what, to_do, **place)])
