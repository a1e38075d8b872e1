"""How fast translating and auditing are, in one run: `make bench` prints Markdown tables, which docs/speed.md quotes.

    python tests/bench.py --threads 1 --sentences 30 --repeats 5 --articles 10 100 1000

Every number of seconds is the median of `--repeats` runs, the ways that are compared taking turns, so that a ratio compares
what ran beside each other; the articles of the last table are audited once for each number of them.

1. Engines, on the same sentences: auditor's ctranslate2 runtime (int8, batches by length), `MarianMTModel.generate` in
   float32 on padded batches, and `generate` on one sentence at a time. Two models: one of opus-mt's size with random
   weights, which writes a fixed number of pieces, and the bundled one.
2. A whole audit of these sentences against a reference, with the bundled model and beside its raw engine: with an empty
   cache, and again with what that left there; and how long the command takes to start.
3. The command on folders of short articles, and on a long one, without the cache: how time and memory grow.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

BEAM = 4
OPUS_MT = {"layers": 6, "width": 512, "heads": 8, "inner": 2048, "pieces": 62_834}
SENTENCES = (
    "أعلنت وزارة النقل أن الميناء القديم سيعود إلى العمل مطلع الشهر المقبل بعد ثلاث سنوات من الإصلاحات.",
    "وقال مدير الميناء للصحفيين إن أول سفينة ستصل صباح الأحد وعلى متنها ألفا طن من القمح.",
    "ارتفعت الأسعار بنسبة أربعة في المئة.",
    "ولم ترد الشركة المشغلة على طلب للتعليق حتى مساء الاثنين.",
    "وكان إعصار قد دمر الأرصفة الشرقية ومبنى الجمارك وأدى إلى مقتل سبعة عمال كانوا يحتمون في أحد المخازن.",
    "ويأمل الصيادون أن يجدوا مكانا لقواربهم قبل بداية الموسم.",
    "غير أن نقابة عمال الشحن تخشى أن تحل الرافعات الجديدة التي لا تحتاج إلى سائق محل مئتين من أعضائها.",
    "وقالت رئيسة البلدية إن المدينة انتظرت طويلا، وإن هذا اليوم عيد لكل من فيها.",
    "وستبقى الطريق المؤدية إلى الميناء مغلقة أمام الشاحنات ليلا حتى نهاية العام.",
    "وبلغت تكلفة المشروع مئة وعشرين مليون دولار، دفع البنك الدولي نصفها قرضا لمدة عشرين عاما.",
)
ENGLISH = (
    "The transport ministry said the old port would return to work at the start of next month after three years of repairs.",
    "The port's director told reporters the first ship would arrive on Sunday morning with two thousand tons of wheat.",
    "Prices rose by four percent.",
    "The operating company did not respond to a request for comment by Monday evening.",
    "A hurricane had destroyed the eastern docks and the customs building and killed seven workers who hid in a warehouse.",
    "Fishermen hope to find a place for their boats before the season begins.",
    "But the dockers' union fears that the new cranes, which need no driver, will replace two hundred of its members.",
    "The mayor said the city had waited a long time, and that this day was a feast for everyone in it.",
    "The road to the port will stay closed to lorries at night until the end of the year.",
    "The project cost 120 million dollars, half of which the World Bank paid as a loan over twenty years.",
)
"""The same in English."""
SHORT = 2
"""Sentences of a short article."""
MEASURE = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(json.dumps([time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024]))
"""
"""Runs a command and prints its seconds and megabytes. In a small process of its own: a child begins with the peak of
whoever started it."""
ROOT = Path(__file__).parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    options.add_argument("--sentences", type=int, default=30, help="how many are translated and audited in each way")
    options.add_argument("--repeats", type=int, default=5, help="each way runs so often, in turn; the median counts")
    options.add_argument("--articles", type=int, nargs="*", default=[10, 100, 1000], help="how many short ones")
    options.add_argument("--long", type=int, nargs="*", default=[250, 2500], help="sentences of a single article")
    chosen = options.parse_args()
    import torch
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.set_num_threads(chosen.threads)
    texts = [numbered(SENTENCES, k, "رقم") for k in range(chosen.sentences)]
    with tempfile.TemporaryDirectory() as folder:
        tables = (
            engines(Path(folder), texts, chosen.threads, chosen.repeats),
            whole_audits(Path(folder), texts, chosen.threads, chosen.repeats),
            growth(Path(folder), "articles", [(size, size, SHORT) for size in chosen.articles], chosen.threads),
            growth(Path(folder), "sentences", [(size, 1, size) for size in chosen.long], chosen.threads),
        )
        for number, table in enumerate(tables):
            if number:
                print()
            for line in table:
                print(line, flush=True)


def numbered(sentences: Sequence[str], k: int, word: str) -> str:
    """Sentence k of an endless text, no two of which are the same: a number is put before the full stop."""
    sentence = sentences[k % len(sentences)]
    return sentence if k < len(sentences) else f"{sentence[:-1]} ({word} {k}){sentence[-1]}"


def in_turn(ways: Sequence[Callable[[], object]], repeats: int) -> list[float]:
    """Median seconds of each way; they take turns."""
    rounds = [[seconds(way) for way in ways] for _ in range(repeats)]
    return [median(times) for times in zip(*rounds)]


def engines(folder: Path, texts: Sequence[str], threads: int, repeats: int) -> Iterator[str]:
    """Sentences a second of each engine."""
    from auditor.engines.locate import bundled, in_folder

    yield f"Sentences a second, beam {BEAM}, {threads} threads, {len(texts)} sentences, medians of {repeats}.\n"
    yield "| model | ctranslate2 int8 | generate, batches | generate, one by one | against batches | against one by one |"
    yield "|---|---|---|---|---|---|"
    opus = in_folder(random_model(folder / "opus-mt-size"))
    for name, model, fixed in (("opus-mt size, random weights", opus, 30), ("bundled", bundled(), None)):
        ways = (ours(model, folder, threads, fixed), *theirs(model, fixed))
        for way in ways:
            way(texts[:2])  # load, convert, warm up
        taken = in_turn([lambda way=way: way(texts) for way in ways], repeats)
        own, batched, alone = (len(texts) / each for each in taken)
        numbers = f"{own:.1f} | {batched:.1f} | {alone:.1f}"
        yield f"| {name} | {numbers} | {own / batched:.1f}× | {own / alone:.1f}× |"


def whole_audits(folder: Path, texts: Sequence[str], threads: int, repeats: int) -> Iterator[str]:
    """A whole audit with the bundled model beside its raw engine, and the start of the command."""
    from auditor import Settings, audit_texts
    from auditor.engines.locate import bundled
    from auditor.instruments import open_instruments

    cache = folder / "cache"
    raw = ours(bundled(), cache, threads, None)
    settings = Settings(model="ar-en-mini", threads=threads, cache=cache)
    instruments = open_instruments(settings)
    reference = "\n".join(numbered(ENGLISH, k, "number") for k in range(len(texts)))

    def audited() -> None:
        audit_texts("\n".join(texts), reference, settings, instruments=instruments)

    def anew() -> None:
        for kept in cache.glob("*.sqlite3*"):
            kept.unlink()
        audited()

    def started() -> None:
        subprocess.run([sys.executable, "-m", "auditor", "--version"], check=True, stdout=subprocess.DEVNULL)

    ways = (lambda: raw(texts), anew, audited, started)
    for way in ways:
        way()
    engine, first, again, start = in_turn(ways, repeats)
    yield f"One article of {len(texts)} sentences, bundled model, {threads} threads, medians of {repeats}.\n"
    yield "| what | seconds | sentences a second | of the raw engine's |"
    yield "|---|---|---|---|"
    for what, taken in (("raw engine", engine), ("whole audit, cache empty", first), ("the same again, cached", again)):
        yield f"| {what} | {taken:.2f} | {len(texts) / taken:.1f} | {engine / taken:.0%} |"
    yield f"| `audit --version` | {start:.2f} | | |"


def growth(folder: Path, what: str, sizes: Sequence[tuple[int, int, int]], threads: int) -> Iterator[str]:
    """Seconds and memory of the command on folders of articles, and how often as much they are as in the row above; of each
    size what is shown of it, how many articles, and sentences of each."""
    which = f"Articles of {SHORT} sentences each" if what == "articles" else "One article"
    yield f"{which}, bundled model, {threads} threads, without the cache, one run each.\n"
    yield f"| {what} | seconds | MB at most | {what}, times | seconds, times | MB, times |"
    yield "|---|---|---|---|---|---|"
    before: tuple[float, ...] = ()
    for size, many, long in sizes:
        place = lay(folder / f"{what}-{size}", many, long)
        command = [
            sys.executable,
            "-m",
            "auditor",
            "inbox",
            "-m",
            "ar-en-mini",
            "--threads",
            str(threads),
            "--no-cache",
        ]
        command += ["--cache", str(folder / "cache"), "--fail-on", "never", "-f", "jsonl", "-q"]
        used = json.loads(
            subprocess.check_output([sys.executable, "-c", MEASURE, *command], cwd=place, env=ENVIRONMENT)
        )
        now = (size, *used)
        times = [f"{new / old:.1f}×" for new, old in zip(now, before)] or [""] * 3
        yield f"| {size:,} | {now[1]:.1f} | {now[2]:.0f} | {' | '.join(times)} |"
        before = now


def lay(folder: Path, articles: int, sentences: int) -> Path:
    """A folder with so many articles of so many sentences, no two of which are the same, and their references."""
    for place, texts, word in (("inbox", SENTENCES, "رقم"), ("references", ENGLISH, "number")):
        (folder / place).mkdir(parents=True)
        for n in range(articles):
            text = "\n".join(numbered(texts, n * sentences + k, word) for k in range(sentences))
            (folder / place / f"{n}.txt").write_text(text, encoding="utf-8")
    return folder


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


def seconds(action: Callable[[], object]) -> float:
    """How long `action` takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


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


SIDES = {"layers": "layers", "attention_heads": "heads", "ffn_dim": "inner"}


if __name__ == "__main__":
    main()
