"""The register of indicators as rows."""

REGISTER_HEAD = [
    "Reference",
    "Title",
    "Which way is good",
    "Unit",
    "Of what",
    "Accumulates",
    "How often",
    "Days of lag",
    "Supplier",
    "Promises",
    "Retired on",
    "Definition",
    "Source",
    "Discontinued because",
]


def register_rows(indicators) -> list[list]:
    return [
        REGISTER_HEAD,
        *(
            [
                indicator.reference,
                indicator.title,
                indicator.get_polarity_display(),
                indicator.get_unit_display(),
                indicator.unit_detail,
                indicator.get_accumulates_display(),
                indicator.get_frequency_display(),
                indicator.lag_days,
                indicator.supplier.name,
                indicator.promises,
                indicator.retired_on,
                indicator.definition,
                indicator.source,
                indicator.discontinued_because,
            ]
            for indicator in indicators
        ),
    ]
