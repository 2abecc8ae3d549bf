"""Bring the database and the collected static files up to date.

`prepare.py [--demo]`. What is up to date already is left alone, so the second start is quick.
"""

import gc
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The exit status when the demo declined to load, because the site has content of its own.
DEMO_DECLINED = 3


def main() -> int:
    """Migrate, collect and, if asked to, load the demo; what an operator can mend is a sentence."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError

    try:
        django.setup()
        # Both take a core to themselves on the first start, and neither needs the other.
        with static_files_collected():
            migrate()
            return load_demo() if "--demo" in sys.argv[1:] else 0
    except ImproperlyConfigured as reason:
        sys.exit(f"The settings are not right: {reason}")
    except OperationalError as reason:
        sys.exit(f"The database does not do what it is asked: {reason}")


def load_demo() -> int:
    """Load the demo; its refusal is no failure, because the site has content of its own then."""
    from django.core.management import CommandError, call_command

    try:
        call_command("demo")
    except CommandError as reason:
        print(f"The demo was not loaded: {reason}", flush=True)
        return DEMO_DECLINED
    return 0


def migrate() -> None:
    """Apply the migrations that are not applied yet."""
    from django.core.management import call_command

    try:
        call_command("migrate", check_unapplied=True, verbosity=0)
    except SystemExit:
        print("Preparing the database ...", flush=True)
        # Migrations keep so many objects that looking for garbage takes a third of their time.
        gc.set_threshold(50_000, 20, 100)
        call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def static_files_collected() -> Iterator[None]:
    """Collect the static files beside the block, if any of them or how they are stored changed."""
    from django.conf import settings

    collected = settings.VAR / "cache" / "static-files"
    now = fingerprint()
    if settings.STATIC_ROOT.is_dir() and collected.is_file() and collected.read_text() == now:
        yield
        return
    print("Collecting the static files ...", flush=True)
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    with subprocess.Popen(command, cwd=ROOT) as collecting:
        yield
    if collecting.returncode:
        sys.exit("The static files could not be collected, for the reason above.")
    collected.parent.mkdir(parents=True, exist_ok=True)
    collected.write_text(now)


def fingerprint() -> str:
    """A digest of every static file's path and content, and of how they are stored."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list(None):
            digest.update(path.encode())
            with storage.open(path) as file:
                digest.update(hashlib.sha256(file.read()).digest())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
