"""A document as plain data and back, so that what was issued can be shown again as it was."""

from dataclasses import asdict

from laa.rules.blocks import Block, Bullets, Cell, Chart, Document, Facts, Section, Table, Words

BLOCKS = {block.__name__.lower(): block for block in (Words, Bullets, Facts, Table, Chart)}


def as_data(document: Document) -> dict:
    """Dicts, lists and texts only: what canonical JSON is written from."""
    return {"cover": document.cover, "sections": [_section(one) for one in document.sections]}


def from_data(data: dict) -> Document:
    """The document that `as_data` was made of, equal to it. KeyError for anything else."""
    return Document(data["cover"], tuple(_section_of(one) for one in data["sections"]))


def _section(section: Section) -> dict:
    return {
        "key": section.key,
        "heading": section.heading,
        "blocks": [{"block": type(one).__name__.lower(), **asdict(one)} for one in section.blocks],
        "sections": [_section(inner) for inner in section.sections],
    }


def _section_of(data: dict) -> Section:
    return Section(
        data["key"],
        data["heading"],
        tuple(_block_of(dict(one)) for one in data["blocks"]),
        tuple(_section_of(inner) for inner in data["sections"]),
    )


def _block_of(said: dict) -> Block:
    block = BLOCKS[said.pop("block")]
    if block is Bullets:
        return Bullets(tuple(said["items"]))
    if block is Facts:
        return Facts(tuple((name, Cell(**cell)) for name, cell in said["pairs"]))
    if block is Table:
        rows = tuple(tuple(Cell(**cell) for cell in row) for row in said["rows"])
        return Table(said["caption"], tuple(said["head"]), rows, tuple(said["widths"]))
    return block(**said)
