"""Certificates by which a site cannot be trusted, and connections that break."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.crawling import FAST
from tests.forked import forked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def certificate(folder: Path, *names: str) -> tuple[Path, Path]:
    """A certificate that nobody vouches for, for *names*, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "paper.example")])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
    )
    if names:
        alternatives = x509.SubjectAlternativeName([*map(x509.DNSName, names)])
        builder = builder.add_extension(alternatives, critical=False)
    made = builder.sign(key, hashes.SHA256())
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files


@contextmanager
def server(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that does *answer* with each connection; its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return  # closed: the test is over
                with connection:
                    try:
                        answer(connection)
                    except OSError:
                        continue  # the crawler has gone away

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield int(listening.getsockname()[1])
        listening.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("names", [(), ("other.example",)])
def test_a_certificate_of_another_name_is_the_fault_of_the_site(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    """Also one of the old kind, which has no list of names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate(tmp_path, *names))

    def answer(connection: socket.socket) -> None:
        context.wrap_socket(connection, server_side=True).recv(1)

    with server(answer) as port:
        site = f"site=https://127.0.0.1:{port}/"
        run = forked("crawl", "latest", "-a", site, *FAST, data=tmp_path / "data")
    assert run.exit_code == 6
    assert "unreachable" in run.complaint
    assert "certificate" in run.complaint
    assert len(run.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("said", "word"),
    [(b"", "ConnectionDone"), (b"SSH-2.0-nobody\r\n", "ParseError")],
)
def test_what_a_broken_connection_says_is_told_in_words(
    tmp_path: Path, said: bytes, word: str
) -> None:
    def answer(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(said)

    with server(answer) as port:
        address = f"http://127.0.0.1:{port}"
        site = f"site={address}/"
        run = forked("crawl", "latest", "-a", site, *FAST, data=tmp_path / "data")
    assert run.exit_code == 6
    assert "<" not in run.complaint
    assert "Failure" not in run.complaint
    assert word in run.complaint
    # Once is enough.
    assert run.complaint.count(address) == 1
