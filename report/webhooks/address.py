"""Which addresses messages may be sent to.

Whoever may enter an address could otherwise make this server call machines that only it can reach.
So the name is looked up once, every answer is judged, and the connection goes to the very address
that was judged: a name that answers differently the next time gains nothing.
"""

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.encoding import iri_to_uri, punycode
from django.utils.translation import gettext

IPAddress = IPv4Address | IPv6Address

USUAL_PORTS = {"http": 80, "https": 443}
#: Where web servers listen. Any other port could be a mail server or a database.
PORTS = {80, 443, 8080, 8443}
#: Everything that is routed on the internet is in here.
GLOBAL_IPV6 = ip_network("2000::/3")
#: What `is_global` lets through in some version of Python, and should not.
NEVER = [
    ip_network(network)
    for network in (
        "168.63.129.16/32",  # a cloud's inner services, at a public address
        "192.0.0.0/24",
        "192.88.99.0/24",
        "2001::/32",  # IPv4 addresses in another dress, which could be private ones:
        "2002::/16",
        "2001:db8::/32",
        "3fff::/20",
    )
]
HOST = re.compile(r"[a-z0-9._:%-]+", re.IGNORECASE)
NAT64 = ip_network("64:ff9b::/96")


class AddressRefused(ValidationError):
    """The address may not be called; the message says why."""


@dataclass(frozen=True)
class Target:
    """An address that may be called, with the place on the network that was judged."""

    scheme: str
    host: str
    port: int
    ip: str
    path: str

    @property
    def authority(self) -> str:
        """The value of the header Host."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == USUAL_PORTS[self.scheme] else f"{host}:{self.port}"


def target(address: str) -> Target:
    """Look the address up and judge it. Raises AddressRefused, or OSError for an unknown name."""
    parts, host, port = parsed(address)
    refuse_port(port)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    places = [ip_address(place[0].split("%")[0]) for *_, place in found]
    refuse_private(places)
    refuse_port(port, places)
    path = iri_to_uri(parts.path or "/") + (f"?{iri_to_uri(parts.query)}" if parts.query else "")
    return Target(parts.scheme, host, port, str(places[0]), path)


def validate(address: str) -> None:
    """Refuse at once, in the form, what needs no look-up to be refused."""
    _, host, port = parsed(address)
    place = written_ip(host)
    if place:
        refuse_private([place])
    refuse_port(port, [place] if place else None)


def parsed(address: str) -> tuple[SplitResult, str, int]:
    """The address in its parts, host (in ASCII) and port."""
    try:
        parts = urlsplit(address)
        port = parts.port or USUAL_PORTS.get(parts.scheme, 0)
        host = punycode(parts.hostname or "")
    except (ValueError, UnicodeError) as error:
        raise AddressRefused(gettext("The address cannot be read.")) from error
    if parts.scheme not in USUAL_PORTS or not HOST.fullmatch(host):
        raise AddressRefused(gettext("Write the whole address, beginning with https://."))
    if parts.username or parts.password:
        raise AddressRefused(
            gettext("Leave user name and password out of the address: the signature is proof.")
        )
    return parts, host, port


def written_ip(host: str) -> IPAddress | None:
    """The IP address that the host is written as, in any of the notations that systems accept."""
    try:
        return ip_address(host.split("%")[0])
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))  # 2130706433, 0x7f.1 and 0177.0.0.1 too
    except OSError:
        return None


def refuse_private(places: list[IPAddress]) -> None:
    """Raise AddressRefused if any of the places is not on the open internet."""
    for place in places:
        if not is_listed(place) and not is_public(place):
            raise AddressRefused(
                gettext(
                    "The address leads to %(ip)s, which is not on the open internet. Whoever runs "
                    "the site can allow it with WEBHOOK_ALLOW_PRIVATE."
                )
                % {"ip": place}
            )


def refuse_port(port: int, places: list[IPAddress] | None = None) -> None:
    """Raise AddressRefused for a port where no web server is expected.

    Networks that were allowed may use any; `places` is None as long as nothing was looked up.
    """
    if places is None:
        is_open = bool(settings.WEBHOOK_ALLOW_PRIVATE)
    else:
        is_open = all(is_listed(place) for place in places)
    if port not in PORTS and not is_open:
        raise AddressRefused(
            gettext("Port %(port)s is not open to webhooks. These are: %(ports)s.")
            % {"port": port, "ports": ", ".join(map(str, sorted(PORTS)))}
        )


def is_listed(place: IPAddress) -> bool:
    """Whether whoever runs the site has allowed this network."""
    return any(unwrapped(place) in network for network in settings.WEBHOOK_ALLOW_PRIVATE)


def is_public(place: IPAddress) -> bool:
    """Whether the place is a single machine on the open internet."""
    place = unwrapped(place)
    if place.version == 6 and place not in GLOBAL_IPV6:
        return False
    return (
        place.is_global
        and not place.is_multicast
        and not any(place in network for network in NEVER)
    )


def unwrapped(place: IPAddress) -> IPAddress:
    """The IPv4 address that an IPv6 address stands for, if it does."""
    if place.version == 4:
        return place
    if place in NAT64:
        return IPv4Address(int(place) & 0xFFFFFFFF)
    return place.ipv4_mapped or place
