"""Make the environment in .venv from the locked, hashed requirements: `bootstrap.py run|dev`.

Needs nothing but Python's standard library, because nothing else is there on the first start. The
work is done by uv, a pinned one installed into .venv; where uv cannot be had, pip does it slowly.
Nothing is written outside the checkout.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
# Here, because an older Python would trip over the very signatures of the functions below.
if sys.version_info < OLDEST_PYTHON:
    major, minor = sys.version_info[:2]
    sys.exit(
        f"Python {major}.{minor} is too old: this site needs Python 3.11 or newer. "
        "Name another one with `make PYTHON=/path/to/python3 ...`."
    )

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"
# dev holds everything that run does, so a dev environment also serves `make run`.
SUFFICIENT = {"run": ("run", "dev"), "dev": ("dev",)}


def main() -> None:
    """Bring .venv up to date with one lock and compile the catalogues."""
    kind = sys.argv[1] if len(sys.argv) > 1 else "run"
    if kind not in SUFFICIENT:
        sys.exit("Usage: bootstrap.py run|dev")
    try:
        bootstrap(kind)
    except KeyboardInterrupt:
        sys.exit(130)


def bootstrap(kind: str) -> None:
    """Bring .venv up to date with requirements/<kind>.txt; quick when it already is."""
    refuse_without_venv()
    os.chdir(ROOT)
    installed = any(stamp(name).is_file() for name in SUFFICIENT[kind])
    if not (installed and PYTHON.exists()):
        create_venv()
        print(f"Installing the packages of requirements/{kind}.txt ...", flush=True)
        install(kind)
        for old in VENV.glob(f"installed-{kind}-*"):
            old.unlink()
        stamp(kind).touch()
    if run(PYTHON, "scripts/catalogues.py", "compile"):
        sys.exit("The translations in locale/ could not be compiled, for the reason above.")


def refuse_without_venv() -> None:
    """End with one sentence where Debian has left out the parts of Python that make .venv."""
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        sys.exit(
            "Python's venv module is incomplete: install the package python3-venv "
            "(`apt-get install python3-venv` as root), then start again."
        )


def stamp(kind: str) -> Path:
    """The file whose presence says that exactly this lock is installed."""
    digest = hashlib.sha256((REQUIREMENTS / f"{kind}.txt").read_bytes()).hexdigest()[:16]
    return VENV / f"installed-{kind}-{digest}"


def create_venv() -> None:
    """Create .venv, anew if its Python is gone (an upgraded system, a copied folder)."""
    question = f"import sys, pip; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    works = PYTHON.exists() and not run(PYTHON, "-c", question, stderr=subprocess.DEVNULL)
    if works:
        return
    print("Creating the environment in .venv ...", flush=True)
    if run(sys.executable, "-m", "venv", "--clear", VENV):
        sys.exit("The environment in .venv could not be created, for the reason above.")


def install(kind: str) -> None:
    """Install one lock with uv, or with pip where uv cannot be had."""
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "-qq", "install"]
    pip += ["--require-hashes", "--only-binary", ":all:"]
    pip_environment = os.environ | {"PIP_CACHE_DIR": str(ROOT / "var/cache/pip")}
    lock = REQUIREMENTS / f"{kind}.txt"
    uv = [PYTHON, "-m", "uv", "pip", "install", "--quiet", "--python", PYTHON]
    uv += ["--require-hashes", "--only-binary", ":all:", "--compile-bytecode", "-r", lock]
    uv_lock = REQUIREMENTS / "uv.txt"
    failed = run(*pip, "-r", uv_lock, env=pip_environment) or run(*uv, env=uv_environment())
    if failed:
        print("uv could not install the packages; pip does it, in a minute or two.", flush=True)
        if run(*pip, "-r", lock, env=pip_environment):
            sys.exit("The packages could not be installed, for the reason above.")


def run(*command: object, **options: object) -> int:
    """Run a program and return its status. Ctrl-C does not reach it: this program answers that."""
    return subprocess.run(command, process_group=0, **options).returncode


def uv_environment() -> dict[str, str]:
    """The environment in which uv asks the package index that pip is configured to ask."""
    environment = {
        "UV_SYSTEM_CERTS": "1",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_CONFIG": "1",
        "UV_NO_PROGRESS": "1",
        "UV_CACHE_DIR": str(ROOT / "var/cache/uv"),
        # Every file is pinned by its hash, so it may come from whichever index has it, as with pip.
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }
    names = {
        "index-url": "UV_DEFAULT_INDEX",
        "extra-index-url": "UV_INDEX",
        "find-links": "UV_FIND_LINKS",
    }
    for option, value in pip_configuration().items():
        if option in names:
            # pip separates several addresses by spaces; uv does so too, but find-links by commas.
            separator = "," if option == "find-links" else " "
            environment[names[option]] = separator.join(value.split())
    return environment | dict(os.environ)


def pip_configuration() -> dict[str, str]:
    """pip's options from its files and the environment, the stronger ones winning."""
    listing = subprocess.run(
        [PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    ).stdout
    strength = {"global": 0, "install": 1, ":env:": 2}
    found: dict[str, tuple[int, str]] = {}
    for line in listing.splitlines():
        key, _, quoted = line.partition("=")
        section, _, option = key.partition(".")
        if section in strength and strength[section] >= found.get(option, (0, ""))[0]:
            found[option] = (strength[section], quoted.strip("'\""))
    return {option: value for option, (_, value) in found.items()}


if __name__ == "__main__":
    main()
