"""`python -m auditor` is `audit`."""

from auditor.cli.guard import audit

if __name__ == "__main__":
    audit()
