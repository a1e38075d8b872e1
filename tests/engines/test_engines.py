"""The engines: both runtimes, the conversion without torch, tokens, vectors, limits, faults."""

from __future__ import annotations

import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest
import tiny_marian
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.engines import EngineOptions, open_engine
from auditor.engines.batches import batches
from auditor.engines.checkpoint import read_checkpoint, sinusoids
from auditor.engines.convert import converted, translator_spec
from auditor.engines.ctranslate2 import CTranslate2Runtime
from auditor.engines.encoder import Encoder
from auditor.engines.faults import fault, loops
from auditor.engines.limits import MOST_PARTS, cut
from auditor.engines.locate import bundled, in_folder
from auditor.engines.pieces import Pieces
from auditor.engines.search import Search, Written
from auditor.engines.transformers import TransformersRuntime
from auditor.engines.translator import FLOOR, MarianTranslator

ARABIC = [
    "قال الوزير إن الحكومة ستفتح ثلاثة مستشفيات جديدة في العام المقبل.",
    "ارتفعت أسعار القمح بنسبة 12% بعد موجة الجفاف في الشمال.",
    "وصل الوفد إلى العاصمة مساء الثلاثاء لإجراء محادثات مع الرئيس.",
]
ENGLISH = [
    "The minister said the government would open three new hospitals next year.",
    "Wheat prices rose by 12% after the drought in the north.",
    "The delegation arrived in the capital on Tuesday evening for talks with the president.",
]

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


@pytest.fixture(scope="module")
def opus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny MarianMT folder of the opus-mt kind."""
    return tiny_marian.build(tmp_path_factory.mktemp("tiny") / "opus")


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    """The bundled encoder."""
    return Encoder(bundled(), tmp_path_factory.mktemp("cache"), threads=1)


class Scripted:
    """A runtime that writes what it is told: for each call a list of texts, pieces being words."""

    name = "scripted"
    config = {"max_position_embeddings": 512}

    def __init__(self, pieces: Pieces, *calls: list[str]) -> None:
        self.pieces = pieces
        self.calls = list(calls)
        self.asked: list[tuple[list[list[str]], Search]] = []

    def write(self, rows: list[list[str]], search: Search) -> list[list[Written]]:
        self.asked.append((list(rows), search))
        texts = self.calls.pop(0)
        assert len(texts) == len(rows)
        return [[Written(tuple("▁" + w for w in text.split()), -1.0, False)] for text in texts]

    def force(self, sources: list[list[str]], targets: list[list[str]]) -> list[list[float]]:
        return [[-1e9, *([-1.0] * len(t))] for t in targets]


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


@given(st.lists(st.lists(st.sampled_from("ab"), max_size=9), max_size=30), st.integers(1, 40))
def test_batches_hold_every_row_once(rows: list[list[str]], tokens: int) -> None:
    """Every row is in one batch, no batch is larger than allowed unless it is a single row, and the order in which
    rows come does not change what stands together."""
    found = list(batches(rows, tokens))
    assert sorted(i for batch in found for i in batch) == list(range(len(rows)))
    assert all(len(b) == 1 or len(b) * max(len(rows[i]) for i in b) <= tokens for b in found)
    backwards = rows[::-1]
    assert [[rows[i] for i in b] for b in found] == [[backwards[i] for i in b] for b in batches(backwards, tokens)]


@given(st.text(alphabet="اب ت،.؟\n", max_size=400), st.integers(1, 60))
def test_cut_loses_no_word(text: str, limit: int) -> None:
    """The parts hold every letter of the text in order, unless they say they are not the whole."""
    parts, whole = cut(text, len(text), limit)
    letters = "".join(text.split())
    joined = "".join("".join(part.split()) for part in parts)
    assert joined == letters if whole else letters.startswith(joined)
    assert len(parts) <= MOST_PARTS


def test_cut_prefers_the_end_of_a_clause() -> None:
    """A comma or a full stop near the middle is where a long sentence is cut."""
    text = "قال الوزير إن الأسعار ارتفعت كثيرا هذا العام، ولم تستطع الحكومة أن تفعل شيئا حيال ذلك حتى الآن"
    parts, whole = cut(text, 40, 20)
    assert whole
    assert parts[0].endswith("،")
    assert len(parts) == 2


@pytest.mark.parametrize(
    ("source", "english", "expected"),
    [
        (ARABIC[0], ENGLISH[0], None),
        (ARABIC[0], "the the the the", "loop"),
        (ARABIC[0], "in the city of the city of the city of the city", "loop"),
        (ARABIC[0], "The minister.", "dropped text"),
        (ARABIC[0] + " " + ARABIC[1], ENGLISH[0], "dropped text"),
        (ARABIC[0] + " " + ARABIC[1], ENGLISH[0] + " " + ENGLISH[1], None),
        (ARABIC[0], "", "empty"),
        (ARABIC[0], "...", "empty"),
        ("لا لا لا لا لا", "No, no, no, no, no", None),
        ("نعم.", "Yes.", None),
        ("", "", None),
    ],
)
def test_faults(source: str, english: str, expected: str | None) -> None:
    """Loops, dropped text and silence are seen; a source that repeats itself may be repeated."""
    assert fault(source, english) == expected


@given(st.lists(st.integers(0, 10_000), unique=True, max_size=60))
def test_words_that_never_repeat_do_not_loop(numbers: list[int]) -> None:
    """No text of different words is a loop; any text said three times over is one."""
    words = [str(n) for n in numbers]
    assert not loops(words)
    if 1 < len(words) <= 8:
        assert loops(words * 3)


def test_a_loop_is_tried_again_and_mended() -> None:
    """A looping translation is replaced by what a second search without repeats finds; only that sentence is asked
    for again."""
    runtime = Scripted(Pieces(bundled().folder), ["on and on and on and on and on", ENGLISH[1]], [ENGLISH[0]])
    found = MarianTranslator(bundled(), runtime).translate(ARABIC[:2])
    assert [t.text for t in found] == ENGLISH[:2]
    assert [t.problem for t in found] == [None, None]
    rows, search = runtime.asked[1]
    assert len(rows) == 1
    assert search.no_repeat_ngram == 3
    assert search.repetition_penalty > 1


def test_a_loop_that_stays_is_said() -> None:
    """Where the second search loops too, the first translation is kept and marked."""
    text = "on and on and on and on and on"
    (found,) = MarianTranslator(bundled(), Scripted(Pieces(bundled().folder), [text], [text])).translate(ARABIC[:1])
    assert (found.text, found.problem) == (text, "loop")


def test_dropped_text_is_tried_again_in_halves() -> None:
    """A model that stops after the first of two sentences gets them one by one."""
    both = f"{ARABIC[0]} {ARABIC[1]}"
    runtime = Scripted(Pieces(bundled().folder), [ENGLISH[0]], ENGLISH[:2])
    (found,) = MarianTranslator(bundled(), runtime).translate([both])
    assert (found.text, found.problem) == (f"{ENGLISH[0]} {ENGLISH[1]}", None)
    assert runtime.asked[1][0] == runtime.pieces.encode(ARABIC[:2])


def test_an_endless_sentence_is_said_to_be_too_long(tmp_path: Path) -> None:
    """Hostile input: of a sentence of a hundred thousand words the beginning is translated, in little time, and the
    translation is marked."""
    engine = open_engine(EngineOptions(cache_dir=tmp_path, use_cache=False, beam=1))
    (found,) = engine.translate(["وصل الوفد إلى العاصمة " * 25_000])
    assert found.problem == "too long"


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


def test_marks_do_not_change_the_translation(tmp_path: Path) -> None:
    """The bundled model reads a vowelled and a decomposed sentence as the plain one."""
    engine = open_engine(EngineOptions(cache_dir=tmp_path, use_cache=False, beam=1))
    plain, vowelled = "وصل الوفد إلى العاصمة", "وَصَلَ الوَفْدُ إلى العاصِمَة"
    decomposed = unicodedata.normalize("NFD", plain)
    first, *others = engine.translate([plain, vowelled, decomposed])
    assert {t.text for t in others} == {first.text}


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
