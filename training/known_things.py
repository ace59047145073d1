"""Writes known-things.json: what a model was trained to draw, and how surely it must read a prompt to draw it.

usage: python -m training.known_things [FOLDER]      (default: models/sana-mini, of the corpus in SCRATCH)

The codes are what the exported text encoder says of a thing's names, so the file needs nothing but the folder and the corpus.
The thresholds come from sentence patterns of the training: at most FALSE of the prompts that name known things are doubted there. In
other patterns it is more of them, of those with unknown words before all, so the lowest threshold for these that finds enough is taken. Figures are printed for patterns that training never used.
"""

import base64
import itertools
import json
import random
import re
import sys
import unicodedata
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from transformers import AutoTokenizer, Gemma2Model

from .common_words import COMMON
from .languages import LANGUAGES
from .paths import CORPUS, MODEL, things
from .prompts import Prompter
from .tokenizer import SUMMARY
from .world import GENERATORS
from .world_words import WORDS

FILE = "known-things.json"
FALSE, FOUND = 0.02, 0.83
# Never offered in place of what is unknown: beside a word for people they would offend.
UNOFFERED = set("🐒🐵🙈🙉🙊🦍🦧🐷🐖🐗🐽🐀🐁🐭🪳🐍🐮🐄🐔🦨🐛🪱🪰💩🤡👹👺👻💀☠👽👾🤖🧟🖕🔫🔪💣⚰🪦🚽")
MARKS = len(SUMMARY) + 1  # values at the end of a code that say which kind of token it is


class Reader:
    """What an exported text encoder says at its summary tokens."""

    def __init__(self, folder):
        self.tokenizer = AutoTokenizer.from_pretrained(folder / "tokenizer")
        self.model = Gemma2Model.from_pretrained(folder / "text_encoder", attn_implementation="eager", dtype=torch.float32).eval()

    @torch.no_grad()
    def rows(self, prompts):
        """-> (n, 2, width): of the first and the second thing"""
        order = sorted(range(len(prompts)), key=lambda i: len(prompts[i]))
        result = torch.empty(len(prompts), 2, self.model.config.hidden_size - MARKS)
        for start in range(0, len(order), 64):
            part = order[start : start + 64]
            batch = self.tokenizer([prompts[i] for i in part], padding=True, truncation=True, max_length=128, return_tensors="pt")
            hidden = self.model(**batch).last_hidden_state
            last = batch.attention_mask.sum(1)
            for slot in (0, 1):
                at = last - len(SUMMARY) + slot
                result[part, slot] = hidden[torch.arange(len(part)), at, :-MARKS]
        return F.normalize(result, dim=-1)


def count(prompter):
    return len(prompter.emoji) + len(GENERATORS)


def names_of(prompter, thing, language):
    """All names of a thing or a generator in a language, its label first."""
    if thing < len(prompter.emoji):
        return prompter.names[language][thing] or prompter.names["en"][thing] or [prompter.emoji[thing]]
    return prompter.generators[language][thing - len(prompter.emoji)]


def codes(reader, prompter):
    """-> (things + 1, width) of length 1: the median of what is said of each thing's names; last: of no second thing."""
    owners, prompts = [], []
    for thing in range(count(prompter)):
        labels = {names_of(prompter, thing, language)[0] for language in LANGUAGES}
        labels |= set(prompter.emoji[thing : thing + 1])
        owners += [thing] * len(labels)
        prompts += [label.lower() for label in labels]
    owners, said = torch.tensor(owners), reader.rows(prompts)
    rows = [said[owners == thing, 0].median(0).values for thing in range(count(prompter))]
    return F.normalize(torch.stack([*rows, said[:, 1].median(0).values]), dim=-1)


def words():
    """-> {language: words that name no thing}, of the patterns of training and the common ones"""
    result = {}
    for language, patterns in LANGUAGES.items():
        texts = [*patterns["single"], *patterns["pair"], *patterns["fillers"], *patterns["colors"], *patterns["on_color"]]
        texts += [text for texts in patterns["places"].values() for text in texts]
        more = WORDS[language]
        texts += [
            p
            for key in ("styles", "counts", "sizes", "relations", "kinds", "times")
            for patterns in more[key].values()
            for p in patterns
        ]
        texts += [*more["colored"], *more["two_colors"], *itertools.chain(*more["tones"]), *more.get("colors", [])]
        found = set(COMMON[language])
        for text in texts:
            found.update(re.sub("{.?}", " ", text).lower().translate({ord(c): " " for c in ",.:;!?+&、，：'’«»"}).split())
        result[language] = " ".join(sorted(found))
    return result


def without_selector(text):
    return text.replace("\ufe0f", "")


def contents(reader, prompter):
    """-> the file without its thresholds"""
    table, labels, names = codes(reader, prompter), {}, []
    for language in LANGUAGES:
        labels[language] = [names_of(prompter, thing, language)[0] for thing in range(count(prompter))]
    for i in range(count(prompter)):
        languages = prompter.names if i < len(prompter.emoji) else LANGUAGES
        others = {n for language in languages for n in names_of(prompter, i, language)}
        others |= {without_selector(e) for own in prompter.spellings[i : i + 1] for e in own}
        names.append("\n".join(sorted(others - {labels[language][i] for language in LANGUAGES})))
    packed = np.clip(np.round(table.numpy() * 127 / np.abs(table.numpy()).max()), -127, 127).astype(np.int8)
    unoffered = [i for i, emoji in enumerate(prompter.emoji) if without_selector(emoji) in UNOFFERED]
    rows = [{"back": len(SUMMARY), "none": False}, {"back": len(SUMMARY) - 1, "none": True}]
    return {
        "version": 1, "width": table.shape[1], "rows": rows, "codes": base64.b64encode(packed.tobytes()).decode(),
        "labels": labels, "names": names, "words": words(), "least": {"named": 0.9, "unnamed": 0.97, "clear": 0.95},
        "unoffered": unoffered,
    }  # fmt: skip


def is_wide(character):
    return character >= "\u2e80"


def uncovered(text, phrases, longest):
    """What of a prompt no known phrase says; as packages/core/src/text/coverage.ts. -> known phrases, unknown ones"""

    def border(at):
        if at <= 0 or at >= len(text):
            return True
        before, after = text[at - 1], text[at]
        return not before.isalnum() or not after.isalnum() or is_wide(before) or is_wide(after)

    known, unknown, rest, at = set(), [], "", 0
    while at < len(text):
        ends = range(min(len(text), at + longest), at, -1) if border(at) else ()
        end = next((e for e in ends if text[at:e] in phrases and border(e)), None)
        if end:
            known.add(text[at:end])
        elif text[at].isalnum() or ord(text[at]) > 0x1F000:
            rest, at = rest + text[at], at + 1
            continue
        unknown += [rest] if rest else []
        rest, at = "", end or at + 1
    return known, unknown + ([rest] if rest else [])


def letters(word):
    return [c for c in unicodedata.normalize("NFD", word) if not "\u0300" <= c <= "\u036f"]


def are_forms(word, other):
    """Whether two words are likely forms of one; as packages/core/src/text/word-forms.ts."""
    a, b = letters(word), letters(other)
    common = len(list(itertools.takewhile(lambda pair: pair[0] == pair[1], zip(a, b))))
    return common >= 3 and common > 0.5 * max(len(a), len(b))


class Doubter:
    """Doubts prompts as packages/core/src/text/known-things.ts does."""

    def __init__(self, file, reader):
        self.reader, self.least = reader, file["least"]
        packed = np.frombuffer(base64.b64decode(file["codes"]), np.int8).reshape(-1, file["width"])
        self.codes = F.normalize(torch.from_numpy(packed.astype(np.float32)), dim=-1)
        labels = zip(*file["labels"].values())
        self.names = [{n for n in [*own, *others.split("\n")] if n} for own, others in zip(labels, file["names"])]
        self.phrases = set().union(*self.names, *(text.split(" ") for text in file["words"].values()))
        self.longest = max(map(len, self.phrases))

    def signs(self, prompts):
        """-> for each prompt [(likeness, which threshold, the thing it is read as)], one for each thing that it may name"""
        likeness, thing = (self.reader.rows(prompts) @ self.codes.T).max(-1)
        result = []
        for i, prompt in enumerate(prompts):
            known, unknown = uncovered(without_selector(prompt), self.phrases, self.longest)
            signs = []
            for slot in (0, 1):
                at = int(thing[i, slot])
                if at == len(self.names) and slot == 1:
                    continue
                names = self.names[at] if at < len(self.names) else set()
                named = bool(names & known) or any(
                    are_forms(word, own) for word in unknown for name in names for own in name.split(" ")
                )
                which = ("named" if named else "unnamed") if unknown else (None if named else "clear")
                signs.append((float(likeness[i, slot]), which))
            result.append(signs)
        return result

    def doubts(self, signs, least=None):
        return any(which and likeness < (least or self.least)[which] for likeness, which in signs)


def prompts_of(prompter, language, number, rng, patterns, unknown=None):
    """A prompt with so many known things, or with an unknown name in place of one."""
    names = [
        prompter.names[language][thing][0]
        for thing in rng.sample(range(len(prompter.emoji)), number)
        if prompter.names[language][thing]
    ]
    if unknown:
        names = [unknown, *names[1:]] if rng.random() < 0.5 else [*names[1:], unknown]
    kind = patterns.format("single" if len(names) == 1 else "pair")
    return rng.choice(LANGUAGES[language][kind]).format(*names).lower().strip()


def unknown_names(prompter, language):
    """Labels of emoji that the model was not trained to draw."""
    taken = {name for names in prompter.names.values() for own in names for name in own}
    labels = {other[language] for other in json.loads((CORPUS / "others.json").read_text()) if language in other}
    return sorted(labels - taken)


def cells(prompter, doubter, patterns, count, seed):
    """-> {language: {"known 1": signs, "known 2", "unknown 1", "unknown 2"}}"""
    result, rng = {}, random.Random(seed)
    for language in LANGUAGES:
        names = unknown_names(prompter, language)
        rng.shuffle(names)
        result[language] = {}
        for number in (1, 2):
            known = [prompts_of(prompter, language, number, rng, patterns) for _ in range(count)]
            unknown = [prompts_of(prompter, language, number, rng, patterns, names.pop()) for _ in range(min(count, len(names)))]
            result[language] |= {f"known {number}": doubter.signs(known), f"unknown {number}": doubter.signs(unknown)}
    return result


def share(cells, kind, doubter, least=None):
    signs = [s for own in cells.values() for s in own[kind]]
    return sum(doubter.doubts(s, least) for s in signs) / max(1, len(signs))


def choose(cells, doubter):
    """The mildest thresholds that find FOUND of the unknown names and doubt at most FALSE of the known ones; else those that find most."""

    def found(least):
        return (share(cells, "unknown 1", doubter, least) + share(cells, "unknown 2", doubter, least)) / 2

    steps = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95), (0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.985, 0.99), (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
    every = [dict(zip(("named", "unnamed", "clear"), own)) for own in itertools.product(*steps)]
    fit = [least for least in every if max(share(cells, f"known {n}", doubter, least) for n in (1, 2)) <= FALSE]
    enough = [least for least in fit if found(least) >= FOUND]
    if enough:
        return min(enough, key=lambda least: list(least.values()))
    return max(fit, key=found) if fit else None


def make(folder, scale=1.0):
    count = max(2, round(60 * min(1, scale)))
    reader, prompter = Reader(folder), Prompter(things())
    file = contents(reader, prompter)
    doubter = Doubter(file, reader)
    file["least"] = doubter.least = choose(cells(prompter, doubter, "{}", count, 1), doubter) or doubter.least
    (folder / FILE).write_text(json.dumps(file, ensure_ascii=False, separators=(",", ":")) + "\n")
    measured = cells(prompter, doubter, "{}_test", count, 2)
    figures = {
        language: {kind: round(100 * sum(map(doubter.doubts, signs)) / max(1, len(signs))) for kind, signs in own.items()}
        for language, own in measured.items()
    }
    figures["all"] = {kind: round(100 * share(measured, kind, doubter)) for kind in figures["en"]}
    print(json.dumps({"least": file["least"], "doubted": figures}, indent=1))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL)
