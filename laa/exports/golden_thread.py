"""The golden thread as rows: one per action, and one for a promise without any."""

from laa.queries.golden_thread import GoldenThread, Strand

HEAD = ["Strategy", "Agreement", "Theme", "Reference", "Title", "Lead", "What is done", "State"]


def golden_thread_rows(thread: GoldenThread) -> list[list]:
    return [HEAD, *(row for _, of in thread.by_theme for each in of for row in _rows(thread, each))]


def _rows(thread: GoldenThread, strand: Strand) -> list[list]:
    commitment = strand.commitment
    start = [
        thread.agreement.strategy,
        thread.agreement.title,
        commitment.theme.name,
        commitment.indicator.reference,
        commitment.indicator.title,
        commitment.lead.name,
    ]
    done = [[action.title, action.get_status_display()] for action in strand.actions]
    done += [[one.text, None] for one in strand.beyond]
    return [[*start, *each] for each in done or [[None, None]]]
