"""`manage.py import_statistics`: what the import desk does, from a terminal or a schedule."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from report.imports.areas import check_area
from report.imports.block import NEW
from report.imports.choosing import chosen
from report.imports.finding import area_at, choice_of, target_named
from report.imports.limits import MAX_BYTES
from report.imports.notation import Notation
from report.imports.reading import File, Reading
from report.imports.record import fingerprint
from report.imports.refusal import ImportRefused
from report.imports.site_file import SiteFile
from report.imports.source import Source
from report.imports.writing import Origin, Plan, planned, write

REFUSED = 1


class Command(BaseCommand):
    """Read a file, show the difference, save a draft. Never publishes."""

    help = (
        "Imports statistics from a file into a draft of an area page. Ends with 0 when the draft "
        "is saved, or nothing had to change; with 1 when the file or what was chosen of it is "
        "refused, and nothing is changed; with 2 when the command is written wrongly."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add = parser.add_argument
        add("file", type=Path, help="JSON-stat, Kolada's API, CSV or .xlsx; - reads standard input")
        add("--page", required=True, help="the area: its id or its address, such as /2018/kultur/")
        add(
            "--statistic",
            required=True,
            help=f"heading, slug or uuid of a statistic on the page, or “{NEW}”",
        )
        add("--source", required=True, choices=Source.values, help="decides what symbols mean")
        add(
            "--select",
            action="append",
            default=[],
            metavar="DIM=CODE",
            help="one category of a dimension, by code or label; repeat it for each dimension",
        )
        add("--parts", default="", metavar="DIM", help="the dimension that divides the whole")
        add("--series", default="", metavar="DIM", help="the dimension of time: earlier values too")
        add("--notation", choices=Notation.values, help="of the numbers, where the file is unclear")
        add("--sheet", default="", help="of a workbook; otherwise the first with a table")
        add(
            "--label-column",
            action="append",
            default=[],
            metavar="NAME",
            help="a column that describes the rows; otherwise the file tells",
        )
        add("--given", default="", help="which statistic, in a file of this site with several")
        add("--heading", default="", help="of a new statistic")
        add("--label", default="", help="of a new statistic: what the number counts")
        add("--user", default="", help="import as this user, within what the user may change")
        add("--dry-run", action="store_true", help="show the difference and save nothing")
        add("--report", choices=["json"], help="say everything as one JSON object")

    def handle(self, **options) -> None:
        """Import, and tell it to people or to a machine."""
        answer: dict = {"status": "refused", "file": options["file"].name}
        try:
            plan, origin = self.prepared(options, answer)
            self.tell(plan, answer, quiet=bool(options["report"]))
            answer["status"] = "unchanged"
            if plan.changes:
                answer["status"] = "difference"
                if not options["dry_run"]:
                    record = write(plan, origin)
                    answer |= {"status": "saved", "revision": record.revision_id}
        except ImportRefused as refused:
            answer |= {"error": str(refused), "row": refused.row, "column": refused.column}
            if options["report"]:
                self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
                sys.exit(REFUSED)
            raise CommandError(str(refused), returncode=REFUSED) from None
        if options["report"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(SAID[answer["status"]])

    def prepared(self, options: dict, answer: dict) -> tuple[Plan, Origin]:
        """What the import would do, and where it comes from."""
        user = self.user(options["user"])
        page = area_at(options["page"])
        check_area(page, user)
        data = self.content(options["file"])
        answer["sha256"] = fingerprint(data)
        source = Source(options["source"])
        reading = Reading(
            source,
            Notation(options["notation"]) if options["notation"] else None,
            options["sheet"],
            options["label_column"],
        )
        # Without a terminal there is nobody to watch a bar.
        with tqdm(unit=" cells", file=sys.stderr, disable=None, leave=False) as bar:
            table = File(data, bar.update).read(reading, bar.update)
        if isinstance(table, SiteFile):
            proposal = table.one(options["given"])
        else:
            answer["notes"] = table.notes
            choice = choice_of(table, options["select"], options["parts"], options["series"])
            proposal = chosen(table, choice)
        texts = {name: options[name] for name in ("heading", "label") if options[name]}
        target = target_named(page, options["statistic"])
        plan = planned(page, target, proposal, texts if target == NEW else {})
        return plan, Origin(user, options["file"].name, fingerprint(data), source)

    def user(self, name: str):
        """The user by name; None without one."""
        users = get_user_model()
        if not name:
            return None
        try:
            return users._default_manager.get_by_natural_key(name)
        except users.DoesNotExist:
            raise CommandError(f"there is no user “{name}”.", returncode=2) from None

    def content(self, path: Path) -> bytes:
        """The bytes of the file, and no more of them than may be imported, and one."""
        try:
            if str(path) == "-":
                return sys.stdin.buffer.read(MAX_BYTES + 1)
            with path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}", returncode=2) from None

    def tell(self, plan: Plan, answer: dict, *, quiet: bool) -> None:
        """The difference, line by line, for a machine and for whoever looks on."""
        answer |= {
            "page": plan.page.pk,
            "statistic": plan.heading,
            "warnings": plan.warnings,
            "lines": [
                {"what": line.what, "old": line.old, "new": line.new, "state": line.state.value}
                for line in plan.lines
            ],
        }
        if quiet:
            return
        for sentence in [*answer.get("notes", []), *plan.warnings]:
            self.stderr.write(sentence)
        for line in plan.changes:
            self.stdout.write(f"{line.state.label}: {line.what}: {line.old} → {line.new}")


SAID = {
    "saved": "The draft is saved. Look at it in the editor and publish it there.",
    "difference": "Nothing is saved: this was a dry run.",
    "unchanged": "The page has these numbers already; nothing is changed.",
}
