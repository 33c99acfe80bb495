"""The Python macros say what the npm package says.

Both are pinned; this tells at once whether a new version of either still fits the other. Every
example that the design system publishes is rendered through our adapter and compared.
"""

import json
import re
from pathlib import Path

import pytest

from laa.forms.components import component

PACKAGE = Path(__file__).parent.parent / "node_modules" / "govuk-frontend"
FIXTURES = sorted(PACKAGE.glob("dist/govuk/components/*/fixtures.json"))

# Examples where the macros write a quotation mark as &#34; and the package as &quot;.
DIFFERENT = {("footer", "with HTML passed as text content"), ("phase-banner", "html as text")}
COMPONENTS, EXAMPLES = 37, 657

if not FIXTURES:
    pytest.skip(
        "node_modules/govuk-frontend is missing; run `npm ci` (or `python3 start.py setup`)",
        allow_module_level=True,
    )


def squeezed(html: str) -> str:
    """HTML without the space that the two template languages leave differently."""
    return re.sub(r"\s*([<>])\s*", r"\1", re.sub(r"\s+", " ", html)).strip()


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.parent.name)
def test_component_renders_as_published(path: Path) -> None:
    published = json.loads(path.read_text())
    name = published["component"]
    unequal = {
        (name, example["name"])
        for example in published["fixtures"]
        if squeezed(component(name, example["options"])) != squeezed(example["html"])
    }

    assert unequal == {known for known in DIFFERENT if known[0] == name}


def test_every_example_was_compared() -> None:
    examples = [
        example for path in FIXTURES for example in json.loads(path.read_text())["fixtures"]
    ]

    assert (len(FIXTURES), len(examples)) == (COMPONENTS, EXAMPLES)


def test_the_packages_are_the_pinned_ones() -> None:
    wanted = json.loads((PACKAGE.parent.parent / "package.json").read_text())["dependencies"]

    installed = json.loads((PACKAGE / "package.json").read_text())["version"]
    assert installed == wanted["govuk-frontend"]
