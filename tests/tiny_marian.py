"""A MarianMT model small enough to build in a test: random weights, pieces learned from ten sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ARABIC = (
    "أعلن الوزير أن الميناء سيفتح أبوابه يوم الأحد.",
    "قالت المتحدثة إن النهر ارتفع مترين خلال أسبوع.",
    "وصل وفد من التجار إلى العاصمة لبحث الأسعار.",
    "لم ترد الشركة على طلب للتعليق حتى الآن.",
    "خفض البنك المركزي سعر الفائدة ربع نقطة مئوية.",
)
ENGLISH = (
    "The minister announced that the port would open its doors on Sunday.",
    "The spokeswoman said the river had risen two metres within a week.",
    "A delegation of traders arrived in the capital to discuss prices.",
    "The company has not yet answered a request for comment.",
    "The central bank cut its interest rate by a quarter of a percentage point.",
)


def build(folder: Path, seed: int = 7, **changes: Any) -> Path:
    """Write a MarianMT folder with `changes` to its configuration; the same seed, the same weights."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    folder.mkdir(parents=True)
    vocabulary = _pieces(folder)
    size = len(vocabulary)
    settings: dict[str, Any] = {
        "vocab_size": size,
        "d_model": 32,
        "encoder_layers": 2,
        "decoder_layers": 2,
        "encoder_attention_heads": 4,
        "decoder_attention_heads": 4,
        "encoder_ffn_dim": 64,
        "decoder_ffn_dim": 64,
        "max_position_embeddings": 64,
        "activation_function": "swish",
        "scale_embedding": True,
        "share_encoder_decoder_embeddings": True,
        "pad_token_id": size - 1,
        "decoder_start_token_id": size - 1,
        "eos_token_id": 0,
        "forced_eos_token_id": 0,
    }
    config = MarianConfig(**{**settings, **changes})
    torch.manual_seed(seed)
    model = MarianMTModel(config)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() > 1 and parameter.requires_grad:
                parameter.normal_(0, 0.15)  # spread so that pieces differ in how likely they are
        for embedding in (model.get_encoder().embed_tokens, model.get_decoder().embed_tokens):
            embedding.weight[size - 1] = 0
        model.final_logits_bias[0] = torch.randn(model.final_logits_bias.shape[-1]) * 0.3
        model.final_logits_bias[0, 0] += 2  # so that sentences end, at different lengths
    model.generation_config.bad_words_ids = [[size - 1]]
    model.save_pretrained(folder)
    tokenizer = {"source_lang": "ar", "target_lang": "en", "model_max_length": 64, "tokenizer_class": "MarianTokenizer"}
    (folder / "tokenizer_config.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    return folder


def _pieces(folder: Path) -> dict[str, int]:
    """Train both sentencepiece models and number their pieces as opus-mt does: `</s>` 0, `<unk>` 1, `<pad>` last."""
    import sentencepiece

    pieces: list[str] = ["</s>", "<unk>"]
    for name, texts in (("source", ARABIC), ("target", ENGLISH)):
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(texts),
            model_prefix=str(folder / name),
            vocab_size=90,
            hard_vocab_limit=False,
            bos_id=-1,
            minloglevel=2,
        )
        (folder / f"{name}.model").rename(folder / f"{name}.spm")
        (folder / f"{name}.vocab").unlink()
        processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / f"{name}.spm"))
        pieces += [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    ordered = [*dict.fromkeys(pieces), ">>eng<<", ">>fra<<", "<pad>"]
    vocabulary = {piece: number for number, piece in enumerate(ordered)}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    return vocabulary
