"""Blocks in their stored form, each from what a person would fill in."""

from django.utils.html import escape
from wagtail.models import Page

from report.images import ReportImage


def rich(*paragraphs: str) -> str:
    """Plain paragraphs as rich text."""
    return "".join(f"<p>{escape(text)}</p>" for text in paragraphs)


def heading(text: str) -> dict:
    return {"type": "heading", "value": text}


def paragraphs(*texts: str) -> dict:
    return {"type": "paragraph", "value": rich(*texts)}


def bullet_list(*points: str, lead_in: str = "") -> dict:
    value = {"lead_in": lead_in, "items": [rich(point) for point in points]}
    return {"type": "bullet_list", "value": value}


def quote(text: str, person: str, role: str) -> dict:
    return {"type": "quote", "value": {"text": text, "person": person, "role": role}}


def picture(image: ReportImage, alt: str, caption: str) -> dict:
    placed = {"image": image.pk, "alt_text": alt, "decorative": False}
    return {"type": "image", "value": {"image": placed, "caption": caption}}


def table(caption: str, columns: dict[str, str], *rows: list[str]) -> dict:
    """A table; `columns` says of every heading whether "text" or "number" stands below it."""
    value = {
        "caption": caption,
        "columns": [{"heading": name, "type": kind} for name, kind in columns.items()],
        "rows": [{"values": row} for row in rows],
    }
    return {"type": "table", "value": value}


def link(text: str, page: Page) -> dict:
    return {
        "type": "link",
        "value": {"text": text, "target": [{"type": "page", "value": page.pk}]},
    }


def infobox(heading: str, *texts: str, anchor: str) -> dict:
    return {
        "type": "infobox",
        "value": {"heading": heading, "text": rich(*texts), "anchor": anchor},
    }


def statistic(heading: str, value: str | None, label: str, **fields: object) -> dict:
    """A statistic of 2018 unless `fields` say otherwise; None is a missing value."""
    value = {"heading": heading, "value": value, "label": label, "period": "2018", **fields}
    return {"type": "statistic", "value": value}


def example_statistic(name: str, value: str | None, label: str, **fields: object) -> dict:
    """An invented number, which says so in its heading, its infobox, its source and its mark."""
    said = {
        "infobox": rich("Exempeltext: här står vad som räknas, och hur det räknas."),
        "source": "Exempelkälla",
        "is_example": True,
    }
    return statistic(f"Exempelsiffra: {name}", value, label, **{**said, **fields})


def series(**values: str | tuple[str | None, dict]) -> list[dict]:
    """Earlier values by year, written y2014="9876"; a tuple adds what else is known of one."""
    points = []
    for year, value in values.items():
        number, more = value if isinstance(value, tuple) else (value, {})
        points.append({"period": year.removeprefix("y"), "number": number, **more})
    return points
