"""Check a machine-translated article against its English original.

from auditor import audit

report = audit("article.txt")
for finding in report.audits[0].findings:
    ...
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auditor.errors import AuditError as AuditError
    from auditor.instruments import open_instruments as open_instruments
    from auditor.pipeline import audit as audit
    from auditor.pipeline import audit_texts as audit_texts
    from auditor.records import Audit as Audit
    from auditor.records import Finding as Finding
    from auditor.records import Report as Report
    from auditor.records import Severity as Severity
    from auditor.settings.settings import Settings as Settings

__version__ = "0.1.0"

_HOMES = {
    "Audit": "records",
    "AuditError": "errors",
    "Finding": "records",
    "Report": "records",
    "Settings": "settings.settings",
    "Severity": "records",
    "audit": "pipeline",
    "audit_texts": "pipeline",
    "open_instruments": "instruments",
}
__all__ = [
    "Audit",
    "AuditError",
    "Finding",
    "Report",
    "Settings",
    "Severity",
    "audit",
    "audit_texts",
    "open_instruments",
]


def __getattr__(name: str) -> Any:
    """The public names, imported when they are asked for: `audit --help` needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module 'auditor' has no attribute {name!r}")
    return getattr(import_module(f"auditor.{_HOMES[name]}"), name)
