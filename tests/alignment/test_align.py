"""The aligner: every sentence in one bead, right beads for what translators do, features for what is left alone."""

import random

import numpy as np
import pytest
from hang import ends
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.alignment.align import align_segments
from auditor.alignment.band import ALL_CELLS, band
from auditor.alignment.features import BeadFeatures
from auditor.alignment.lattice import Lattice

STORY = [
    "The harbour of Lesten was closed on Monday after a storm tore two cranes from their rails.",
    "Nobody was injured, the port authority said in a short statement.",
    "Some 40 ships are waiting outside the bay, among them a tanker with 90,000 tonnes of oil.",
    "Farmers in the hills fear for their apple harvest, which was to begin next week.",
    "The prime minister cut short a visit to Norway and flew home in the evening.",
    "Her rival in the coming election called the return a show for the cameras.",
    "Schools will stay shut until Thursday, while hospitals run on generators.",
    "Meteorologists expect the wind to turn south and calm down by tomorrow night.",
    "In 1987 a similar gale destroyed the old lighthouse and killed eleven sailors.",
    "Insurance companies put the damage at more than 200 million crowns.",
    "A museum of paintings lost part of its roof, but no work of art was harmed.",
    "The football match between Lesten and Varn has been moved to the first of May.",
]
STRANGER = "A recipe for lentil soup asks for cumin, lemon juice and a pinch of patience."


def align(hypotheses, references, **options):
    """Align lists of English sentences, as if they were back-translations of themselves."""
    return align_segments([(h,) for h in hypotheses], references, article=hypotheses, **options)


def shape(beads):
    return [(b.article, b.reference) for b in beads]


def embedding(texts):
    """A stand-in for an encoder: hashed words, with the common direction that real encoders have."""
    rows = np.zeros((len(texts), 257))
    for k, text in enumerate(texts):
        for word in text.lower().replace(".", "").replace(",", "").split():
            rows[k, sum(ord(c) * (p + 1) * 31 for p, c in enumerate(word)) % 256] += 1.0
        rows[k] /= np.linalg.norm(rows[k]) or 1.0
        rows[k, 256] = 2.0
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


WITNESSES = {
    "wording": lambda left, right: align(left, right),
    "vectors": lambda left, right: align_segments(None, right, article=left, embed=embedding),
    "both": lambda left, right: align(left, right, embed=embedding),
}


@pytest.fixture(params=WITNESSES)
def witness(request):
    """Each witness alone, and both."""
    return WITNESSES[request.param]


def test_a_text_with_itself_is_one_to_one(witness):
    """A story aligned with itself gives one bead for each sentence, in order."""
    beads = witness(STORY, STORY)
    assert shape(beads) == [((k,), (k,)) for k in range(12)]
    assert all(b.similarity > 0.5 and b.margin > 1 and not b.moved for b in beads)


@pytest.mark.parametrize("at", [0, 1, 5, 10, 11])
def test_a_sentence_left_out_is_one_omission(witness, at):
    """Wherever one sentence is taken out of the article, the reference's stands alone and all others pair."""
    beads = witness(STORY[:at] + STORY[at + 1 :], STORY)
    assert ((), (at,)) in shape(beads)
    assert [b.kind for b in beads].count("1-1") == 11


@pytest.mark.parametrize("at", [0, 4, 12])
def test_a_stranger_put_in_is_one_addition(witness, at):
    """An unrelated sentence in the article is alone; its nearest partner and a low similarity are named."""
    beads = witness([*STORY[:at], STRANGER, *STORY[at:]], STORY)
    assert [b.kind for b in beads].count("1-1") == 12
    (alone,) = [b for b in beads if b.kind == "1-0"]
    assert alone.article == (at,)
    assert alone.similarity is None
    assert alone.best_partner in range(12)
    assert 0 <= alone.best_similarity < 0.9
    assert alone.margin > 0


@pytest.mark.parametrize("size", [2, 3])
def test_merged_sentences_are_one_bead(witness, size):
    """Two or three sentences written as one make one bead, on whichever side they were joined."""
    joined = [*STORY[:5], " ".join(STORY[5 : 5 + size]), *STORY[5 + size :]]
    assert ((5,), tuple(range(5, 5 + size))) in shape(witness(joined, STORY))
    assert (tuple(range(5, 5 + size)), (5,)) in shape(witness(STORY, joined))


def test_neighbours_that_change_places_are_a_move(witness):
    """Of two sentences in the other order one pairs in place and one has moved; nothing is missing."""
    swapped = [*STORY[:4], STORY[5], STORY[4], *STORY[6:]]
    beads = witness(STORY, swapped)
    assert {((4,), (5,)), ((5,), (4,))} <= set(shape(beads))
    assert [b.moved for b in beads].count(True) == 1


def test_a_sentence_moved_far_is_found(witness):
    """The second sentence put last is moved, not an omission and an addition."""
    beads = witness(STORY, [STORY[0], *STORY[2:], STORY[1]])
    (moved,) = [b for b in beads if b.moved]
    assert (moved.article, moved.reference) == ((1,), (11,))
    assert moved.similarity > 0.5


def test_another_sentence_in_its_place_stays_paired(witness):
    """A sentence replaced by an unrelated one of its length is a poor pair, not an omission and an addition."""
    beads = witness([*STORY[:6], STRANGER, *STORY[7:]], STORY)
    assert shape(beads) == [((k,), (k,)) for k in range(12)]
    assert beads[6].similarity < min(b.similarity for k, b in enumerate(beads) if k != 6)


def test_a_bead_in_doubt_has_a_smaller_margin():
    """Where two sentences say nearly the same, the choice between them has a smaller margin than other beads."""
    double = [*STORY[:3], "Nobody was injured, the port authority said.", *STORY[3:]]
    beads = {b.article: b for b in align(STORY, double)}
    assert beads[1,].margin < beads[8,].margin


def test_reversed_texts_give_mirrored_beads():
    """Both texts read backwards give the same beads, backwards."""
    article = [*STORY[:3], f"{STORY[3]} {STORY[4]}", *STORY[6:], STRANGER]
    beads = align(article, STORY)
    back = align(article[::-1], STORY[::-1])
    n, m = len(article) - 1, len(STORY) - 1
    mirrored = {(tuple(n - i for i in b.article[::-1]), tuple(m - j for j in b.reference[::-1])) for b in back}
    assert mirrored == set(shape(beads))


def test_sides_with_nothing_on_them():
    """Against an empty side every sentence is alone; two empty sides have no beads."""
    assert shape(align(STORY[:2], [])) == [((0,), ()), ((1,), ())]
    assert shape(align([], STORY[:2])) == [((), (0,)), ((), (1,))]
    assert align([], []) == ()


def test_what_does_not_fit_together_is_refused():
    """No witness, or numbers that differ, is a ValueError that names the numbers."""
    with pytest.raises(ValueError, match="hypotheses, sentence vectors, or both"):
        align_segments(None, STORY, article=STORY)
    with pytest.raises(ValueError, match="2 hypotheses for 12"):
        align_segments([("a",), ("b",)], STORY, article=STORY)
    with pytest.raises(ValueError, match="1 paragraph numbers for 12"):
        align(STORY, STORY, article_paragraphs=[0])


def test_more_hypotheses_help():
    """A sentence whose best hypothesis missed is found by its second."""
    texts = [(s,) for s in STORY]
    texts[5] = ("It is it is it.", STORY[5])
    beads = align_segments(texts, [*STORY[:5], STRANGER, *STORY[5:]], article=STORY)
    assert ((5,), (6,)) in shape(beads)


def test_a_bead_within_a_paragraph_is_preferred():
    """Where a sentence could be joined to either neighbour, it is joined to the one in its paragraph."""
    article = STORY[:4]
    reference = [STORY[0], STORY[1], "He waited.", STORY[2], STORY[3]]
    joined = [*article[:1], article[1], article[2], article[3]]
    before = align(joined, reference, reference_paragraphs=[0, 0, 0, 1, 1])
    after = align(joined, reference, reference_paragraphs=[0, 0, 1, 1, 1])
    assert ((2,), (2, 3)) not in shape(before)
    assert ((1,), (1, 2)) not in shape(after)


sentences = st.lists(st.sampled_from([*STORY, STRANGER, "", "No.", "…", "12", "لا"]), max_size=9)


@settings(max_examples=80, deadline=None)
@given(sentences, sentences)
def test_every_sentence_is_in_exactly_one_bead(left, right):
    """Whatever the texts, beads cover both sides once, have at most four sentences a side, and carry sane numbers."""
    beads = align(left, right)
    assert sorted(i for b in beads for i in b.article) == list(range(len(left)))
    assert sorted(j for b in beads for j in b.reference) == list(range(len(right)))
    starts = [b.article[0] for b in beads if b.article]
    assert starts == sorted(starts)
    for bead in beads:
        assert bead.article or bead.reference
        assert len(bead.article) <= 4
        assert len(bead.reference) <= 4
        assert (bead.similarity is None) == (not bead.article or not bead.reference)
        assert bead.similarity is None or 0 <= bead.similarity <= 1
        assert bead.margin is None or bead.margin >= 0


@settings(max_examples=40, deadline=None)
@given(st.permutations(STORY), st.integers(0, 12))
def test_an_unrelated_sentence_adds_one_null(story, at):
    """In any order of the story, an unrelated sentence put in anywhere is the one null."""
    beads = align([*story[:at], STRANGER, *story[at:]], story)
    assert [b.article for b in beads if not b.reference] == [(at,)]
    assert [b.kind for b in beads].count("1-1") == 12


def brute_force(features):
    """Best score over all paths and, for each edge, over those without it, by trying every path."""
    strip = features.strip(0, features.n + 1, 0, features.m + 1)
    paths = []

    def walk(i, j, edges, score):
        if (i, j) == (features.n, features.m):
            paths.append((score, frozenset(edges)))
            return
        for (a, b), scores in strip.scores.items():
            if scores[i, j] > -np.inf and j + b <= features.m:
                key = (i, -1, 1, 0) if b == 0 else (i, j, a, b)
                walk(i + a, j + b, [*edges, key], score + float(scores[i, j]))
        if j < features.m:
            walk(i, j + 1, [*edges, (-1, j, 0, 1)], score + features.skip)

    walk(0, 0, [], 0.0)
    return strip, paths


@pytest.mark.parametrize("seed", range(6))
def test_path_and_margins_are_those_of_trying_every_path(seed):
    """Score and margins of the dynamic program equal those found by walking all paths of a small lattice."""
    chance = random.Random(seed)
    left, right = chance.sample(STORY, 4), chance.sample(STORY, 3)
    features = BeadFeatures([(s,) for s in left], right, left, None)
    strip, paths = brute_force(features)
    found = Lattice([strip], np.full(3, features.skip)).solve()
    best = max(score for score, _ in paths)
    assert found.score == pytest.approx(best, abs=1e-4)
    for (i, j, a, b), margin in zip(found.edges, found.margins):
        key = (i, -1, 1, 0) if b == 0 else (-1, j, 0, 1) if a == 0 else (i, j, a, b)
        assert margin == pytest.approx(best - max(s for s, used in paths if key not in used), abs=1e-4)


def long_text(length, seed=1):
    """Sentences of made-up words, as different from each other as those of a book."""
    chance = random.Random(seed)
    syllables = [c + v for c in "bdfgklmnprst" for v in "aeiou"]
    words = ["".join(chance.choices(syllables, k=chance.choice([1, 2, 3, 3]))) for _ in range(4000)]
    weights = [1 / (k + 1) for k in range(4000)]
    return [" ".join(chance.choices(words, weights, k=chance.randint(8, 24))) + "." for _ in range(length)]


def blurred(text, seed=2):
    """The same sentences with one word in four gone."""
    chance = random.Random(seed)
    return [" ".join(w for w in s.split() if chance.random() > 0.25) or "." for s in text]


def test_the_band_holds_long_gaps():
    """In a text too long for all cells, 200 sentences left out and 150 put in are just that; the rest pairs."""
    text = long_text(900)
    article = [*blurred(text)[:300], *blurred(text)[500:], *long_text(150, 7)]
    assert len(article) * len(text) > ALL_CELLS
    beads = align(article, text)
    right = {((k,), (k,)) for k in range(300)} | {((k,), (k + 200,)) for k in range(300, 700)}
    assert len(right & set(shape(beads))) >= 698
    assert sum(not b.article for b in beads) in range(198, 203)
    assert sum(not b.reference for b in beads) in range(148, 153)


def test_the_band_equals_the_whole_lattice(monkeypatch):
    """With nothing left out, the beads of a long text are the same as through the band."""
    text = long_text(520)
    article = [*blurred(text)[:200], *blurred(text)[230:]]
    narrow = align(article, text)
    monkeypatch.setattr("auditor.alignment.band.ALL_CELLS", 10**9)
    monkeypatch.setattr("auditor.alignment.align.ALL_CELLS", 10**9)
    assert shape(align(article, text)) == shape(narrow)


def test_texts_with_nothing_in_common_end_soon():
    """A long text against an unrelated one of another length has a path, and finding it ends."""
    with ends():
        beads = align(long_text(900), [f"{k}" for k in range(700)])
    assert sorted(i for b in beads for i in b.article) == list(range(900))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1499), st.integers(0, 899)), max_size=30), st.integers(1, 50))
def test_a_band_leads_from_corner_to_corner(anchors, slack):
    """Whatever pairs look sure, strips follow each other without a gap and each window meets the next."""

    class Sure:
        def anchors(self):
            return [(i, j, 1.0) for i, j in anchors]

    strips = band(1500, 900, Sure(), None, slack)
    assert strips[0][0] == 0
    assert strips[0][2] == 0
    assert strips[-1][1] == 1501
    assert strips[-1][3] == 901
    for one, other in zip(strips, strips[1:]):
        assert one[1] == other[0]
        assert one[2] <= other[2] < one[3]
