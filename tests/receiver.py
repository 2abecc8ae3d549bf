"""A real HTTP server on this machine that receives webhooks and answers as a test tells it."""

import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

CERTIFICATE = Path(__file__).parent / "certificate.pem"


class Received(NamedTuple):
    """A request as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict:
        return json.loads(self.body)


class Receiver(ThreadingHTTPServer):
    """`status`, `headers` and `text` are its answer, after `seconds`."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.received: list[Received] = []
        self.status, self.headers, self.text, self.seconds = 204, {}, "", 0.0
        self.drips = False
        self.at_once, self.most_at_once = 0, 0
        self.lock = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"

    def handle_error(self, request, client_address) -> None:
        """Whoever called has hung up; the test sees that from its own side."""


class Handler(BaseHTTPRequestHandler):
    """Keeps what comes in."""

    server: Receiver

    def do_POST(self) -> None:
        server = self.server
        with server.lock:
            server.at_once += 1
            server.most_at_once = max(server.most_at_once, server.at_once)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        server.received.append(Received(self.path, headers, body))
        time.sleep(server.seconds)
        if server.drips:
            self.drip()
        else:
            self.answer()
        with server.lock:
            server.at_once -= 1

    def answer(self) -> None:
        text = self.server.text.encode()
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        if text:
            self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def drip(self) -> None:
        """Begin a line that never ends."""
        self.wfile.write(b"HTTP/1.1 ")
        while True:
            self.wfile.write(b"x")
            time.sleep(0.05)

    def log_message(self, *args) -> None:
        """Tests are quiet."""


@contextmanager
def receiving(encrypted: bool = False) -> Iterator[Receiver]:
    """A receiver that runs until the block ends; encrypted, it is receiver.example."""
    with Receiver() as server:
        if encrypted:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
