"""How hard English is to read: the Flesch-Kincaid grade level.

0.39 × words per sentence + 11.8 × syllables per word − 15.59 (Kincaid, Fishburne, Rogers and Chissom, "Derivation of
New Readability Formulas …", Naval Technical Training Command, Research Branch Report 8-75, 1975). Syllables are
counted by their vowels, which is right to about one word in ten and evens out over a passage; over a single short
question it does not, so judge passages.
"""

from __future__ import annotations

import re

WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
SENTENCE_END = re.compile(r"[.!?:;]+(?=\s|$)|\n+")
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouysxzcg]es)$")
SPLIT_VOWELS = re.compile(r"ia|io(?!n)|iu|eo(?!p)|[^gq]ua|uo|ie(?=t|nc)|ea(?=$|te)|ei(?=ng)")


def grade(passage: str) -> float:
    """The school year that reads the passage with ease; 0.0 without words. Each line is a sentence of its own."""
    words = WORD.findall(passage)
    if not words:
        return 0.0
    sentences = sum(1 for part in SENTENCE_END.split(passage) if WORD.search(part))
    syllables = sum(map(syllables_of, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def syllables_of(word: str) -> int:
    """How many syllables an English word has, by its vowels; at least one."""
    letters = word.lower().replace("’", "'").partition("'")[0]
    heard = SILENT.sub(lambda found: found[0][0], letters)
    return max(1, len(VOWELS.findall(heard)) + len(SPLIT_VOWELS.findall(heard)))
