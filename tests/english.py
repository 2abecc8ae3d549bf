"""English that is left on a Swedish screen: words that only the English side of catalogues has."""

import gettext
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import catalogues
import django
from django.apps import apps
from django.conf import settings

#: English that a Swedish screen may show: names, keys, a format.
MAY_STAY = {"alt", "english", "shift", "website"}
WORD = re.compile(r"[a-zåäöé]{2,}", re.IGNORECASE)
#: What no reader sees: variables, addresses and the marks of HTML.
UNSEEN = re.compile(r"%\(\w+\)\w|\{\w*\}|<[^>]*>|https?://\S+|&\w+;")


def words(text: str) -> set[str]:
    """The words of a text, in small letters."""
    return {word.lower() for word in WORD.findall(UNSEEN.sub(" ", text))}


@cache
def english_words() -> frozenset[str]:
    """The words that only the English side of the catalogues has."""
    catalogues.compile_changed()
    english, swedish = set(), set()
    for path in _compiled():
        with path.open("rb") as file:
            for message, text in gettext.GNUTranslations(file)._catalog.items():
                if message:
                    english |= words(message[0] if isinstance(message, tuple) else message)
                    swedish |= words(text)
    return frozenset(english - swedish - MAY_STAY)


def _compiled() -> Iterator[Path]:
    """The Swedish catalogues of ours, of Django and of all apps, for templates and scripts."""
    places = [Path(app.path) / "locale" for app in apps.get_app_configs()]
    places += [Path(django.__file__).parent / "conf/locale", *map(Path, settings.LOCALE_PATHS)]
    for place in places:
        yield from (place / "sv/LC_MESSAGES").glob("*.mo")


def english_in(texts: list[str]) -> list[str]:
    """Those of the texts that have an English word, with the word."""
    found = {text: words(text) & english_words() for text in texts}
    return [f"{text}: {', '.join(sorted(left))}" for text, left in found.items() if left]
