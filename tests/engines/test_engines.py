"""The engines: both runtimes, and the conversion without torch, against each other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import tiny_marian
from news_sentences import ARABIC, ENGLISH

from auditor.engines import EngineOptions, open_engine
from auditor.engines.checkpoint import read_checkpoint, sinusoids
from auditor.engines.convert import converted, translator_spec
from auditor.engines.ctranslate2 import CTranslate2Runtime
from auditor.engines.locate import bundled, in_folder
from auditor.engines.pieces import Pieces
from auditor.engines.search import Search
from auditor.engines.transformers import TransformersRuntime
from auditor.engines.translator import FLOOR

VARIANTS = {
    "opus-mt": {},
    "gelu, unscaled, apart": {
        "activation_function": "gelu",
        "scale_embedding": False,
        "share_encoder_decoder_embeddings": False,
    },
    "relu, deep encoder": {"activation_function": "relu", "encoder_layers": 4, "decoder_layers": 1, "seed": 11},
}


@pytest.fixture(scope="module", params=VARIANTS)
def tiny(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny MarianMT folder of each kind."""
    return tiny_marian.build(tmp_path_factory.mktemp("tiny") / "model", **VARIANTS[request.param])


@pytest.mark.parametrize("beam", [1, 4])
def test_both_runtimes_write_the_same_pieces(tiny: Path, tmp_path: Path, beam: int) -> None:
    """Token for token, hypothesis for hypothesis, greedy and with a beam of four; probabilities to a thousandth."""
    model = in_folder(tiny)
    ours = CTranslate2Runtime(model, tmp_path, threads=1, quantisation="float32")
    theirs = TransformersRuntime(model, threads=1)
    rows = ours.pieces.encode(tiny_marian.ARABIC)
    mine, oracle = ours.write(rows, Search(beam)), theirs.write(rows, Search(beam))
    assert [[h.pieces for h in best] for best in mine] == [[h.pieces for h in best] for best in oracle]
    assert [[h.cut_off for h in best] for best in mine] == [[h.cut_off for h in best] for best in oracle]
    for best, same in zip(mine, oracle):
        np.testing.assert_allclose([h.log_probability for h in best], [h.log_probability for h in same], atol=1e-3)
    assert all("<pad>" not in h.pieces and "<unk>" not in h.pieces for best in mine for h in best)


def test_both_runtimes_write_what_plain_generate_writes(opus: Path, tmp_path: Path) -> None:
    """Greedy search equals `MarianMTModel.generate` and `MarianTokenizer` called directly, the text included."""
    import torch
    from transformers import MarianMTModel, MarianTokenizer

    tokenizer = MarianTokenizer.from_pretrained(opus)
    model = MarianMTModel.from_pretrained(opus, dtype=torch.float32).eval()
    ours = CTranslate2Runtime(in_folder(opus), tmp_path, threads=1, quantisation="float32")
    for sentence in tiny_marian.ARABIC:
        inputs = tokenizer([">>eng<<" + tokenizer.normalize(sentence)], return_tensors="pt")
        ids = model.generate(**inputs, num_beams=1, max_new_tokens=60, forced_eos_token_id=None, suppress_tokens=[1])
        (best,) = ours.write(ours.pieces.encode([sentence]), Search(1))
        assert tokenizer.decode(ids[0], skip_special_tokens=True)[:40] == ours.pieces.decode(best[0].pieces)[:40]


def test_both_runtimes_score_alike(tiny: Path, tmp_path: Path) -> None:
    """Forced decoding gives the same log-probabilities, the final `</s>` included, and what it gives for the pieces a
    beam search wrote is what the search said of them."""
    model = in_folder(tiny)
    ours = CTranslate2Runtime(model, tmp_path, threads=1, quantisation="float32")
    theirs = TransformersRuntime(model, threads=1)
    rows = ours.pieces.encode(tiny_marian.ARABIC)
    targets = ours.pieces.encode_english(tiny_marian.ENGLISH)
    for mine, oracle, target in zip(ours.force(rows, targets), theirs.force(rows, targets), targets):
        assert len(mine) == len(target) + 1
        np.testing.assert_allclose(mine, oracle, atol=1e-3)
    (best,) = ours.write(rows[:1], Search(4))
    ended = [h for h in best if not h.cut_off and "<unk>" not in h.pieces]
    for hypothesis in ended:
        (forced,) = ours.force(rows[:1], [list(hypothesis.pieces)])
        assert sum(forced) / len(forced) == pytest.approx(hypothesis.log_probability, abs=0.05)


@pytest.mark.parametrize("runtime", ["ctranslate2", "transformers"])
def test_the_bundled_model_runs_in_both_runtimes(runtime: str, tmp_path: Path) -> None:
    """Each sentence gets a translation of its own, in order, with alternatives and a probability; equal sentences get
    equal translations; what is no text is not sent to the model."""
    engine = open_engine(EngineOptions(runtime=runtime, cache_dir=tmp_path, use_cache=False))  # type: ignore[arg-type]
    assert (engine.name, engine.runtime, engine.beam) == ("ar-en-mini", runtime, 4)
    found = engine.translate([*ARABIC, "", "…", "١٢٣", ARABIC[0]])
    assert [t.text for t in found[3:6]] == ["", "…", "١٢٣"]
    assert found[0] == found[6]
    for translation in found[:3]:
        assert translation.text.isascii()
        assert translation.text not in translation.alternatives
        assert len(translation.alternatives) == 3
        assert translation.log_probability is not None
        assert translation.log_probability < 0
    assert engine.translate([]) == []


def test_both_runtimes_agree_on_the_bundled_model(tmp_path: Path) -> None:
    """In float32 the two write the same beams of the bundled model and score the same."""
    ours = CTranslate2Runtime(bundled(), tmp_path, quantisation="float32")
    theirs = TransformersRuntime(bundled())
    rows = ours.pieces.encode(ARABIC)
    mine, oracle = ours.write(rows, Search(4)), theirs.write(rows, Search(4))
    assert [best[0].pieces for best in mine] == [best[0].pieces for best in oracle]
    targets = ours.pieces.encode_english(ENGLISH)
    for a, b in zip(ours.force(rows, targets), theirs.force(rows, targets)):
        np.testing.assert_allclose(a, b, atol=2e-3)


def test_the_right_english_is_likelier_than_another(tmp_path: Path) -> None:
    """`score` of the bundled model prefers each sentence's own reference, also in int8, and never falls below its
    floor, even for pieces the decoder may not write."""
    engine = open_engine(EngineOptions(cache_dir=tmp_path, use_cache=False))
    pairs = [(a, e) for a in ARABIC for e in ENGLISH]
    means = np.array([np.mean(s.log_probabilities) for s in engine.score(pairs)]).reshape(3, 3)
    assert (means.argmax(axis=1) == range(3)).all()
    (odd,) = engine.score([(ARABIC[0], "☃ 漢字")])
    assert len(odd.pieces) == len(odd.log_probabilities)
    assert min(odd.log_probabilities) == FLOOR


@pytest.mark.filterwarnings("ignore")
def test_the_conversion_equals_ctranslate2s_own(tiny: Path) -> None:
    """Every variable of the model that numpy alone makes is the one that ctranslate2 makes with torch, names and bits;
    configuration and vocabularies too."""
    from ctranslate2.converters import TransformersConverter

    oracle = TransformersConverter(str(tiny))._load()
    mine = translator_spec(read_checkpoint(tiny))
    for spec in (oracle, mine):
        spec.validate()
        spec.optimize(quantization="int8")
    theirs, ours = oracle.variables(), mine.variables()
    assert theirs.keys() == ours.keys()
    for name, value in theirs.items():
        if isinstance(value, str) or isinstance(ours[name], str):
            assert value == ours[name], name
        else:
            np.testing.assert_array_equal(value.numpy(), ours[name].numpy(), err_msg=name)
    assert oracle._vocabularies == mine._vocabularies
    assert {k: oracle.config.to_dict()[k] for k in ("eos_token", "unk_token", "decoder_start_token")} == {
        k: mine.config.to_dict()[k] for k in ("eos_token", "unk_token", "decoder_start_token")
    }


def test_positions_are_marians(opus: Path) -> None:
    """Where the checkpoint holds no positions they are the sinusoids that transformers computes, to the last bit."""
    from transformers import MarianMTModel

    table = MarianMTModel.from_pretrained(opus).model.encoder.embed_positions.weight.detach().numpy()
    np.testing.assert_array_equal(sinusoids(*table.shape), table)
    np.testing.assert_array_equal(read_checkpoint(opus).positions("decoder"), table)


@pytest.mark.parametrize("kind", ["bfloat16", "float16"])
def test_half_precision_checkpoints_are_read(opus: Path, tmp_path: Path, kind: str) -> None:
    """bfloat16, which numpy does not know, and float16 weights become the float32 numbers they stand for."""
    import shutil

    import torch
    from safetensors.torch import load_file, save_file

    folder = tmp_path / "half"
    shutil.copytree(opus, folder)
    halves = {name: t.to(getattr(torch, kind)) for name, t in load_file(opus / "model.safetensors").items()}
    save_file(halves, folder / "model.safetensors")
    read = read_checkpoint(folder).weights
    assert all((read[name] == halves[name].float().numpy()).all() for name in halves)


def test_a_start_that_is_not_zero_is_kept(opus: Path, tmp_path: Path) -> None:
    """A decoder whose start embedding is learned starts from it, and still never writes the start piece."""
    import shutil

    import torch
    from safetensors.torch import load_file, save_file

    folder = tmp_path / "learned"
    shutil.copytree(opus, folder)
    weights = load_file(opus / "model.safetensors")
    weights["model.shared.weight"][-1] = torch.linspace(-0.3, 0.3, 32)
    save_file(weights, folder / "model.safetensors")
    model = in_folder(folder)
    ours = CTranslate2Runtime(model, tmp_path, threads=1, quantisation="float32")
    theirs = TransformersRuntime(model, threads=1)
    rows = ours.pieces.encode(tiny_marian.ARABIC)
    mine, oracle = ours.write(rows, Search(4)), theirs.write(rows, Search(4))
    assert [[h.pieces for h in best] for best in mine] == [[h.pieces for h in best] for best in oracle]
    assert all("<pad>" not in h.pieces for best in mine for h in best)


def test_pieces_are_those_of_marian_tokenizer(opus: Path) -> None:
    """Encoding, language codes included, and decoding equal `MarianTokenizer` after its `normalize`."""
    from transformers import MarianTokenizer

    for folder in (opus, bundled().folder):
        pieces, oracle = Pieces(folder), MarianTokenizer.from_pretrained(folder)
        for text in [*ARABIC, "قال: «نعم»، ثم سكت…", "نسبة 5 % فقط (تقريبا)", "  فراغ   كثير ", "Reuters – 2024"]:
            coded = text if folder != opus else ">>fra<< " + text
            code = [] if folder != opus else [">>fra<<"]
            expected = oracle.tokenize(oracle.normalize(text))
            assert pieces.encode([coded]) == [code + expected]
        for text in ENGLISH:
            written = pieces.encode_english([text])[0]
            ids = [pieces.vocabulary.get(p, 1) for p in written]
            assert pieces.decode(written) == oracle.decode(ids, skip_special_tokens=True) or 1 in ids


def test_commands_in_the_text_are_text(opus: Path) -> None:
    """`</s>` and an unknown `>>xx<<` in an article are read letter by letter; a model with several target languages is
    told to write English."""
    (row,) = Pieces(opus).encode(["</s> >>zz<< سلام"])
    assert row[0] == ">>eng<<"
    assert "</s>" not in row
    assert Pieces(bundled().folder).encode([">>zz<< سلام"])[0][0] != ">>zz<<"


def test_nothing_heavy_is_imported_before_it_is_used(tmp_path: Path) -> None:
    """Opening an engine imports neither torch nor transformers nor ctranslate2, and using the ctranslate2 runtime on
    a converted model imports neither torch nor transformers."""
    code = (
        "import sys, pathlib\n"
        "from auditor.engines import EngineOptions, open_engine\n"
        "engine = open_engine(EngineOptions(cache_dir=pathlib.Path(sys.argv[1]), use_cache=False, threads=1))\n"
        "assert not {'torch', 'transformers', 'ctranslate2'} & set(sys.modules)\n"
        "engine.translate(['وصل الوفد.']); engine.embed(['وصل الوفد.'])\n"
        "assert not {'torch', 'transformers'} & set(sys.modules)\n"
    )
    for kind in ("translator", "encoder"):
        converted(bundled(), kind, "int8", tmp_path)  # type: ignore[arg-type]
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, timeout=120)


def test_a_plain_install_needs_no_torch(opus: Path, tmp_path: Path) -> None:
    """Where torch and transformers cannot be imported, a model is converted, translates, scores and embeds."""
    code = (
        "import sys, pathlib\n"
        "sys.modules['torch'] = sys.modules['transformers'] = None\n"
        "from auditor.engines import EngineOptions, open_engine\n"
        "for model in (sys.argv[1], None):\n"
        "    engine = open_engine(EngineOptions(model=model, cache_dir=pathlib.Path(sys.argv[2]), threads=1))\n"
        "    assert len(engine.translate(['وصل الوفد إلى العاصمة.'])) == 1\n"
        "    assert len(engine.score([('وصل الوفد.', 'The delegation arrived.')])) == 1\n"
        "assert engine.embed(['وصل الوفد.']).shape == (1, 384)\n"
        "assert len(engine.embed_tokens(['وصل الوفد.'])[0][0]) > 1\n"
    )
    subprocess.run([sys.executable, "-c", code, str(opus), str(tmp_path)], check=True, timeout=120)
