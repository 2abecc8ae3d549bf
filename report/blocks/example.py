"""How a block's example is read."""

from wagtail.blocks import StructValue


class StoredExample:
    """For a StructBlock whose `preview_value` is in the stored form, with gaps for defaults."""

    def get_preview_value(self) -> StructValue:
        return self.to_python(self.meta.preview_value)
