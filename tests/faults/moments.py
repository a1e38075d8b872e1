"""A signal, or an error of the system, that strikes at one moment of a run: while this file is opened, while that one is put
in its place."""

from __future__ import annotations

import errno
from dataclasses import replace
from signal import SIGHUP, SIGINT, SIGKILL, SIGTERM

from desk import RECORDED
from faults.makes import BASELINE, RUN, both, nothing, put
from trial import Fault
from warm import Moment

_REPORTS = (*RUN, "--report", "json=r.json", "--report", "html=r.html")
_ACCEPT = (*RUN, "--baseline", "b.json", "--update-baseline")
_OUT = (*RUN, "--out", "o")
_BATCH = ("batch", "rows.jsonl", "out.jsonl", "--paths", *RECORDED)
_ROW = '{"id": "library", "article": "library.txt", "reference": "references/library.txt"}\n'
_OLD = both(put("r.json", "{}"), put("r.html", "old"))
_STATE = ("o/.auditor/lock", "o/.auditor/records/index.json", "o/index.json")
_DONE = (*_STATE, "o/library.json", "o/.auditor/records/library.json")

STOPS = {
    "the article is opened": (nothing, RUN, Moment("open", "=library.txt"), ()),
    "the reference is opened": (nothing, RUN, Moment("open", "references/library.txt"), ()),
    "the back-translations are opened": (nothing, RUN, Moment("open", "back-translations/library.txt"), ()),
    "the settings are opened": (put("auditor.toml", "beam = 2"), RUN, Moment("open", "auditor.toml"), ()),
    "the references are searched": (nothing, RUN, Moment("os.scandir", "references"), ()),
    "the cache is asked": (nothing, RUN, Moment("sqlite3.connect", "kept-"), ()),
    "a report is begun": (_OLD, _REPORTS, Moment("open", ".auditor-"), ()),
    "a report is put in its place": (_OLD, _REPORTS, Moment("os.rename", "r.json"), ()),
    "the second report is put in its place": (_OLD, _REPORTS, Moment("os.rename", "r.html"), ("r.json",)),
    "a baseline is read": (put("b.json", BASELINE), _ACCEPT, Moment("open", "b.json"), ()),
    "a baseline is put in its place": (put("b.json", BASELINE), _ACCEPT, Moment("os.rename", "b.json"), ()),
    "the folder of reports is made": (nothing, _OUT, Moment("os.mkdir", "records"), ()),
    "the index is put in its place": (nothing, _OUT, Moment("os.rename", "o/index.json"), _STATE),
    "a report of many is recorded": (nothing, _OUT, Moment("os.rename", "records/library.json"), _STATE),
    "a report of many is put in its place": (nothing, _OUT, Moment("os.rename", "o/library.json"), _DONE),
    "a batch reads its rows": (put("rows.jsonl", _ROW), _BATCH, Moment("open", "rows.jsonl"), ()),
    "a batch puts its rows in place": (put("rows.jsonl", _ROW), _BATCH, Moment("os.rename", "out.jsonl"), ()),
}
SIGNALS = {"Ctrl-C": SIGINT, "a job that is cancelled": SIGTERM, "a terminal that is closed": SIGHUP, "a kill": SIGKILL}
STOPPED = {
    f"{name}, {what}": Fault(
        make,
        arguments,
        "" if number == SIGKILL else "stopped before the end; no verdict.",
        -SIGKILL if number == SIGKILL else 2,
        made,
        moment=replace(moment, signal=number),
        subject="auditor" if arguments[0] == "batch" else "audit",
    )
    for what, (make, arguments, moment, made) in STOPS.items()
    for name, number in SIGNALS.items()
}

# What is read twice is read for its digest first, which needs nothing of what cannot be read.
READ = {
    "the article": (nothing, RUN, Moment("open", "=library.txt"), "library.txt"),
    "the reference": (nothing, RUN, Moment("open", "references/library.txt"), "references/library.txt"),
    "the back-translations": (
        nothing,
        RUN,
        Moment("open", "back-translations/library.txt", count=2),
        "back-translations/library.txt",
    ),
    "the settings": (put("auditor.toml", "beam = 2"), RUN, Moment("open", "auditor.toml"), "auditor.toml"),
    "the baseline": (put("b.json", BASELINE), (*RUN, "--baseline", "b.json"), Moment("open", "b.json"), "b.json"),
    "an earlier report": (put("b.json", "{}"), (*RUN, "--diff", "b.json"), Moment("open", "b.json"), "b.json"),
    "a calibration": (put("c.json", "{}"), (*RUN, "--calibration", "c.json"), Moment("open", "c.json"), "c.json"),
    "the rows of a batch": (put("rows.jsonl", _ROW), _BATCH, Moment("open", "rows.jsonl"), "rows.jsonl"),
}
WRITTEN = {
    "a report": (_OLD, _REPORTS, Moment("os.rename", "r.json"), "r.json: the report cannot be", ("r.html",)),
    "what becomes a report": (_OLD, _REPORTS, Moment("open", ".auditor-"), "r.json: the report cannot be", ("r.html",)),
    "a baseline": (put("b.json", BASELINE), _ACCEPT, Moment("os.rename", "b.json"), "b.json", ()),
    "the index": (nothing, _OUT, Moment("os.rename", "o/index.json"), "o/index: a report cannot be written", _STATE),
    "the folder of reports": (nothing, _OUT, Moment("os.mkdir", "records"), "o: no folder that reports can", ()),
    "the rows of a batch": (put("rows.jsonl", _ROW), _BATCH, Moment("os.rename", "out.jsonl"), "out.jsonl", ()),
}
READING = (errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.EMFILE)
WRITING = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT, errno.ETXTBSY)
FAILED = {
    f"{errno.errorcode[number]}, {what}": Fault(
        make,
        arguments,
        said,
        moment=replace(moment, error=number),
        subject="auditor" if arguments[0] == "batch" else "audit",
    )
    for what, (make, arguments, moment, said) in READ.items()
    for number in READING
} | {
    f"{errno.errorcode[number]}, {what} to be written": Fault(
        make,
        arguments,
        said,
        made=made,
        moment=replace(moment, error=number),
        subject="auditor" if arguments[0] == "batch" else "audit",
    )
    for what, (make, arguments, moment, said, made) in WRITTEN.items()
    for number in WRITING
}
TABLE = {"stopped": STOPPED, "failed": FAILED}
