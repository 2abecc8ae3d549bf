"""The forms of the import desk: which file and page, how to read it, what of it to show."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from report.imports import table
from report.imports.areas import editable_areas
from report.imports.block import NEW, statistic_blocks
from report.imports.choosing import Choice, chosen
from report.imports.cube import Cube, Dimension
from report.imports.limits import check_length, check_size
from report.imports.notation import Notation
from report.imports.proposal import Proposal
from report.imports.pxweb_sheet import is_pxweb
from report.imports.reading import File, Reading
from report.imports.record import WaitingFile
from report.imports.refusal import ImportRefused
from report.imports.site_file import SiteFile
from report.imports.source import Source, explained
from report.pages import AreaPage
from report.statistics.value import UnitCode

#: How tables name the row that is the whole.
WHOLES = {"t", "tot", "total", "totalt", "samtliga", "alla", "båda könen", "riket", "hela riket"}


class FileForm(forms.Form):
    """The first step. A file that was good is kept (`kept`) while the rest is mended."""

    page = forms.ChoiceField(label=_("Area page"), help_text=_("Where the numbers will stand."))
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,  # we say it ourselves, and what to do
        help_text=_("JSON-stat, Kolada’s API, CSV or Excel (.xlsx), at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".json,.csv,.tsv,.txt,.xlsx"}),
    )
    pasted = forms.CharField(
        label=_("Or paste a table"),
        required=False,
        strip=False,
        help_text=_("Mark the cells in the spreadsheet, with their headings, and copy them here."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    kept = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.areas = {str(area.pk): area for area in editable_areas(user)}
        editions: dict[str, list[tuple[str, str]]] = {}
        for key, area in self.areas.items():
            name = f"{area.edition.title} ({area.locale.get_display_name()})"
            editions.setdefault(name, []).append((key, area.get_admin_display_title()))
        self.fields["page"].choices = [("", _("Choose an area")), *editions.items()]
        self.waiting: WaitingFile | None = None

    def clean_page(self) -> AreaPage:
        return self.areas[self.cleaned_data["page"]]

    def clean(self) -> dict:
        """Keep the file as soon as it can be read, whatever else is amiss."""
        cleaned = super().clean()
        upload, pasted = cleaned.get("file"), cleaned.get("pasted") or ""
        if upload and pasted.strip():
            self.add_error("pasted", _("Choose a file or paste a table, not both."))
        elif upload or pasted.strip():
            field = "file" if upload else "pasted"
            try:
                data = _bytes(upload) if upload else pasted.encode()
                check_size(data)
                File(data)
            except ImportRefused as refused:
                self.add_error(field, str(refused))
            else:
                self.waiting = WaitingFile(user=self.user, content=data)
                self.waiting.file_name = upload.name[:255] if upload else ""
        elif cleaned.get("kept"):
            self.waiting = WaitingFile.objects.of(self.user).filter(pk=cleaned["kept"]).first()
        if self.waiting is None and not self.errors.keys() & {"file", "pasted"}:
            self.add_error("file", _("Choose a file, or paste a table below."))
        if self.waiting:
            self.waiting.page = cleaned.get("page")
            self.waiting.save()
        return cleaned


def _bytes(upload: UploadedFile) -> bytes:
    """What is too large is refused before it is read into the memory."""
    check_length(upload.size)
    return upload.read()


class ReadingForm(forms.Form):
    """How the file is read, with what its bytes tell already filled in."""

    source = forms.ChoiceField(
        label=_("Where does the table come from?"),
        widget=forms.RadioSelect,
        help_text=_("The source decides what the symbols mean that stand for a missing number."),
        error_messages={"required": _("Choose where the table comes from.")},
    )
    sheet = forms.ChoiceField(label=_("Sheet"), required=False)
    notation = forms.ChoiceField(
        label=_("How are the numbers written?"),
        required=False,
        choices=[("", _("As the file shows by itself")), *Notation.choices],
    )
    labels = forms.MultipleChoiceField(
        label=_("Columns that describe the rows"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The other columns hold numbers."),
    )

    def __init__(self, file: File, data: dict | None):
        likely = file.likely_source or (None if file.symbols else Source.TABLE)
        if data is None and likely:
            data = {"source": likely}
        super().__init__(data, label_suffix="")
        self.file = file
        sources = [likely] if file.likely_source in (Source.KOLADA, Source.SITE) else list(Source)
        if Source.SITE in sources and likely != Source.SITE:
            sources.remove(Source.SITE)
        self.fields["source"].choices = [(s.value, self._described(s)) for s in sources]
        if len(file.sheets) > 1:
            self.fields["sheet"].choices = [("", _("The first with a table"))]
            self.fields["sheet"].choices += [(name, name) for name in file.sheets]
        else:
            del self.fields["sheet"]
        self._offer_columns()

    def _described(self, source: Source) -> str:
        """The source, and what it means by the symbols that are in this file."""
        told = [
            gettext("“%(symbol)s” is %(meaning)s")
            % {"symbol": symbol, "meaning": str(meaning).lower()}
            for symbol, meaning in explained(source)
            if symbol in self.file.symbols
        ]
        return f"{source.label}: {', '.join(told)}" if told else str(source.label)

    def _offer_columns(self) -> None:
        if not self.file.has_columns or self.file.likely_source == Source.SITE:
            del self.fields["labels"], self.fields["notation"]
            return
        try:
            grid = self.file.grid(self.data.get("sheet", "") if self.is_bound else "")
            if is_pxweb(grid):
                raise ImportRefused("PxWeb says by itself which columns they are.")
            found = table.plain_table(grid)
        except ImportRefused:  # reading the table says so, with its place
            del self.fields["labels"]
            return
        self.fields["labels"].choices = [(name, name) for name in found.header]
        self.fields["labels"].initial = found.names
        if self.is_bound and "labels" not in self.data:
            self.data = {**dict(self.data.items()), "labels": found.names}

    def reading(self) -> Reading:
        cleaned = self.cleaned_data
        return Reading(
            source=Source(cleaned["source"]),
            notation=Notation(cleaned["notation"]) if cleaned.get("notation") else None,
            sheet=cleaned.get("sheet") or "",
            labels=cleaned.get("labels") or [],
        )


class TargetForm(forms.Form):
    """Which statistic of the page the numbers are for."""

    target = forms.ChoiceField(label=_("Statistic on the page"))
    heading = forms.CharField(
        label=_("Heading of the new statistic"), required=False, max_length=255
    )
    label = forms.CharField(
        label=_("What the number counts"),
        required=False,
        max_length=255,
        help_text=_("Read directly after the number: “visits to health care 2018”."),
    )
    unit_code = forms.ChoiceField(
        label=_("Comparable as"),
        required=False,
        choices=[("", _("As the file says")), *UnitCode.choices],
    )

    def __init__(self, page: AreaPage, data: dict | None, *, needs_words: bool = True):
        super().__init__(data, label_suffix="")
        self.needs_words = needs_words
        draft = page.get_latest_revision_as_object()
        known = [(str(b.id), b.value["heading"] or _("Statistic")) for b in statistic_blocks(draft)]
        self.fields["target"].choices = [
            ("", _("Choose a statistic")),
            *known,
            (NEW, _("A new statistic")),
        ]
        if not needs_words:
            del self.fields["heading"], self.fields["label"], self.fields["unit_code"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("target") == NEW and self.needs_words:
            for name in ("heading", "label"):
                if not cleaned.get(name):
                    self.add_error(name, _("A new statistic needs this."))
        return cleaned

    @property
    def texts(self) -> dict:
        """What the editor says about a new statistic."""
        if self.cleaned_data["target"] != NEW:
            return {}
        names = ("heading", "label", "unit_code")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}


class SiteFileForm(TargetForm):
    """A file of this site says by itself what its statistic shows."""

    def __init__(self, file: SiteFile, page: AreaPage, data: dict | None):
        super().__init__(page, data, needs_words=False)
        self.file = file
        if len(file.given) > 1:
            self.fields["given"] = forms.ChoiceField(
                label=_("Statistic in the file"),
                choices=[("", _("Choose a statistic")), *((n, n) for n in file.given)],
            )

    @property
    def proposal(self) -> Proposal:
        return self.file.one(self.cleaned_data.get("given", ""))


class ChoiceForm(TargetForm):
    """What of a table the statistic shows: one category of each dimension, parts, the past."""

    def __init__(self, cube: Cube, page: AreaPage, data: dict | None):
        super().__init__(page, data)
        self.cube = cube
        self.divided = [d for d in cube.dimensions if len(d.categories) > 1]
        for dimension in self.divided:
            self.fields[_name(cube, dimension)] = forms.ChoiceField(
                label=dimension.label,
                required=False,
                choices=[("", _("Choose"))] + [(c.code, c.name) for c in dimension.categories],
                initial=_likely(dimension, str(page.edition.year)),
            )
        breakdowns = [d for d in self.divided if not d.is_time]
        if breakdowns:
            self.fields["parts"] = forms.ChoiceField(
                label=_("Parts of the whole"),
                required=False,
                choices=[("", _("No parts"))]
                + [
                    (_name(cube, d), format_lazy(_("Divided by {dimension}"), dimension=d.label))
                    for d in breakdowns
                ],
                help_text=_(
                    "What you choose above in that list is the whole. Choose nothing there, and "
                    "the whole is the sum of the parts."
                ),
            )
        if any(d.is_time for d in self.divided):
            self.fields["series"] = forms.BooleanField(
                label=_("Earlier values too"),
                required=False,
                help_text=_("All points in time before the chosen one."),
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        for dimension in self.divided:
            name = _name(self.cube, dimension)
            if not cleaned.get(name) and name not in self.errors and cleaned.get("parts") != name:
                self.add_error(
                    name, gettext("Choose one of %(dimension)s.") % {"dimension": dimension.label}
                )
        return cleaned

    @property
    def proposal(self) -> Proposal:
        """What is chosen of the table. Raises ImportRefused for what it does not have."""
        return chosen(self.cube, self.choice)

    @property
    def choice(self) -> Choice:
        names = {_name(self.cube, d): d.code for d in self.divided}
        cleaned = self.cleaned_data
        time = next((d.code for d in self.divided if d.is_time), "")
        return Choice(
            selected={code: cleaned[name] for name, code in names.items() if cleaned.get(name)},
            parts=names.get(cleaned.get("parts", ""), ""),
            series=time if cleaned.get("series") else "",
        )


def _name(cube: Cube, dimension: Dimension) -> str:
    """The form's name for a dimension: its own may be anything."""
    return f"dimension-{cube.dimensions.index(dimension)}"


def _likely(dimension: Dimension, year: str) -> str:
    """The edition's year, or the row that is the whole; empty where somebody has to choose."""
    codes = [category.code for category in dimension.categories]
    if dimension.is_time:
        return year if year in codes else codes[-1]
    for category in dimension.categories:
        if {category.code.casefold(), category.label.casefold()} & WHOLES:
            return category.code
    return ""
