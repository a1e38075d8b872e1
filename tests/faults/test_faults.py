"""What breaks around a run: full disks, homes that may not be read, pipes nobody writes to, links that go round, damaged
files, odd names, wrong targets. Each ends in the right verdict or in one sentence, and nothing is lost or half-written."""

from __future__ import annotations

import gzip
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import ARTICLE, RECORDED, lay
from trial import Fault, attempt

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


FULL = {
    "a report over an old one": Fault(
        put("old.html", "old"), (*RUN, "--report", "html=old.html"), "old.html: the report cannot be", largest=2500
    ),
    "a baseline over an old one": Fault(
        put("b.json", BASELINE), (*RUN, "--baseline", "b.json", "--update-baseline"), "b.json", largest=100
    ),
    "a page on standard output": Fault(
        nothing, (*RUN, "-f", "html"), "standard output", made=("page",), largest=1000, streams="> page"
    ),
    "the same, unbuffered": Fault(
        nothing,
        (*RUN, "-f", "html", "--fail-on", "never"),
        "standard output",
        made=("page",),
        variables={"PYTHONUNBUFFERED": "1"},
        largest=1000,
        streams="> page",
    ),
    "an explanation": Fault(nothing, ("--explain", "moved"), "standard output: cannot be", streams="> /dev/full"),
    "settings": Fault(nothing, ("--show-settings",), "standard output: cannot be written", streams="> /dev/full"),
    "the help": Fault(nothing, ("--help",), "standard output: cannot be written", streams="> /dev/full"),
    "the models": Fault(
        nothing, ("models", "list"), "standard output: cannot be", streams="> /dev/full", subject="auditor"
    ),
    "a refusal": Fault(nothing, ("models", "info", "./nowhere"), streams="2> /dev/full", subject="auditor"),
}
STREAMS = {
    "input that cannot be read": Fault(nothing, ("-", *RECORDED), "standard input cannot be", streams="0> /dev/null"),
    "input without end": Fault(nothing, ("-", *RECORDED), "standard input is over 2 MB", streams="< /dev/zero"),
}
HOMES = {
    "unreadable": home(folder("home", 0)),
    "a file": home(put("home", "x")),
    "a link to itself": home(link("home", "home")),
    "longer than a path may be": home(nothing, "/h" * 2500),
    "of bytes that are not UTF-8": home(nothing, "h\udcff"),
    "none": Fault(nothing, RUN, code=1, unset=("HOME",)),
    "unreadable, for a model": Fault(
        folder("home", 0), ("library.txt", "-m", "org/none"), "org/none", variables={"HOME": "home"}
    ),
    "unreadable, for the models": Fault(
        folder("home", 0), ("models", "list"), code=0, variables={"HOME": "home"}, subject="auditor"
    ),
    "unreadable, for the cache": Fault(
        folder("home", 0),
        ("cache", "info"),
        code=0,
        variables={"HOME": "home"},
        unset=("XDG_CACHE_HOME",),
        subject="auditor",
    ),
    "unreadable, of the Hub": Fault(folder("hub", 0), RUN, code=1, variables={"HF_HOME": "hub"}),
}
PIPES = {
    "the reference": refused(pipe("pipe"), "pipe is a pipe", "-r", "pipe"),
    "the back-translations": Fault(
        pipe("pipe"), ("library.txt", "--back-translations", "pipe"), "pipe: the back-trans"
    ),
    "the back-translations of one": Fault(
        both(folder("b", 0o755), pipe("b/library.txt")),
        ("library.txt", "--back-translations", "b"),
        "b/library.txt: the back-translations cannot be read (a pipe, not a file)",
    ),
    "the settings": refused(pipe("pipe"), "pipe: the settings cannot be read (a pipe", "--config", "pipe"),
    "settings that are found": Fault(pipe("auditor.toml"), RUN, code=1),
    "the baseline": refused(pipe("pipe"), "pipe: the baseline cannot be read (a pipe", "--baseline", "pipe"),
    "an earlier report": refused(pipe("pipe"), "pipe: not a JSON report (a pipe", "--diff", "pipe"),
    "the folder of reports": refused(pipe("pipe"), "pipe: a file, not a folder", "--out", "pipe"),
    "the cache": Fault(pipe("pipe"), (*RUN, "--cache", "pipe"), code=1),
    "another reference": Fault(pipe("references/other.txt"), RUN, code=1),
    "a file of a model": Fault(
        both(folder("m", 0o755), pipe("m/model.safetensors")), ("library.txt", "-m", "./m"), "m/model.safetensors"
    ),
    "a baseline without end": refused(nothing, "/dev/zero: the baseline cannot be read", "--baseline", "/dev/zero"),
}
LINKS = {
    "the article": Fault(link("l.txt", "l.txt"), ("l.txt", *RECORDED), "l.txt"),
    "the reference": refused(link("l", "l"), "'l' cannot be read", "-r", "l"),
    "the folder of references": refused(link("l", "l"), "l cannot be searched", "-R", "l"),
    "the settings": refused(link("l", "l"), "l: the settings cannot be read", "--config", "l"),
    "the baseline": refused(link("l", "l"), "l: the baseline cannot be read", "--baseline", "l", "--update-baseline"),
    "an earlier report": refused(link("l", "l"), "l: not a JSON report", "--diff", "l"),
    "the folder of reports": refused(link("l", "l"), "l: a file, not a folder", "--out", "l"),
    "the cache": Fault(link("l", "l"), (*RUN, "--cache", "l"), code=1),
    "another reference": Fault(link("references/a.txt", "a.txt"), RUN, code=1),
    "a folder in itself": Fault(
        both(put("in/a.txt", ARTICLE), link("in/again", ".")), ("in", "--no-reference", "--no-back-translation"), code=0
    ),
    "an article that is gone": Fault(
        both(put("in/a.txt", ARTICLE), link("in/b.txt", "gone")),
        ("in", "--no-reference", "--no-back-translation"),
        "in/b.txt does not exist",
    ),
    "a baseline that is gone": refused(link("l", "gone"), "l: there is no such baseline", "--baseline", "l"),
    "a baseline to be made": Fault(
        link("l", "new.json"), (*RUN, "--baseline", "l", "--update-baseline"), code=0, made=("new.json", "l")
    ),
    "a report to be made": Fault(link("l", "new.json"), (*RUN, "--report", "json=l"), code=1, made=("new.json", "l")),
}
UNREADABLE = {
    "the article": Fault(mode("library.txt", 0), RUN, "library.txt cannot be read: permission denied"),
    "the reference": Fault(mode("references/library.txt", 0), RUN, "references/library.txt cannot be read"),
    "the references": Fault(mode("references", 0), RUN, "references cannot be searched"),
    "one back-translation": Fault(mode("back-translations/library.txt", 0), RUN, "back-translations/library.txt: the"),
    "the same, for a folder of reports": Fault(
        mode("back-translations/library.txt", 0),
        (*RUN, "--out", "o"),
        "back-translations/library.txt: the back-translations cannot be read",
        made=("o/index.json", "o/.auditor/records/index.json", "o/.auditor/lock"),
    ),
    "settings that are found": Fault(put("auditor.toml", "", 0), RUN, "auditor.toml: the settings cannot be read"),
    "a folder of articles": Fault(
        both(put("in/a.txt", ARTICLE), mode("in", 0)), ("in", *RECORDED), "in cannot be read: permission denied"
    ),
    "a folder among articles": Fault(
        both(put("in/a.txt", ARTICLE), folder("in/sub", 0)),
        ("in", "--no-reference", "--no-back-translation"),
        "in/sub cannot be read: permission denied",
    ),
    "a model": Fault(folder("m", 0), ("library.txt", "-m", "./m"), "m: cannot be read (permission denied)"),
    "the working folder": Fault(mode(".", 0o300), RUN, code=1),
    "the place of a report": Fault(
        folder("o", 0o500), (*RUN, "--report", "json=o/r"), "o/r: the folder of the report is"
    ),
    "the place of a baseline": Fault(
        folder("o", 0o500), (*RUN, "--baseline", "o/b", "--update-baseline"), "o/b: the folder of the baseline is"
    ),
    "the folder of reports": Fault(
        folder("o", 0o500), (*RUN, "--out", "o"), "o: no folder that reports can be written"
    ),
}
TARGETS = {
    "below a file": refused(nothing, "library.txt/x: there is no folder", "--report", "json=library.txt/x"),
    "the working folder": refused(nothing, ".: a folder, not a file", "--report", "json=."),
    "the root": refused(nothing, "/: a folder, not a file", "--report", "json=/"),
    "no name": refused(nothing, "--report", "--report", "json="),
    "a socket": refused(bound_socket, "socket: the report cannot be written", "--report", "json=socket"),
    "the settings": refused(put("auditor.toml", "beam = 2"), "auditor.toml: this", "--report", "json=auditor.toml"),
    "a back-translation": refused(
        nothing, "back-translations/library.txt: this run reads", "--report", "json=back-translations/library.txt"
    ),
    "the new baseline": refused(
        nothing, "b: this run reads that file", "--baseline", "b", "--update-baseline", "--report", "json=b"
    ),
    "the article as a baseline": refused(
        nothing, "library.txt: not valid JSON", "--baseline", "library.txt", "--update-baseline"
    ),
    "a file for a folder": refused(put("o", "x"), "o: a file, not a folder", "--out", "o"),
    "the article by another name": Fault(
        lambda desk: os.link(desk / "library.txt", desk / "twin"),
        (*RUN, "--report", "json=twin"),
        code=1,
        made=("twin",),
    ),
    "a file that is read-only": Fault(put("r", "old", 0o400), (*RUN, "--report", "json=r"), code=1, made=("r",)),
    "nowhere": Fault(nothing, (*RUN, "--report", "json=/dev/null"), code=1),
}
EARLIER = ("[]", "null", "{}", '{"version": 1, "articles": 5}', '{"version": 1, "articles": [5]}', "[" * 100_000)
DAMAGED = {
    **{f"an earlier report: {text[:40]}": refused(put("b", text), "b: ", "--diff", "b") for text in EARLIER},
    "an earlier report that is binary": refused(put("b", bytes(range(256))), "b: not a JSON", "--diff", "b"),
}
ENCODED = {
    "UTF-32": (ARTICLE.encode("utf-32"), ""),
    "UTF-16 without a mark": (ARTICLE.encode("utf-16-le"), ""),
    "two marks": (b"\xef\xbb\xbf\xef\xbb\xbf" + ARTICLE.encode(), ""),
    "returns for line ends": (ARTICLE.encode().replace(b"\n", b"\r"), ""),
    "zeros": (ARTICLE.encode() + b"\0\0\0", "library.txt is binary"),
    "halves of pairs": (ARTICLE.encode() + b"\xed\xa0\x80\xed\xb0\x80", "library.txt is UTF-8 but damaged"),
    "a letter cut in two": (ARTICLE.strip(".\n").encode()[:-1], "library.txt is UTF-8 but damaged"),
    "UTF-7": (ARTICLE.encode("utf-7"), "library.txt is taken to be Arabic"),
    "gzip": (gzip.compress(ARTICLE.encode(), mtime=0), "library.txt is a compressed file"),
    "a mark and no more": (b"\xef\xbb\xbf", "library.txt holds no visible text"),
}
NAMES = ("new\nline", "\x1b[2J", "-dash", "n" * 251, "\udcff", "%0A::error::", "a\u202eb", "q'u\"o")
MACHINES = ("json", "jsonl", "sarif", "gitlab", "rdjson", "junit", "csv", "github", "markdown", "html")
NAMED = {
    repr(name[:12]): Fault(
        lambda desk, name=name: (desk / "library.txt").rename(desk / f"{name}.txt"),  # type: ignore[misc]
        (
            *(f"./{name}.txt", "-r", "references/library.txt"),
            *("--back-translations", "back-translations/library.txt"),
            *(f"--report={machine}=report.{machine}" for machine in MACHINES),
        ),
        code=1,
        made=tuple(f"report.{machine}" for machine in MACHINES),
    )
    for name in NAMES
}
TABLE = {
    "full": FULL,
    "stream": STREAMS,
    "home": HOMES,
    "pipe": PIPES,
    "link": LINKS,
    "unreadable": UNREADABLE,
    "target": TARGETS,
    "damaged": DAMAGED,
    "encoded": {k: Fault(put("library.txt", v), RUN, said, 2 if said else 1) for k, (v, said) in ENCODED.items()},
    "named": NAMED,
}
FAULTS = {f"{kind}: {name}": fault for kind, faults in TABLE.items() for name, fault in faults.items()}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with the converted encoder in it, so that a full disk strikes what is written later."""
    kept = tmp_path_factory.mktemp("cache")
    attempt(lay(tmp_path_factory.mktemp("first")), kept, Fault(nothing, RUN, code=1))
    return kept


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_one_sentence_and_loses_nothing(desk: Path, cache: Path, name: str) -> None:
    """The exit code as documented, no traceback, one sentence with the path, nothing half-written, nothing lost."""
    attempt(desk, cache, FAULTS[name])
