"""Text into the pieces of a Marian model and back, as `MarianTokenizer` does it, without importing transformers."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from auditor.errors import EngineError
from auditor.wordlists.patterns import Pattern

EOS = "</s>"
UNK = "<unk>"
_COMMANDS = frozenset({EOS, "<pad>"})
_SURROGATES = Pattern("[\ud800-\udfff]")


class Pieces:
    """The tokenizer of one model folder: `source.spm`, `target.spm`, `vocab.json`, `tokenizer_config.json`.

    Unlike `MarianTokenizer`, a literal `</s>` or `>>xx<<` in an article is text, not a command, unless the model knows
    `>>xx<<` as a language code.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """Piece to id, source side."""
        return read_json(self._folder / "vocab.json")

    @cached_property
    def _source(self) -> Any:
        return load_sentencepiece(self._folder / "source.spm")

    @cached_property
    def _target(self) -> Any:
        return load_sentencepiece(self._folder / "target.spm")

    @cached_property
    def _normaliser(self) -> Any:
        from sacremoses import MosesPunctNormalizer

        config = self._folder / "tokenizer_config.json"
        # MarianTokenizer passes the language on, None included: only `en`, `de`, `es`, `fr`, `cs` make a difference.
        return MosesPunctNormalizer(read_json(config).get("source_lang") if config.exists() else None)

    @cached_property
    def _into_english(self) -> list[str]:
        """The code a model with several target languages wants in front of the sentence."""
        codes: list[str] = [">>eng<<", ">>en<<"]
        return [code for code in codes if code in self.vocabulary][:1]

    def normalise(self, text: str) -> str:
        """Moses punctuation normalisation, as `MarianTokenizer.normalize`."""
        return str(self._normaliser.normalize(text)) if text else ""

    def encode(self, texts: Iterable[str]) -> list[list[str]]:
        """Pieces of Arabic sentences, composed and punctuation normalised, without `</s>`. (Taken apart, a hamza would
        be removed with the vowel marks.)"""
        codes, bodies = [], []
        for text in texts:
            code, body = self._split_code(text)
            codes.append(code)
            bodies.append(self.normalise(unicodedata.normalize("NFC", well_formed(body))))
        return [code + self._text_only(row) for code, row in zip(codes, self._source.encode(bodies, return_type=str))]

    def encode_english(self, texts: Iterable[str]) -> list[list[str]]:
        """Pieces of English sentences as the decoder would write them, without `</s>`."""
        rows = self._target.encode([self.normalise(well_formed(t)) for t in texts], return_type=str)
        return [self._text_only(row) for row in rows]

    def encode_plainly(self, texts: Iterable[str]) -> tuple[list[list[str]], list[list[tuple[int, int]]]]:
        """Pieces of sentences of either language with no punctuation normalised and no language code, and the span
        (start, end) of each in the sentence as given."""
        mapped = self._source.encode([well_formed(t) for t in texts], return_type="offset_mapping")
        return [self._text_only(m["pieces"]) for m in mapped], [m["offsets"] for m in mapped]

    def decode(self, pieces: Sequence[str]) -> str:
        """English text of the decoder's pieces; special pieces are left out."""
        kept = [p for p in pieces if p not in _COMMANDS and p != UNK]
        return str(self._target.decode(kept)).replace("▁", " ").strip()

    def _text_only(self, row: list[str]) -> list[str]:
        """Letters that sentencepiece does not know come as one piece: spelling a command they must not become it."""
        return [UNK if p in _COMMANDS or (p[:2] == ">>" and p in self.vocabulary) else p for p in row]

    def _split_code(self, text: str) -> tuple[list[str], str]:
        if text.startswith(">>") and (end := text.find("<<", 2, 40)) != -1 and text[: end + 2] in self.vocabulary:
            return [text[: end + 2]], text[end + 2 :]
        return self._into_english, text


def well_formed(text: str) -> str:
    """The text with halves of surrogate pairs, which UTF-8 cannot say, replaced one for one."""
    return _SURROGATES.sub("\ufffd", text)


def load_sentencepiece(path: Path) -> Any:
    """A SentencePieceProcessor; EngineError where the file is missing or broken."""
    import sentencepiece

    if not path.is_file():
        raise EngineError(f"{path}: the file is missing; a MarianMT model folder needs it.")
    try:
        return sentencepiece.SentencePieceProcessor(model_file=str(path))
    except (RuntimeError, OSError, ValueError) as error:
        raise EngineError(f"{path}: not a sentencepiece model; fetch or copy the model folder again.") from error


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object; EngineError where the file is missing or broken."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise EngineError(f"{path}: the file is missing; a MarianMT model folder needs it.") from None
    except (OSError, ValueError, RecursionError) as error:
        raise EngineError(f"{path}: not readable as JSON; fetch or copy the model folder again.") from error
    if not isinstance(value, dict):
        raise EngineError(f"{path}: not a JSON object; fetch or copy the model folder again.")
    return value
