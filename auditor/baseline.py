"""Findings a person has accepted, kept by the fingerprint of their content.

The file is JSON, one entry a finding, sorted, so that a review sees a line for each decision and two branches merge:

    {"version": 1, "accepted": [{"fingerprint": "…", "rule": "…", "article": "…", "message": "…",
                                 "who": "…", "when": "2026-01-31", "why": "…"}]}

Only `fingerprint` decides what is accepted; `rule`, `article` (relative to the file's folder) and `message` are there
for the reader, and `article` also tells which entries a run could have met. An accepted finding stays in every report,
marked, and does not count. When its sentence is edited the fingerprint changes, and the finding counts again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path, PurePath

from auditor import atomic_file as files
from auditor import input_file
from auditor.errors import BaselineError
from auditor.records import Finding, Report

log = logging.getLogger(__name__)

VERSION = 1
PATIENCE = 30.0
"""Seconds to wait for another run that changes the same baseline; it takes milliseconds."""
SHORTEST_PREFIX = 6
"""Hex digits of a fingerprint that `accept` needs at least."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding."""

    fingerprint: str
    rule: str = ""
    article: str = ""
    """Path of the article, relative to the folder of the baseline, with `/`; `-` for standard input."""
    message: str = ""
    who: str = ""
    when: str = ""
    """ISO 8601 date."""
    why: str = ""

    @property
    def reason(self) -> str:
        """What a report says of the acceptance: why, and by whom and when where that is known."""
        signature = ", ".join(part for part in (self.who, self.when) if part)
        return (self.why or "accepted") + (f" ({signature})" if signature else "")


@dataclass(frozen=True, slots=True)
class Baseline:
    """What has been accepted. `path` is where it was read from or will be written."""

    path: Path
    entries: tuple[Entry, ...] = ()

    def by_fingerprint(self) -> dict[str, Entry]:
        """The entries by what they accept."""
        return {e.fingerprint: e for e in self.entries}

    def name(self, article: str) -> str:
        """How an article is named in the file: relative to its folder, so that a clone elsewhere agrees."""
        if article == "-":
            return article
        folder = os.path.abspath(self.path.parent)
        try:
            return PurePath(os.path.relpath(os.path.abspath(article), folder)).as_posix()
        except ValueError:  # another drive, on Windows
            return PurePath(os.path.abspath(article)).as_posix()


def load(path: Path, *, missing_ok: bool = False) -> Baseline:
    """Read a baseline.

    With `missing_ok` a file that does not exist yet is an empty baseline. Raises BaselineError where the file cannot be
    read, is not a baseline, or was written by a later version.
    """
    try:
        data = json.loads(input_file.read(path).decode("utf-8-sig"))
    except FileNotFoundError as error:
        if missing_ok:
            return Baseline(path)
        raise BaselineError(f"{path}: there is no such baseline; create it with --update-baseline.") from error
    except json.JSONDecodeError as error:
        raise BaselineError(
            f"{path}: not valid JSON at line {error.lineno}, column {error.colno} ({error.msg}); mend it or restore it."
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BaselineError(f"{path}: the baseline cannot be read ({reason}); mend it or restore it.") from error
    if not isinstance(data, dict) or "version" not in data:
        raise BaselineError(f'{path}: not a baseline (no "version"); name the file that --update-baseline wrote.')
    if data["version"] != VERSION:
        raise BaselineError(
            f"{path}: baseline version {data['version']!r} is not {VERSION}, the one this auditor knows; "
            "use the auditor that wrote it."
        )
    accepted = data.get("accepted")
    if not isinstance(accepted, list):
        raise BaselineError(f'{path}: "accepted" must be a list; mend it or restore it.')
    entries = {e.fingerprint: e for e in reversed([_entry(path, i, raw) for i, raw in enumerate(accepted, 1)])}
    return Baseline(path, _in_order(entries.values()))


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep other runs of this user from changing the same baseline meanwhile: else the last to write would drop what the
    others accepted. Where no lock can be had, as in a home that is read-only, it goes on without.

    Raises BaselineError where another run keeps it for longer than `PATIENCE`.
    """
    import platformdirs
    from filelock import FileLock, Timeout

    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]
    lock = FileLock(platformdirs.user_cache_path("auditor") / "locks" / f"{name}.lock", timeout=PATIENCE)
    with ExitStack() as held:
        try:
            Path(lock.lock_file).parent.mkdir(parents=True, exist_ok=True)
            held.enter_context(lock)
        except Timeout as error:
            raise BaselineError(
                f"{path}: another run is changing this baseline; try again when it has ended."
            ) from error
        except (OSError, NotImplementedError):
            log.debug("no lock for %s", path)
        yield


def save(baseline: Baseline) -> None:
    """Write the baseline to its path, whole or not at all. Raises BaselineError where that is impossible."""
    document = {"version": VERSION, "accepted": [_lean(e) for e in _in_order(baseline.entries)]}
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    try:
        files.write(baseline.path, text)
    except (OSError, ValueError) as error:
        raise BaselineError(
            f"{baseline.path}: the baseline cannot be written ({error}); choose another place."
        ) from error


def apply(report: Report, baseline: Baseline) -> Report:
    """The same report with the accepted findings marked as suppressed: shown, but not counted."""
    entries = baseline.by_fingerprint()

    def mark(finding: Finding) -> Finding:
        entry = entries.get(finding.fingerprint)
        return finding if entry is None else replace(finding, suppressed=True, reason=entry.reason)

    return replace(report, audits=tuple(replace(a, findings=tuple(map(mark, a.findings))) for a in report.audits))


def stale(report: Report, baseline: Baseline, rules: Collection[str] | None = None) -> tuple[Entry, ...]:
    """Entries of articles seen in this run that no finding answers to: mended, or edited since.

    `rules` are the rules that ran, where not all did: an entry of another rule cannot be called stale.
    """
    found = {f.fingerprint for _, f in _findings(report)}
    seen = {baseline.name(a.article.path) for a in report.audits}
    return tuple(
        e
        for e in baseline.entries
        if e.fingerprint not in found and e.article in seen and (rules is None or e.rule in rules)
    )


def update(
    report: Report,
    baseline: Baseline,
    who: str,
    when: date,
    why: str = "",
    *,
    rules: Collection[str] | None = None,
) -> Baseline:
    """Accept every finding of the report that counts, and drop the stale entries of the articles it saw.

    Entries that still hold keep who, when and why; one whose article was renamed gets the new name.
    """
    dropped = {e.fingerprint for e in stale(report, baseline, rules)}
    entries = {e.fingerprint: e for e in baseline.entries if e.fingerprint not in dropped}
    places: dict[str, list[str]] = {}
    for article, finding in _findings(report):
        places.setdefault(finding.fingerprint, []).append(baseline.name(article))
        if finding.fingerprint not in entries and not finding.suppressed:
            entries[finding.fingerprint] = _accepted(baseline, article, finding, who, when, why)
    kept = (
        e if e.article in places.get(e.fingerprint, [e.article]) else replace(e, article=places[e.fingerprint][0])
        for e in entries.values()
    )
    return replace(baseline, entries=_in_order(kept))


def accept(report: Report, baseline: Baseline, fingerprint: str, who: str, when: date, why: str) -> Baseline:
    """Accept one finding of the report, named by its id or by its fingerprint or an unambiguous beginning of that.

    A finding that is accepted already gets the new reason. Raises BaselineError where no finding, or more than one,
    answers to the fingerprint.
    """
    wanted = fingerprint.strip().lower().removeprefix("#").partition("-")[0]  # -2: the same, found again
    matches = {f.fingerprint: (a, f) for a, f in _findings(report) if f.fingerprint.startswith(wanted)}
    if len(wanted) < SHORTEST_PREFIX or not matches:
        raise BaselineError(
            f"{baseline.path}: no finding of this run has the fingerprint {fingerprint!r}; "
            f"copy at least {SHORTEST_PREFIX} digits of one from the report."
        )
    if len(matches) > 1:
        listed = ", ".join(sorted(matches)[:3])
        raise BaselineError(
            f"{baseline.path}: {len(matches)} findings have a fingerprint that begins with {fingerprint!r} "
            f"({listed}); give more digits."
        )
    ((article, finding),) = matches.values()
    entry = _accepted(baseline, article, finding, who, when, why)
    others = (e for e in baseline.entries if e.fingerprint != entry.fingerprint)
    return replace(baseline, entries=_in_order((*others, entry)))


def _accepted(baseline: Baseline, article: str, finding: Finding, who: str, when: date, why: str) -> Entry:
    return Entry(
        fingerprint=finding.fingerprint,
        rule=finding.rule,
        article=baseline.name(article),
        message=finding.message,
        who=who,
        when=when.isoformat(),
        why=why,
    )


def _findings(report: Report) -> Iterator[tuple[str, Finding]]:
    """Every finding with the path of its article."""
    return ((a.article.path, f) for a in report.audits for f in a.findings)


def _in_order(entries: Collection[Entry] | Iterator[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda e: (e.article, e.rule, e.fingerprint)))


def _lean(entry: Entry) -> dict[str, str]:
    """The entry without its empty members."""
    return {k: v for k, v in asdict(entry).items() if v}


def _entry(path: Path, number: int, raw: object) -> Entry:
    """Check one entry of the file; `number` counts from 1, for the message."""
    where = f"{path}: accepted finding {number}"
    if not isinstance(raw, dict) or not isinstance(raw.get("fingerprint"), str) or not raw["fingerprint"]:
        raise BaselineError(f'{where} has no "fingerprint"; copy one from a report or delete the entry.')
    known = [f.name for f in fields(Entry)]
    for key, value in raw.items():
        if key not in known:
            raise BaselineError(f"{where} has an unknown member {key!r}; use {', '.join(known)}.")
        if not isinstance(value, str):
            raise BaselineError(f"{where}: {key!r} must be text, in double quotes.")
    try:
        datetime.fromisoformat(raw.get("when") or "2000-01-01")
    except ValueError as error:
        raise BaselineError(f'{where}: "when" must be a date like 2026-01-31, not {raw["when"]!r}.') from error
    return Entry(**raw)
