"""Places that cannot be written: the line names the place, the cause and the remedy."""

from __future__ import annotations

import os
from resource import RLIMIT_FSIZE, getrlimit, setrlimit
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.utils.test import get_crawler

from newsbot.exceptions import describe
from newsbot.extensions.lock import RunLock, RunLocks
from newsbot.extensions.report import RunReport
from newsbot.ledger import Ledger, LedgerError
from newsbot.oserrors import unwritable
from newsbot.sites import SiteError

if TYPE_CHECKING:
    from pathlib import Path

HERE = os.geteuid()


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (0o444, "is not writable, by its mode (0444): change it (chmod u+w), or set"),
        (0o644, "is not writable although its owner and mode allow it: look at its"),
    ],
)
def test_what_is_ours_and_not_writable(mode: int, words: str, tmp_path: Path) -> None:
    file = tmp_path / "lock"
    file.touch(mode)
    file.chmod(mode)
    said = unwritable(file)
    assert said.startswith(f"{file} {words}")
    assert "belongs" not in said


def test_what_is_another_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: HERE + 1)
    said = unwritable(tmp_path)
    assert f"for user {HERE + 1} (it belongs to user {HERE}): run as" in said


def test_a_ledger_that_may_not_be_written_is_a_setting_of_no_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So the run is `misconfigured`, as for the data folder itself."""
    path = tmp_path / "ledger.sqlite3"
    Ledger.open(path).close()
    path.chmod(0o444)
    monkeypatch.setattr("os.access", lambda place, _: place != path)
    with pytest.raises(LedgerError) as raised:
        Ledger.open(path)
    assert isinstance(raised.value, SiteError)
    assert str(raised.value).startswith(f"{path} is not writable, by its mode (0444)")


def test_a_lock_that_may_not_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = tmp_path / "lock"

    def refused(self: Any) -> None:
        raise PermissionError(13, "Permission denied", str(lock))

    monkeypatch.setattr(RunLock, "acquire", refused)
    with pytest.raises(PermissionError):  # of its folder, which is not there
        RunLocks().take([lock])
    lock.touch(0o400)
    lock.chmod(0o400)
    with pytest.raises(SiteError, match=r"lock is not writable, by its mode \(0400\)"):
        RunLocks().take([lock])


def test_a_limit_of_files_is_no_fault_of_the_disk(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger.sqlite3")
    soft, hard = getrlimit(RLIMIT_FSIZE)
    setrlimit(
        RLIMIT_FSIZE, ((tmp_path / "ledger.sqlite3").stat().st_size + 90_000, hard)
    )

    def fill() -> None:
        for number in range(20_000):
            ledger.failures.add("a.test", f"{number}" * 99, kind="x", reason="y")

    try:
        with pytest.raises(LedgerError) as raised:
            fill()
    finally:
        setrlimit(RLIMIT_FSIZE, (soft, hard))
    ledger.close()
    assert "let files grow larger (ulimit -f)" in str(raised.value)
    assert "disk" not in str(raised.value)


def test_an_error_of_the_ledger_is_told_without_its_class() -> None:
    error = LedgerError("the ledger is locked by another process: try again")
    assert describe(error) == str(error)
    assert describe(ValueError("broken")) == "ValueError: broken"


def test_a_record_that_cannot_be_written_hides_no_verdict(tmp_path: Path) -> None:
    (tmp_path / "stand" / "runs.jsonl").mkdir(parents=True)
    crawler = get_crawler(settings_dict={"NEWSBOT_DATA": str(tmp_path)})
    crawler.spider = SimpleNamespace(  # type: ignore[assignment]
        site=SimpleNamespace(name="stand"), account=None
    )
    report = RunReport.from_crawler(crawler)
    stats = {"newsbot/pages/delivered": 3, "newsbot/listing_pages": 1}
    for name, value in {**stats, "finish_reason": "finished"}.items():
        crawler.stats.set_value(name, value)
    verdict = report.finish()
    assert verdict.word == "crashed"
    assert verdict.reason == (
        f"cannot write {tmp_path}/stand/runs.jsonl: Is a directory. "
        "Without that: delivered 3 articles"
    )
