"""One of everything that an address can name, for tests that go to every address."""

from datetime import date

from laa import models
from laa.actions.history import start_load
from laa.actions.imports import start_import
from laa.actions.partner_joins import join_partners
from laa.actions.rounds import open_round
from tests.factories import (
    AgreementFactory,
    BoardFactory,
    IndicatorFactory,
    MembershipFactory,
    PartnerFactory,
    StrandFactory,
    promise,
)


def a_world(partnership, partner, *, period, by):
    """A partnership with one of everything, and the words by which addresses name it."""
    agreement = AgreementFactory(partnership=partnership)
    join = join_partners(
        kept=partner,
        joined=PartnerFactory(partnership=partnership, name="The same again"),
        by=by,
    )
    measured = IndicatorFactory(partnership=partnership, supplier=partner)
    strand = StrandFactory(indicator=measured)
    commitment = promise(agreement, "NI 181", supplier=partner, targets={"2008/09": "42"})
    round_ = open_round(
        partnership=partnership,
        period=period,
        opens=date(2009, 4, 1),
        due=date(2009, 4, 30),
        sign_off=date(2009, 5, 29),
        by=by,
    )
    board = BoardFactory(partnership=partnership)
    board.agreements.add(agreement)
    colleague = MembershipFactory(partnership=partnership, role=models.Role.BOARD_MEMBER)
    document = start_import(
        partnership=partnership,
        title="The next agreement",
        first_year=2011,
        name="next.csv",
        data=b"Indicator,Baseline,2011/12,Partners\nNI 181 Time taken,15,14,LBC*",
        decisions="",
        by=by,
    )
    proposed = IndicatorFactory(
        partnership=partnership,
        reference=f"Proposed {partnership.slug}",
        proposed=["unit", "lag_days"],
    )
    load = start_load(
        partnership=partnership,
        name="past.csv",
        data=b"Reference,Period,Value\nNI 181,2006/07,51",
        by=by,
    )
    return {
        "join": join.uuid,
        "measured": strand.indicator.slug,
        "strand": strand.key,
        "proposed": proposed.slug,
        "national": "ni-181",
        "load": load.uuid,
        "bundle": "hastings-legi-2008",
        "document": document.uuid,
        "printed_indicator": "ni-181",
        "agreement": agreement.slug,
        "theme": commitment.theme.slug,
        "indicator": commitment.indicator.slug,
        "board": board.slug,
        "period": round_.period,
        "partner": partner.slug,
        "line": round_.lines.get().uuid,
        "person": colleague.user.uuid,
        "membership": colleague.uuid,
        "year": "2008/09",
        "rule": agreement.rating_rule.slug,
    }
