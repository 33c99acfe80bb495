"""PDF that a screen reader can read: a typst template and its data, nothing else.

Data reach the template as JSON, never as markup, so that what people typed is only ever text.
The compiler refuses a document that breaks PDF/UA-1, such as an image without a text for it.
"""

import json
from functools import cache
from pathlib import Path
from threading import Lock

import font_source_sans_pro
import typst

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(font_source_sans_pro.__file__).parent / "files"
_ONE_AT_A_TIME = Lock()


def render_pdf(template: str, data: dict) -> bytes:
    """The PDF of `templates/<template>.typ`, which reads `data` from `sys.inputs.data`.

    Everything comes from `data`, so the same data give the same bytes; nothing is read from the
    network or the machine's own typefaces.
    """
    with _ONE_AT_A_TIME:
        return _compiler().compile(
            str(TEMPLATES / f"{template}.typ"),
            format="pdf",
            pdf_standards="ua-1",
            sys_inputs={"data": json.dumps(data)},
            timestamp=0,
        )


def png_of(svg: str) -> bytes:
    """A drawing as a picture of 200 dots an inch, for what cannot show drawings."""
    with _ONE_AT_A_TIME:
        return _compiler().compile(
            str(TEMPLATES / "picture.typ"),
            format="png",
            ppi=200,
            sys_inputs={"svg": svg},
            timestamp=0,
        )


@cache
def _compiler() -> typst.Compiler:
    """Made once a process, because it looks through the typefaces."""
    return typst.Compiler(root=str(TEMPLATES), font_paths=[str(FONTS)], ignore_system_fonts=True)


def forget_compiler() -> None:
    """The next document gets a compiler of its own; only a benchmark needs that."""
    _compiler.cache_clear()
