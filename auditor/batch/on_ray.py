"""The same run on the workers of Ray, each of which holds one engine.

Chunks are read where there is room and audited by a pool of actors. An actor that is lost is started again, and the chunk
that it was at is done again, the third time row by row; a row that takes its worker down then becomes one that says so.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import signal
import threading
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from auditor.batch.audits import Auditor, Result, broken
from auditor.batch.inputs import Input, Stretch
from auditor.batch.rows import Row
from auditor.errors import AuditError, SettingsError
from auditor.instruments import open_instruments
from auditor.settings.settings import Settings

TOGETHER = 2
"""How often a chunk is tried as a whole."""
_READERS = 2
"""Parts of the input that are read at a time; they take no core from the workers, whose work is a thousand times theirs."""
_STORE = 512 * 1024**2
"""Bytes of shared memory for chunks and results on the way, where this run starts Ray itself."""


def on_ray(source: Input, settings: Settings, folder: Path, workers: int | None) -> Generator[Result]:
    """The results of an input, in its order, audited by a pool of workers on the cluster that RAY_ADDRESS names, else on
    this machine.

    Args:
        source: must be readable under the same path by every worker.
        settings: of every worker; `threads` None is one each.
        folder: below which files that a table names must lie.
        workers: None: as many as there are cores for.

    Raises:
        SettingsError: the extra is not installed, or Ray cannot be had. AuditError: the engine cannot work, or the input
        cannot be read.
    """
    if find_spec("ray") is None:
        raise SettingsError("--on ray needs an extra; pip install 'auditor[ray]'.")
    threads = settings.threads or 1
    stretches = list(source.stretches())
    open_instruments(settings)  # what is wrong with the model is said before anything is started
    with _connected(workers, threads) as cores:
        yield from _audited(source, stretches, settings, folder, workers or max(1, cores // threads))


@contextmanager
def _connected(workers: int | None, threads: int) -> Iterator[int]:
    """A connection to Ray; yields the number of its cores. What was started here is ended here."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
    if not os.environ.get("RAY_ADDRESS"):
        _lock()
    import ray

    if ray.is_initialized():
        yield int(ray.cluster_resources().get("CPU", 1))
        return
    ends = signal.getsignal(signal.SIGTERM)
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        if os.environ.get("RAY_ADDRESS"):
            ray.init(**quiet)
        else:
            cores = workers * threads if workers else len(os.sched_getaffinity(0))
            ray.init(
                address="local",
                num_cpus=max(cores, threads),
                include_dashboard=False,
                object_store_memory=_STORE,
                **quiet,
            )
    except (OSError, RuntimeError, ValueError) as error:
        raise SettingsError(f"Ray cannot be had ({str(error).splitlines()[0]}); see its logs in /tmp/ray.") from error
    try:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, ends)  # for which Ray has an exit code of its own
        yield int(ray.cluster_resources().get("CPU", 1))
    finally:
        ray.shutdown()


def _lock() -> None:
    """Ray started here listens on all addresses of this machine, and whoever reaches it can run anything: nobody gets in
    without a word that only this run knows. Ray reads it when it is imported."""
    os.environ["RAY_AUTH_MODE"] = "token"
    os.environ["RAY_AUTH_TOKEN"] = secrets.token_hex(32)


def _audited(
    source: Input, stretches: Sequence[Stretch], settings: Settings, folder: Path, workers: int
) -> Iterator[Result]:
    """The results. Raises AuditError."""
    if not stretches:
        return
    import ray
    from ray.data import ActorPoolStrategy, TaskPoolStrategy

    for handler in logging.getLogger("ray.data").handlers:
        if not isinstance(handler, logging.FileHandler):
            handler.setLevel(logging.CRITICAL)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.execution_options.preserve_order = True
    # A chunk a block, so that a chunk is what a worker gets, and what is lost with it.
    context.target_max_block_size = 1
    tries = ray.remote(num_cpus=0, max_restarts=-1, max_task_retries=-1)(Tries).remote()
    parts = ray.data.from_items([{"stretch": json.dumps(s)} for s in stretches], override_num_blocks=len(stretches))
    read = parts.flat_map(Reader(source), num_cpus=0, compute=TaskPoolStrategy(size=min(_READERS, len(stretches))))
    results = read.map_batches(
        Worker,
        fn_constructor_args=(settings, folder, tries),
        batch_size=1,
        num_cpus=settings.threads or 1,
        # Actors are started again and tasks done again without end, unless told otherwise.
        compute=ActorPoolStrategy(size=workers),
    )
    for found in results.iter_rows():
        if found["stop"]:
            raise AuditError(found["stop"])
        yield from json.loads(found["results"])


class Tries:
    """Knows, for all workers, how often something was begun and not ended."""

    def __init__(self) -> None:
        self._begun: Counter[str] = Counter()

    def begin(self, what: str) -> int:
        """How often it was begun before and not ended."""
        self._begun[what] += 1
        return self._begun[what] - 1

    def end(self, what: str) -> None:
        """It was done."""
        del self._begun[what]


class Reader:
    """Reads parts of the input."""

    def __init__(self, source: Input) -> None:
        self._source = source

    def __call__(self, part: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The chunks of a part, or the sentence that ends the run."""
        try:
            for number, rows in self._source.read(tuple(json.loads(part["stretch"]))):
                yield {"number": number, "rows": json.dumps([astuple(row) for row in rows]), "stop": ""}
        except AuditError as error:
            yield {"number": -1, "rows": "[]", "stop": str(error)}


class Worker:
    """An actor with one engine."""

    def __init__(self, settings: Settings, folder: Path, tries: Any) -> None:
        self._settings, self._folder = replace(settings, threads=settings.threads or 1), folder
        self._tries = tries
        self._auditor: Auditor | None = None

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """A chunk, in columns with one value each; its results, or the sentence that ends the run."""
        (number,), (rows,), (stop,) = batch["number"], batch["rows"], batch["stop"]
        results: list[Result] = []
        try:
            if not stop:
                self._auditor = self._auditor or Auditor.open(self._settings, self._folder)
                results = self._results(self._auditor, int(number), [Row(*row) for row in json.loads(rows)])
        except AuditError as error:
            stop = str(error)
        return {"results": [json.dumps(results)], "stop": [stop]}

    def _results(self, auditor: Auditor, number: int, rows: Sequence[Row]) -> list[Result]:
        import ray

        def begun_before(what: str) -> int:
            return int(ray.get(self._tries.begin.remote(what)))

        if begun_before(f"{number}") < TOGETHER:
            results = auditor.results(rows)
        else:
            results = []
            for n, row in enumerate(rows):
                if begun_before(f"{number}.{n}"):
                    name = "a row without id" if row.id is None else row.id
                    message = (
                        f"{name}: not audited, since each worker that tried has ended; give it to `audit` by itself."
                    )
                    results.append(broken(row.id, message))
                else:
                    results += auditor.results([row])
                    ray.get(self._tries.end.remote(f"{number}.{n}"))
        ray.get(self._tries.end.remote(f"{number}"))
        return results
