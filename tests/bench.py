"""How fast the default runtime is: `python tests/bench.py` prints a Markdown table.

Three ways to translate the same texts with the same model, the same beam, the same output lengths and the same threads,
one after the other in one run: auditor's ctranslate2 runtime (int8, batches by length), `MarianMTModel.generate` in
float32 on padded batches, and `generate` on one sentence at a time. Two models: one of opus-mt's size with random
weights, which writes a fixed number of pieces, and the bundled one. Then a whole run of the command on an article,
first without and then with what the first run left in the cache.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
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


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    options.add_argument("--sentences", type=int, default=30, help="how many are translated in each way")
    options.add_argument("--repeats", type=int, default=2, help="each way runs so often, in turn; the best time counts")
    options.add_argument("--article", type=Path, default=Path("tests/samples/rate-decision.txt"))
    options.add_argument("--references", type=Path, default=Path("references"))
    chosen = options.parse_args()
    import torch
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.set_num_threads(chosen.threads)
    texts = [SENTENCES[k % len(SENTENCES)] for k in range(chosen.sentences)]
    print(f"Sentences a second, beam {BEAM}, {chosen.threads} threads, {chosen.sentences} sentences.\n")
    print(
        "| model | ctranslate2 int8 | generate, batches | generate, one by one | against batches | against one by one |"
    )
    print("|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        from auditor.engines.locate import bundled, in_folder

        how = (Path(folder), chosen.threads, chosen.repeats)
        opus = in_folder(random_model(Path(folder) / "opus-mt-size"))
        print(row("opus-mt size, random weights", opus, texts, *how, fixed=30), flush=True)
        print(row("bundled", bundled(), texts, *how), flush=True)
        print()
        print(whole_runs(chosen.article, chosen.references, Path(folder) / "cache", chosen.threads))


def row(
    name: str, model: Any, texts: Sequence[str], cache: Path, threads: int, repeats: int, fixed: int | None = None
) -> str:
    """Three measurements of one model as a line of the table. `fixed`: pieces written for each sentence."""
    fast, (batches, single) = ours(model, cache, threads, fixed), theirs(model, fixed)
    for way in (fast, batches, single):
        way(texts[:2])  # load, convert, warm up
    rounds = [[seconds(lambda way=way: way(texts)) for way in (fast, batches, single)] for _ in range(repeats)]
    own, batched, alone = speeds = [len(texts) / min(times) for times in zip(*rounds)]
    numbers = " | ".join(f"{s:.1f}" for s in speeds)
    return f"| {name} | {numbers} | {own / batched:.1f}× | {own / alone:.1f}× |"


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


def whole_runs(article: Path, references: Path, cache: Path, threads: int) -> str:
    """Seconds from start to finish of the command: nothing converted, nothing cached but the model, everything
    cached."""
    lines = ["Start to finish of `audit` on one article, in seconds.\n", "| first run | model converted | all cached |"]
    command = [sys.executable, "-m", "auditor", str(article), "-R", str(references), "--threads", str(threads)]
    taken = []
    for extra in (["--no-cache"], ["--no-cache"], [], []):
        full = [*command, "-m", "ar-en-mini", "--cache", str(cache), "--fail-on", "never", "-q", *extra]
        taken.append(seconds(lambda full=full: subprocess.run(full, check=True, stdout=subprocess.DEVNULL)))
    return "\n".join([*lines, "|---|---|---|", f"| {taken[0]:.1f} | {taken[1]:.1f} | {taken[3]:.1f} |"])


if __name__ == "__main__":
    main()
