"""The points as a table that a spreadsheet opens: x1, x2 and the label, a point a line."""

from gradpad.export.figure import Figure
from gradpad.export.literals import number


def to_csv(figure: Figure) -> str:
    """Returns: CSV with the header x1,x2,label; every number is written so that it comes back the same."""
    points = figure.data.points
    whole = points.task == "classification"
    lines = [
        f"{number(x1)},{number(x2)},{number(int(label) if whole else label)}"
        for (x1, x2), label in zip(points.points, points.labels, strict=True)
    ]
    return "\n".join(["x1,x2,label", *lines]) + "\n"
