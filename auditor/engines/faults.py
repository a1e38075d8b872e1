"""What gives a broken back-translation away."""

from __future__ import annotations

import re
from collections import Counter

LEAST_SHARE = 0.5
"""English letters and digits for each of the Arabic ones below which text was dropped. Of 1,730 sentences translated by
people two have less; what models drop is a clause or more."""
LEAST_SHARE_OF_TWO = 0.8
"""The same where the source holds two sentences and the English one: models like to stop after the first."""
_INNER_STOP = re.compile(r"\w[.!?؟](?:[\"»”)]| )\s*(?=\w)")


def fault(source: str, english: str, cut_off: bool = False) -> str | None:
    """`empty`, `loop`, `dropped text`, or None where nothing is wrong. `cut_off`: the model ran into its limit."""
    read, written = _words(source), _words(english)
    if not written:
        return "empty" if read else None
    if (cut_off or loops(written)) and not loops(read):
        return "loop"
    letters = sum(map(len, read))
    share = sum(map(len, written)) / max(letters, 1)
    if letters >= 40 and share < (LEAST_SHARE_OF_TWO if _sentences(source) > _sentences(english) else LEAST_SHARE):
        return "dropped text"
    return None


def loops(words: list[str]) -> bool:
    """One to eight words said again and again without a break (four times a single word, three times more than one),
    or half of a text of twenty words and more made of one run of three."""
    for size in range(1, 9):
        times = 4 if size == 1 else 3
        run = 0
        for at in range(size, len(words)):
            run = run + 1 if words[at] == words[at - size] else 0
            if run >= size * (times - 1):
                return True
    if len(words) < 20:
        return False
    common = Counter(zip(words, words[1:], words[2:])).most_common(1)[0][1]
    return common * 3 >= len(words) / 2


def _words(text: str) -> list[str]:
    """Letters and digits of each word, case folded."""
    stripped = ("".join(c for c in word if c.isalnum()) for word in text.casefold().split())
    return [word for word in stripped if word]


def _sentences(text: str) -> int:
    """Stops inside the text that look like the end of a sentence, and one."""
    return 1 + sum(1 for _ in _INNER_STOP.finditer(text))
