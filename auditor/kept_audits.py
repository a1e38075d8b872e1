"""Audits that are kept from run to run: an article that is as it was, with everything that its report follows from, is not
audited again."""

from __future__ import annotations

import hashlib
import logging
from typing import Any

from auditor.errors import AuditError
from auditor.identity import Identities
from auditor.instruments import Instruments
from auditor.records import Audited
from auditor.settings.settings import Settings

log = logging.getLogger(__name__)

_KIND = "audits"


class KeptAudits:
    """Those of one run's articles. Without a cache none is found and none is kept."""

    def __init__(
        self, version: str, settings: Settings, instruments: Instruments, standard_input: bytes | None = None
    ) -> None:
        self._store = instruments.kept
        self._identities: Identities | None = None
        if self._store is not None:
            self._identities = Identities(version, settings, instruments, standard_input)
        self._keys: dict[str, bytes] = {}

    def find(self, path: str) -> Audited | None:
        """The audit of an article, where it was kept and still holds."""
        key = self._key(path)
        if self._store is None or key is None:
            return None
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
        if self._store is None or one.audit is None or key is None or key != self._key(one.path):
            return
        from msgspec import msgpack

        try:
            stored = msgpack.encode(one, enc_hook=_plain)
        except (OverflowError, UnicodeEncodeError):  # a number beyond 64 bits, half a character
            return
        self._store.put({key: stored}, _KIND)

    def _key(self, path: str) -> bytes | None:
        """None where something cannot be read: to say so is for whoever audits it."""
        if self._identities is None:
            return None
        try:
            return hashlib.sha256(f"{_KIND}|{self._identities.of(path)}".encode()).digest()
        except AuditError:
            return None


def _plain(value: Any) -> Any:
    """A number of numpy as one of Python's own."""
    return value.item()
