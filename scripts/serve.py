"""Start the site with everything it needs and stop it as one: `make run`.

PORT (8000) is where it listens on 127.0.0.1; DEMO=0 leaves the demo out. Only the standard library
is used here: this runs before there is an environment, and makes it.
"""

import errno
import http.client
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bootstrap import PYTHON, ROOT, bootstrap, refuse_without_venv
from prepare import DEMO_DECLINED

HOST = "127.0.0.1"
EDITOR = "redaktor"
STOPPING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STARTING_SECONDS = 120
STOPPING_SECONDS = 15
WEB_SERVER = [
    *("-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"),
    *("--workers", "2", "--blocking-threads", "4", "--workers-kill-timeout", "10"),
    *("--log-level", "warning", "cms.wsgi:application"),
]


class Stopped(BaseException):
    """Somebody asked the site to end: Ctrl-C, SIGTERM or a closed terminal."""


def main() -> None:
    """Serve until asked to stop; then end with 0."""
    refuse_without_venv()
    sys.stdout.reconfigure(line_buffering=True)
    for number in STOPPING_SIGNALS:
        signal.signal(number, stop)
    try:
        serve()
    except Stopped:
        print("\nStopped.")


def stop(*_: object) -> None:
    """Leave off what is being done; a second Ctrl-C must not interrupt the tidying up."""
    for number in STOPPING_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise Stopped


def serve() -> None:
    """Prepare the site, start its two processes and watch them."""
    port = chosen_port()
    refuse_busy_port(port)
    bootstrap("run")
    var = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
    environment = site_environment(var, port)
    password = demo_password(var) if os.environ.get("DEMO") != "0" else ""
    demo = prepare(environment, password)
    web = [*WEB_SERVER, "--host", HOST, "--port", str(port)]
    with process(web, environment) as server, process(["manage.py", "work"], environment) as work:
        processes = {"web server": server, "background process": work}
        wait_for_answer(port, processes)
        welcome(port, environment, password if demo else "")
        while True:
            refuse_ended(processes)
            time.sleep(0.5)


def chosen_port() -> int:
    """The port that PORT names."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        sys.exit(f"PORT={text} is no port: give a number from 1 to 65535.")
    return int(text)


def refuse_busy_port(port: int) -> None:
    """End with one sentence when the site could not listen on this port."""
    try:
        socket.create_server((HOST, port)).close()
    except OSError as error:
        if error.errno == errno.EACCES:
            sys.exit(f"Port {port} is not open to this user: choose another, `make run PORT=8001`.")
        sys.exit(
            f"Port {port} on {HOST} is in use: stop what uses it, or choose another port, "
            f"`make run PORT={port % 65535 + 1}`."
        )


def site_environment(var: Path, port: int) -> dict[str, str]:
    """The environment of the site's processes, with its own values kept in var/local.env."""
    env_file = Path(os.environ.get("ENV_FILE") or var / "local.env")
    write_once(
        env_file,
        "# This installation's own values; the environment wins over them.\n"
        f"SECRET_KEY={secrets.token_urlsafe(50)}\n"
        "ALLOWED_HOSTS=127.0.0.1,localhost\n"
        f"SITE_ADDRESS=http://{HOST}:{port}\n",
    )
    environment = os.environ | {"ENV_FILE": str(env_file), "VAR_DIR": str(var)}
    kept = re.search(
        r"^SITE_ADDRESS=(http://(?:127\.0\.0\.1|localhost)):\d+$", env_file.read_text(), re.M
    )
    # An address on this computer follows PORT; one that somebody entered stays as it is.
    if kept and not os.environ.get("SITE_ADDRESS"):
        environment["SITE_ADDRESS"] = f"{kept[1]}:{port}"
    return environment


def demo_password(var: Path) -> str:
    """The password of the demo's editor, made up once for this installation."""
    path = var / "demo-editor-password"
    write_once(path, secrets.token_hex(8) + "\n")
    return path.read_text().strip()


def write_once(path: Path, text: str) -> None:
    """Write a file that only its owner may read, unless it is there already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        os.write(file, text.encode())
        os.close(file)


def prepare(environment: dict[str, str], password: str) -> bool:
    """Bring database and files up to date; whether the demo (asked for by a password) is there."""
    command = ["scripts/prepare.py", "--demo"] if password else ["scripts/prepare.py"]
    # What the demo publishes is no news; what goes wrong is.
    quiet = {"LOG_LEVEL": "WARNING"} | environment | {"DEMO_EDITOR_PASSWORD": password}
    with process(command, quiet) as preparing:
        status = preparing.wait()
    if status not in (0, DEMO_DECLINED):
        sys.exit("The site could not be prepared, for the reason above; nothing was started.")
    return bool(password) and status == 0


@contextmanager
def process(arguments: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen]:
    """Run the environment's Python; when the block ends, so do the process and all its own.

    A process group of its own keeps Ctrl-C from it: only this program answers that.
    """
    running = subprocess.Popen(
        [PYTHON, *arguments], env=environment, cwd=ROOT, stdin=subprocess.DEVNULL, process_group=0
    )
    try:
        yield running
    finally:
        running.terminate()
        with suppress(subprocess.TimeoutExpired):
            running.wait(STOPPING_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def wait_for_answer(port: int, processes: dict[str, subprocess.Popen]) -> None:
    """Return when the site answers its first request, whatever it says."""
    deadline = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < deadline:
        refuse_ended(processes)
        connection = http.client.HTTPConnection(HOST, port, timeout=STARTING_SECONDS)
        try:
            connection.request("GET", "/")
            connection.getresponse()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    sys.exit(f"The web server did not answer within {STARTING_SECONDS} seconds; it was stopped.")


def refuse_ended(processes: dict[str, subprocess.Popen]) -> None:
    """End with one sentence when a process has ended by itself."""
    for name, running in processes.items():
        if running.poll() is not None:
            sys.exit(f"The {name} ended by itself (status {running.returncode}); all is stopped.")


def welcome(port: int, environment: dict[str, str], password: str) -> None:
    """Say where the site is and how to sign in."""
    address = environment.get("SITE_ADDRESS") or f"http://{HOST}:{port}"
    print(f"\n  The site          {address}/")
    print(f"  The editor        {address}/admin/")
    if password:
        print(f"  Sign in as        {EDITOR}, password {password} (the demo's editor)")
    print("  An administrator  .venv/bin/python manage.py createsuperuser")
    print("  Stop              Ctrl-C\n")


if __name__ == "__main__":
    main()
