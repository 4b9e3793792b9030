"""Prints the words of Debian's `scowl` package that are not in the word list and one edit from a word
that is, a word a line.

usage: rare.py /usr/share/dict/scowl en.words > en.rare

They are words of Scrabble and of the sciences. A form that is one of them is no slip, but no slip is
taken for one of them: most are too rare for that. Short ones are left out: among them are common
misspellings (thier, wich), and short words are taken for misspelt only where they are common. So are
those that differ from a word in a letter that is doubled or not: they are spellings (kidnaping).
"""

import pathlib
import re
import sys

SHORTEST = 7


def cuts(word):
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def single(word):
    return re.sub(r"(.)\1", r"\1", word)


def main(folder, words):
    listed = set(pathlib.Path(words).read_text().split())
    singles = set(map(single, listed))
    near = listed.union(*map(cuts, listed))
    found = set()
    for file in pathlib.Path(folder).iterdir():
        if not file.name.rpartition(".")[2].isdigit():
            continue
        for line in file.read_text("iso-8859-1").splitlines():
            word = line.strip().lower()
            if len(word) < SHORTEST or not re.fullmatch("[a-z]+", word) or single(word) in singles:
                continue
            if word in near or not near.isdisjoint(cuts(word)):
                found.add(word)
    print("\n".join(sorted(found)))


main(*sys.argv[1:])
