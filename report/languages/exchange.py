"""A whole edition's texts in one PO file: out to a translator, and in again."""

from dataclasses import dataclass, field

import polib
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation
from wagtail_localize.strings import StringValue, validate_translation_links

from report.invisible import INVISIBLE
from report.languages.fitting import fault_of
from report.languages.names import language_name
from report.languages.progress import PageProgress, Progress

#: Between the page's key and the place of the text on it, in a message's context.
BETWEEN = "|"
#: An edition of 40 pages has about 100 kB of texts.
LARGEST = 10_000_000


class FileRefused(ValueError):
    """The file cannot be read; the sentence says why and what to do."""


@dataclass
class Import:
    """What an import did. Nothing that is listed in `faults` was changed."""

    new: int = 0
    unchanged: int = 0
    empty: int = 0
    unknown: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def of_use(self) -> bool:
        """Whether the file had a translation of any text here."""
        return bool(self.new or self.unchanged or self.faults)


def export(progress: Progress, code: str) -> str:
    """The texts of all pages that were begun, with the translations that there are."""
    file = polib.POFile(wrapwidth=100)
    file.metadata = {
        "Language": code,
        "POT-Creation-Date": timezone.localtime().strftime("%Y-%m-%d %H:%M%z"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for row in progress.begun:
        seen = set()
        for segment in segments_of(row).annotate_translation(row.translation.target_locale_id):
            context = f"{row.page.translation_key}{BETWEEN}{segment.context.path}"
            if (context, segment.string_id) in seen:  # a paragraph that stands twice in one text
                continue
            seen.add((context, segment.string_id))
            file.append(
                polib.POEntry(
                    msgctxt=context,
                    msgid=segment.string.data,
                    msgstr=segment.translation or "",
                    comment=f"{row.page.title}: {segment.context.field_path}",
                )
            )
    return str(file)


def segments_of(row: PageProgress):
    segments = StringSegment.objects.filter(source=row.translation.source_id)
    return segments.select_related("string", "context").order_by("order")


def read(content: bytes, code: str) -> polib.POFile:
    """The file; raises FileRefused with a sentence if it is none, or in another language."""
    if len(content) > LARGEST:
        raise FileRefused(_("The file is larger than 10 MB. Is it the right one?"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused(
            _("The file is not saved as UTF-8. Ask for a PO file in UTF-8, and read that in.")
        ) from None
    # A name without any line break is opened as a file by the library.
    if "msgid" not in text or "\n" not in text:
        raise FileRefused(_("This is not a PO file. Choose the file that ends in .po."))
    try:
        file = polib.pofile(text)
    except (OSError, ValueError, UnicodeError, IndexError) as fault:
        raise FileRefused(
            _("The PO file is damaged and was not read in: %(fault)s.") % {"fault": fault}
        ) from None
    language = file.metadata.get("Language", "").replace("_", "-").split("-")[0].lower()
    if language and language != code.split("-")[0]:
        raise FileRefused(
            _("The file is in %(other)s, but this is the translation into %(language)s.")
            % {"other": language_name(language), "language": language_name(code)}
        )
    for entry in file:
        if INVISIBLE.search(entry.msgstr):
            raise FileRefused(
                _(
                    "The translation of “%(text)s” has an invisible sign that cannot be stored. "
                    "Write that translation anew, and read the file in again."
                )
                % {"text": beginning(entry.msgid)}
            )
    return file


@transaction.atomic
def read_in(file: polib.POFile, progress: Progress, user) -> Import:
    """Take over the translations of the file. What is empty or marked as unsure changes nothing."""
    done = Import()
    rows = {str(row.page.translation_key): row for row in progress.begun}
    places = {
        (key, segment.context.path, segment.string.data): segment
        for key, row in rows.items()
        for segment in segments_of(row)
    }
    for entry in file:
        key, _between, path = (entry.msgctxt or "").partition(BETWEEN)
        segment = places.get((key, path, entry.msgid))
        if entry.obsolete or segment is None:
            done.unknown += 1
        elif not entry.msgstr.strip() or "fuzzy" in entry.flags:
            done.empty += 1
        elif fault := markup_fault(entry) or fault_of(segment.context, entry.msgstr):
            where = {"page": rows[key].page.title, "text": beginning(entry.msgid)}
            done.faults.append(_("%(page)s, “%(text)s”. %(fault)s") % {**where, "fault": fault})
        elif put(segment, entry.msgstr, rows[key], user):
            done.new += 1
        else:
            done.unchanged += 1
    return done


def beginning(text: str) -> str:
    """The first words of a text, without its markup."""
    return Truncator(StringValue(text).render_text()).words(12)


def markup_fault(entry: polib.POEntry) -> str:
    """What is wrong with the markup of a translation; empty if nothing is."""
    try:
        StringValue.from_translated_html(entry.msgstr)
        validate_translation_links(entry.msgid, entry.msgstr)
    except ValueError as fault:
        return str(fault.args[0])
    return ""


def put(segment: StringSegment, text: str, row: PageProgress, user) -> bool:
    """Store the translation of a text; whether that changed anything."""
    place = {
        "translation_of_id": segment.string_id,
        "context_id": segment.context_id,
        "locale_id": row.translation.target_locale_id,
    }
    known = StringTranslation.objects.filter(**place).first()
    if known and known.data == text and not known.has_error:
        return False
    translation = known or StringTranslation(**place)
    translation.data, translation.last_translated_by, translation.tool_name = text, user, ""
    translation.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
    translation.has_error, translation.field_error = False, ""
    translation.fits = True
    translation.save()
    return True
