"""Sorting and paging as the address says, within bounds."""

from django.core.paginator import EmptyPage, PageNotAnInteger
from django_tables2 import Table

ROWS_A_PAGE = 50


def arrange(request, table: Table) -> Table:
    """Sort and page a table; a page that does not exist is the nearest that does."""
    if order := request.GET.getlist(table.prefixed_order_by_field):
        table.order_by = order
    try:
        table.paginate(page=request.GET.get(table.prefixed_page_field, 1), per_page=ROWS_A_PAGE)
    except PageNotAnInteger:
        table.page = table.paginator.page(1)
    except EmptyPage:
        table.page = table.paginator.page(table.paginator.num_pages)
    return table
