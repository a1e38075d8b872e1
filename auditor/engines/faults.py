"""What gives a broken back-translation away."""

from __future__ import annotations

from collections import Counter

LEAST_SHARE = 0.4
"""English characters for each Arabic one (marks not counted), below which text was dropped."""


def fault(source: str, english: str, cut_off: bool = False) -> str | None:
    """`empty`, `loop`, `dropped text` or None."""
    read = [word for word in source.split() if any(c.isalnum() for c in word)]
    written = [word for word in english.casefold().split() if any(c.isalnum() for c in word)]
    if not written:
        return "empty" if read else None
    if cut_off or loops(written):
        return None if loops([w.casefold() for w in read]) else "loop"
    letters = sum(c.isalnum() for c in source)
    if letters >= 40 and sum(c.isalnum() for c in english) < LEAST_SHARE * letters:
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
