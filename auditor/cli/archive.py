"""--out: a report for each article in a folder, and an index of them. What is there already and still holds is kept, so that
a run which was killed can be taken up again."""

from __future__ import annotations

import errno
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from auditor import __version__
from auditor import baseline as baselines
from auditor.baseline import Baseline
from auditor.cli.names import INDEX, INDEX_FORMATS, report_names
from auditor.cli.own_files import OwnFiles
from auditor.engines.recorded import recorded_revision
from auditor.errors import AuditError, SettingsError
from auditor.formats import FORMATS, jsonl
from auditor.formats import _index as indexes
from auditor.formats._index import Entry, Index
from auditor.identity import Identities
from auditor.instruments import Instruments
from auditor.pipeline import Progress, audit_each, report_of
from auditor.records import Audited, EngineInfo, Failure
from auditor.settings.settings import Settings, for_article

_EVERY = 10.0
"""Seconds between two writings of the index while articles are audited, more where it is so long that writing takes long."""
_SHARE = 0.05
"""Of the time that may go into them."""
_HOPELESS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
"""Errors of the folder after which no other report could be written either."""


@dataclass(slots=True)
class Archive:
    """The reports of one run, in a folder."""

    settings: Settings
    instruments: Instruments
    articles: Sequence[str]
    names: dict[str, str]
    baseline: Baseline | None = None
    entries: dict[str, Entry] = field(default_factory=dict)
    failures: dict[str, tuple[Failure, ...]] = field(default_factory=dict)
    kept: int = 0
    """Articles whose reports of an earlier run still hold."""

    def run(
        self,
        standard_input: bytes | None,
        progress: Progress,
        waiting: Callable[[], None],
        show: Callable[[str], None] = lambda lines: None,
    ) -> Index:
        """Audit what is missing or changed, and write its reports and the index. `show` gets the JSON Lines of every
        article, in order, as soon as they are there.

        Raises AuditError where the folder cannot be used; what was written until then stays, and holds.
        """
        with self._own.alone(waiting):
            self._own.require_own(INDEX, self._index_files)
            identities = Identities(__version__, self.settings, self.instruments, standard_input)
            known: dict[str, str] = {}
            for number, path in enumerate(self.articles):
                progress("looking for earlier reports", number, len(self.articles))
                known[path] = _identity(identities, path)
                if (entry := self._still_holds(path, known[path])) is not None:
                    self.entries[path] = entry
            self.kept = len(self.entries)
            pending = [path for path in self.articles if path not in self.entries]
            later = iter(self.articles)
            stream = audit_each(
                pending, self.settings, self.instruments, standard_input=standard_input, progress=progress
            )
            due = self._write_on_the_way()  # the index of an earlier run would pass for the end of this one
            for one in stream:
                # An article that changed meanwhile has a report that holds for neither of its texts.
                same = _identity(identities, one.path) == known[one.path]
                self._add(one, known[one.path] if same else "")
                self._show(later, one.path, show)
                if time.monotonic() >= due:
                    due = self._write_on_the_way()
            self._show(later, None, show)
            return self._write_index()

    def _show(self, later: Iterator[str], last: str | None, show: Callable[[str], None]) -> None:
        """The lines of the articles that come next, up to and with `last`, those that were kept among them; None: of all."""
        for path in later:
            if path in self.entries and self.settings.format == "jsonl":
                show(jsonl.of_article(self._written(self._files(path)["json"])))
            if path == last:
                return

    def _written(self, file: str) -> Any:
        """The article of a report in the folder. Raises SettingsError where somebody took it away or changed it."""
        path = _folder(self.settings) / file
        try:
            return json.loads(path.read_bytes())["articles"][0]
        except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
            reason = getattr(error, "strerror", None) or "it was changed"
            raise SettingsError(f"{path}: the report cannot be read again ({reason}); run the same again.") from error

    def _still_holds(self, path: str, identity: str) -> Entry | None:
        """The row of an article whose reports need not be made again; None where they must."""
        files = self._files(path)
        raw = self._own.read(self.names[path], identity, tuple(files.values()))
        if raw is None:
            return None
        try:
            report = json.loads(raw)
            (article,) = report["articles"]
            accepted = {} if self.baseline is None else self.baseline.by_fingerprint()
            for finding in article["findings"]:
                entry = accepted.get(finding["fingerprint"])
                if (finding["suppressed"], finding["reason"]) != (entry is not None, entry.reason if entry else None):
                    return None
            return indexes.entry(report, files, self.settings.fail_on)
        except (ValueError, KeyError, TypeError, RecursionError):
            return None

    def _add(self, one: Audited, identity: str) -> None:
        """Write the reports of an article, or take away those that no longer hold."""
        name = self.names[one.path]
        if one.audit is None:
            self._own.drop(name)
            self.failures[one.path] = one.failures
            return
        report = report_of([one.audit], one.failures, self.settings, self._engine(one.path))
        if self.baseline is not None:
            report = baselines.apply(report, self.baseline)
        files = self._files(one.path)
        texts = {file: FORMATS[name](report) for name, file in files.items()}
        try:
            self._own.put(name, identity, texts)
        except (OSError, SettingsError) as error:
            if isinstance(error, OSError) and error.errno in _HOPELESS:
                raise self._unwritable(error) from error
            said = str(error) if isinstance(error, SettingsError) else str(self._unwritable(error, files["json"]))
            self.failures[one.path] = (*one.failures, Failure(one.path, said))
        else:
            self.entries[one.path] = indexes.entry(json.loads(texts[files["json"]]), files, self.settings.fail_on)

    def _write_on_the_way(self) -> float:
        """Write the index as far as it goes; when it is due again."""
        began = time.monotonic()
        self._write_index()
        ended = time.monotonic()
        return ended + max(_EVERY, (ended - began) / _SHARE)

    def _write_index(self) -> Index:
        rows, lost = indexes.in_order(self.entries, self.failures, self.articles)
        pending = len(self.articles) - len(self.entries) - len(self.failures)
        index = Index(__version__, self.instruments.info, rows, lost, pending, self.settings.fail_on)
        texts = {self._index_files[0]: indexes.render_json(index)}
        if len(self._index_files) > 1:
            texts[self._index_files[1]] = indexes.render_html(index)
        try:
            self._own.put(INDEX, "", texts)
        except OSError as error:
            raise self._unwritable(error, INDEX) from error
        return index

    def _engine(self, path: str) -> EngineInfo:
        """Who made the hypotheses; of recorded ones those of this article, whatever others the run has."""
        info, recorded = self.instruments.info, for_article(self.settings, path).back_translations
        if info.runtime != "recorded" or recorded is None:
            return info
        return replace(info, revision=recorded_revision(recorded, [path]))

    def _files(self, path: str) -> dict[str, str]:
        """The reports of an article by format, as paths in the folder; JSON is the first."""
        return {name: f"{self.names[path]}.{name}" for name in dict.fromkeys(("json", *self.settings.out_format))}

    @property
    def _index_files(self) -> tuple[str, ...]:
        return tuple(f"{INDEX}.{name}" for name in INDEX_FORMATS if name in ("json", *self.settings.out_format))

    @property
    def _own(self) -> OwnFiles:
        return OwnFiles(_folder(self.settings))

    def _unwritable(self, error: Exception, file: str = "") -> SettingsError:
        path = _folder(self.settings) / file
        reason = getattr(error, "strerror", None) or error
        return SettingsError(f"{path}: a report cannot be written ({reason}); mend that and run the same again.")


def open_archive(
    settings: Settings, instruments: Instruments, articles: Sequence[str], arguments: Sequence[str]
) -> Archive:
    """The archive that --out names, with the baseline, if there is one. Raises AuditError."""
    baseline = None if settings.baseline is None else baselines.load(settings.baseline)
    return Archive(settings, instruments, articles, report_names(articles, arguments), baseline)


def check(settings: Settings, articles: Sequence[str]) -> None:
    """Look at the folder before the work. Raises SettingsError where it holds what this run reads."""
    folder = _folder(settings)
    inside = os.path.join(os.path.realpath(folder), "")
    within = next((a for a in articles if a != "-" and os.path.realpath(a).startswith(inside)), None)
    if within is not None:
        raise SettingsError(f"{folder} holds the article {within}; give the reports a folder of their own with --out.")
    if os.path.realpath(folder) in (os.path.realpath(for_article(settings, a).references) for a in articles):
        raise SettingsError(f"{folder} is the folder of references; give the reports a folder of their own with --out.")
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise SettingsError(f"{folder}: a file, not a folder for reports; name a folder with --out.")


def _folder(settings: Settings) -> Path:
    if settings.out is None:
        raise SettingsError("There is no folder for the reports; name one with --out.")
    return settings.out


def _identity(identities: Identities, path: str) -> str:
    """Empty where the article cannot be read: then its audit says why."""
    try:
        return identities.of(path)
    except (AuditError, OSError, ValueError):
        return ""
