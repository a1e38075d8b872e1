"""Full disks, streams, homes, pipes and links that go round."""

from __future__ import annotations

from desk import ARTICLE, RECORDED
from faults.makes import BASELINE, RUN, both, folder, home, link, nothing, pipe, put, refused
from trial import Fault

FULL = {
    "a report over an old one": Fault(
        put("old.html", "old"), (*RUN, "--report", "html=old.html"), "old.html: the report cannot be", largest=2500
    ),
    "a baseline over an old one": Fault(
        put("b.json", BASELINE), (*RUN, "--baseline", "b.json", "--update-baseline"), "b.json", largest=100
    ),
    "a page on standard output": Fault(
        nothing,
        (*RUN, "-f", "html"),
        "standard output",
        made=("page",),
        largest=1000,
        streams=("/dev/null", "page", ""),
    ),
    "the same, unbuffered": Fault(
        nothing,
        (*RUN, "-f", "html", "--fail-on", "never"),
        "standard output",
        made=("page",),
        variables={"PYTHONUNBUFFERED": "1"},
        apart=True,
        largest=1000,
        streams=("/dev/null", "page", ""),
    ),
    "an explanation": Fault(
        nothing, ("--explain", "moved"), "standard output: cannot be", streams=("/dev/null", "/dev/full", "")
    ),
    "settings": Fault(
        nothing, ("--show-settings",), "standard output: cannot be written", streams=("/dev/null", "/dev/full", "")
    ),
    "the help": Fault(
        nothing, ("--help",), "standard output: cannot be written", streams=("/dev/null", "/dev/full", "")
    ),
    "the models": Fault(
        nothing,
        ("models", "list"),
        "standard output: cannot be",
        streams=("/dev/null", "/dev/full", ""),
        subject="auditor",
    ),
    "a refusal": Fault(
        nothing, ("models", "info", "./nowhere"), streams=("/dev/null", "", "/dev/full"), subject="auditor"
    ),
}
STREAMS = {
    "input that cannot be read": Fault(
        nothing, ("-", *RECORDED), "standard input cannot be", streams=(">/dev/null", "", "")
    ),
    "input without end": Fault(nothing, ("-", *RECORDED), "standard input is over 2 MB", streams=("/dev/zero", "", "")),
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
    "unreadable, of the Hub": Fault(folder("hub", 0), RUN, code=1, variables={"HF_HOME": "hub"}, apart=True),
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
TABLE = {"full": FULL, "stream": STREAMS, "home": HOMES, "pipe": PIPES, "link": LINKS}
