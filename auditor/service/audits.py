"""One audit: what was posted becomes a report, rendered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from auditor import __version__
from auditor import baseline as baselines
from auditor.engines.canary import CANARY, CANARY_ENGLISH
from auditor.formats import FORMATS
from auditor.instruments import Instruments, open_instruments
from auditor.pipeline import audit_texts, rules_of
from auditor.records import Report
from auditor.rules import IDS
from auditor.service.posted import Posted, text_of
from auditor.service.watched import WatchedEngine
from auditor.service.worker import Worker
from auditor.settings.settings import Settings, amended, for_article

NAME = "article"
"""What every article is called, in reports and for the overrides of a settings file."""


@dataclass(frozen=True, slots=True)
class Auditor:
    """The settings of the service and what its audits work with."""

    settings: Settings
    instruments: Instruments

    @classmethod
    def open(cls, settings: Settings, worker: Worker) -> Auditor:
        """An engine whose work ends when the worker's present job is dropped. Raises EngineError where it cannot be had,
        BaselineError and SettingsError for what is wrong with the settings."""
        settings = for_article(settings, NAME)
        if settings.baseline is not None:
            baselines.load(settings.baseline)
        instruments = open_instruments(settings, [NAME])
        return cls(settings, replace(instruments, engine=WatchedEngine(instruments.engine, worker.unwanted)))

    def warm_up(self) -> None:
        """Load everything now, with a sentence of the program's own, so that no request waits for it. Raises EngineError
        where the model cannot be used."""
        settings = self.settings
        if (settings.article_lang, settings.reference_lang) == ("ar", "en"):
            alone = settings.no_back_translation or settings.back_translations is not None
            plain = replace(settings, back_translations=None, no_back_translation=alone)
            audit_texts(CANARY, CANARY_ENGLISH, plain, instruments=self.instruments)

    def amended(self, posted: Posted) -> Settings:
        """The settings of one request. Raises SettingsError."""
        return amended(self.settings, posted.options, "options", known_rules=IDS, known_formats=FORMATS)

    def audit(self, posted: Posted, settings: Settings, shape: str) -> bytes:
        """The report in a format, UTF-8, byte for byte what `audit` prints. Raises AuditError, and Dropped where nobody
        waits for it any more."""
        article = text_of("article", posted.article, settings)
        reference = None if posted.reference is None else text_of("reference", posted.reference, settings)
        one = audit_texts(article, reference, settings, name=NAME, instruments=self.instruments)
        report = Report(
            version=__version__,
            engine=self.instruments.info,
            audits=(one,),
            fail_on=settings.fail_on,
            rules=rules_of(settings),
        )
        if settings.baseline is not None:  # read each time: what is accepted meanwhile counts at once
            report = baselines.apply(report, baselines.load(settings.baseline))
        return FORMATS[shape](report).encode("utf-8", "backslashreplace")
