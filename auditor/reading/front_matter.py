"""What stands in a Markdown file for the program that makes a page of it: front matter and shortcodes."""

from __future__ import annotations

import re

from auditor.wordlists.patterns import Pattern

_YAML = Pattern(
    # The first line says something as YAML does; an empty block says nothing. Between two rules stands a paragraph.
    r"\A---[ \t]*\r?\n(?:(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*[\"']?[A-Za-z][A-Za-z0-9_.-]{0,60}[\"']?[ \t]*:(?:[ \t].*|\r?)\n.*?)?"
    r"^(?:---|\.\.\.)[ \t]*\r?$\n?",
    re.MULTILINE | re.DOTALL,
)
_TOML = Pattern(r"\A\+\+\+[ \t]*\r?\n.*?^\+\+\+[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_SHORTCODE = Pattern(r"\{\{(?:<[^<>\r\n]{0,400}>|%[^%\r\n]{0,400}%)\}\}")


def without_directions(text: str) -> str:
    """The text without front matter (YAML between ---, TOML between +++) and shortcodes ({{< … >}}, {{% … %}}); its
    lines keep their numbers."""
    for kind in (_YAML, _TOML):
        text = kind.sub(lambda m: "\n" * m.group().count("\n"), text, 1)
    return _SHORTCODE.sub("", text) if "{{" in text else text
