"""A table of text and number columns."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail_localize.segments import StringSegmentValue

from report.blocks.number import NumberBlock


def is_count(text: str) -> bool:
    """Whether there is nothing in the text but digits, if anything."""
    return not text.strip() or text.strip().isdigit()


class TableBlock(TypedTableBlock):
    """Columns of text, which translators meet, and columns of numbers, which they never do.

    The translation engine passes typed tables by, so the block names its own texts: the caption as
    `caption`, headings as `heading.<column>`, cells as `cell.<row>.<column>`.
    """

    text = CharBlock(required=False, default="", label=_("Text"))
    number = NumberBlock(required=False, label=_("Number"))

    def clean(self, table: TypedTable) -> TypedTable:
        table = super().clean(table)
        if self.is_deferred_validation or not table.columns:
            return table
        if not table.caption.strip():
            raise ValidationError(
                gettext("The table needs a caption: it is read aloud before the table.")
            )
        if not all(column["heading"].strip() for column in table.columns):
            raise ValidationError(gettext("Every column of the table needs a heading."))
        return table

    def get_translatable_segments(self, table: TypedTable) -> list[StringSegmentValue]:
        texts = [("caption", table.caption)]
        texts += [(f"heading.{n}", column["heading"]) for n, column in enumerate(table.columns)]
        texts += [
            (f"cell.{r}.{c}", cell)
            for r, row in enumerate(table.row_data)
            for c, cell in enumerate(row["values"])
            if table.columns[c]["block"].name == "text"
        ]
        # A year or a count is the same in every language, and no work for anybody.
        return [StringSegmentValue(path, text) for path, text in texts if not is_count(text)]

    def restore_translated_segments(
        self, table: TypedTable, segments: list[StringSegmentValue]
    ) -> TypedTable:
        for segment in segments:
            what, *place = segment.path.split(".")
            text = segment.render_text()
            if what == "caption":
                table.caption = text
            elif what == "heading":
                table.columns[int(place[0])]["heading"] = text
            else:
                table.row_data[int(place[0])]["values"][int(place[1])] = text
        return table

    class Meta:
        label = _("Table")
        icon = "table"
        description = _("Text and numbers in rows and columns")
        template = "blocks/table.html"
        preview_value = {
            "caption": "Besök i hälso- och sjukvården 2018",
            "columns": [
                {"type": "text", "heading": "Besök till"},
                {"type": "number", "heading": "Antal"},
            ],
            "rows": [
                {"values": ["Läkare", "424868"]},
                {"values": ["Annan yrkeskategori", "612166"]},
            ],
        }
