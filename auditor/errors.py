"""What auditor raises for its users.

AuditError
 ├─ DocumentError      an article or a reference that cannot be read, or is not what it should be
 ├─ ReferenceError_    no English reference, or no single one, for an article
 ├─ EngineError        a model that is missing, corrupt or unusable; recorded back-translations that do not fit
 ├─ SettingsError      a configuration file or an option that makes no sense
 ├─ BaselineError      a baseline file that cannot be read or written
 ├─ ReportError        an earlier report that cannot be read
 └─ TableError         a word list of auditor's own that is malformed

Each message is one sentence that names the path and says what to do. The command line prints it and exits with 2.
"""


class AuditError(Exception):
    """The base of everything a person can act on. `str(error)` is the message to show."""


class DocumentError(AuditError):
    """A document cannot be read, or is not text in the expected language."""


class ReferenceError_(AuditError):
    """No reference, or more than one equally good, for an article."""


class EngineError(AuditError):
    """The engine cannot be had or cannot work."""


class SettingsError(AuditError):
    """A setting is unknown or has an impossible value."""


class BaselineError(AuditError):
    """The baseline cannot be used."""


class ReportError(AuditError):
    """An earlier report cannot be read, or is none."""


class TableError(AuditError):
    """A word list that ships with auditor has a malformed row."""
