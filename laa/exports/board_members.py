"""A board's members and meetings as rows."""


def seat_rows(seats) -> list[list]:
    head = ["Member", "Seats", "Subject to"]
    return [head, *([seat.name, seat.seats, seat.subject_to] for seat in seats)]


def meeting_rows(meetings) -> list[list]:
    head = ["Held on", "Papers due", "Place"]
    return [head, *([each.held_on, each.papers_due, each.place] for each in meetings)]
