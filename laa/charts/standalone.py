"""A chart that is taken away: an SVG brings its own colours, also for the dark and for print."""

STYLE = """<style>
.laa-chart { background: #fff }
.laa-chart__grid { fill: none; stroke: #d8dedd; stroke-width: 1 }
.laa-chart__tick { fill: #3a4344; font-size: 14px; font-family: "Source Sans Pro", sans-serif }
.laa-chart__name { paint-order: stroke; stroke: #fff; stroke-width: 4; stroke-linejoin: round }
.laa-chart__baseline { fill: none; stroke: #6b7576; stroke-width: 2; stroke-dasharray: 2 5 }
.laa-chart__break { fill: none; stroke: #4c5b5c; stroke-width: 1.5; stroke-dasharray: 6 4 }
.laa-chart__actual-line { fill: none; stroke: #17494d; stroke-width: 3 }
.laa-chart__actual { fill: #17494d; stroke: #fff; stroke-width: 1.5 }
.laa-chart__target-line { fill: none; stroke: #9a4a00; stroke-width: 2; stroke-dasharray: 8 5 }
.laa-chart__target { fill: #fff; stroke: #9a4a00; stroke-width: 2 }
.laa-chart__forecast { fill: #fff; stroke: #17494d; stroke-width: 2; stroke-dasharray: 2 2 }
.laa-chart__england-line { fill: none; stroke: #4d3b78; stroke-width: 2;
  stroke-dasharray: 10 3 2 3 }
.laa-chart__england { fill: #4d3b78; stroke: #fff; stroke-width: 1 }
.laa-chart__region-line { fill: none; stroke: #00558c; stroke-width: 2; stroke-dasharray: 3 3 }
.laa-chart__region { fill: #fff; stroke: #00558c; stroke-width: 2 }
.laa-chart__neighbour { fill: none; stroke: #6b7576; stroke-width: 1.5 }
.laa-chart__interval { fill: none; stroke: #17494d; stroke-width: 2 }
.laa-chart__band--on-track { fill: #eef7f1 }
.laa-chart__band--at-risk { fill: #fff8e6 }
.laa-chart__band--off-track { fill: #fdf3f2 }
.laa-chart__hatch { fill: none; stroke: #0b0c0c; stroke-opacity: 0.12; stroke-width: 1 }
</style>"""


def standalone(svg: str, *, width: int = 720, height: int = 300) -> str:
    """The drawing with its style in it and a size of its own; "" where nothing was drawn."""
    if not svg:
        return ""
    head, _, rest = svg.partition(">")
    return f'{head} width="{width}" height="{height}">{STYLE}{rest}'
