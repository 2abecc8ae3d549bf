"""The site with its demo, for those who look at it: pictures, audits. Nothing is left behind.

`with demo_site() as address:` starts the real server on a free port, with a database and files in
a temporary folder, and ends it with the block.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
#: The settings of the caller's own installation, none of which shall reach this one.
SETTINGS = re.findall(r"^#? ?([A-Z_]+)=", (HERE.parent / ".env.example").read_text(), re.MULTILINE)
SERVING = "Ctrl-C"  # the last word of what serve.py says when the site answers


@contextmanager
def demo_site() -> Iterator[str]:
    """The address of a running site with the demo."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="report-demo-") as var:
        own = (*SETTINGS, "DEMO")
        environment = {name: value for name, value in os.environ.items() if name not in own}
        environment |= {"PORT": str(port), "VAR_DIR": var, "LOG_LEVEL": "ERROR"}
        with subprocess.Popen(
            [sys.executable, HERE / "serve.py"], env=environment, stdout=subprocess.PIPE, text=True
        ) as site:
            try:
                said = []
                for line in site.stdout:
                    said.append(line)
                    if SERVING in line:
                        break
                else:
                    sys.exit("The site with the demo did not start:\n" + "".join(said))
                yield f"http://127.0.0.1:{port}"
            finally:
                site.terminate()
                site.communicate()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]
