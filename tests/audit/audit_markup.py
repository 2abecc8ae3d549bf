"""The Nu Html Checker: every kind of page and the stylesheet without an error."""

import json
import re
import subprocess
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from playwright.sync_api import Browser

from tests.audit.packages import package

#: At-rules that are younger than the checker.
YOUNG = ("@container", "@position-try")


def check(*arguments: object) -> list[dict]:
    """The checker's errors; warnings are its opinions."""
    jar = package("vnu-jar", "java") / "build" / "dist" / "vnu.jar"
    run = subprocess.run(
        ["java", "-jar", jar, "--format", "json", *arguments], capture_output=True, text=True
    )
    return [found for found in json.loads(run.stderr)["messages"] if found["type"] != "info"]


def test_every_page_is_valid(pages: dict[str, str], tmp_path: Path):
    for kind, address in pages.items():
        try:
            body = urlopen(address).read()
        except HTTPError as missing:  # the page that says that there is none
            body = missing.read()
        (tmp_path / f"{kind}.html").write_bytes(body)
    found = check(*sorted(tmp_path.glob("*.html")))
    assert [f"{Path(error['url']).name}: {error['message']}" for error in found] == []


def test_the_stylesheet_is_valid(site: str, chromium: Browser, tmp_path: Path):
    """Where the checker does not know a value, the browser is asked."""
    page = chromium.new_page()
    page.goto(site)
    source = urlopen(page.locator("link[rel=stylesheet]").evaluate("link => link.href")).read()
    sheet = tmp_path / "site.css"
    sheet.write_bytes(source)
    lines = source.decode().splitlines(keepends=True)
    unknown = []
    for error in check("--css", sheet):
        place = len("".join(lines[: error["lastLine"] - 1])) + error["lastColumn"]
        declared = declaration("".join(lines), place, error["message"])
        known = declared and page.evaluate("([name, value]) => CSS.supports(name, value)", declared)
        if not known and not any(rule in error["message"] for rule in YOUNG):
            unknown.append(f"line {error['lastLine']}: {error['message']} {declared}")
    page.close()
    assert unknown == []


def declaration(text: str, place: int, complaint: str) -> tuple[str, str] | None:
    """The declaration that the checker complains about: its property's last before the place."""
    about = re.match(r"CSS: “([\w-]+)”", complaint)
    if not about:
        return None
    declared = re.finditer(rf"(?<![\w-]){about[1]}\s*:\s*([^;{{}}]*)", text)
    *_, last = (found for found in declared if found.start() < place)
    value = last[1].strip()
    while value.count(")") > value.count("("):  # the end of a condition around it
        value = value[: value.rindex(")")]
    return about[1], value
