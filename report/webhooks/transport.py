"""Posts a message to an address: once, to the place that was judged, within limits."""

import http.client
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from report.webhooks.address import AddressRefused, Target, target

#: Seconds: for each step of the connection, and for everything together.
STEP_SECONDS, ALL_SECONDS = 5, 10
FAILURES = (OSError, HTTPError, http.client.HTTPException, ValueError)
#: So much of an answer is read (bytes), and so much of it is kept (characters).
READ, KEPT = 4096, 500


class Outcome(models.TextChoices):
    """How an attempt ended."""

    RECEIVED = "received", _("received")
    ANSWERED = "answered", _("answered with an error")
    REDIRECTED = "redirected", _("answered with a redirect, which is not followed")
    REFUSED = "refused", _("the address is not allowed")
    UNKNOWN = "unknown", _("the name was not found")
    CERTIFICATE = "certificate", _("the certificate is not trusted")
    UNREACHABLE = "unreachable", _("no connection")
    SLOW = "slow", _("no answer in time")


@dataclass(frozen=True)
class Answer:
    """How the address answered; `status` is None if it did not, `text` the beginning of it."""

    outcome: Outcome
    seconds: float
    status: int | None = None
    text: str = ""


def post(address: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Post the body and say how it went; never raises for anything that the other side does."""
    begun = time.monotonic()

    def answer(outcome: Outcome, status: int | None = None, text: str = "") -> Answer:
        return Answer(outcome, time.monotonic() - begun, status, readable(text))

    try:
        place = target(address)
    except AddressRefused as refusal:
        return answer(Outcome.REFUSED, text=" ".join(refusal.messages))
    except (OSError, UnicodeError) as error:
        return answer(Outcome.UNKNOWN, text=str(error))
    try:
        status, text = exchange(place, body, headers)
    except FAILURES as error:
        return answer(failure(error, time.monotonic() - begun), text=str(error))
    if 200 <= status < 300:
        return answer(Outcome.RECEIVED, status, text)
    redirected = 300 <= status < 400
    return answer(Outcome.REDIRECTED if redirected else Outcome.ANSWERED, status, text)


def exchange(place: Target, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
    """The status and the beginning of the answer. Raises one of FAILURES."""
    connection = connection_to(place)
    connection.connect()
    # An answer that trickles in byte by byte would keep every single step within its time.
    limit = threading.Timer(ALL_SECONDS, cut, [connection.sock])
    limit.start()
    try:
        connection.request(
            "POST",
            place.path,
            body=body,
            headers={"Host": place.authority, "Accept-Encoding": "identity", **headers},
            preload_content=False,
            decode_content=False,
        )
        response = connection.getresponse()
        text = ""
        with suppress(*FAILURES):  # the status is the answer
            text = response.read(READ).decode(errors="replace")
        return response.status, text
    finally:
        limit.cancel()
        connection.close()


def connection_to(place: Target) -> HTTPConnection:
    """A connection to the judged place, which must prove that it is the named host."""
    if place.scheme == "http":
        return HTTPConnection(place.ip, place.port, timeout=STEP_SECONDS)
    return HTTPSConnection(
        place.ip,
        place.port,
        timeout=STEP_SECONDS,
        cert_reqs="CERT_REQUIRED",
        server_hostname=place.host,
    )


def cut(connected: socket.socket) -> None:
    """End the connection under whoever reads from it."""
    with suppress(OSError):
        # Not the method of an SSL socket, which would drop its state while another thread uses it.
        socket.socket.shutdown(connected, socket.SHUT_RDWR)


def failure(error: Exception, seconds: float) -> Outcome:
    """What kind of failure an exception stands for."""
    if any(isinstance(e, ssl.SSLCertVerificationError) for e in (error, error.__context__)):
        return Outcome.CERTIFICATE
    slow = isinstance(error, TimeoutError) or "timed out" in str(error)
    return Outcome.SLOW if slow or seconds >= ALL_SECONDS else Outcome.UNREACHABLE


def readable(text: str) -> str:
    """The beginning of a text, without characters that cannot be stored or shown."""
    return "".join(c for c in text if c.isprintable() or c in "\n\t")[:KEPT]
