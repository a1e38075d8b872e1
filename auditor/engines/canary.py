"""Is a model sound? One sentence to translate, and two English sentences to tell apart."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.engines.protocol import Translator
from auditor.errors import EngineError

CANARY = "قال الرئيس يوم الاثنين إن الحكومة ستبني مدرسة جديدة في العاصمة."
CANARY_ENGLISH = "The president said on Monday that the government will build a new school in the capital."
OTHER_ENGLISH = "She has never liked the cold soup that her uncle cooks for them on rainy evenings."


@dataclass(frozen=True, slots=True)
class Check:
    """What became of the canary sentence."""

    sentence: str
    translation: str
    log_probability: float | None
    """Mean a piece of the translation, ≤ 0."""
    right: float
    """Mean log-probability a piece of the right English sentence."""
    wrong: float
    """The same of an English sentence that says something else."""
    verdict: str
    """`sound`, or in a few words what is wrong."""

    @property
    def sound(self) -> bool:
        """Whether the model can be used."""
        return self.verdict == "sound"


def check(translator: Translator) -> Check:
    """Translate a canary sentence, and ask the model which of two English sentences fits it better.

    Weights have been garbage before (a model that runs but writes nonsense): such a model gives the wrong sentence about
    the same probability as the right one, or none that is a number.
    """
    (translation,) = translator.translate([CANARY])
    right, wrong = (
        sum(s.log_probabilities) / len(s.log_probabilities)
        for s in translator.score([(CANARY, CANARY_ENGLISH), (CANARY, OTHER_ENGLISH)])
    )
    verdict = "sound"
    if translation.problem is not None:
        verdict = f"the translation is broken: {translation.problem}"
    elif not right > wrong:  # not a number is no better
        verdict = "an unrelated English sentence is as likely as the right one"
    return Check(CANARY, translation.text, translation.log_probability, right, wrong, verdict)


def require_sound(translator: Translator) -> None:
    """EngineError where what a model says is worth nothing: it would find divergences in any article."""
    if translator.can_score and not (result := check(translator)).sound:
        raise EngineError(
            f"{translator.name}: the model cannot be used, {result.verdict}; look with `auditor models info --check`, and"
            " fetch or copy it again."
        )
