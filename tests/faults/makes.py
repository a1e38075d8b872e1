"""What breaks a desk, for the tables of faults."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from desk import RECORDED
from trial import Fault

Make = Callable[[Path], object]
RUN = ("library.txt", *RECORDED)
BASELINE = '{"version": 1, "accepted": []}'


def nothing(desk: Path) -> None:
    """The desk is in order; what is wrong is elsewhere."""


def put(name: str, content: str | bytes, mode: int = 0o644) -> Make:
    """A file, in a folder of its own where the name has one."""

    def make(desk: Path) -> None:
        (desk / name).parent.mkdir(exist_ok=True)
        (desk / name).write_bytes(content.encode() if isinstance(content, str) else content)
        (desk / name).chmod(mode)

    return make


def pipe(name: str) -> Make:
    """A named pipe that nobody writes to."""
    return lambda desk: os.mkfifo(desk / name)


def link(name: str, to: str) -> Make:
    """A symbolic link."""
    return lambda desk: os.symlink(to, desk / name)


def folder(name: str, mode: int) -> Make:
    """A new folder with that mode."""
    return lambda desk: (desk / name).mkdir() or (desk / name).chmod(mode)  # type: ignore[func-returns-value]


def mode(name: str, bits: int) -> Make:
    """The mode of something that is there."""
    return lambda desk: (desk / name).chmod(bits)


def both(*makes: Make) -> Make:
    """One after the other."""
    return lambda desk: [make(desk) for make in makes]


def bound_socket(desk: Path) -> None:
    """Bound by its bare name: the name of a socket may have 107 bytes."""
    here = os.getcwd()
    os.chdir(desk)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("socket")
    os.chdir(here)


def home(make: Make, where: str = "home") -> Fault:
    """A home folder that cannot be had costs a run nothing but what would have been kept there."""
    return Fault(make, RUN, code=1, variables={"HOME": where}, unset=("XDG_CACHE_HOME",))


def refused(make: Make, said: str, *arguments: str) -> Fault:
    """The run of the desk with more arguments is refused."""
    return Fault(make, (*RUN, *arguments), said)
