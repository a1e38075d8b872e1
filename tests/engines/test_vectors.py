"""Vectors of sentences and of words: what they say, where words stand, texts of any length."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import tiny_marian
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from news_sentences import ARABIC, ENGLISH

from auditor.engines import EngineOptions, open_engine
from auditor.engines.encoder import Encoder
from auditor.engines.locate import bundled, in_folder
from auditor.engines.pieces import Pieces


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    """The bundled encoder."""
    return Encoder(bundled(), tmp_path_factory.mktemp("cache"), threads=1)


def test_vectors_bring_translations_together(encoder: Encoder) -> None:
    """Unit vectors, one a sentence, in order; each Arabic sentence is nearest to its own English one."""
    arabic, english = encoder.embed(ARABIC), encoder.embed(ENGLISH)
    assert arabic.shape == (3, encoder.width)
    assert arabic.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(arabic, axis=1), 1, atol=1e-3)
    assert ((arabic @ english.T).argmax(axis=1) == range(3)).all()
    np.testing.assert_allclose(encoder.embed([ARABIC[1]])[0], arabic[1], atol=2e-3)
    assert encoder.embed([]).shape == (0, encoder.width)


def test_vectors_are_those_of_the_full_precision_encoder(encoder: Encoder) -> None:
    """int8 on ctranslate2 gives the direction of float32 MarianMT mean-pooled over `</s> pieces… </s>`: cosine over
    0.99."""
    import torch
    from safetensors.torch import load_file
    from transformers import MarianMTModel

    model = MarianMTModel.from_pretrained(bundled().folder, dtype=torch.float32).eval()
    kept = load_file(bundled().folder / "sentence-encoder.safetensors")
    assert not model.load_state_dict({n: w.float() for n, w in kept.items()}, strict=False).unexpected_keys
    pieces = Pieces(bundled().folder)
    for text, vector in zip([*ARABIC, *ENGLISH], encoder.embed([*ARABIC, *ENGLISH])):
        row = pieces._source.encode(text, return_type=str)
        ids = torch.tensor([[0, *(pieces.vocabulary.get(p, 1) for p in row), 0]])
        with torch.inference_mode():
            mean = model.model.encoder(ids).last_hidden_state[0].mean(0).numpy()
        assert mean @ vector / np.linalg.norm(mean) > 0.99


def test_spans_point_into_the_sentence_as_given(encoder: Encoder) -> None:
    """Marks, tatweel, presentation forms, wide digits and invisible controls do not shift the spans of pieces."""
    text = "قالَ   الرئيسُ إنَّ ٢٥٪ من ﻼﻟ الســـكان\u200f Hello ﬁne."
    ((spans, vectors),) = encoder.embed_tokens([text])
    words = [text[start:end] for start, end in spans]
    assert "قالَ" in words
    assert "الرئيسُ" in words
    assert "٢٥٪" in words
    assert "الســـكان" in words
    assert vectors.shape == (len(spans), encoder.width)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_spans_of_any_text_are_in_order_and_inside(encoder: Encoder, text: str) -> None:
    """For any text at all: spans are within it, never empty, in order, without overlap, with one finite vector each."""
    ((spans, vectors),) = encoder.embed_tokens([text])
    assert len(spans) == len(vectors)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:]))
    assert np.isfinite(vectors).all()
    assert np.isfinite(encoder.embed([text])).all()


def test_long_texts_are_read_in_windows(encoder: Encoder) -> None:
    """More pieces than the encoder has positions: all words get their span, across the border of windows too."""
    text = " ".join(f"كلمة {n}" for n in range(400))
    ((spans, vectors),) = encoder.embed_tokens([text])
    assert len(spans) > 600
    assert spans[-1][1] == len(text)
    assert len(vectors) == len(spans)
    assert encoder.embed([text, "ا" * 30_000]).shape == (2, encoder.width)


def test_halves_of_surrogates_do_no_harm(encoder: Encoder, tmp_path: Path) -> None:
    """Text that UTF-8 cannot say, as broken files give it, is embedded and translated."""
    assert np.isfinite(encoder.embed(["\ud800 سلام"])).all()
    ((spans, _),) = encoder.embed_tokens(["\ud800 سلام عليكم"])
    assert spans[-1][1] == 12
    engine = open_engine(EngineOptions(cache_dir=tmp_path, use_cache=True))
    assert len(engine.translate(["\ud800 وصل الوفد \x00 إلى العاصمة."])) == 1


def test_an_encoder_that_learned_to_translate_leaves_the_vectors_as_they_were(tmp_path: Path) -> None:
    """Where the encoder that translates is another than the one whose vectors stand for sentences, the latter is kept
    beside it: the same vectors as before, and another translator."""
    from safetensors.numpy import load_file, save_file

    before, after = tiny_marian.build(tmp_path / "before"), tmp_path / "after"
    shutil.copytree(before, after)
    weights = load_file(before / "model.safetensors")
    layer = {name: w for name, w in weights.items() if name.startswith("model.encoder.layers.1.")}
    save_file({**weights, **{name: w + 0.1 for name, w in layer.items()}}, after / "model.safetensors")
    save_file(layer, after / "sentence-encoder.safetensors")
    models = [in_folder(before), in_folder(after)]
    assert models[0].revision != models[1].revision
    texts = [*tiny_marian.ARABIC, *tiny_marian.ENGLISH]
    first, second = (Encoder(m, tmp_path / "cache", threads=1) for m in models)
    assert np.array_equal(first.embed(texts), second.embed(texts))
    for (spans, vectors), (others, same) in zip(first.embed_tokens(texts), second.embed_tokens(texts), strict=True):
        assert spans == others
        assert np.array_equal(vectors, same)
    scores = [
        open_engine(EngineOptions(model=str(m.folder), cache_dir=tmp_path / "cache", use_cache=False)).score(
            [(tiny_marian.ARABIC[0], tiny_marian.ENGLISH[0])]
        )
        for m in models
    ]
    assert scores[0] != scores[1]


def test_the_bundled_vectors_are_those_that_everything_was_measured_with(encoder: Encoder) -> None:
    """The translator may learn on; the vectors that alignment, clauses and contrasts were measured with stay."""
    arabic, english = encoder.embed(["وصل الوفد صباح الأحد.", "The delegation arrived on Sunday morning."])
    assert arabic[:4] == pytest.approx([0.0213, -0.0381, -0.0322, -0.0464], abs=0.002)
    assert english[:4] == pytest.approx([0.0324, -0.0365, -0.0171, -0.0471], abs=0.002)
    assert float(arabic @ english) == pytest.approx(0.916, abs=0.003)
