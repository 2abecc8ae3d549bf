"""Whether a page's HTML is sound, by nothing but Python: the parser's own complaints, then ours.

`make audit` asks the Nu Html Checker as well, which knows every element's rules but needs Java.
"""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib

#: Attributes that name one or more ids of the same page.
REFERENCES = (
    "for",
    "form",
    "headers",
    "list",
    "popovertarget",
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-labelledby",
    "aria-owns",
)
FIELDS = ("input", "select", "textarea")
NOT_TYPED_IN = ("hidden", "submit", "button", "reset")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SVG = "{http://www.w3.org/2000/svg}"
#: Scripts that are data: no browser runs them, and no Content-Security-Policy forbids them.
DATA = "application/ld+json"


def faults(html: str) -> list[str]:
    """What is wrong with the page, one sentence for each fault."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = parser.parse(html)
    found = [f"line {line}: {fault} {data}" for (line, _), fault, data in parser.errors]
    for check in (head, headings, identities, labels, pictures, inline, data):
        found += check(page)
    return found


def head(page: Element) -> Iterator[str]:
    if not page.get("lang"):
        yield "the page does not say its language"
    if not (page.findtext("head/title") or "").strip():
        yield "the page has no title"
    metas = {meta.get("name"): meta.get("content") for meta in page.iter("meta")}
    if not metas.get("description") and metas.get("robots") != "noindex":
        yield "a page that search engines may show has no description"


def headings(page: Element) -> Iterator[str]:
    ranks = [int(element.tag[1]) for element in page.iter() if element.tag in HEADINGS]
    if ranks.count(1) != 1:
        yield f"the page has {ranks.count(1)} h1"
    # A notice may stand before the h1, as an h2.
    for before, rank in pairwise([1, *ranks]):
        if rank > before + 1:
            yield f"an h{rank} follows an h{before}"
    for element in page.iter():
        if element.tag in HEADINGS and not text(element):
            yield f"an {element.tag} is empty"


def identities(page: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in page.iter() if "id" in element.attrib)
    yield from (f"{n} elements have the id {name!r}" for name, n in ids.items() if n > 1)
    for element in page.iter():
        for attribute in REFERENCES:
            for name in element.get(attribute, "").split():
                if name not in ids:
                    yield f"{attribute}={name!r} of <{element.tag}> leads nowhere"
        link = element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or ""
        if link.startswith("#") and link[1:] not in ids:
            yield f"href={link!r} of <{element.tag}> leads nowhere"


def labels(page: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in page.iter("label")}
    around = {field for label in page.iter("label") for field in label.iter() if label is not field}
    for field in (element for element in page.iter() if element.tag in FIELDS):
        named = field.get("aria-label") or field.get("aria-labelledby")
        if field.get("type") not in NOT_TYPED_IN and not (
            named or field in around or field.get("id", object()) in labelled
        ):
            yield f"<{field.tag} name={field.get('name')!r}> has no label"
    for element in (*page.iter("button"), *page.iter("a")):
        if not (text(element) or element.get("aria-label") or element.get("aria-labelledby")):
            yield f"a <{element.tag}> has no name"
    for nav in page.iter("nav"):
        if not (nav.get("aria-label") or nav.get("aria-labelledby")):
            yield "a <nav> has no name"
    for table in page.iter("table"):
        if any(cell.get("scope") not in ("col", "row", "colgroup") for cell in table.iter("th")):
            yield f"a heading of the table {table.findtext('caption')!r} has no scope"


def pictures(page: Element) -> Iterator[str]:
    yield from ("an <img> has no alt" for image in page.iter("img") if "alt" not in image.attrib)
    for drawing in spoken(page):
        named = drawing.get("aria-label") or drawing.get("aria-labelledby")
        if drawing.tag == SVG + "svg" and not (drawing.get("role") == "img" and named):
            yield "an <svg> is neither hidden nor a picture with a name"


def spoken(element: Element) -> Iterator[Element]:
    """The element and all within it that is not hidden from those who listen."""
    if element.get("aria-hidden") != "true":
        yield element
        for child in element:
            yield from spoken(child)


def inline(page: Element) -> Iterator[str]:
    for element in page.iter():
        if element.tag in ("style", SVG + "style"):
            yield "a <style> stands in the page"
        if element.tag == "script" and not element.get("src") and element.get("type") != DATA:
            yield "a script stands in the page"
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on") or value.startswith("javascript:"):
                yield f"<{element.tag} {name}={value!r}> stands in the page"


def data(page: Element) -> Iterator[str]:
    for script in page.iter("script"):
        if script.get("type") == DATA:
            try:
                json.loads(script.text or "")
            except ValueError as reason:
                yield f"the linked data cannot be read: {reason}"


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
