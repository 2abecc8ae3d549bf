"""Find the browser of the browser tests, or install one; prints the path of its program.

$CHROMIUM_PATH comes first, then Playwright's own browser, then the system's. Where there is none,
root gets Debian's and everybody else gets Playwright's, in var/. Without a browser this fails: the
browser tests are never left out in silence.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def main() -> None:
    """Print the path of a Chromium that starts, installing one if need be."""
    if chosen := os.environ.get("CHROMIUM_PATH"):
        if not starts(chosen):
            sys.exit(f"CHROMIUM_PATH names {chosen}, which does not start as a browser.")
        print(chosen)
        return
    os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", str(ROOT / "var/cache/browsers"))
    found = find()
    if not found:
        install()
        found = find()
    if not found:
        sys.exit(
            "The browser tests need Chromium and none could be installed: install the package "
            "chromium (`apt-get install chromium` as root), or name one in CHROMIUM_PATH."
        )
    print(found)


def find() -> str | None:
    """The first browser that is installed and starts."""
    candidates = [playwrights_own(), *map(shutil.which, SYSTEM_NAMES)]
    return next((path for path in candidates if path and starts(path)), None)


def playwrights_own() -> str:
    """Where Playwright keeps its Chromium, whether it has been downloaded or not."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def starts(path: str) -> bool:
    """Whether this program runs at all; a download without its system libraries does not."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install() -> None:
    """Install a browser in the way open to this user; what it says goes to standard error."""
    print(
        "No Chromium found for the browser tests; installing one ...", file=sys.stderr, flush=True
    )
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], stdout=sys.stderr, env=quiet)
        apt = ["apt-get", "install", "-qq", "--no-install-recommends", "chromium"]
        subprocess.run(apt, stdout=sys.stderr, env=quiet)
    else:
        playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(playwright, stdout=sys.stderr)


if __name__ == "__main__":
    main()
