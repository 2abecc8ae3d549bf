"""The numbers in a page's text: the cells of its tables, and pictures that say nothing.

The text is the translation's own, and so are its blocks and their order. Tables and pictures are
matched by the ids of their blocks, and in a table the rows by their words.
"""

from wagtail.blocks import Block, StructBlock
from wagtail.models import Page

from report.blocks.choosers import ImageBlock
from report.blocks.table import TableBlock
from report.statistics.carrying_tables import Words, joined_table


def joined_body(page: Page, original: Page) -> list[dict]:
    """The translation's stored blocks with the original's numbers and silent pictures."""
    blocks, words = page.body.stream_block.child_blocks, Words(page)
    originals = {
        block["id"]: block for block in (child.get_prep_value() for child in original.body)
    }
    found = []
    for block in (child.get_prep_value() for child in page.body):
        match = originals.get(block["id"])
        if match and match["type"] == block["type"]:
            value = joined_block(blocks[block["type"]], block["value"], match["value"], words)
            block = {**block, "value": value}
        found.append(block)
    return found


def joined_block(block: Block, own, theirs, words: Words):
    """The stored value of a block of the text, as far as it holds numbers or a picture."""
    if isinstance(block, TableBlock):
        return joined_table(own, theirs, words)
    if isinstance(block, ImageBlock):
        # A picture that is described waits for its description in the other language.
        return theirs if theirs and theirs["decorative"] else own
    if isinstance(block, StructBlock):
        return {
            name: joined_block(child, own.get(name), theirs.get(name), words)
            for name, child in block.child_blocks.items()
        }
    return own
