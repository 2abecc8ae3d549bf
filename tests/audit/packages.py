"""The two programs from npm that audits use, at exact versions, kept in var/cache/audit."""

import shutil
import subprocess
from pathlib import Path

from django.conf import settings

FOLDER = Path(settings.ROOT) / "var" / "cache" / "audit"
VERSIONS = {"lighthouse": "12.8.2", "vnu-jar": "26.9.27"}
NEEDED = {
    "npm": "Node.js 20 or newer with npm (`apt-get install nodejs npm` as root)",
    "java": "Java 17 or newer (`apt-get install default-jre-headless` as root)",
}


def package(name: str, program: str) -> Path:
    """The folder of an npm package, installed on the first use; `program` is what runs it."""
    for needed in ("npm", program):
        assert shutil.which(needed), f"The audit needs {NEEDED.get(needed, needed)}."
    folder = FOLDER / f"{name}-{VERSIONS[name]}"
    installed = folder / "node_modules" / name
    if not (installed / "package.json").is_file():
        command = ["npm", "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund"]
        command += ["--silent", "--prefix", folder, f"{name}@{VERSIONS[name]}"]
        run = subprocess.run(command, capture_output=True, text=True)
        assert run.returncode == 0, f"npm could not install {name}: {run.stderr}"
    return installed
