"""Agreements and their promises as rows."""

AGREEMENT_HEAD = ["Title", "Kind", "Starts", "Ends", "Promises", "Strategy", "Source"]


def agreement_rows(agreements) -> list[list]:
    return [
        AGREEMENT_HEAD,
        *(
            [a.title, a.get_kind_display(), a.starts, a.ends, a.promises, a.strategy, a.source]
            for a in agreements
        ),
    ]


PROMISE_HEAD = ["Reference", "Title", "Theme", "Designation", "Lead", "Withdrawn on", "Because"]


def promise_rows(commitments) -> list[list]:
    return [
        PROMISE_HEAD,
        *(
            [
                c.indicator.reference,
                c.indicator.title,
                c.theme.name,
                c.get_designation_display(),
                c.lead.name,
                c.withdrawn_on,
                c.withdrawn_because,
            ]
            for c in commitments
        ),
    ]
