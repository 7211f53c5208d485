import ssl
from types import SimpleNamespace

import pytest
import trustme


@pytest.fixture(scope="session")
def authority(tmp_path_factory):
    """An authority of our own: the path of its certificate, and two servers' contexts."""
    one = trustme.CA()
    folder = tmp_path_factory.mktemp("ca")
    one.cert_pem.write_to_path(str(folder / "ca.pem"))
    trustme.CA().cert_pem.write_to_path(str(folder / "other.pem"))

    def context(name: str) -> ssl.SSLContext:
        found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        one.issue_cert(name).configure_cert(found)
        return found

    return SimpleNamespace(
        path=str(folder / "ca.pem"),
        other=str(folder / "other.pem"),
        context=context("127.0.0.1"),
        elsewhere=context("mail.example.org"),
    )
