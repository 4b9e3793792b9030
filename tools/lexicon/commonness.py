"""Prints each word of a list with how rare it is, from the data of `spacy-lookups-data` (MIT).

usage: commonness.py spacy_lookups_data/data en < en.words > en.rare

Behind the word stands the negative natural logarithm of its share of a corpus, rounded, in
whichever case it is written; nothing where that is more than RAREST, for the list is embedded and
rarer words are all alike.
"""

import collections
import gzip
import json
import math
import pathlib
import sys
import unicodedata

RAREST = 15


def main(folder, language):
    file = pathlib.Path(folder) / f"{language}_lexeme_prob.json.gz"
    share = collections.defaultdict(float)
    for word, logarithm in json.loads(gzip.open(file).read()).items():
        share[unicodedata.normalize("NFC", word.lower())] += math.exp(logarithm)
    for line in sys.stdin:
        word = line.strip()
        rarity = round(-math.log(share[word])) if word in share else RAREST + 1
        print(word if rarity > RAREST else f"{word} {rarity}")


main(*sys.argv[1:])
