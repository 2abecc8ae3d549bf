"""What the home page's form says of the region's own look."""

from django.utils.translation import gettext as _

from home.shade import normal, refusal
from home.typeface import is_woff2
from report.forms import LeadPageForm
from report.public import is_public_file


class HomePageForm(LeadPageForm):
    """A colour that cannot be read, or a file that is no font, is refused with a sentence."""

    def clean_brand_light(self) -> str:
        return self.checked_colour("light")

    def clean_brand_dark(self) -> str:
        return self.checked_colour("dark")

    def checked_colour(self, theme: str) -> str:
        name = f"brand_{theme}"
        typed = self.cleaned_data[name]
        if not typed:
            return ""
        colour = normal(typed)
        if colour is None:
            self.add_error(
                name,
                _(
                    "“%(typed)s” is no colour. Write # and six digits from 0 to f, for example "
                    "#0f6848."
                )
                % {"typed": typed},
            )
            return typed
        if sentence := refusal(colour, theme):
            self.add_error(name, sentence)
        return colour

    def clean_typeface(self):
        document = self.cleaned_data["typeface"]
        if document is None:
            return None
        try:
            is_font = is_woff2(document)
        except OSError:
            self.add_error("typeface", _("The file of this document is gone. Upload it again."))
            return document
        if not is_font:
            self.add_error(
                "typeface",
                _(
                    "“%(name)s” is no WOFF2 font, whatever its name says. Ask whoever delivers the "
                    "typeface for a .woff2 file."
                )
                % {"name": document.filename},
            )
        elif not is_public_file(document):
            self.add_error(
                "typeface",
                _(
                    "Readers may not have this file: it lies in a private collection. Move it "
                    "first."
                ),
            )
        return document
