"""The numbers in a page's text: the cells of its tables, and pictures that say nothing.

The text is the translation's own, and so are its blocks and their order. Tables and pictures are
matched by the ids of their blocks, and in a table the cells by their place.
"""

from wagtail.blocks import Block, StreamValue, StructBlock

from report.blocks.choosers import ImageBlock
from report.blocks.table import TableBlock


def joined_body(own: StreamValue, theirs: StreamValue) -> list[dict]:
    """The translation's stored blocks with the original's numbers and silent pictures."""
    blocks = own.stream_block.child_blocks
    originals = {block["id"]: block for block in (child.get_prep_value() for child in theirs)}
    found = []
    for block in (child.get_prep_value() for child in own):
        match = originals.get(block["id"])
        if match and match["type"] == block["type"]:
            value = joined_block(blocks[block["type"]], block["value"], match["value"])
            block = {**block, "value": value}
        found.append(block)
    return found


def joined_block(block: Block, own, theirs):
    """The stored value of a block of the text, as far as it holds numbers or a picture."""
    if isinstance(block, TableBlock):
        return joined_table(own, theirs)
    if isinstance(block, ImageBlock):
        # A picture that is described waits for its description in the other language.
        return theirs if theirs and theirs["decorative"] else own
    if isinstance(block, StructBlock):
        return {
            name: joined_block(child, own.get(name), theirs.get(name))
            for name, child in block.child_blocks.items()
        }
    return own


def joined_table(own: dict, theirs: dict) -> dict:
    """The table with the original's number cells.

    A table with other rows or columns than its translation waits until it is translated: nothing
    tells which row is which.
    """
    if shape(own) != shape(theirs):
        return own
    kinds = [column["type"] for column in own["columns"]]
    rows = [
        {
            "values": [
                their if kind == "number" else cell
                for kind, cell, their in zip(kinds, mine["values"], other["values"], strict=True)
            ]
        }
        for mine, other in zip(own["rows"], theirs["rows"], strict=True)
    ]
    return {**own, "rows": rows}


def shape(table: dict) -> tuple[list[str], int]:
    """The kinds of a stored table's columns, and how many rows it has."""
    return [column["type"] for column in table["columns"]], len(table["rows"])
