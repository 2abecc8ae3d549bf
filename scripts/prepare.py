"""Bring the database and the collected static files up to date, in one Django process.

`prepare.py [--demo]`. What is up to date already is left alone, so the second start is quick.
"""

import hashlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The exit status when the demo declined to load, because the site has content of its own.
DEMO_DECLINED = 3


def main() -> int:
    """Migrate, collect and, if asked to, load the demo."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    import django
    from django.core.management import CommandError, call_command

    django.setup()
    migrate()
    collect_static_files()
    if "--demo" in sys.argv[1:]:
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
        call_command("migrate", interactive=False, verbosity=0)


def collect_static_files() -> None:
    """Collect the static files when any of them, or how they are stored, has changed."""
    from django.conf import settings
    from django.core.management import call_command

    collected = Path(settings.VAR) / "cache" / "static-files"
    now = fingerprint()
    if settings.STATIC_ROOT.is_dir() and collected.is_file() and collected.read_text() == now:
        return
    print("Collecting the static files ...", flush=True)
    call_command("collectstatic", interactive=False, verbosity=0)
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
