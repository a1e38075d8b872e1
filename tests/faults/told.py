"""Options, settings and baselines that make no sense, or mean harm."""

from __future__ import annotations

import json

from faults.makes import BASELINE, RUN, nothing, put
from trial import Fault

_ENTRY = {"fingerprint": "0123456789", "rule": "moved", "article": "a.txt", "message": "x", "why": "fine"}


def accepted(**changes: object) -> str:
    """A baseline with one entry that is not as it should be."""
    return json.dumps({"version": 1, "accepted": [{**_ENTRY, **changes}]})


OPTIONS = {
    " ".join(options)[:40]: Fault(nothing, (*RUN, *options), said)
    for options, said in (
        (("--beam", "0"), "--beam"),
        (("--beam", "65"), "--beam"),
        (("--beam", "four"), "--beam"),
        (("--threads", "0"), "--threads"),
        (("--threads", "9" * 400), "--threads"),
        (("--false-alarms", "-1"), "--false-alarms"),
        (("--false-alarms", "0.6"), "--false-alarms"),
        (("--false-alarms", "nan"), "--false-alarms"),
        (("--fail-on", "everything"), "--fail-on"),
        (("--format", "pdf"), "--format"),
        (("--report", "pdf=x"), "pdf"),
        (("--report", "x"), "x"),
        (("--report", "=x"), "x"),
        (("--report", "json=x", "--report", "html=./x"), "two reports in one file"),
        (("--report", "json=\udcff/x"), "there is no folder"),
        (("--out", "o", "--report", "json=x"), "--out and --report"),
        (("--out", "o", "--watch"), "--out and --watch"),
        (("--out", "."), "holds the article"),
        (("--out", "references"), "the folder of references"),
        (("--out", "library.txt"), "library.txt: a file"),
        (("--out", ""), "--out"),
        (("--select", "everything"), "everything"),
        (("--ignore", "moved,,x"), "x"),
        (("--select", "\x1b[2J"), "unknown rule"),
        (("--accept", "0"), "Accepting findings needs a baseline"),
        (("--accept", "0", "--baseline", "b"), "--reason"),
        (("--accept", "0", "--baseline", "b", "--reason", "x"), "0"),
        (("--update-baseline",), "--baseline"),
        (("--baseline", "none.json"), "none.json"),
        (("--baseline", ""), "baseline"),
        (("--diff", "none.json"), "none.json"),
        (("--config", "none.toml"), "none.toml"),
        (("--explain", "none"), "none"),
        (("--article-lang", ""), "--article-lang"),
        (("--article-lang", "en"), "library.txt"),
        (("--reference-lang", "ar"), "references/library.txt"),
        (("-r", "none.txt"), "none.txt does not exist"),
        (("-r", "library.txt"), "library.txt"),
        (("-r", ""), ". is a folder"),
        (("-r", "references/library.txt", "--no-reference"), "exclude each other"),
        (("-R", "none"), "none"),
        (("-R", "library.txt"), "library.txt"),
        (("--calibration", "none"), "none"),
        (("--nonesuch",), "--nonesuch"),
        (("--beam",), "--beam"),
        (("none.txt",), "none.txt does not exist"),
        (("",), "does not exist: check the name"),
        (("x" * 300 + ".txt",), "cannot be read: File name too long"),
        (("/" * 5000,), "cannot be read: File name too long"),
        (("-", "-"), "standard input"),
    )
}
MODELS = {
    repr(name)[:40]: Fault(nothing, ("library.txt", *options), said)
    for name, options, said in (
        ("none", ("-m", "none"), "none"),
        ("no folder", ("-m", "./none"), "none"),
        ("empty", ("-m", ""), "model"),
        ("long", ("-m", "m" * 300), "m" * 100),
        ("upwards", ("-m", "../../etc"), "etc"),
        ("of another", ("-m", "a/b/c"), "a/b/c"),
        ("escape", ("-m", "a/\x1b[2J"), "a/"),
        ("offline", ("-m", "org/none", "--offline"), "org/none"),
        ("a file", ("-m", "./library.txt"), "library.txt"),
        ("the folder of articles", ("-m", "."), "model.safetensors: the file is missing"),
    )
}
SETTINGS = {
    text[:40]: Fault(put("s.toml", text), (*RUN, "--config", "s.toml"), said)
    for text, said in (
        ("beam = ", "s.toml"),
        ("beam = 'four'", "s.toml: beam"),
        ("beam = true", "s.toml: beam"),
        ("beam = 4.5", "s.toml: beam"),
        ("beam = 0", "s.toml: beam"),
        ("beam = 1" + "0" * 500, "s.toml: beam"),
        ("threads = -1", "s.toml: threads"),
        ("threads = 1000000000", "s.toml: threads"),
        ("false-alarms = nan", "s.toml: false-alarms"),
        ("false-alarms = inf", "s.toml: false-alarms"),
        ("false-alarms = 2", "s.toml: false-alarms"),
        ("cache-size = -1", "s.toml: cache-size"),
        ("cache-size = nan", "s.toml: cache-size"),
        ("cache-size = []", "s.toml: cache-size"),
        ("fail-on = 'all'", "s.toml: fail-on"),
        ("fail-on = []", "s.toml: fail-on"),
        ("format = 5", "s.toml: format"),
        ("report = 'json=x'", "s.toml: report"),
        ("report = [5]", "s.toml: report"),
        ("report = ['x']", "s.toml: report"),
        ("select = ['none']", "none"),
        ("select = [[]]", "s.toml: select"),
        ("ignore = {}", "s.toml: ignore"),
        ("references = 5", "s.toml: references"),
        ("references = '\\u0000'", "cannot be searched for references"),
        ("offline = 'no'", "s.toml: offline"),
        ("nonesuch = 1", "nonesuch"),
        ("severity = 5", "s.toml: severity"),
        ("[severity]\nmoved = 'loud'", "s.toml"),
        ("[severity]\nnone = 'off'", "none"),
        ("glossary = []", "s.toml: glossary"),
        ("[glossary]\nx = 5", "s.toml"),
        ("[glossary]\n'' = ['x']", "s.toml"),
        ("overrides = 5", "s.toml: overrides"),
        ("overrides = [5]", "s.toml: overrides"),
        ("[[overrides]]\nignore = ['moved']", "s.toml"),
        ("[[overrides]]\npaths = 5", "s.toml"),
        ("[[overrides]]\npaths = ['a']\nmodel = 'x'", "s.toml"),
        ("require-disclosure = ['none']", "s.toml"),
        ("beam = 1\nbeam = 2", "s.toml"),
        ("a = " + "[" * 20_000, "s.toml"),
        ("\x00", "s.toml"),
        ("a" * 100_000, "s.toml"),
    )
} | {
    "Latin-1": Fault(put("s.toml", b"# \xe9"), (*RUN, "--config", "s.toml"), "s.toml"),
    "UTF-16": Fault(put("s.toml", "beam = 2".encode("utf-16")), (*RUN, "--config", "s.toml"), "s.toml"),
    "a project's that is found": Fault(put("pyproject.toml", "[tool.auditor]\nbeam = 0"), RUN, "pyproject.toml"),
    "a project's that is broken": Fault(put("pyproject.toml", "[tool.auditor"), RUN, "pyproject.toml"),
    "a project's without a table": Fault(
        put("pyproject.toml", "tool = 5"), RUN, "pyproject.toml: tool must be a table"
    ),
    "a project's that is a list": Fault(put("pyproject.toml", "tool.auditor = [1]"), RUN, "pyproject.toml"),
}
BASELINES = {
    f"{how}{text[:40]}": Fault(put("b.json", text), (*RUN, "--baseline", "b.json", *options), "b.json")
    for text in (
        "",
        "[]",
        "null",
        "{}",
        "{",
        "[" * 100_000,
        "\x00",
        '{"version": 99, "accepted": []}',
        '{"version": "1", "accepted": []}',
        '{"version": 1, "accepted": {}}',
        '{"version": 1, "accepted": [5]}',
        '{"version": 1, "accepted": [{}]}',
        accepted(fingerprint=5),
        accepted(fingerprint=None),
        accepted(rule=["moved"]),
        accepted(article={}),
        BASELINE + BASELINE,
    )
    for how, options in (("", ()), ("to be added to: ", ("--update-baseline",)))
}
ENCODINGS = {
    f"{name} in {encoding}": Fault(nothing, (*RUN, "-f", name), code=1, encoding=encoding)
    for name in ("terminal", "concise", "json", "html", "csv", "markdown")
    for encoding in ("ascii", "cp1252", "utf-16", "utf-7")
}
CLOSED = {
    f"{name} for {' '.join(arguments)}": Fault(nothing, arguments, said, code, streams=streams, subject=subject)
    for name, streams in (
        ("no standard input", ("closed", "", "")),
        ("no standard error", ("/dev/null", "", "closed")),
        ("no streams but output", ("closed", "", "closed")),
        ("a full standard error", ("/dev/null", "", "/dev/full")),
    )
    for subject, arguments, said, code in (
        ("audit", RUN, "", 1),
        ("audit", (*RUN, "--fail-on", "never"), "", 0),
        ("audit", ("none.txt",), "", 2),
        ("audit", ("--nonesuch",), "", 2),
        ("audit", ("--help",), "", 0),
        ("auditor", ("models", "list"), "", 0),
        ("auditor", ("cache", "info"), "", 0),
    )
} | {
    f"no standard output for {' '.join(arguments)}": Fault(
        nothing, arguments, said, code, streams=("/dev/null", "closed", ""), subject=subject
    )
    for subject, arguments, said, code in (
        ("audit", RUN, "standard output is closed", 2),
        ("audit", ("none.txt",), "standard output is closed", 2),
        ("audit", (*RUN, "--out", "o"), "standard output is closed", 2),
        ("auditor", ("models", "info", "./none"), "none", 2),
    )
}
TABLE = {
    "option": OPTIONS,
    "model": MODELS,
    "setting": SETTINGS,
    "baseline": BASELINES,
    "encoding": ENCODINGS,
    "closed": CLOSED,
}
