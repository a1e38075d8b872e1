"""Options in, engine out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.engines.locate import (
    BUNDLED,
    ModelFiles,
    bundled,
    default_model,
    in_folder,
    in_hub_cache,
    is_hub_name,
    named,
    network_allowed,
    require_complete,
    require_pinnable,
)
from auditor.engines.protocol import Engine, EngineOptions, TokenVectors, Translator, Witness
from auditor.engines.search import PieceRuntime
from auditor.errors import EngineError
from auditor.records import TokenScores, Translation

if TYPE_CHECKING:
    import numpy as np

    from auditor.engines.store import Store


@dataclass(frozen=True, slots=True)
class TranslatorWithWitness:
    """A translator with a witness beside it: an `Engine`."""

    translator: Translator
    witness: Witness
    hint: str | None = None

    @property
    def name(self) -> str:
        """Name of the model that translates."""
        return self.translator.name

    @property
    def revision(self) -> str:
        """Revision of the model that translates."""
        return self.translator.revision

    @property
    def runtime(self) -> str:
        """What computes the translation."""
        return self.translator.runtime

    @property
    def beam(self) -> int | None:
        """Beam size of the translation."""
        return self.translator.beam

    @property
    def can_score(self) -> bool:
        """Whether `score` works."""
        return self.translator.can_score

    @property
    def identity(self) -> str:
        """What pins the vectors."""
        return self.witness.identity

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """One translation for each sentence, in the order given."""
        return self.translator.translate(sentences)

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[TokenScores]:
        """Forced decoding of the English given the Arabic."""
        return self.translator.score(pairs)

    def embed(self, sentences: Sequence[str]) -> np.ndarray:
        """Vectors of length 1, float32 (n, d)."""
        return self.witness.embed(sentences)

    def embed_tokens(self, sentences: Sequence[str]) -> list[TokenVectors]:
        """Pieces of each sentence and their vectors."""
        return self.witness.embed_tokens(sentences)


def cache_folder(options: EngineOptions) -> Path:
    """Where converted models and translations are kept."""
    import platformdirs

    return options.cache_dir or Path(platformdirs.user_cache_dir("auditor"))


def choose_model(options: EngineOptions) -> ModelFiles:
    """The model asked for, else the best one that is on this machine.

    A Hub model that is not in the local cache is fetched, unless the options or HF_HUB_OFFLINE forbid it. Raises
    EngineError where the model cannot be had or is not complete.
    """
    from auditor.engines import hub

    if options.model is None:
        require_pinnable(None, options.revision)
        return default_model(options.allow_pickle)
    name, revision = named(options.model, options.revision)
    require_pinnable(name, revision)
    if name == BUNDLED:
        return bundled()
    if not is_hub_name(name):
        return in_folder(Path(name).expanduser(), options.allow_pickle)
    model = in_hub_cache(name, revision)
    if model is None:
        get = hub.pull if network_allowed(options.offline) else hub.local
        return get(name, revision, options.allow_pickle)
    require_complete(model, options.allow_pickle)
    return model


def open_engine(options: EngineOptions, store: Store | None = None) -> Engine:
    """The engine asked for; nothing heavy is imported or loaded before it is used.

    `store`: from `open_store(options)`, where somebody else keeps things there too: one that cannot be used is then waited
    for once. Opened here where it is not given.

    Raises EngineError where the model is not there or not complete. A model that turns out to be broken raises it
    when it is first used.
    """
    from auditor.engines.encoder import Encoder
    from auditor.engines.translator import MarianTranslator

    model = choose_model(options)
    translator: Translator = MarianTranslator(model, _runtime(model, options), options.beam)
    # The bundled encoder serves beside whichever model translates.
    witness: Witness = Encoder(bundled(), cache_folder(options), options.threads, singly=options.deterministic)
    store = store or open_store(options)
    if store is not None:
        from auditor.engines.cache import CachedTranslator, CachedWitness

        translator, witness = CachedTranslator(translator, store), CachedWitness(witness, store)
    return TranslatorWithWitness(translator, witness, model.hint)


def open_store(options: EngineOptions) -> Store | None:
    """What was computed; None where nothing is to be kept. What batches had a part in must not answer for what was computed
    sentence by sentence."""
    if not options.use_cache:
        return None
    from auditor.engines.store import APART, MOST_BYTES, Store

    folder = cache_folder(options)
    return Store(folder / APART if options.deterministic else folder, options.cache_bytes or MOST_BYTES)


def _runtime(model: ModelFiles, options: EngineOptions) -> PieceRuntime:
    if options.runtime == "transformers":
        from auditor.engines.transformers import TransformersRuntime

        if find_spec("torch") is None:
            raise EngineError("--runtime transformers needs torch; pip install 'auditor[torch]'.")
        return TransformersRuntime(model, options.threads, singly=options.deterministic)
    from auditor.engines.ctranslate2 import CTranslate2Runtime

    return CTranslate2Runtime(model, cache_folder(options), options.threads, singly=options.deterministic)
