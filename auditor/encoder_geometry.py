"""What the cosines of the bundled encoder mean: every number that another encoder would change, and no other.

Measured with multilingual-e5-small as it ships in `ar-en-mini`, on clean news pairs and on pairs of the same news that do
not belong together: the vectors of the first have a cosine of about 0.9, those of the second one of about 0.77.
"""

from __future__ import annotations

UNRELATED_SPREAD = 0.0276
"""Standard deviation of the cosine of unrelated news sentences."""
EXPECTED, EXPECTED_MORE, SPREAD_FALLS = 0.80, 0.02, 0.35
"""Mean cosine that a sentence is expected to have with others; how much more each further sentence of a group makes it; and
the power of the size of a group with which the spread falls. With these the weights of the aligner were learned."""
LEAD = 0.03
"""Cosine by which the nearest sentence must lead for the pair to be sure: one standard deviation of unrelated ones."""
UNRELATED = 0.815
"""Of clean news pairs 0.1 % lie below (of 1,240), of unrelated ones 95 %."""
RELATED = 0.855
"""Of clean news pairs 95 % reach this; of pairs within one story that do not belong together 4 %."""
WITHOUT_CLAUSE = 75.0
"""What a gain in cosine adds to the weight of a run of words, in log-odds, where no back-translation bears witness. Of
clauses added to one side of news, five to seven in a hundred more stand out at the same rate of false alarms; with good
back-translations beside the article none, and forced decoding of the reference without the clause tells nothing."""
ARTICLE, ARTICLE_ALONE, HYPOTHESIS = 300.0, 350.0, 400.0
"""What a gain in cosine says for a variant of the reference, in log-odds: nearer to the article, beside the log-probability
that the translator gives it and alone; nearer to the back-translation. Rounded from logistic regressions on clean news and
on news with one denial or one opposite changed."""
