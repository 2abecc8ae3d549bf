"""What languages are called in a sentence."""

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language, to_locale


def language_name(code: str) -> str:
    """The language's name in the language of the reader: `en` is “engelska” to a Swede."""
    try:
        return Locale.parse(to_locale(code)).get_display_name(to_locale(get_language() or code))
    except (UnknownLocaleError, ValueError):
        return code
