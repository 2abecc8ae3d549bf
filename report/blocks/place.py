"""Where an information sign stands in the picture of its area."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ChoiceBlock, StructValue

from report.blocks.number import PercentBlock
from report.scenery import Anchor


def place_blocks() -> list[tuple]:
    """The children of a block with a place in the picture: an anchor, or a point for each crop."""
    return [
        (
            "anchor",
            ChoiceBlock(
                choices=Anchor.choices,
                required=False,
                label=_("Place in a built-in picture"),
                help_text=_(
                    "Where the information sign stands. Leave empty for no sign in the picture."
                ),
            ),
        ),
        ("x", PercentBlock(required=False, label=_("Own picture: from the left, %"))),
        ("y", PercentBlock(required=False, label=_("Own picture: from the top, %"))),
        ("upright_x", PercentBlock(required=False, label=_("Upright picture: from the left, %"))),
        ("upright_y", PercentBlock(required=False, label=_("Upright picture: from the top, %"))),
    ]


#: The names of those children, for the fold in which the form keeps them.
PLACE = [name for name, block in place_blocks()]


def place_representation(block, value: StructValue) -> dict | None:
    """The place as the API gives it, None where the sign stands nowhere in the picture."""
    place = {name: block.child_blocks[name].get_api_representation(value[name]) for name in PLACE}
    place["anchor"] = place["anchor"] or None
    return place if any(v is not None for v in place.values()) else None
