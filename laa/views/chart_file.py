"""A chart as a file: SVG for the web, PNG for a slide. Its numbers are among the page's tables."""

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from laa.charts.standalone import standalone
from laa.queries.strand_story import StrandStory
from laa.reports.pdf import png_of

KINDS = {"svg": "image/svg+xml", "png": "image/png"}


def chart_file(request, stories: list[StrandStory], *, name: str) -> HttpResponse | None:
    """What `?_chart=png&_strand=all` asks for; None where the address asks for no chart."""
    kind = request.GET.get("_chart")
    if kind not in KINDS:
        return None
    wanted = request.GET.get("_strand", "all")
    story = next((one for one in stories if one.strand.key == wanted), None)
    drawing = standalone(str(story.chart())) if story else ""
    if not drawing:
        raise Http404("There is no chart of that strand.")
    body = png_of(drawing) if kind == "png" else drawing.encode()
    response = HttpResponse(body, content_type=KINDS[kind])
    file_name = f"{slugify(f'{name} {story.strand.label}')}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
