"""Where webhooks may go: nowhere that only this server can reach, by whatever name."""

import socket
from ipaddress import ip_network

import pytest
from django.core.exceptions import ValidationError

from report.webhooks import address, transport
from report.webhooks.address import target, validate
from report.webhooks.transport import Outcome, post
from tests.receiver import CERTIFICATE, receiving

HEADERS = {"Content-Type": "application/json"}

PRIVATE = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0",
    "0.0.0.0",  # noqa: S104
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "168.63.129.16",
    "192.0.0.192",
    "198.18.0.1",
    "203.0.113.7",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "[::]",
    "[::1]",
    "[::127.0.0.1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[2001:db8::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
]


@pytest.fixture
def names(monkeypatch) -> dict[str, list[str]]:
    """A name server of the test's own: names and the addresses that they lead to."""
    table: dict[str, list[str]] = {}
    usual = socket.getaddrinfo

    def getaddrinfo(host, port, *args, **kwargs):
        found = [usual(ip, port, *args, **kwargs) for ip in table.get(host, [host])]
        return [place for places in found for place in places]

    monkeypatch.setattr(address.socket, "getaddrinfo", getaddrinfo)
    return table


@pytest.mark.parametrize("host", PRIVATE)
def test_a_private_address_is_refused_in_the_form_and_when_sending(host):
    with pytest.raises(ValidationError):
        validate(f"https://{host}/")
    assert post(f"https://{host}/", b"{}", HEADERS).outcome is Outcome.REFUSED


@pytest.mark.parametrize("ip", PRIVATE)
def test_a_name_that_leads_to_a_private_address_is_refused(names, ip):
    names["rebound.example"] = ["93.184.215.14", ip.strip("[]")]
    answer = post("https://rebound.example/", b"{}", HEADERS)
    assert answer.outcome is Outcome.REFUSED
    assert answer.status is None


@pytest.mark.parametrize(
    "place",
    ["93.184.215.14", "[2606:2800:21f:cb07:6820:80da:af6b:8b2c]", "[64:ff9b::5db8:d70e]"],
)
def test_the_open_internet_is_allowed(place):
    validate(f"https://{place}/hook")
    assert target(f"https://{place}/hook").port == 443


@pytest.mark.parametrize(
    "written",
    [
        "ftp://receiver.example/",
        "file:///etc/passwd",
        "gopher://receiver.example:70/",
        "//receiver.example/",
        "receiver.example",
        "https://",
        "https://user:password@receiver.example/",
        "https://receiver.example:22/",
        "https://receiver.example:99999/",
        "https://[::1/",
        "https://receiver example/",
        "https://receiver\x00.example/",
        "https://" + "a" * 70 + ".example/",
    ],
)
def test_what_is_no_web_address_is_refused_with_a_sentence(written):
    with pytest.raises(ValidationError) as refusal:
        validate(written)
    assert refusal.value.messages[0].endswith((".", "WEBHOOK_ALLOW_PRIVATE."))
    assert post(written, b"{}", HEADERS).outcome is Outcome.REFUSED


def test_only_the_allowed_network_is_open(settings, names):
    names["outer.example"] = ["93.184.215.14"]
    settings.WEBHOOK_ALLOW_PRIVATE = [ip_network("10.20.0.0/16")]
    assert target("http://10.20.3.4:9000/").ip == "10.20.3.4"
    assert target("http://[::ffff:10.20.3.4]/").port == 80
    validate("http://inner.example:9000/")  # where that is, nobody knows before it is looked up
    places = ("10.21.0.1", "127.0.0.1", "[::1]", "outer.example:9000")
    for other in [f"http://{place}/" for place in places]:
        with pytest.raises(ValidationError):
            target(other)


def test_the_name_is_looked_up_once_and_the_connection_goes_to_that_very_place(
    names, this_machine, monkeypatch
):
    lookups = []
    with receiving() as receiver:
        names["receiver.example"] = ["127.0.0.1"]
        looked_up = address.socket.getaddrinfo

        def counted(host, *args, **kwargs):
            if host == "receiver.example":
                lookups.append(host)
            return looked_up(host, *args, **kwargs)

        monkeypatch.setattr(address.socket, "getaddrinfo", counted)
        answer = post(f"http://receiver.example:{receiver.server_port}/hook", b"{}", HEADERS)
        assert answer.outcome is Outcome.RECEIVED
        [request] = receiver.received
        assert request.headers["host"] == f"receiver.example:{receiver.server_port}"
    assert lookups == ["receiver.example"]


def test_a_redirect_is_not_followed(this_machine):
    with receiving() as inner, receiving() as outer:
        outer.status, outer.headers = 307, {"Location": inner.address}
        answer = post(outer.address, b"{}", HEADERS)
        assert (answer.outcome, answer.status) == (Outcome.REDIRECTED, 307)
        assert inner.received == []


def test_an_encrypted_receiver_must_prove_its_name(names, this_machine, monkeypatch):
    names["receiver.example"] = names["other.example"] = ["127.0.0.1"]
    with receiving(encrypted=True) as receiver:
        port = receiver.server_port
        stranger = post(f"https://receiver.example:{port}/", b"{}", HEADERS)
        assert stranger.outcome is Outcome.CERTIFICATE

        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        assert post(f"https://receiver.example:{port}/", b"{}", HEADERS).outcome is Outcome.RECEIVED
        assert post(f"https://other.example:{port}/", b"{}", HEADERS).outcome is Outcome.CERTIFICATE
        assert len(receiver.received) == 1


def test_an_answer_that_trickles_in_is_cut_off(this_machine, monkeypatch):
    monkeypatch.setattr(transport, "ALL_SECONDS", 0.3)
    with receiving() as receiver:
        receiver.drips = True
        answer = post(receiver.address, b"{}", HEADERS)
    assert answer.outcome is Outcome.SLOW
    assert answer.seconds < 2


def test_a_silent_receiver_is_given_up_in_time(this_machine, monkeypatch):
    monkeypatch.setattr(transport, "STEP_SECONDS", 0.2)
    with receiving() as receiver:
        receiver.seconds = 1
        assert post(receiver.address, b"{}", HEADERS).outcome is Outcome.SLOW


def test_only_the_beginning_of_an_answer_is_kept(this_machine):
    with receiving() as receiver:
        receiver.status, receiver.text = 500, "fel\x00\x1b[31m" + "x" * 1_000_000
        answer = post(receiver.address, b"{}", HEADERS)
    assert (answer.outcome, answer.status) == (Outcome.ANSWERED, 500)
    assert answer.text.startswith("fel[31mxxx")
    assert len(answer.text) == 500


def test_nobody_at_home_and_no_such_name_are_told_apart(this_machine, names):
    with receiving() as receiver:
        gone = receiver.address
    assert post(gone, b"{}", HEADERS).outcome is Outcome.UNREACHABLE

    names["gone.example"] = ["name.invalid"]
    assert post("https://gone.example/", b"{}", HEADERS).outcome is Outcome.UNKNOWN
