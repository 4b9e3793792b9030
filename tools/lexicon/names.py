"""Prints the words that are only ever written with a capital, a word a line, in lower case.

usage: names.py /usr/share/dict/scowl > en.names
       names.py /usr/share/hunspell/fr.dic > fr.names
"""

import pathlib
import sys
import unicodedata

SPELLINGS = ("english", "american", "british", "british_z", "canadian", "australian", "variant_1")
# As in english.py; rarer small words are not worth losing a name for.
LARGE, COMMON = 70, 60


def scowl(folder):
    for file in pathlib.Path(folder).iterdir():
        name, _, level = file.name.rpartition(".")
        spelling, _, category = name.partition("-")
        if spelling not in SPELLINGS or category not in ("words", "upper", "proper-names"):
            continue
        if int(level) <= (COMMON if category == "words" else LARGE):
            yield from file.read_text("iso-8859-1").splitlines()


def hunspell(file):
    raw = pathlib.Path(file).read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("iso-8859-1")
    for line in text.splitlines()[1:]:
        yield line.split("/")[0].split("\t")[0].split(" ")[0]


def main(path):
    lines = scowl(path) if pathlib.Path(path).is_dir() else hunspell(path)
    names, words = set(), set()
    for line in lines:
        word = unicodedata.normalize("NFC", line.strip())
        if len(word) > 2 and word.isalpha():
            (names if word[0].isupper() else words).add(word.lower())
    print("\n".join(sorted(names - words, key=str.encode)))


main(*sys.argv[1:])
