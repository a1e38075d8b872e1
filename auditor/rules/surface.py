"""Checks of the Arabic text by itself, which need neither a reference nor an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from auditor.records import Finding
from auditor.rules.frame.context import Context
from auditor.rules.hidden_text import hidden_text
from auditor.rules.repetition import repetition
from auditor.rules.typography import typography
from auditor.rules.untranslated import untranslated

SURFACE_RULES: tuple[Callable[[Context], Iterator[Finding]], ...] = (untranslated, repetition, typography, hidden_text)
"""Each goes through the whole article once and yields at most one finding for each sentence."""
