"""Tries in a process of their own: what ends one is told, whatever it is."""

from __future__ import annotations

import os
import signal

import pytest

from tests.apart import faults_of


def one_in_three(seed: int) -> list[str]:
    return [f"{seed} is wrong"] if seed % 3 == 0 else []


def hang_at_two(seed: int) -> list[str]:
    while seed == 2:
        pass
    return one_in_three(seed)


def die_at_two(seed: int) -> list[str]:
    if seed == 2:
        os.kill(os.getpid(), signal.SIGSEGV)
    return one_in_three(seed)


def raise_at_two(seed: int) -> list[str]:
    if seed == 2:
        raise ValueError(seed)
    return one_in_three(seed)


def test_the_faults_of_all_seeds_are_told() -> None:
    assert faults_of(one_in_three, range(5)) == ["0 is wrong", "3 is wrong"]
    assert faults_of(one_in_three, (1, 2)) == []


def test_a_seed_that_hangs_is_told() -> None:
    assert faults_of(hang_at_two, range(5), hangs=1) == ["0 is wrong", "2: hangs"]


def test_a_seed_that_the_process_dies_of_is_told() -> None:
    assert faults_of(die_at_two, range(5)) == ["0 is wrong", "2: SIGSEGV"]


def test_a_try_that_raises_is_no_success() -> None:
    with pytest.raises(AssertionError):
        faults_of(raise_at_two, range(5))
