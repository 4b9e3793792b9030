"""Prints the English word list, a word a line, from the files of Debian's `scowl` package.

usage: english.py /usr/share/dict/scowl > en.words
"""

import pathlib
import sys
import unicodedata

SPELLINGS = ("english", "american", "british", "british_z", "canadian", "australian", "variant_1")
CATEGORIES = ("words", "contractions", "upper", "proper-names")
# SCOWL's "large". The next level is Scrabble's: its short words (aas, ch, fy) would make words of
# slips. Its long ones are the terms of the sciences.
LARGE = 70
SCIENCE, LONG = 80, 9


def main(folder):
    words = set()
    for file in pathlib.Path(folder).iterdir():
        name, _, level = file.name.rpartition(".")
        spelling, _, category = name.partition("-")
        if spelling not in SPELLINGS or category not in CATEGORIES or int(level) > SCIENCE:
            continue
        for line in file.read_text("iso-8859-1").splitlines():
            word = unicodedata.normalize("NFC", line.strip().lower())
            if not word or word.endswith("'s") or word.endswith("s'"):
                continue
            if int(level) <= LARGE or (category == "words" and len(word) >= LONG):
                words.add(word)
    print("\n".join(sorted(words, key=str.encode)))


main(*sys.argv[1:])
