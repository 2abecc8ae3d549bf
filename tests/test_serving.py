"""`make run`: what it refuses, writes and starts, and that it leaves nothing behind."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg
import pytest
import serve
from django.db import connection

from tests.postgres import free_port

SERVE = Path(serve.__file__)


@pytest.fixture
def outside(monkeypatch):
    """The environment of somebody who has just cloned the site."""
    for name in ("ALLOWED_HOSTS", "DATABASE_URL", "ENV_FILE", "SECRET_KEY", "SITE_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    for name in ("CACHE_URL", "DEMO", "PORT", "STATIC_STORAGE"):
        monkeypatch.delenv(name, raising=False)


def refused(tmp_path, port):
    """What serve.py says and does when it is started with this port."""
    var = tmp_path / "var"
    environment = os.environ | {"PORT": str(port), "VAR_DIR": str(var)}
    run = subprocess.run(
        [sys.executable, SERVE], env=environment, capture_output=True, text=True, timeout=30
    )
    assert (run.returncode, run.stdout, var.exists()) == (1, "", False)
    return run.stderr


def test_a_busy_port_is_one_sentence_before_anything_else(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = refused(tmp_path, port)
    assert re.fullmatch(rf"Port {port} on 127.0.0.1 is in use: .*make run PORT=\d+.*\n", said)


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "80.5"])
def test_what_is_no_port_is_one_sentence(tmp_path, port):
    assert refused(tmp_path, port) == f"PORT={port} is no port: give a number from 1 to 65535.\n"


def test_settings_that_are_not_right_are_one_sentence():
    environment = os.environ | {"SITE_ADDRESS": "nonsense"}
    command = [sys.executable, SERVE.with_name("prepare.py")]
    run = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert run.returncode == 1
    assert re.fullmatch(r"The settings are not right: SITE_ADDRESS is 'nonsense'.*\n", run.stderr)


def test_the_installation_makes_up_its_own_secrets_once(tmp_path, outside):
    serve.site_environment(tmp_path, 8000)
    kept = tmp_path / "local.env"
    first = kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert re.search(r"^SECRET_KEY=\S{50,}$", first, re.MULTILINE)
    password = serve.demo_password(tmp_path)
    assert stat.S_IMODE((tmp_path / "demo-editor-password").stat().st_mode) == 0o600

    serve.site_environment(tmp_path, 8000)
    assert kept.read_text() == first
    assert serve.demo_password(tmp_path) == password
    assert serve.demo_password(tmp_path / "another") != password


def test_the_address_follows_the_port_until_somebody_enters_one(tmp_path, outside, monkeypatch):
    assert serve.site_environment(tmp_path, 8000)["SITE_ADDRESS"] == "http://127.0.0.1:8000"
    assert serve.site_environment(tmp_path, 8001)["SITE_ADDRESS"] == "http://127.0.0.1:8001"

    (tmp_path / "local.env").write_text("SITE_ADDRESS=https://report.example\n")
    assert "SITE_ADDRESS" not in serve.site_environment(tmp_path, 8001)

    monkeypatch.setenv("SITE_ADDRESS", "https://other.example")
    assert serve.site_environment(tmp_path, 8001)["SITE_ADDRESS"] == "https://other.example"


def test_a_process_ends_with_all_its_own(tmp_path):
    family = tmp_path / "family"
    script = (
        "import subprocess, sys, time, pathlib\n"
        "child = subprocess.Popen(['sleep', '600'])\n"
        f"pathlib.Path({str(family)!r}).write_text(str(child.pid) + ' ')\n"
        "time.sleep(600)\n"
    )
    with serve.process(["-c", script], dict(os.environ)) as running:
        while not (family.exists() and family.read_text().endswith(" ")):
            assert running.poll() is None
            time.sleep(0.02)
    child = int(family.read_text())
    deadline = time.monotonic() + 5
    while alive(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not alive(child)
    assert running.returncode == -signal.SIGTERM


def alive(pid):
    """Whether a process runs; one that has ended and was not asked about yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.fixture
def empty_database(tmp_path, outside):
    """The address of a database with nothing in it, of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    settings = connection.settings_dict
    login = {name: settings[name.upper()] or None for name in ("user", "password", "host", "port")}
    name = f"empty_{os.getpid()}"
    with psycopg.connect(dbname="postgres", autocommit=True, **login) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield f"postgresql://{login['user']}:{login['password']}@{login['host']}:{login['port']}/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def start(tmp_path, empty_database):
    """Call it for a running site: its process, output and address. None outlives the test."""
    started = []

    def start():
        port = free_port()
        environment = os.environ | {
            "DATABASE_URL": empty_database,
            "DEMO": "0",
            "PORT": str(port),
            # As on a server, but for the compression, which takes most of the time.
            "STATIC_STORAGE": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
            "VAR_DIR": str(tmp_path / "var"),
        }
        output = tmp_path / f"output-{port}"
        with output.open("w") as file:
            site = subprocess.Popen(
                [sys.executable, SERVE], env=environment, stdout=file, stderr=file
            )
        started.append(site)
        while "Ctrl-C" not in output.read_text():
            assert site.poll() is None, output.read_text()
            time.sleep(0.1)
        return site, output, f"http://127.0.0.1:{port}"

    yield start
    for site in started:
        site.terminate()
        site.wait(60)


def children(process):
    """The processes that a process has started, in the order in which it did."""
    listing = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [int(pid) for pid in listing.split()]


@pytest.mark.database
def test_an_empty_site_starts_answers_and_stops(start):
    site, output, address = start()
    family = children(site)
    assert len(family) == 2
    for path in ("/", "/admin/login/"):
        with urllib.request.urlopen(address + path, timeout=30) as answer:
            assert answer.status == 200
    site.send_signal(signal.SIGINT)
    assert site.wait(30) == 0, output.read_text()
    assert "Traceback" not in output.read_text()
    assert not any(map(alive, family))

    site, output, _ = start()
    assert "Preparing the database" not in output.read_text()
    family = children(site)
    background = family[1]
    os.kill(background, signal.SIGKILL)
    assert site.wait(30) == 1
    assert "The background process ended by itself (status -9)" in output.read_text()
    assert not any(map(alive, family))
