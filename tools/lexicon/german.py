"""Prints the German word list, a word a line, from the data of `spacy-lookups-data` (MIT).

usage: german.py spacy_lookups_data/data > de.words

There is no free Hunspell dictionary of German under a licence that could stand beside pincite's
own. The table of inflected forms lacks words that do not inflect; the commonest words of the
corpus supply them.
"""

import gzip
import json
import pathlib
import sys
import unicodedata

# Of a million: from here on more and more are misspellings.
COMMONEST = 50_000


def main(folder):
    def load(name):
        return json.loads(gzip.open(pathlib.Path(folder) / f"de_{name}.json.gz").read())

    lookup, prob = load("lemma_lookup"), load("lexeme_prob")
    common = sorted(prob, key=lambda word: (-prob[word], word))[:COMMONEST]
    words = set()
    for word in [*lookup, *lookup.values(), *common]:
        if word.isalpha():
            words.add(unicodedata.normalize("NFC", word.lower()))
    print("\n".join(sorted(words, key=str.encode)))


main(*sys.argv[1:])
