"""The standard parts of a committee's report: what it is linked to, and what was weighed."""

from laa.rules.blocks import Block, Bullets, Section, Table, Words, cells

NOTHING = "Nothing was entered."


def standard(body: dict) -> Section:
    """Links to the strategic plan, earlier decisions, directives, papers, assessments.

    What somebody wrote stands as they wrote it: “None” is an answer, a part left out is none.
    """
    words = body["words"]
    parts = [
        ("strategy", "The strategy behind the agreement", _strategy(body)),
        ("aims", "Links to the strategic plan", _aims(words)),
        ("earlier", "Links to earlier decisions", _dated(words, "earlier_decisions")),
        ("decided", "What was decided on the last reports", _decided(words)),
        ("directives", "Legislation and government directives", _dated(words, "directives")),
        ("papers", "Background documents", _text(words, "background")),
        ("assessments", "Impact assessments", _text(words, "assessments")),
    ]
    found = [Section(f"standard-{key}", heading, (said,)) for key, heading, said in parts if said]
    nothing = () if found else (Words(NOTHING),)
    return Section("standard", "Standard parts", nothing, tuple(found))


def _strategy(body: dict) -> Block | None:
    strategy = body["agreement"]["strategy"]
    if not strategy:
        return None
    said = f"{body['agreement']['title']} puts into practice: {strategy}."
    # Bodies of before the horizon was known have none.
    year, ends = body["agreement"].get("strategy_ends_in"), body["agreement"]["ends"][:4]
    horizon = f" The strategy looks forward to {year}, the agreement to {ends}." if year else ""
    return Words(said + horizon)


def _aims(words: dict) -> Block | None:
    aims = words.get("aims")
    if not aims:
        return None
    rows = tuple(cells(each["aim"], "Yes" if each["is_linked"] else "No") for each in aims)
    return Table("Links to the strategic plan", ("Aim", "Linked"), rows, (80, 20))


def _dated(words: dict, name: str) -> Block | None:
    found = words.get(name)
    if not found:
        return None
    rows = tuple(cells(each["title"], each["on"]) for each in found)
    return Table(name.replace("_", " ").capitalize(), ("Title", "Date"), rows, (75, 25))


def _decided(words: dict) -> Block | None:
    found = words.get("decided_before")
    return Bullets(tuple(map(_decision, found))) if found else None


def _decision(decision: dict) -> str:
    who = ", ".join(filter(None, (decision["partner"], decision["due_said"])))
    return f"{decision['on']}, {decision['kind'].lower()}: {decision['text']}" + (
        f" ({who})" if who else ""
    )


def _text(words: dict, name: str) -> Block | None:
    return Words(words[name]) if words.get(name) else None
