"""Make labelled articles, one change each, from clean parallel documents.

    python tests/evaluation/perturb.py CORPUS OUT [--seed N] [--docs N]

CORPUS is a folder of documents, one sentence a line, as many lines on every side: ID.ar.txt (the article), ID.en.txt
(the reference) and, where there are recorded back-translations, ID.bt.txt. OUT receives articles/KIND--ID.txt, the same
in references/ and back-translations/, and labels.jsonl, an object for each article:

    {"id", "kind", "expected": [{"type", "article": [i], "reference": [j]}], "n_article", "n_reference"}

Indexes count sentences from 0 in the files as written. An article holds one change at most, so all its other sentences
are clean. Most kinds change the English, or take a sentence out of one side; those called ar-… change the Arabic, where
that can be done without breaking the sentence and only where the reference says the word that is changed. A recorded
back-translation then gets the same change; where it does not hold the word, another sentence is taken. The same seed
makes the same articles.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import changes_arabic
import changes_english

HARMLESS = ("clean", "merged", "moved")
"""Kinds after which nothing is to be found."""
WHOLE = ("omission", "addition", "unrelated", "clause-added", "clause-dropped")
"""Kinds that take away or bring in text."""
KINDS = (*HARMLESS, *WHOLE, *changes_english.CHANGES, *changes_arabic.CHANGES)


@dataclass(frozen=True)
class Document:
    """Sentence k of one side answers sentence k of the others."""

    name: str
    article: tuple[str, ...]
    reference: tuple[str, ...]
    recorded: tuple[str, ...] | None


@dataclass(frozen=True)
class Place:
    """Where a change is to be found."""

    type: str
    article: tuple[int, ...]
    reference: tuple[int, ...]


@dataclass(frozen=True)
class Changed:
    """A document with one change at most. Its sides need not have the same number of sentences any more."""

    kind: str
    name: str
    article: tuple[str, ...]
    reference: tuple[str, ...]
    recorded: tuple[str, ...] | None
    expected: tuple[Place, ...]

    @property
    def id(self) -> str:
        """Stem of its files."""
        return f"{self.kind}--{self.name}"

    def label(self) -> dict[str, object]:
        """Its line of labels.jsonl."""
        return {
            "id": self.id,
            "kind": self.kind,
            "expected": [asdict(place) for place in self.expected],
            "n_article": len(self.article),
            "n_reference": len(self.reference),
        }


def read(corpus: Path) -> list[Document]:
    """Documents of a folder with three sentences at least, by name."""
    documents = []
    for path in sorted(corpus.glob("*.ar.txt")):
        name = path.name.removesuffix(".ar.txt")
        article, reference, recorded = (_lines(corpus / f"{name}.{side}.txt") for side in ("ar", "en", "bt"))
        if article is None or reference is None or len(article) != len(reference):
            raise SystemExit(f"{path}: {name}.en.txt is missing or has another number of lines")
        if recorded is not None and len(recorded) != len(article):
            raise SystemExit(f"{path}: {name}.bt.txt has another number of lines")
        if len(article) >= 3:
            documents.append(Document(name, article, reference, recorded))
    if not documents:
        raise SystemExit(f"{corpus}: no ID.ar.txt with an ID.en.txt beside it and three lines at least")
    return documents


def _lines(path: Path) -> tuple[str, ...] | None:
    return tuple(path.read_text(encoding="utf-8").splitlines()) if path.exists() else None


def perturb(documents: Sequence[Document], seed: int, most: int) -> Iterator[Changed]:
    """At most `most` documents of every kind, each document once a kind."""
    for kind in KINDS:
        chance = random.Random(f"{seed} {kind}")
        made = 0
        for document in chance.sample(documents, len(documents)):
            changed = change(kind, document, documents, chance) if made < most else None
            if changed is not None:
                made += 1
                yield changed


def change(kind: str, document: Document, documents: Sequence[Document], chance: random.Random) -> Changed | None:
    """One change of this kind; None where the document has no place for it."""
    if kind in HARMLESS:
        return _changed(kind, document, reference=_harmless(kind, document.reference, chance))
    if kind in ("omission", "addition"):
        return _without(kind, document, chance.randrange(1, len(document.article) - 1))
    others = [s for d in documents if d is not document for s in d.reference]
    for i in chance.sample(range(len(document.article)), len(document.article)):
        place = (Place(kind, (i,), (i,)),)
        if kind in changes_arabic.CHANGES:
            recorded = document.recorded[i] if document.recorded is not None else None
            found = changes_arabic.CHANGES[kind](document.article[i], document.reference[i], recorded, chance)
            if found is not None:
                article = _put(document.article, i, found[0])
                said = None if document.recorded is None else _put(document.recorded, i, str(found[1]))
                return _changed(kind, document, article=article, recorded=said, expected=place)
        else:
            new = _in_english(kind, document.reference[i], others, chance)
            if new is not None and new != document.reference[i]:
                return _changed(kind, document, reference=_put(document.reference, i, new), expected=place)
    return None


def _changed(
    kind: str,
    document: Document,
    article: tuple[str, ...] | None = None,
    reference: tuple[str, ...] | None = None,
    recorded: tuple[str, ...] | None = None,
    expected: tuple[Place, ...] = (),
) -> Changed:
    return Changed(
        kind,
        document.name,
        document.article if article is None else article,
        document.reference if reference is None else reference,
        document.recorded if recorded is None else recorded,
        expected,
    )


def _in_english(kind: str, sentence: str, others: Sequence[str], chance: random.Random) -> str | None:
    if kind == "unrelated":
        strangers = [s for s in others if len(s.split()) > 6]
        return chance.choice(strangers) if strangers else None
    if kind == "clause-added":
        return changes_english.add_clause(sentence, others, chance)
    if kind == "clause-dropped":
        return changes_english.drop_clause(sentence)
    return changes_english.CHANGES[kind](sentence, chance)


def _harmless(kind: str, reference: tuple[str, ...], chance: random.Random) -> tuple[str, ...]:
    if kind == "clean":
        return reference
    i = chance.randrange(len(reference) - 1)
    first, second = reference[i], reference[i + 1]
    pair = (f"{first.rstrip('.')}; {second}",) if kind == "merged" else (second, first)
    return (*reference[:i], *pair, *reference[i + 2 :])


def _without(kind: str, document: Document, i: int) -> Changed:
    """Sentence i taken out of the article (omission) or of the reference (addition)."""
    if kind == "addition":
        reference = document.reference[:i] + document.reference[i + 1 :]
        return _changed(kind, document, reference=reference, expected=(Place(kind, (i,), ()),))
    recorded = document.recorded
    return _changed(
        kind,
        document,
        article=document.article[:i] + document.article[i + 1 :],
        recorded=None if recorded is None else recorded[:i] + recorded[i + 1 :],
        expected=(Place(kind, (), (i,)),),
    )


def _put(sentences: tuple[str, ...], i: int, new: str) -> tuple[str, ...]:
    return (*sentences[:i], new, *sentences[i + 1 :])


def write(changed: Sequence[Changed], out: Path) -> None:
    """The files of the labelled articles."""
    sides = {"articles": "article", "references": "reference", "back-translations": "recorded"}
    for folder, side in sides.items():
        (out / folder).mkdir(parents=True, exist_ok=True)
        for one in changed:
            lines = getattr(one, side)
            if lines is not None:
                (out / folder / f"{one.id}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    labels = "".join(json.dumps(one.label()) + "\n" for one in changed)
    (out / "labels.jsonl").write_text(labels, encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--docs", type=int, default=20, help="documents of each kind at most")
    options = parser.parse_args()
    changed = list(perturb(read(options.corpus), options.seed, options.docs))
    write(changed, options.out)
    print(f"{len(changed)} articles in {options.out}")


if __name__ == "__main__":
    main()
