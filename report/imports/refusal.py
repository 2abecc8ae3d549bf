"""Why a file is not taken: a sentence, and the place in the file that it is about."""

from django.utils.translation import gettext
from openpyxl.utils import get_column_letter


class ImportRefused(Exception):
    """A file, or what was chosen of it, cannot be imported. Nothing has been changed.

    `row` and `column` count from 1, as a spreadsheet does; both None where the file has neither.
    """

    def __init__(self, sentence: str, row: int | None = None, column: int | None = None):
        super().__init__(sentence)
        self.sentence, self.row, self.column = sentence, row, column

    def __str__(self) -> str:
        place = {"row": self.row, "sentence": self.sentence}
        if self.row and self.column:
            place["column"] = get_column_letter(self.column)
            return gettext("Row %(row)s, column %(column)s: %(sentence)s") % place
        if self.row:
            return gettext("Row %(row)s: %(sentence)s") % place
        return self.sentence
