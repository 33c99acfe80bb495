from functools import partial

from django.shortcuts import render

from laa.access import in_partnership
from laa.exports.people import permission_rows
from laa.exports.tables import asked_for
from laa.models import Role
from laa.permissions import MATRIX, Member, Permission


@in_partnership(Permission.SEE_PERMISSIONS)
def permissions(request, member: Member):
    """The matrix, as the code asks it."""
    rows = [(p.value, [p in MATRIX[role] for role in Role]) for p in Permission]
    table = {"permissions": partial(permission_rows, rows)}
    if file := asked_for(request, table, name="Who may do what"):
        return file
    return render(request, "laa/permissions.html", {"roles": list(Role), "rows": rows})
