"""Prints every form of a Hunspell dictionary, a word a line.

usage: hunspell.py /usr/share/hunspell/fr > fr.words      (without .aff and .dic)

Elided words in front (l', qu') are left out: pincite looks up what follows them.
"""

import sys
import unicodedata

from spylls.hunspell import Dictionary


def forms(word, aff):
    """The word, with every suffix (and a second one), and the prefixes that combine with them."""
    flags = word.flags or set()
    if aff.FORBIDDENWORD in flags or aff.ONLYINCOMPOUND in flags:
        return
    suffixed = [(word.stem, flags)]
    for form, own in list(with_suffixes(word.stem, flags, aff)):
        suffixed.append((form, own))
        suffixed.extend(with_suffixes(form, own, aff))
    for form, own in suffixed:
        if aff.NEEDAFFIX not in own:
            yield form
        for flag in flags | own:
            for prefix in aff.PFX.get(flag, []):
                if "'" in prefix.add or "’" in prefix.add or not prefix.cond_regexp.search(form):
                    continue
                if form == word.stem or prefix.crossproduct:
                    yield prefix.add + form[len(prefix.strip):]


def with_suffixes(form, flags, aff):
    for flag in flags:
        for suffix in aff.SFX.get(flag, []):
            if suffix.cond_regexp.search(form):
                stem = form[: len(form) - len(suffix.strip)] if suffix.strip else form
                yield stem + suffix.add, suffix.flags or set()


def main(path):
    dictionary = Dictionary.from_files(path)
    words = set()
    for word in dictionary.dic.words:
        for form in forms(word, dictionary.aff):
            form = unicodedata.normalize("NFC", form.lower()).replace("’", "'")
            if form and all(c.isalpha() or c in "'-." for c in form):
                words.add(form)
    print("\n".join(sorted(words, key=str.encode)))


main(*sys.argv[1:])
