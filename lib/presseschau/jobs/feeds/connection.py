"""Connections: only to addresses that everybody can reach, and none for longer than a deadline.

Time-outs of the usual kind start anew with every byte: a server that sends one byte a second would
hold a run for hours. Here a timer ends the connection itself.
"""

import contextlib
import ipaddress
import socket
import threading
from collections.abc import Collection, Iterator

from requests.adapters import HTTPAdapter
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from presseschau.jobs.feeds.responses import Trouble

#: Networks whose addresses end in one of IPv4, where that leads: NAT64, and three of old.
_ENDING_IN_IPV4 = [
    ipaddress.ip_network(f"{start}/96")
    for start in ("64:ff9b::", "::ffff:0:0", "::ffff:0:0:0", "::")
]
#: Of one site only: NAT64 within it, and what was site-local once.
_OF_A_SITE = [ipaddress.ip_network(network) for network in ("64:ff9b:1::/48", "fec0::/10")]


def is_private(address: str) -> bool:
    """Whether an IP address is of this machine or network, and not of the web."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if any(ip in network for network in _OF_A_SITE):
        return True
    if any(ip in network for network in _ENDING_IN_IPV4):
        ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    ip = getattr(ip, "sixtofour", None) or ip
    return not ip.is_global or ip.is_multicast


def refuse_private(address: str, host: str, private_hosts: Collection[str]) -> None:
    """Keeps a page of the web from leading into this network.

    Raises:
        Trouble: The address is private, and the host is not one of those that may be.
    """
    if host not in private_hosts and is_private(address):
        raise Trouble(
            f"leads into this machine's own network; if it should be read, name '{host}' in"
            " 'private_hosts' of [fetch]",
            worth=1,
        )


class Guard(HTTPAdapter):
    """Sends the requests of one run."""

    def __init__(self, private_hosts: Collection[str]) -> None:
        self.private_hosts = private_hosts
        self.expired = False
        self._open: list[socket.socket] = []
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args, **kwargs) -> None:
        """Makes the connections look where they lead."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools(to_proxy=False)

    def proxy_manager_for(self, *args, **kwargs):
        """Leaves the choice of addresses to a proxy, where the environment names one."""
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = self._pools(to_proxy=True)
        return manager

    @contextlib.contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """Ends what is asked for within it after so many seconds; ``expired`` tells."""
        self.expired = False
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            while self._open:
                self._open.pop().close()

    def _cut(self) -> None:
        self.expired = True
        for opened in list(self._open):
            with contextlib.suppress(OSError):  # already closed
                opened.shutdown(socket.SHUT_RDWR)

    def _pools(self, to_proxy: bool) -> dict[str, type]:
        guard = self

        def guarded(pool: type) -> type:
            class Connection(pool.ConnectionCls):
                def _new_conn(self) -> socket.socket:
                    opened = super()._new_conn()
                    # A second handle: the library gives its own away once a page is coming in.
                    guard._open.append(opened.dup())
                    try:
                        if guard.expired:
                            raise TimeoutError
                        if not to_proxy:
                            peer = opened.getpeername()[0]
                            refuse_private(peer, self.host, guard.private_hosts)
                    except BaseException:
                        opened.close()
                        raise
                    return opened

            return type(pool.__name__, (pool,), {"ConnectionCls": Connection})

        return {"http": guarded(HTTPConnectionPool), "https": guarded(HTTPSConnectionPool)}
