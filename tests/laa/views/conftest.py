"""The council's return of the fourth quarter, open on an officer's screen."""

import pytest

from tests.factories import promise
from tests.page import visit

PATH = "/luton/returns/2008/09-Q4/council/"


@pytest.fixture
def satisfaction(agreement, council):
    """A second promise of the council's: a percentage, out of a hundred."""
    return promise(
        agreement,
        "NI 005",
        supplier=council,
        unit="percent",
        lowest=0,
        highest=100,
        targets={"2008/09": "77"},
    )


@pytest.fixture
def return_page(satisfaction, quarterly_return, client, cast):
    client.force_login(cast.officer)
    return visit(client, PATH)
