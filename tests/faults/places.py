"""Files and folders that may not be read, targets that are none, and odd names."""

from __future__ import annotations

import os

from desk import ARTICLE, RECORDED
from faults.makes import RUN, both, bound_socket, folder, mode, nothing, put, refused
from trial import Fault

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
TABLE = {"unreadable": UNREADABLE, "target": TARGETS, "named": NAMED}
