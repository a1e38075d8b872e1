"""What turns Arabic into English, and what sees whether an Arabic and an English sentence say the same."""

from __future__ import annotations

from auditor.engines.open import open_engine, open_store
from auditor.engines.protocol import Engine, EngineOptions, TokenVectors

__all__ = ["Engine", "EngineOptions", "TokenVectors", "open_engine", "open_store"]
