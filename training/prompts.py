"""Prompts for scenes: labels, keywords and emoji in 28 languages, in the patterns of languages.py."""

from collections import defaultdict

from .languages import COLOR_KEYS, LANGUAGES, PLACE_EMOJI, WEIGHTS
from .scenes import COLORS, LANDSCAPES


# What is meant by a word that many things share: "cat", "car", "cake", "moon", "tree" in whatever language.
USUAL = set(
    "🐱🐭🐮🐷🐵🐻🐔🐟🐦🐴🐰🚗🎂🌙🌳🌼⛵🚢🚆🚚🚌🥛⚽💻🎩👕👟🍁💧🍵📖👓⭐🏠📱⛄🥚🍎🍕🍺🍷☂☀⛰🥁📷🍞🍦☕💰🗡🔔💡🪑❄🔥⚡📺🍇🍋🎸✈🏰⛪👗🍬🍪🍳"
)


def unique_names(things):
    """Gives every name of a language to one thing: its label, or a keyword that at most four things share.

    A shared keyword goes to a thing of USUAL (then any number may share it), else to the one whose label contains it, else to
    the first. Shared ones are what people type, so they are listed three times and drawn as often.
    -> {language: [[label, keyword, ...] per thing]}
    """
    result = {}
    for language in sorted(things[0]["names"]):
        label_of, claims = {}, defaultdict(list)
        for index, thing in enumerate(things):
            spellings = thing["names"].get(language) or thing["names"]["en"]
            label, *keywords = [n.strip() for n in spellings if n.strip(" \u200d\ufe0f")]
            label_of.setdefault(label, index)
            for place, keyword in enumerate(keywords):
                usual = thing["emoji"].replace("\ufe0f", "") in USUAL
                claims[keyword].append((not usual, keyword not in label, index, place))
        names = [[] for _ in things]
        for label, index in label_of.items():
            names[index].append(label)
        for keyword, claimants in sorted(claims.items(), key=lambda item: min(c[3] for c in item[1])):
            unusual, _, index, _ = min(claimants)
            if keyword in label_of or (unusual and len(claimants) > 4) or len(keyword) <= (0 if language in CJK else 2):
                continue
            names[index] += [keyword] * (3 if len(claimants) > 1 else 1)
        result[language] = names
    return result


COLOR_LAST = {"es", "fr", "pt"}
CJK = {"zh", "zh-hant", "ja", "ko"}
# written without spaces between words
UNSPACED = {"zh", "ja"}


class Prompter:
    """Draws random prompts. `rng` is a random.Random; a scene is (objects, background, variant)."""

    def __init__(self, things):
        self.emoji = [t["emoji"] for t in things]
        self.spellings = [[t["emoji"]] * 4 + t["also"] for t in things]
        self.names = unique_names(things)
        self.usual = [i for i, e in enumerate(self.emoji) if e.replace("\ufe0f", "") in USUAL]
        self.others = [l for l in self.names if l not in LANGUAGES]

    def language(self, rng):
        k = rng.random()
        for language, weight in WEIGHTS.items():
            k -= weight
            if k < 0:
                return language
        return rng.choice(self.others)

    def name(self, thing, language, rng):
        names = self.names[language][thing]
        k = rng.random()
        if k < 0.12 or not names:
            return self.emoji_of(thing, rng)
        if k < (0.45 if thing in self.usual else 0.65) or len(names) == 1:
            return names[0]
        return rng.choice(names[1:])

    def padding(self, language, rng):
        """One to three words that mean nothing here: fillers of the language, and half of the time words there are not."""
        fillers = LANGUAGES[language]["fillers"]
        words = [rng.choice(fillers) for _ in range(rng.choice([1, 1, 1, 2, 2, 3]))]
        if rng.random() < 0.5:
            words = [self.invented(language, word, rng) for word in words]
        return ("" if language in UNSPACED else " ").join(words)

    def invented(self, language, word, rng):
        """The letters of a word shuffled, or the beginning of a word before the end of another."""
        if rng.random() < 0.4:
            return "".join(rng.sample(word, len(word)))
        fillers = LANGUAGES[language]["fillers"]
        others = rng.choice(fillers), (rng.choice(self.names[language])[:1] or [word])[0]
        tail = rng.choice(others)
        return word[: len(word) // 2 + 1] + tail[len(tail) // 2 :]

    def padded(self, text, language, rng):
        """A text with words that mean nothing before or, less often, after it."""
        space = "" if language in UNSPACED and rng.random() < 0.7 else " "
        words = self.padding(language, rng)
        return f"{words}{space}{text}" if rng.random() < 0.65 else f"{text}{space}{words}"

    def emoji_of(self, thing, rng):
        """With or without the variation selector: both are typed."""
        emoji = rng.choice(self.spellings[thing])
        return emoji.replace("\ufe0f", "") if rng.random() < 0.5 else emoji

    def prompt(self, scene, rng):
        """A training prompt, lower case and stripped as the pipeline does it."""
        objects, background, _ = scene
        language = self.language(rng)
        names = [self.name(o, language, rng) for o in objects]
        patterns = LANGUAGES.get(language)
        if patterns:  # people add words, and join things with words, that are in no pattern
            names = [self.padded(name, language, rng) if rng.random() < 0.25 else name for name in names]
        if rng.random() < 0.04:  # nothing but emoji
            text = rng.choice(["", " "]).join(self.emoji_of(o, rng) for o in objects)
        elif patterns and len(names) == 2 and rng.random() < 0.2:
            space = "" if language in UNSPACED else " "
            text = space.join([names[0], self.padding(language, rng), names[1]])
        elif not patterns or rng.random() < 0.12:
            text = rng.choice([", ", " ", " + "]).join(names)
        else:
            text = rng.choice(patterns["single" if len(names) == 1 else "pair"]).format(*names)
        if patterns and background not in COLORS and rng.random() < 0.07:
            # "a red car" asks for a car, not for a red background; which colour the drawing has is not up to the prompt
            color = rng.choice(patterns["colors"])
            text = (f"{text} {color}" if language in COLOR_LAST else f"{color} {text}") if language not in CJK else color + text
        text = place(text, background, patterns, rng)
        if rng.random() < 0.04 and len(text) > 6:  # a letter is missing
            at = rng.randrange(1, len(text))
            text = text[:at] + text[at + 1 :]
        if patterns and rng.random() < 0.2:
            text = self.padded(text, language, rng)
        return text.lower().strip()

    def test_prompt(self, scene, language, rng, emoji=False):
        """Like prompt(), with labels (or emoji) in a pattern that training never uses."""
        objects, background, _ = scene
        patterns = LANGUAGES[language]
        names = [self.emoji[o] if emoji or not self.names[language][o] else self.names[language][o][0] for o in objects]
        text = rng.choice(patterns["single_test" if len(names) == 1 else "pair_test"]).format(*names)
        return place(text, background, patterns, rng).lower().strip()


def place(text, background, patterns, rng):
    """Adds the words for a background; white is mostly left unsaid."""
    if background in LANDSCAPES:
        if patterns and rng.random() < 0.95:
            return rng.choice(patterns["places"][background]).format(text)
        return f"{text} {PLACE_EMOJI[background]}"
    if background in COLORS or rng.random() < 0.1:
        if patterns:
            color = patterns["colors"][COLOR_KEYS.index(background)]
            return rng.choice(patterns["on_color"]).format(text, c=color)
        return f"{text} ({background})"
    return text
