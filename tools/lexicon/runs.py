"""Prints every run of four letters that more than three words of a list hold, a run a line.

usage: runs.py < en.words > en.runs

`^` and `$` stand for the beginning and the end of a word.
"""

import collections
import sys

FEW = 3


def main():
    runs = collections.Counter()
    for line in sys.stdin:
        word = line.strip()
        if word.isalpha():
            marked = f"^{word}$"
            runs.update({marked[at : at + 4] for at in range(len(marked) - 3)})
    print("\n".join(sorted((run for run, count in runs.items() if count > FEW), key=str.encode)))


main()
