"""Boards as rows."""

BOARD_HEAD = ["Name", "Kind", "Depth", "Oversees agreements", "Oversees themes", "Retired on"]


def board_rows(boards) -> list[list]:
    return [
        BOARD_HEAD,
        *(
            [
                board.name,
                board.get_kind_display(),
                board.get_depth_display(),
                "; ".join(map(str, board.agreements.all())),
                "; ".join(f"{theme}, {theme.agreement}" for theme in board.themes.all()),
                board.retired_on,
            ]
            for board in boards
        ),
    ]
