"""One settings file: safe as it stands, and clear about what it lacks."""

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cms.log import JsonFormatter

ROOT = Path(__file__).resolve().parent.parent
FILLED = {
    "SECRET_KEY": "x7" * 40 + "!åäö-en-hemlighet",
    "ALLOWED_HOSTS": "berattelse.example.se",
    "SITE_ADDRESS": "https://berattelse.example.se",
}


def check(**environment: str) -> subprocess.CompletedProcess:
    """`manage.py check --deploy` with nothing in the environment but this."""
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, **environment},
        capture_output=True,
        text=True,
    )


def test_a_filled_environment_passes_the_deployment_check(tmp_path):
    answer = check(**FILLED, VAR_DIR=str(tmp_path))
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("name", FILLED)
def test_what_is_missing_is_named(name, tmp_path):
    answer = check(**{**FILLED, name: "", "VAR_DIR": str(tmp_path)})

    assert answer.returncode != 0
    assert (
        answer.stderr.strip()
        .splitlines()[-1]
        .endswith(
            f"Set {name} in the environment (.env.example explains each), "
            "or start with `make run`, which writes them to var/local.env."
        )
    )


def test_a_short_key_fails_the_deployment_check(tmp_path):
    answer = check(**{**FILLED, "SECRET_KEY": "kort", "VAR_DIR": str(tmp_path)})
    assert answer.returncode != 0
    assert "SECRET_KEY" in answer.stderr


def test_an_address_without_scheme_is_refused(tmp_path):
    answer = check(**{**FILLED, "SITE_ADDRESS": "berattelse.example.se", "VAR_DIR": str(tmp_path)})
    assert answer.returncode != 0
    assert "write it in full" in answer.stderr


def test_the_example_lists_every_variable_that_the_settings_read():
    settings = (ROOT / "cms" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r"""env\.\w+\(\s*["']([A-Z_]+)["']""", settings))
    listed = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert read == listed


def test_only_the_settings_read_the_environment():
    others = [
        path.relative_to(ROOT)
        for app in ("cms", "home", "report")
        for path in (ROOT / app).rglob("*.py")
        if re.search(r"os\.environ|getenv", path.read_text(encoding="utf-8"))
    ]
    assert others == [Path("cms/wsgi.py")], "wsgi.py only names the settings"


def test_a_log_line_is_json_and_holds_nothing_but_the_message():
    record = logging.LogRecord("site", logging.WARNING, "", 0, "hej %s", ("du",), None)
    record.request = "sessionid=hemlig"

    line = json.loads(JsonFormatter().format(record))

    assert set(line) == {"time", "level", "logger", "message"}
    assert line["message"] == "hej du"
