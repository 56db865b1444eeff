"""A PostgreSQL server for the tests: its own folder, a free port, no root."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

REQUIRED = "REQUIRE_POSTGRES"


def missing() -> str | None:
    """Why there can be no server here, None if there can."""
    if binaries() is None:
        return "no PostgreSQL server is installed (initdb)"
    try:
        import psycopg
    except ImportError:
        return "psycopg is not installed"
    assert psycopg
    if os.geteuid() == 0 and user() is None:
        return "initdb refuses root, and there is no other user"
    return None


def binaries() -> Path | None:
    """The folder of initdb and postgres."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    # Debian keeps them out of the PATH, a folder for each version.
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(debian, key=lambda path: float(path.parts[-3]), default=None)
    return None if newest is None else newest.parent


def user() -> str | None:
    """The unprivileged user to run the server as."""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


@contextmanager
def server() -> Iterator[str]:
    """Run a server; give the address of its database."""
    import psycopg

    programs = binaries()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="newsbot-postgres-"))
    account: dict[str, Any] = {}
    if os.geteuid() == 0:
        entry = pwd.getpwnam(user() or "nobody")
        account = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        os.chown(folder, entry.pw_uid, entry.pw_gid)
    data = folder / "data"
    initdb = [programs / "initdb", "-D", data, "-U", "editor", "-A", "trust"]
    subprocess.run(
        [*initdb, "-E", "UTF8", "--locale=C", "--no-sync"],
        check=True,
        capture_output=True,
        cwd=folder,
        **account,
    )
    # Only now, so that nobody else takes it while initdb works.
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": "",  # the path of a socket may have 107 bytes
        "fsync": "off",
    }
    words = [f"-c{name}={value}" for name, value in options.items()]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [programs / "postgres", "-D", data, *words],
            stderr=log,
            cwd=folder,
            **account,
        )
    url = f"postgresql://editor@127.0.0.1:{port}/postgres"
    try:
        while True:
            try:
                psycopg.connect(url).close()
                break
            except psycopg.OperationalError:
                assert process.poll() is None, (folder / "log").read_text()
                time.sleep(0.02)
        yield url
    finally:
        process.send_signal(signal.SIGINT)  # "fast shutdown"
        process.wait(30)
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server; the test is skipped where none is installed."""
    reason = missing()
    if reason is not None:
        if os.environ.get(REQUIRED):
            pytest.fail(f"{REQUIRED} is set, but {reason}")
        pytest.skip(reason)
    with server() as url:
        yield url


@pytest.fixture
def postgres_url(postgres: str) -> str:
    """The address of an empty schema."""
    import psycopg

    name = f"ledger_{secrets.token_hex(4)}"
    with closing(psycopg.connect(postgres, autocommit=True)) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{postgres}?options=-csearch_path%3D{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite3")
    url: str = request.getfixturevalue("postgres_url")
    return url
