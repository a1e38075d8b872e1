"""Text of articles and names of files that nothing obeys which reads what a command writes.

Runners of continuous integration read every line of an output: GitHub's obeys `::command::` where a line begins with it
once its spaces are taken off, and `##[command]` anywhere; Azure's obeys `##vso[command]`. Quoted from an article, these
could hide every later annotation, or make some.
"""

from __future__ import annotations

import re

from auditor.formats._rows import visible

_HASHES = re.compile(r"##(?=\[|vso\[)", re.IGNORECASE)
_COLONS = re.compile(r":(?=:)")
_LEADING_COLONS = re.compile(r"^(\s*):(?=:)", re.MULTILINE)
_JOINER = "\u2060"
"""WORD JOINER, which nobody sees."""
_IN_JSON = dict.fromkeys(("json", "jsonl", "sarif", "gitlab", "rdjson"), ("#\\u0023", _LEADING_COLONS, r"\1:"))
_IN_MARKUP = dict.fromkeys(("html", "junit"), ("#&#35;", _LEADING_COLONS, r"\1&#58;"))
_IN_CSV = {"csv": (f"#{_JOINER}#", _LEADING_COLONS, rf"\1:{_JOINER}")}
_IN_TEXT = dict.fromkeys(("terminal", "concise"), (f"#{_JOINER}#", _COLONS, f":{_JOINER}"))
"""Lines of the terminal may be wrapped anywhere."""
_SPELLINGS = {**_IN_JSON, **_IN_MARKUP, **_IN_CSV, **_IN_TEXT}
"""By format: two hashes so that they are no command, which colons, and how the first of them is spelt. Where a format has
another spelling of the same character that is taken, and whoever parses it reads the same. Not here are `github`, which
is such commands, and `markdown` and `corrections`, which escape both."""


def inert(name: str, rendered: str) -> str:
    """A rendered report without commands to a runner."""
    if name not in _SPELLINGS:
        return rendered
    hashes, colons, colon = _SPELLINGS[name]
    return colons.sub(colon, _HASHES.sub(lambda _: hashes, rendered))


def shown(text: str) -> str:
    """One line for a terminal or a log, of whatever a file was named: nothing in it acts on the terminal or a runner."""
    return inert("terminal", visible(text.replace("\n", " ").replace("\t", " ")))
