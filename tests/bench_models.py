"""What translates in `bench.py`: the bundled model and one of opus-mt's size, by auditor's runtime and by transformers."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.records import TokenScores, Translation

BEAM = 4
PIECES = 30
"""What a model with random weights writes of each sentence; it would never end by itself."""
OPUS_MT = {"layers": 6, "width": 512, "heads": 8, "inner": 2048, "pieces": 62_834}
SIDES = {"layers": "layers", "attention_heads": "heads", "ffn_dim": "inner"}


@dataclass(frozen=True, slots=True)
class AsSlowAs:
    """A translator that says what was said before, and takes the time in which another model writes."""

    said: dict[str, str]
    """Translation of each sentence that it will be asked for."""
    write: Callable[[Sequence[str]], object]
    """That other model."""
    name: str
    revision: str
    runtime: str = "ctranslate2"
    beam: int | None = BEAM
    can_score: bool = False

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """As `engines.protocol` has it."""
        self.write(sentences)
        return [Translation(self.said[s], -0.5) for s in sentences]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[TokenScores]:
        """Never asked, since it cannot."""
        raise NotImplementedError


def ours(model: Any, cache: Path, threads: int, fixed: int | None) -> Callable[[Sequence[str]], object]:
    """The default runtime. With a fixed length it is called as the runtime calls it, and the length forced."""
    from auditor.engines.ctranslate2 import CTranslate2Runtime
    from auditor.engines.search import Search

    runtime = CTranslate2Runtime(model, cache, threads)
    if fixed is not None:
        translate = runtime._translator.translate_batch
        # No name for it in the runtime's own interface: nobody but a benchmark wants a fixed length.
        forced = {"min_decoding_length": fixed, "max_decoding_length": fixed}
        runtime.__dict__["_translator"] = type(
            "Fixed", (), {"translate_batch": lambda self, rows, **kw: translate(rows, **{**kw, **forced})}
        )()
    return lambda texts: runtime.write(runtime.pieces.encode(texts), Search(BEAM))


def theirs(model: Any, fixed: int | None) -> tuple[Callable[[Sequence[str]], object], ...]:
    """`MarianMTModel.generate` in float32: padded batches of 16 in order of length, and a loop."""
    import torch
    from transformers import MarianMTModel, MarianTokenizer

    tokenizer = MarianTokenizer.from_pretrained(model.folder)
    marian = MarianMTModel.from_pretrained(model.folder, dtype=torch.float32).eval()
    length = {"max_length": None, "max_new_tokens": 256, "forced_eos_token_id": None}
    if fixed is not None:
        length |= {"max_new_tokens": fixed, "min_new_tokens": fixed}

    def generate(texts: Sequence[str]) -> None:
        with torch.inference_mode():
            inputs = tokenizer([tokenizer.normalize(t) for t in texts], return_tensors="pt", padding=True)
            marian.generate(**inputs, num_beams=BEAM, early_stopping=True, **length)

    def batched(texts: Sequence[str]) -> None:
        ordered = sorted(texts, key=len, reverse=True)
        for at in range(0, len(ordered), 16):
            generate(ordered[at : at + 16])

    return batched, lambda texts: [generate([text]) for text in texts]


def random_model(folder: Path) -> Path:
    """A MarianMT folder of opus-mt's size: random weights, the bundled model's pieces and made-up ones beyond them."""
    import shutil

    import torch
    from transformers import MarianConfig, MarianMTModel

    from auditor.engines.locate import bundled

    folder.mkdir()
    size, width = OPUS_MT["pieces"], OPUS_MT["width"]
    known = sorted(
        json.loads((bundled().folder / "vocab.json").read_text(encoding="utf-8")).items(), key=lambda p: p[1]
    )
    pieces = [piece for piece, _ in known if piece != "<pad>"]
    pieces += [f"▁piece{k}" for k in range(size - 1 - len(pieces))] + ["<pad>"]
    (folder / "vocab.json").write_text(json.dumps({p: k for k, p in enumerate(pieces)}), encoding="utf-8")
    for name in ("source.spm", "target.spm", "tokenizer_config.json"):
        shutil.copy(bundled().folder / name, folder)
    torch.manual_seed(1)
    sides = {f"{side}_{key}": OPUS_MT[value] for side in ("encoder", "decoder") for key, value in SIDES.items()}
    config = MarianConfig(
        vocab_size=size,
        d_model=width,
        max_position_embeddings=512,
        activation_function="swish",
        scale_embedding=True,
        pad_token_id=size - 1,
        decoder_start_token_id=size - 1,
        eos_token_id=0,
        forced_eos_token_id=0,
        **sides,
    )
    model = MarianMTModel(config)
    model.generation_config.bad_words_ids = [[size - 1]]
    model.save_pretrained(folder)
    return folder
