"""Audits that are kept from run to run: an article that is as it was, with everything that its report follows from, is not
audited again."""

from __future__ import annotations

import hashlib
import logging
import os
from pathlib import Path
from typing import Any

from auditor.engines.store import Store
from auditor.errors import AuditError
from auditor.identity import Identities
from auditor.instruments import Instruments
from auditor.records import Audit, Audited
from auditor.settings.settings import Settings, for_article

log = logging.getLogger(__name__)

_KIND = "audits"


class KeptAudits:
    """Those of one run's articles, in a store."""

    def __init__(self, store: Store, identities: Identities, settings: Settings) -> None:
        self._store = store
        self._identities = identities
        self._settings = settings
        self._keys: dict[str, bytes] = {}

    @classmethod
    def of(
        cls, version: str, settings: Settings, instruments: Instruments, standard_input: bytes | None = None
    ) -> KeptAudits | None:
        """None where nothing is kept."""
        if instruments.kept is None:
            return None
        return cls(instruments.kept, Identities(version, settings, instruments, standard_input), settings)

    def find(self, path: str) -> Audited | None:
        """The audit of an article, where it was kept and still holds. Raises AuditError where the article, or what its
        report follows from, cannot be read."""
        if not self._can_be_read_again(path):
            return None
        key = _key(self._identities.of(path))
        stored = self._store.get([key]).get(key)
        if stored is not None:
            from msgspec import DecodeError, msgpack

            try:
                return msgpack.decode(stored, type=Audited)
            except DecodeError:
                log.debug("a kept audit cannot be read and is made anew")
        self._keys[path] = key
        return None

    def keep(self, one: Audited) -> None:
        """Keep an audit that was looked for before, unless its article, or what else it follows from, changed meanwhile."""
        key = self._keys.pop(one.path, None)
        if one.audit is None or key is None or not self._still_holds(one.path, one.audit, key):
            return
        from msgspec import msgpack

        try:
            stored = msgpack.encode(one, enc_hook=_plain)
        except (OverflowError, UnicodeEncodeError):  # a number beyond 64 bits, half a character
            return
        except TypeError as error:  # a bug, but none for which an audit should be lost
            log.error("%s: the audit cannot be kept", one.path, exc_info=error)
            return
        self._store.put({key: stored}, _KIND)

    def _can_be_read_again(self, path: str) -> bool:
        """Nothing that is empty once it was read, as a pipe is."""
        settings = for_article(self._settings, path)
        files = [Path(path)] if path != "-" else []
        files += [settings.reference] if settings.reference is not None else []
        return all(os.path.isfile(file) or not os.path.exists(file) for file in files)

    def _still_holds(self, path: str, audit: Audit, key: bytes) -> bool:
        try:
            if audit.reference is not None and audit.reference.found_by == "content":
                folder = for_article(self._settings, path).references
                if not self._identities.references_still_are(folder):
                    return False
            return key == _key(self._identities.of(path))
        except AuditError:  # it was read before, so somebody is at work there
            return False


def _key(identity: str) -> bytes:
    return hashlib.sha256(f"{_KIND}|{identity}".encode()).digest()


def _plain(value: Any) -> Any:
    """A number of numpy as one of Python's own."""
    return value.item()
