"""Fetching a published page or file, safely: http(s) only, allowed hosts only, public addresses only, bounded.

The address that was checked is the address that is connected to: a name that resolves again to a private address
between check and connection finds nobody listening. Redirects are followed by hand, each checked like the first.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from portal.errors import PortalError
from portal.i18n import Translator

_ = Translator(__file__)

MOST_BYTES = 20 * 1024 * 1024
MOST_SECONDS = 30.0
MOST_REDIRECTS = 5
AGENT = "toasoan-pull-table/1"
_REDIRECTS = {301, 302, 303, 307, 308}
_KEPT_HEADERS = ("Content-Type", "Last-Modified", "ETag")
_PORTS = (80, 443)
# Other characters (backslashes, full-width dots) are read in different ways by different programmes.
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.?")
_ADDRESS = re.compile(r"[^\s\\\x00-\x20]+")
# Ranges of IPv6 that carry an IPv4 address in their last 32 bits, through which a gateway would reach it.
_CARRIERS = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "::ffff:0:0/96")))
_UNICAST = ipaddress.ip_network("2000::/3")
_TUNNELS = tuple(map(ipaddress.ip_network, ("2001::/23", "2002::/16", "192.88.99.0/24")))

Resolve = Callable[[str, int], list[str]]


class FetchError(PortalError):
    """The page cannot or may not be fetched."""


@dataclass(frozen=True)
class Fetched:
    """`url` is where the last redirect led; `headers` those worth keeping."""

    url: str
    data: bytes
    headers: dict[str, str]


def resolve(host: str, port: int) -> list[str]:
    """IP addresses of a host, in the order of the system."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(_("{host} is not found: {reason}", host=host, reason=error)) from None
    return [str(address[4][0]) for address in answers]


def is_public(address: str) -> bool:
    """Whether an address is out on the internet: no private, loopback, link-local, reserved or tunnelled one."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if any(ip in network for network in _TUNNELS if network.version == ip.version):
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if any(ip in network for network in _CARRIERS):
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        return ip in _UNICAST and ip.is_global
    return ip.is_global and not ip.is_multicast


def fetch(
    url: str,
    allowed_hosts: Sequence[str],
    *,
    resolve: Resolve = resolve,
    may_connect: Callable[[str], bool] = is_public,
    ports: Collection[int] = _PORTS,
    most_bytes: int = MOST_BYTES,
    most_seconds: float = MOST_SECONDS,
) -> Fetched:
    """The bytes at `url`.

    Args:
        allowed_hosts: names such as `thads.moj.gov.vn`; a name allows its sub-domains.
        most_seconds: for everything together, redirects included.
    """
    deadline = time.monotonic() + most_seconds
    for _hop in range(MOST_REDIRECTS + 1):
        parts = _checked(url, allowed_hosts, ports)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        addresses = resolve(parts.hostname or "", port)
        refused = [address for address in addresses if not may_connect(address)]
        if refused or not addresses:
            raise FetchError(_("{url}: {address} is not a public address", url=url, address=", ".join(refused) or "–"))
        status, headers, data = _get(parts, addresses[0], port, deadline, most_bytes)
        if status in _REDIRECTS and headers.get("Location"):
            url = _redirected(url, headers["Location"])
            continue
        if status != 200:
            raise FetchError(_("{url} answers {status}", url=url, status=status))
        return Fetched(url, data, {name: headers[name] for name in _KEPT_HEADERS if headers.get(name)})
    raise FetchError(_("{url}: more than {count} redirects", url=url, count=MOST_REDIRECTS))


def _redirected(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise FetchError(_("{url} leads to “{location}”, which is no address", url=url, location=location)) from None


def _checked(url: str, allowed_hosts: Sequence[str], ports: Collection[int] = _PORTS) -> SplitResult:
    if not _ADDRESS.fullmatch(url):
        raise FetchError(_("{url}: an address holds no spaces and no backslashes", url=repr(url)))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(_("{url} is no address: {reason}", url=url, reason=error)) from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(_("{url}: only http and https addresses are fetched", url=url))
    if parts.username or parts.password:
        raise FetchError(_("{url}: no name or password in an address", url=url))
    if port is not None and port not in ports:
        raise FetchError(_("{url}: only the ports {ports} are fetched from", url=url, ports="80, 443"))
    host = parts.hostname.lower().rstrip(".")
    if not _HOST.fullmatch(host) or not any(
        host == allowed or host.endswith(f".{allowed}") for allowed in allowed_hosts
    ):
        hosts = ", ".join(allowed_hosts) or _("none")
        raise FetchError(
            _(
                "host {host} is not allowed; allowed: {hosts}; add it to STAT_TABLES['pull_hosts']",
                host=host,
                hosts=hosts,
            )
        )
    return parts


class _PinnedConnection(http.client.HTTPConnection):
    """Connects to an address that was checked, and speaks to the host by name."""

    def __init__(self, host: str, port: int, address: str, secure: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self._address, self._secure = address, secure
        self._wire: socket.socket | None = None

    def connect(self) -> None:
        self._wire = socket.create_connection((self._address, self.port), self.timeout)
        # A name of its own: the socket that TLS wraps gives up its descriptor.
        self.sock = self._wire
        if self._secure:
            self._wire = self.sock.dup()
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def hang_up(self) -> None:
        """Ends the exchange from another thread: whoever waits for a byte gets the end of the stream."""
        if self._wire is not None:
            with suppress(OSError):
                self._wire.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        super().close()
        if self._wire is not None:
            self._wire.close()


@contextmanager
def _until(deadline: float, connection: _PinnedConnection) -> Iterator[threading.Event]:
    """Hangs up at the deadline, however the bytes drip in; the event tells that it did."""
    over = threading.Event()

    def end() -> None:
        over.set()
        connection.hang_up()

    timer = threading.Timer(max(0.0, deadline - time.monotonic()), end)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()
        connection.close()


def _get(
    parts: SplitResult, address: str, port: int, deadline: float, most_bytes: int
) -> tuple[int, http.client.HTTPMessage, bytes]:
    url = parts.geturl()
    connection = _PinnedConnection(parts.hostname or "", port, address, parts.scheme == "https", _left(url, deadline))
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with _until(deadline, connection) as over:
        try:
            connection.request("GET", target, headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, identity"})
            answer = connection.getresponse()
            data = b"" if answer.status in _REDIRECTS else _read(answer, url, most_bytes)
        except (OSError, http.client.HTTPException, UnicodeError, ValueError, zlib.error) as error:
            if over.is_set() or isinstance(error, TimeoutError):
                raise FetchError(_("{url} takes too long", url=url)) from None
            raise FetchError(_("{url} cannot be fetched: {reason}", url=url, reason=error)) from None
        if over.is_set():
            raise FetchError(_("{url} takes too long", url=url))
        return answer.status, answer.headers, data


def _left(url: str, deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError(_("{url} takes too long", url=url))
    return left


def _read(answer: http.client.HTTPResponse, url: str, most_bytes: int) -> bytes:
    """The body, decoded while it comes, so that a small answer cannot become a large one; whole or not at all."""
    zipped = answer.headers.get("Content-Encoding", "").lower() in ("gzip", "x-gzip")
    decoder = zlib.decompressobj(wbits=31) if zipped else None
    data = bytearray()
    while chunk := answer.read1(65536):
        data += decoder.decompress(chunk, most_bytes + 1 - len(data)) if decoder else chunk
        if len(data) > most_bytes:
            raise FetchError(_("{url} is larger than {limit} MB", url=url, limit=most_bytes // 2**20))
    if answer.length or (decoder is not None and (not decoder.eof or decoder.unused_data)):
        raise FetchError(_("{url} broke off before its end; fetch it again", url=url))
    return bytes(data)
