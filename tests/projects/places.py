"""The addresses of projects, and what is particular about some: read by tests/places.py."""

A_PROJECT = {"project": "project"}
RECORDS = {**A_PROJECT, "kind": "record_kind"}
A_CLIENT = {**A_PROJECT, "client": "client"}
A_CONTACT = {**A_PROJECT, "contact": "contact"}
A_RECORD = {**RECORDS, "row": "record"}
PLACES = {
    "projects:projects": {},
    "projects:project-add": {},
    "projects:programme-add": {},
    "projects:programme-edit": {"programme": "programme"},
    "projects:project-detail": A_PROJECT,
    "projects:project-edit": A_PROJECT,
    "projects:project-status": A_PROJECT,
    "projects:project-plan": A_PROJECT,
    "projects:project-people": A_PROJECT,
    "projects:project-person-end": {**A_PROJECT, "person": "project_person"},
    "projects:records": RECORDS,
    "projects:record-add": RECORDS,
    "projects:record-edit": A_RECORD,
    "projects:record-remove": A_RECORD,
    "projects:clients": A_PROJECT,
    "projects:matches": A_PROJECT,
    "projects:match-answer": {**A_PROJECT, "proposal": "proposal"},
    "projects:clients-erase-due": A_PROJECT,
    "projects:client-detail": A_CLIENT,
    "projects:client-edit": A_CLIENT,
    "projects:client-erase": A_CLIENT,
    "projects:client-part": {**A_CLIENT, "join": "client_join"},
    "projects:contact-add": A_PROJECT,
    "projects:contact-detail": A_CONTACT,
    "projects:contact-next": A_CONTACT,
    "projects:contact-edit": A_CONTACT,
    "projects:diary-remove": {**A_PROJECT, "entry": "diary_entry"},
    "projects:diary": A_PROJECT,
    "projects:output": {**A_PROJECT, "output": "output"},
    "projects:reach": A_PROJECT,
    "projects:quarter": A_PROJECT,
    "projects:quarter-issue": {**A_PROJECT, "quarter": "project_quarter"},
    "projects:report": A_PROJECT,
    "projects:report-issue": A_PROJECT,
    "projects:report-issued": {**A_PROJECT, "report": "issued_report"},
}
ONLY_POST = {
    "projects:project-plan",
    "projects:project-person-end",
    "projects:record-remove",
    "projects:match-answer",
    "projects:clients-erase-due",
    "projects:client-part",
    "projects:diary-remove",
}
BY_ITS_PEOPLE = {
    "projects:project-plan",
    "projects:record-add",
    "projects:record-edit",
    "projects:record-remove",
    "projects:quarter-issue",
    "projects:report-issue",
}
"""Others may know of it, and not change it. In these tests the lead is the one who works on it."""

CHANGED_BY_ITS_PEOPLE = {"projects:output"}
"""Read by everybody."""

FOR_ITS_PEOPLE = {
    "projects:clients",
    "projects:matches",
    "projects:match-answer",
    "projects:clients-erase-due",
    "projects:client-detail",
    "projects:client-edit",
    "projects:client-erase",
    "projects:client-part",
    "projects:contact-add",
    "projects:contact-detail",
    "projects:contact-next",
    "projects:contact-edit",
    "projects:diary",
    "projects:diary-remove",
}
"""What tells of clients: to others, whatever their role, it is not found."""
