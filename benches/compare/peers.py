"""One Python peer over one generated project: every quote against its source.

usage: peers.py script|rapidfuzz|linkml FOLDER
"""
import json
import re
import sys
import unicodedata
from pathlib import Path

SIGNS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "})


def fold(text):
    text = unicodedata.normalize("NFKC", text.translate(SIGNS)).casefold()
    return re.sub(r"\s+", " ", re.sub(r"(\w)-\n(\w)", r"\1\2", text)).strip()


def rapidfuzz_matcher(exact_first):
    from rapidfuzz.fuzz import partial_ratio_alignment

    def found(quote, text):
        if exact_first and quote in text:
            return True
        best = partial_ratio_alignment(quote, text, score_cutoff=90)
        return best is not None and best.score >= 90

    return found


def linkml_matcher():
    import logging

    logging.disable(logging.CRITICAL)
    from linkml_reference_validator.models import ReferenceContent, ReferenceValidationConfig
    from linkml_reference_validator.validation.supporting_text_validator import SupportingTextValidator

    validator = SupportingTextValidator(ReferenceValidationConfig())
    known = {}

    def found(quote, text):
        if id(text) not in known:
            known[id(text)] = ReferenceContent(reference_id=f"file:{len(known)}", content=text)
        return validator.find_text_in_reference(quote, known[id(text)]).found

    return found


def main():
    peer, folder = sys.argv[1], Path(sys.argv[2])
    rows = [json.loads(line) for line in (folder / "quotes.jsonl").read_text().splitlines()]
    texts = {path.name: path.read_text() for path in (folder / "sources").iterdir()}
    if peer == "linkml":
        found = linkml_matcher()
    else:
        found = rapidfuzz_matcher(exact_first=peer == "script")
        texts = {name: fold(text) for name, text in texts.items()}
        for row in rows:
            row["quote"] = fold(row["quote"])
    print(sum(found(row["quote"], texts[row["source"]]) for row in rows), "of", len(rows))


main()
