"""`python -m auditor` is `audit`."""

from auditor.cli.audit import main

if __name__ == "__main__":
    main()
