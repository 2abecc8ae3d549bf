"""Corrections were kept in each language by the label of the part: now once, by a lasting key."""

from collections import defaultdict

from django.db import migrations


def carry(apps, schema_editor) -> None:
    figures = {}
    for figure in apps.get_model("report", "PublishedFigure").objects.select_related(
        "page", "locale"
    ):
        figure.numbers = numbers_of(figure)
        figure.save(update_fields=["numbers"])
        figures[figure.statistic_id, figure.year, figure.locale_id] = figure
    carry_rows(apps, figures)


def numbers_of(figure) -> dict:
    """The figure's numbers by their keys; the ids of list items are the page's."""
    data = figure.data
    numbers = {
        "value": {"label": "", "said": data["missing"] or data["value"]},
        "unit_code": {"label": "", "said": figure.unit_code},
    }
    stored = stored_block(figure)
    for kind, name, label in (("part", "parts", "label"), ("derived", "derived", "text")):
        for place, item in enumerate(data[name]):
            ids = [child.get("id") for child in stored.get(name) or [] if isinstance(child, dict)]
            identity = ids[place] if len(ids) == len(data[name]) and ids[place] else item[label]
            numbers[f"{kind}:{identity}"[:100]] = {"label": item[label], "said": item["value"]}
    for point in data["series"]:
        said = point["missing"] or point["value"]
        numbers[f"series:{point['period']}"[:100]] = {"label": point["period"], "said": said}
    return {key: number for key, number in numbers.items() if number["said"] is not None}


def stored_block(figure) -> dict:
    """The block as the page stores it; empty when the page is gone or holds it no more."""
    for block in figure.page.statistics.raw_data if figure.page else []:
        if block["value"].get("statistic_id") == str(figure.statistic_id):
            return block["value"]
    return {}


def carry_rows(apps, figures: dict) -> None:
    note_of = apps.get_model("report", "CorrectionNote").objects.create
    kept = defaultdict(list)
    for row in apps.get_model("report", "Correction").objects.order_by("corrected_at", "pk"):
        figure = figures.get((row.statistic_id, row.year, row.locale_id))
        label = "" if row.what == "value" else row.what
        if label:
            row.what = key_of(label, figure)
        reason, language = row.reason, row.locale.language_code
        alike = kept[row.statistic_id, row.year, row.what, str(row.old), str(row.new)]
        first = next((other for other in alike if language not in other.labels), None)
        if first:
            first.labels[language] = label
            first.save(update_fields=["labels"])
            row.delete()
        else:
            first = row
            row.labels = {language: label}
            row.save(update_fields=["what", "labels"])
            alike.append(row)
        if reason:
            note_of(
                correction=first,
                locale_id=row.locale_id,
                text=reason,
                written_at=first.corrected_at,
            )


def key_of(label: str, figure) -> str:
    """The key of the part with this label; the label itself where the part is gone."""
    for key, number in figure.numbers.items() if figure else ():
        if key.startswith("part:") and number["label"] == label:
            return key
    return f"part:{label}"[:100]


class Migration(migrations.Migration):

    dependencies = [("report", "0004_corrections_once")]

    operations = [migrations.RunPython(carry, migrations.RunPython.noop)]
