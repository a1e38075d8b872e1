"""How fast translating and auditing are, in one run: `make bench` prints Markdown tables, which docs/speed.md quotes.

    python tests/bench.py --threads 1 --sentences 30 --repeats 5 --articles 10 100 1000

In the first two tables every number of seconds is the median of `--repeats` runs, the ways that are compared taking turns,
so that a ratio compares what ran beside each other; each row of the others is one run.

1. Engines, on the same sentences: auditor's ctranslate2 runtime (int8, batches by length), `MarianMTModel.generate` in
   float32 on padded batches, and `generate` on one sentence at a time. Two models: one of opus-mt's size with random
   weights, which writes a fixed number of pieces, and the bundled one.
2. A whole audit of these sentences against a reference, without the cache, beside its raw engine, with either model; with
   every translation and vector in the cache; and the command on an article that did not change, and its start.
3. The command on folders of short articles, and on a long one, without the cache: how time and memory grow
   (two tables).
4. `auditor batch` in one process and on workers of Ray.
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
from dataclasses import replace
from pathlib import Path
from statistics import median

from bench_models import BEAM, PIECES, AsSlowAs, ours, random_model, theirs
from toolbox import CODE

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
BUNDLED, OPUS = "bundled", "opus-mt size"
RAY = ("--on", "ray", "--workers")
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
    options.add_argument("--batch", type=int, default=96, help="articles for one process and for workers of Ray")
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
            workers(Path(folder), chosen.batch, 6),
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
    for name, model, fixed in ((f"{OPUS}, random weights", opus, PIECES), (BUNDLED, bundled(), None)):
        ways = (ours(model, folder / "cache", threads, fixed), *theirs(model, fixed))
        for way in ways:
            way(texts[:2])  # load, convert, warm up
        taken = in_turn([lambda way=way: way(texts) for way in ways], repeats)
        own, batched, alone = (len(texts) / each for each in taken)
        numbers = f"{own:.1f} | {batched:.1f} | {alone:.1f}"
        yield f"| {name} | {numbers} | {own / batched:.1f}× | {own / alone:.1f}× |"


def whole_audits(folder: Path, texts: Sequence[str], threads: int, repeats: int) -> Iterator[str]:
    """A whole audit beside its raw engine, with each of the two models; what is asked again; the command's start."""
    from auditor import Settings, audit_texts
    from auditor.engines.locate import bundled, in_folder
    from auditor.engines.open import TranslatorWithWitness
    from auditor.instruments import open_instruments
    from auditor.records import EngineInfo
    from auditor.scoring import calibration

    settings = Settings(model="ar-en-mini", threads=threads, cache=folder / "cache", no_cache=True)
    mini = open_instruments(settings)
    raw = {OPUS: ours(in_folder(folder / "opus-mt-size"), folder / "cache", threads, PIECES)}
    raw[BUNDLED] = ours(bundled(), folder / "cache", threads, None)
    # What random weights write would be audited at length; so the bundled model's words stand for it.
    said = dict(zip(texts, (t.text for t in mini.engine.translate(texts))))
    clean = next(c for c in calibration.shipped() if c.name == "opus-mt-ar-en")
    slow = AsSlowAs(said, raw[OPUS], clean.engine, clean.revision)
    info = EngineInfo(slow.name, slow.revision, slow.runtime, BEAM, clean.name)
    opus = replace(mini, engine=TranslatorWithWitness(slow, mini.engine), info=info, calibration=clean)
    article, reference = "\n".join(texts), "\n".join(numbered(ENGLISH, k, "number") for k in range(len(texts)))
    kept = replace(settings, no_cache=False)
    remembering = open_instruments(kept)
    desk = lay(folder / "desk", 1, len(texts))

    def command(*arguments: str) -> None:
        called = [sys.executable, "-m", "auditor", "-q", *arguments]
        subprocess.run(called, cwd=desk, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)

    ways: dict[str, Callable[[], object]] = {
        "raw engine": lambda: raw[BUNDLED](texts),
        "whole audit": lambda: audit_texts(article, reference, settings, instruments=mini),
        "raw engine of opus-mt's size": lambda: raw[OPUS](texts),
        "whole audit with it": lambda: audit_texts(article, reference, settings, instruments=opus),
        "compared again, nothing to translate": lambda: audit_texts(article, reference, kept, instruments=remembering),
        "`audit` of an unchanged article": lambda: command(
            "inbox/0.txt", "-m", "ar-en-mini", "--cache", str(folder / "cache"), "--fail-on", "never"
        ),
        "`audit --version`": lambda: command("--version"),
    }
    for way in ways.values():
        way()
    taken = dict(zip(ways, in_turn(list(ways.values()), repeats)))
    yield f"One article of {len(texts)} sentences, {threads} threads, medians of {repeats}.\n"
    yield "| what | seconds | sentences a second | of the raw engine's |"
    yield "|---|---|---|---|"
    beside = {"whole audit": "raw engine", "whole audit with it": "raw engine of opus-mt's size"}
    for what, took in taken.items():
        rate = "" if what.startswith("`") else f"{len(texts) / took:.1f}"  # a command starts besides
        engine = beside.get(what, what)
        share = f"{taken[engine] / took:.0%}" if engine.startswith("raw engine") else ""
        yield f"| {what} | {took:.2f} | {rate} | {share} |"


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
        used = measured(command, place)
        now = (size, *used)
        times = [f"{new / old:.1f}×" for new, old in zip(now, before)] or [""] * 3
        yield f"| {size:,} | {now[1]:.1f} | {now[2]:.0f} | {' | '.join(times)} |"
        before = now


def workers(folder: Path, articles: int, sentences: int) -> Iterator[str]:
    """Seconds of `auditor batch` in this process, and on workers of Ray, each on one thread."""
    desk = lay(folder / "batch", articles, sentences)
    which = f"{articles} articles of {sentences} sentences each"
    how = "bundled model, one thread each, without the cache, one run each, Ray's start included"
    yield f"`auditor batch`, {which}, {how}.\n"
    yield "| on | seconds | sentences a second | times one process |"
    yield "|---|---|---|---|"
    here = 0.0
    for what, more in (("one process", ()), ("Ray, one worker", RAY + ("1",)), ("Ray, two workers", RAY + ("2",))):
        command = [sys.executable, "-c", CODE, "batch", "inbox", "out.jsonl", "-q", "-m", "ar-en-mini"]
        command += ["--threads", "1", "--no-cache", "--cache", str(folder / "cache"), *more]
        command += ["--fail-on", "never"]
        used, _ = measured(command, desk)
        here = here or used
        yield f"| {what} | {used:.1f} | {articles * sentences / used:.1f} | {here / used:.2f}× |"


def measured(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Seconds of a command, and megabytes that its largest process took."""
    used = subprocess.check_output([sys.executable, "-c", MEASURE, *command], cwd=folder, env=ENVIRONMENT)
    took, megabytes = json.loads(used)
    return took, megabytes


def lay(folder: Path, articles: int, sentences: int) -> Path:
    """A folder with so many articles of so many sentences, no two of which are the same, and their references."""
    for place, texts, word in (("inbox", SENTENCES, "رقم"), ("references", ENGLISH, "number")):
        (folder / place).mkdir(parents=True)
        for n in range(articles):
            text = "\n".join(numbered(texts, n * sentences + k, word) for k in range(sentences))
            (folder / place / f"{n}.txt").write_text(text, encoding="utf-8")
    return folder


def seconds(action: Callable[[], object]) -> float:
    """How long `action` takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
