"""The receipt of a submitted return as a PDF."""

from laa.queries.receipt import Receipt
from laa.reports.pdf import render_pdf

CHECKING = (
    "The code below is the SHA-256 hash of what was submitted, as the file that can be downloaded "
    "beside this receipt. Anybody can work it out again from that file; if it is the same, not a "
    "character has changed. Write the code without spaces.",
    "The service itself compares a reference, a code or a file under “Is a receipt genuine?”.",
)


def receipt_pdf(receipt: Receipt) -> bytes:
    """Tagged, in British English, with the reference in its title."""
    submission, body = receipt.submission, receipt.submission.body
    at = submission.submitted_at
    return render_pdf(
        "receipt",
        {
            "title": f"Receipt {submission.reference}",
            "heading": "Receipt for a submitted return",
            "partnership": body["partnership"]["name"],
            "reference": submission.reference,
            "date": {"year": at.year, "month": at.month, "day": at.day},
            "facts": receipt.facts,
            "marks": receipt.marks,
            "lines_heading": receipt.lines_heading,
            "lines": [
                {
                    "name": line.name,
                    "title": line.title,
                    "period": line.period,
                    "returned": line.returned,
                    "said": line.said,
                }
                for line in receipt.lines
            ],
            "checking": CHECKING,
            "sha256": submission.sha256,
        },
    )
