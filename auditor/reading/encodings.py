"""Bytes to text: the encodings newsrooms still use, told apart by strict decoding and by what the letters look like."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from math import inf, log

from auditor.errors import DocumentError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a rich-text document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a media file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
)

_SAMPLE = 20_000
"""Code points (or bytes) that a guess is made from; the whole text is then decoded strictly."""

# Share of each letter in Arabic news prose, in per mille, rounded: enough to tell two readings of one byte apart.
_ARABIC = {
    "ا": 150, "ل": 120, "ي": 75, "م": 62, "ن": 60, "و": 60, "ر": 48, "ت": 46, "ب": 34, "ع": 34, "ة": 34, "د": 32,
    "أ": 28, "س": 28, "ف": 28, "ه": 27, "ك": 22, "ق": 22, "ح": 19, "ج": 14, "إ": 12, "ش": 12, "ص": 11, "ط": 11,
    "خ": 9, "ى": 9, "ض": 8, "ذ": 7, "ز": 6, "ث": 6, "غ": 5, "ئ": 5, "ظ": 3, "ء": 4, "ؤ": 2, "آ": 2,
}  # fmt: skip
_RARE = 2.5
"""How much rarer than the Windows encoding of its language any other encoding is: natural log, about one in twelve."""

_COMMON = {
    "في", "من", "على", "إلى", "أن", "إن", "عن", "التي", "الذي", "هذا", "هذه", "مع", "كان", "كانت", "بعد", "قال",
    "وقال", "ذلك", "بين", "كما", "لم", "لن", "تم", "خلال", "منذ",
}  # fmt: skip
_TYPED = frozenset("“”‘’–—…«»،؛؟•€£ ·°×÷©®™" + "\u00a0\u200c\u200d\u200e\u200f")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and the name of the encoding it was in."""

    text: str
    encoding: str


def decode(raw: bytes, path: str, lang: str) -> Decoded:
    """The text of a file: UTF-8, UTF-16 and UTF-32 with or without mark, Windows-1256, ISO-8859-6, Windows-1252.

    Anything else is left to charset-normalizer. A byte-order mark is not part of the text; everything else is as read.
    Raises DocumentError where the bytes are no text, or are UTF-8 or UTF-16 with damage.
    """
    for mark, marked in _BOMS:
        if raw.startswith(mark):
            return _strict(raw, marked, path)
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            raise DocumentError(f"{path} is {what}, not text: save it as .txt, .md, .html or .docx")
    if _is_utf8(raw) and not _control_heavy(raw):
        return Decoded(raw.decode("utf-8"), "utf-8")
    wide = _wide(raw)
    if wide:
        return _strict(raw, wide, path)
    if b"\0" in raw or _control_heavy(raw):
        raise DocumentError(f"{path} is binary, not text: give an article as .txt, .md, .html or .docx")
    _refuse_damaged_utf8(raw, path)
    encoding = _single_byte(raw, lang) or _guess(raw)
    if encoding is None:
        raise DocumentError(f"{path} is in no encoding that can be told for sure: save it as UTF-8")
    return _strict(raw, encoding, path)


def _strict(raw: bytes, encoding: str, path: str) -> Decoded:
    try:
        text = raw.decode(encoding)
    except UnicodeError as error:
        where = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise DocumentError(f"{path} looks like {encoding} but is damaged{where}: save it again as UTF-8") from error
    return Decoded(text.removeprefix("\ufeff"), encoding.removesuffix("-sig"))


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _control_heavy(raw: bytes) -> bool:
    """NUL anywhere, or more than one control character in a hundred, is not text in any 8-bit encoding."""
    controls = raw.translate(None, bytes(b for b in range(256) if b >= 32 or b in b"\t\n\v\f\r\x1a\x1b"))
    return b"\0" in raw or len(controls) * 100 > len(raw)


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: the byte order in which nearly all of a sample is ordinary, most of it ASCII or Arabic."""
    if len(raw) % 2:
        return None
    best: tuple[float, str] | None = None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            sample = raw[:_SAMPLE].decode(encoding)
        except UnicodeDecodeError:
            continue
        plausible = sum(map(_is_ordinary, sample)) / len(sample)
        familiar = sum(char < "\x7f" or "\u0600" <= char < "\u0700" for char in sample) / len(sample)
        if plausible > 0.95 and familiar > 0.5 and (best is None or plausible > best[0]):
            best = plausible, encoding
    return best[1] if best else None


def _is_ordinary(char: str) -> bool:
    """A character of Arabic or European text; CJK is left out because almost any two bytes are CJK."""
    if char in "\t\n\r":
        return True
    code = ord(char)
    in_block = 0x20 <= code < 0x700 or 0x2000 <= code < 0x2100 or 0xFB50 <= code < 0xFF00
    return in_block and unicodedata.category(char)[0] in "LMNPSZ" or unicodedata.category(char) == "Cf"


def _refuse_damaged_utf8(raw: bytes, path: str) -> None:
    """UTF-8 with a few broken bytes must not be read as some other encoding."""
    sample = raw[: 50 * _SAMPLE]
    text = sample.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    if whole > 4 * broken:
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            raise DocumentError(
                f"{path} is UTF-8 but damaged at byte {error.start} (line {line}): save it again as UTF-8"
            ) from error


def _single_byte(raw: bytes, lang: str) -> str | None:
    """The likeliest of the 8-bit encodings; None where none of them reads as text."""
    arabic_first = ("windows-1256", "iso-8859-6", "windows-1252")
    candidates = arabic_first if lang == "ar" else ("windows-1252", "windows-1256", "iso-8859-6")
    best: tuple[float, str] | None = None
    for encoding in candidates:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        mean, count = _plausibility(text[:_SAMPLE])
        score = mean * count - (0.0 if encoding == candidates[0] else _RARE)
        if mean > -6.0 and (best is None or score > best[0] + 1e-9):
            best = score, encoding
    return best[1] if best else None


def _plausibility(text: str) -> tuple[float, int]:
    """Mean natural-log likelihood of the characters beyond ASCII, roughly, and their number."""
    if re.search(r"[\x7f-\x9f]", text):
        return -inf, 1
    total, count = 0.0, 0
    for (before, char, after), times in Counter(zip(" " + text, text, text[1:] + " ")).items():
        if char > "\x7f":
            total += times * _likelihood(before, char, after)
            count += times
    total += 3.0 * sum(word in _COMMON for word in text.split())
    return (total / count if count else 0.0), count


def _likelihood(before: str, char: str, after: str) -> float:
    if char in _ARABIC:
        mixed = _is_latin(before) or _is_latin(after)
        return -12.0 if mixed else log(_ARABIC[char] / 1000) + (1.5 if char == "ل" and before == "ا" else 0.0)
    if char in _TYPED:
        return -12.0 if char in "×÷·" and (before > "\u0600" or after > "\u0600") else -4.0
    if "\u064b" <= char <= "\u0652" or char == "ـ":
        # A vowel sign belongs on a letter, and in news hardly any but the tanween of the accusative is written.
        return (-3.5 if char == "\u064b" else -5.5) if before in _ARABIC else -12.0
    if _is_latin(char):
        if before > "\u0600" or after > "\u0600":
            return -12.0
        # Two accented letters in a row are rare, two in capitals next to unheard of.
        return -5.0 if (before < "\x80" and after < "\x80") else -9.0
    return -9.0


def _is_latin(char: str) -> bool:
    return char.isalpha() and char < "\u0250"


def _guess(raw: bytes) -> str | None:
    """charset-normalizer's best guess."""
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE]).best()
    return best.encoding if best else None
