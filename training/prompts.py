"""Prompts for scenes: labels, keywords and emoji in 28 languages, in the patterns of languages.py, world_words.py and requests.py."""

import unicodedata
from collections import defaultdict

from .inflections import RULES, counted, inflected
from .languages import COLOR_KEYS, LANGUAGES, PLACE_EMOJI, WEIGHTS
from .requests import asked
from .world import COLORS, TONES
from .world_words import WORDS


# What is meant by a word that many things share: "cat", "car", "cake", "moon", "tree" in whatever language.
USUAL = set(
    "🐱🐭🐮🐷🐵🐻🐔🐟🐦🐴🐰🚗🎂🌙🌳🌼⛵🚢🚆🚚🚌🥛⚽💻🎩👕👟🍁💧🍵📖👓⭐🏠📱⛄🥚🍎🍕🍺🍷☂☀⛰🥁📷🍞🍦☕💰🗡🔔💡🪑❄🔥⚡📺🍇🍋🎸✈🏰⛪👗🍬🍪🍳"
)
# What a word alone means that too many things share in the data, or that names quite another there. In the order of LANGUAGES.
MEANT = {
    "♥": "heart 心 corazón cœur herz ハート 하트 coração сердце दिल",
    "🚩": "flag 旗子 bandera drapeau flagge 旗 깃발 bandeira флаг झंडा",
    "✋": "hand 手 mano main hand 手 손 mão рука हाथ",
    "➡": "arrow 箭头 flecha flèche pfeil 矢印 화살표 seta стрелка तीर",
    "📦": "box 盒子 caja boîte kiste 箱 상자 caixa коробка डिब्बा",
    "🏅": "medal 奖牌 medalla médaille medaille メダル 메달 medalha медаль पदक",
    "🔧": "tool 工具 herramienta outil werkzeug 工具 도구 ferramenta инструмент औज़ार",
    "🐞": "insect 昆虫 insecto insecte insekt 虫 벌레 inseto насекомое कीड़ा",
}

# What else is asked for most, so that it is learned in all of its forms.
EVERYDAY = USUAL | set(
    "🐶🐕🐈🦊🐘🦁🐯🐼🐸🐝🐙🦉🦆🐧🦒🐇🐎🐢🐬🐳🦈🦄🦋🐞🐌🐜🦌🐺🐑🐐🦓🐍🌸🌹🌻🌷🌲🌴🌵🍂🍄🍓🍌🍒🍊🍐🍑🍉🥕🍅🥔🌽🍚🥐🧀🍫🍔🍟🍩"
    "♥💛☀⭐🌈☁🌊🚀🚲🚂🚁🚌🏫🏥🏖🎁🎈⚽🏀🔑📚✏✉📰🖥⌨🖱🎧🕰⌚💎👑🎒👜👖🧦🧤🧣🛏🛋🚪🪟🛁🪥✂🔨🔧🧸🪁👩👨👧👦👶👵👴🤖👻🧙👸👮👁👂👃👄✋🦷🪶🕯🏆"
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
    emoji = [thing["emoji"].replace("\ufe0f", "") for thing in things]
    for meant, words in MEANT.items():
        for language, word in zip(LANGUAGES, words.split()):
            names = result[language]
            if meant not in emoji or any(own[:1] == [word] for own in names):
                continue
            names[:] = [own[:1] + [name for name in own[1:] if name != word] for own in names]
            names[emoji.index(meant)] += [word] * 3
    return result


CJK = {"zh", "zh-hant", "ja", "ko"}
# Written without spaces between words: there an unknown word changes how its neighbours are cut into tokens. What such words are made
# of: common characters without those that name something, or say where, how many or how large.
UNSPACED = {
    "zh": "的是不了在有我他这们来为地到以说时要就出会可也你对能而那得于着自之过发作用行所然种事成方经么去法学如都同现当没动起看定分还进好部其些主样理开但因只从想实",
    "ja": "のにはをたがでてしれさあるいもすからなこようそけどまねりくだおみえびせんばきちつやゆわ",
}
# How adjectives end: unknown ones stand before names more than anything else.
ADJECTIVES = {
    "en": "able ful ish ous ing ed ly some less y ic al ive", "de": "ige iges iger liche liches isches hafte bares same lose", "fr": "able eux euse ique ante é ée if",
    "es": "able oso osa ante ico ado ada ivo", "pt": "ável oso osa ante ico ado ada ivo", "ru": "ный ная ское ский ливый чная тельный", "hi": "दार वाला ीय पूर्ण",
    "ko": "스러운 한 적인 로운",
}  # fmt: skip
# What is written between words that mean nothing and those that name something.
MARKS = [":", ":", " :", ",", ".", " -", "!"]
# How often a name, and a colour, is in another form than that in which it is listed; of several things nearly always.
FORMS, COLOR_FORMS, FORMS_OF_SEVERAL = {"ru": 0.5, "hi": 0.35, "de": 0.3, "es": 0.3, "fr": 0.2, "pt": 0.25, "en": 0.15, "ko": 0.2}, 0.5, 0.75
# A place of languages.py that names no landscape but a time, and where it is.
AT_NIGHT, AT_SUNSET = "grass night", "beach dusk"


class Prompter:
    """Draws random prompts of scenes (world.scene). `rng` is a random.Random."""

    def __init__(self, things):
        self.emoji = [t["emoji"] for t in things]
        self.spellings = [[t["emoji"]] * 4 + t["also"] for t in things]
        self.names = unique_names(things)
        self.usual = [i for i, e in enumerate(self.emoji) if e.replace("\ufe0f", "") in USUAL]
        self.everyday = [i for i, e in enumerate(self.emoji) if e.replace("\ufe0f", "") in EVERYDAY]
        self.others = [l for l in self.names if l not in LANGUAGES]
        self.generators = {l: [names.split("|") for names in words["generators"].split(";")] for l, words in WORDS.items()}

    def language(self, rng):
        k = rng.random()
        for language, weight in WEIGHTS.items():
            k -= weight
            if k < 0:
                return language
        return rng.choice(self.others)

    def name(self, thing, language, rng, label=False):
        """label: the first name, without emoji"""
        if thing >= len(self.emoji):
            names = self.generators[language][thing - len(self.emoji)]
            return names[0] if label or rng.random() < 0.5 else rng.choice(names)
        names = self.names[language][thing]
        k = 0.3 if label else rng.random()
        if k < 0.12 or not names:
            return self.emoji_of(thing, rng)
        if label or k < (0.45 if thing in self.usual else 0.65) or len(names) == 1:
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
        """An adjective that begins like a word or a name; the letters of a word shuffled, or the beginning of a word, at times of a name,
        before the end of another; or common characters."""
        if language in ADJECTIVES and rng.random() < 0.3:
            word = rng.choice([(rng.choice(self.names[language]) or [word])[-1].split()[0], word])
            return word[: rng.randint(min(3, len(word)), len(word))] + rng.choice(ADJECTIVES[language].split())
        if language in UNSPACED and rng.random() < 0.6:
            return "".join(rng.choice(UNSPACED[language]) for _ in range(rng.choice([1, 2, 2, 3, 4])))
        if rng.random() < 0.4:
            return "".join(rng.sample(word, len(word)))
        fillers = LANGUAGES[language]["fillers"]
        name = (rng.choice(self.names[language]) or [word])[0]
        if rng.random() < 0.4:
            word, tail = name.split()[0], rng.choice(fillers)
        else:
            tail = rng.choice([rng.choice(fillers), name])
        return word[: len(word) // 2 + 1] + tail[len(tail) // 2 :]

    def padded(self, text, language, rng):
        """A text with words that mean nothing before or, less often, after it; at times a colon or the like is between them."""
        space = "" if language in UNSPACED and rng.random() < 0.7 else " "
        if rng.random() < 0.25:
            space = rng.choice(MARKS) + space
        words = self.padding(language, rng)
        return f"{words}{space}{text}" if rng.random() < 0.65 else f"{text}{space}{words}"

    def emoji_of(self, thing, rng):
        """With or without the variation selector: both are typed."""
        emoji = rng.choice(self.spellings[thing])
        return emoji.replace("\ufe0f", "") if rng.random() < 0.5 else emoji

    def described(self, thing, colors, language, rng, label=False, several=False):
        """A name with the colours that were asked for; colors: of this thing, and a second one of an abstract picture."""
        name, patterns, words = self.name(thing, language, rng, label), LANGUAGES[language], WORDS[language]
        if several or (not label and rng.random() < FORMS.get(language, 0)):
            name = inflected(name, language, rng)
        color, other = colors
        if color in TONES:
            return rng.choice(words["tones"][TONES.index(color)]).format(name)
        if color is None:
            return name
        spoken = words.get("colors", patterns["colors"])
        if not label and rng.random() < COLOR_FORMS and language != "en":
            spoken = [inflected(word, language, rng) for word in spoken]
        named = {"n": name, "c": spoken[COLOR_KEYS.index(color)]}
        if other is not None:
            return rng.choice(words["two_colors"]).format(**named, d=spoken[COLOR_KEYS.index(other)])
        pattern = rng.choice(words["colored"])
        if language == "ja" and named["c"].endswith("い"):  # 赤の車, but 赤い車
            pattern = pattern.replace("{c}の", "{c}")
        return pattern.format(**named)

    def prompt(self, scene, rng):
        """A training prompt, lower case and stripped as the pipeline does it."""
        objects = scene["objects"]
        plain = not asks_more(scene) and all(thing < len(self.emoji) for thing in objects)
        language = self.language(rng)
        if language not in LANGUAGES and not plain:
            language = rng.choice([*LANGUAGES])
        if plain and rng.random() < 0.04:  # nothing but emoji
            return self.finished(rng.choice(["", " "]).join(self.emoji_of(o, rng) for o in objects), scene, language, rng)
        if language not in LANGUAGES:
            text = rng.choice([", ", " ", " + "]).join(self.name(o, language, rng) for o in objects)
            return self.finished(text, scene, language, rng)
        names = self.parts(scene, language, rng)
        names = [self.padded(name, language, rng) if rng.random() < 0.4 else name for name in names]
        space = "" if language in UNSPACED else " "
        if len(names) == 2 and scene["relation"] != "beside":
            text = rng.choice(WORDS[language]["relations"][scene["relation"]]).format(*names)
        elif len(names) == 2 and rng.random() < 0.3:
            text = space.join([names[0], self.padding(language, rng), names[1]])
        elif len(names) == 2 and rng.random() < 0.2:
            text = rng.choice(WORDS[language]["relations"]["beside"]).format(*names)
        elif rng.random() < 0.2:
            text = rng.choice([", ", " ", " + "]).join(names)
        else:
            pattern = rng.choice(LANGUAGES[language]["single" if len(names) == 1 else "pair"])
            text = counted(pattern, language, rng).format(*names)
        if len(names) == 2 and rng.random() < 0.2:  # "a drawing of a cat and a dog"
            text = rng.choice(LANGUAGES[language]["single"]).format(text)
        text = self.finished(text, scene, language, rng)
        if rng.random() < 0.25:
            text = asked(text, language, rng).lower()
        if rng.random() < 0.04 and len(text) > 6:  # a letter is missing
            at = rng.randrange(1, len(text))
            text = text[:at] + text[at + 1 :]
        text = typed(text, language, rng)
        return self.padded(text, language, rng).lower().strip() if rng.random() < 0.25 else text

    def parts(self, scene, language, rng, label=False):
        """The objects' descriptions, with their number and size."""
        words, colors = WORDS[language], scene["colors"]
        if len(scene["objects"]) == 2:
            return [self.described(o, (c, None), language, rng, label) for o, c in zip(scene["objects"], colors)]
        several = scene["count"] > 1 and not label and language in RULES and rng.random() < FORMS_OF_SEVERAL
        text = self.described(scene["objects"][0], colors, language, rng, label, several)
        if scene["count"] > 1:
            pattern = rng.choice(words["counts"][scene["count"]])
            if not label:
                pattern = counted(pattern, language, rng)
            text = (pattern.replace("{}s", "{}") if several else pattern).format(text)
        if scene["size"] != "usual":
            text = rng.choice(words["sizes"][scene["size"]]).format(text)
        return [text]

    def finished(self, text, scene, language, rng):
        """With words for the style and the background."""
        words = WORDS.get(language)
        if words and (scene["style"] != "flat" or rng.random() < 0.1):
            text = rng.choice(words["styles"][scene["style"]]).format(text)
        return place(text, scene["background"], language, rng, scene["objects"][0] >= len(self.emoji)).lower().strip()

    def test_prompt(self, scene, language, rng, emoji=False):
        """Like prompt(), with labels (or emoji) in a pattern that training never uses."""
        patterns = LANGUAGES[language]
        if emoji:
            names = [self.emoji_of(o, rng) for o in scene["objects"]]
        else:
            names = self.parts(scene, language, rng, label=True)
        if len(names) == 2 and scene["relation"] != "beside":
            names = [rng.choice(WORDS[language]["relations"][scene["relation"]]).format(*names)]
        text = rng.choice(patterns["single_test" if len(names) == 1 else "pair_test"]).format(*names)
        if scene["style"] != "flat":
            text = rng.choice(WORDS[language]["styles"][scene["style"]]).format(text)
        return place(text, scene["background"], language, rng, said=False).lower().strip()


def typed(text, language, rng):
    """As it is written in haste: without accents, with ae for ä, with е for ё."""
    if language == "ru":
        return text.replace("ё", "е") if rng.random() < 0.5 else text
    if language == "de" and rng.random() < 0.06:
        return text.translate({ord(c): w for c, w in zip("äöüß", ("ae", "oe", "ue", "ss"))})
    if language in ("es", "fr", "pt") and rng.random() < 0.08:
        return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return text


def asks_more(scene):
    """Whether a scene asks for what only the languages with patterns have words for."""
    one = scene["count"] == 1 and scene["size"] == "usual" and scene["relation"] == "beside" and scene["style"] == "flat"
    return not one or any(scene["colors"])


def place(text, background, language, rng, said=True):
    """Adds the words for a background; white is left unsaid, now and then named where `said` is no."""
    patterns, words = LANGUAGES.get(language), WORDS.get(language)
    if background not in COLORS:
        kind, time = background.split(" ")
        if not patterns:
            return f"{text} {PLACE_EMOJI.get('night' if time == 'night' else 'sunset' if time == 'dusk' else kind, kind)}"
        if background in (AT_NIGHT, AT_SUNSET) and rng.random() < 0.5:
            return rng.choice(patterns["places"]["night" if background == AT_NIGHT else "sunset"]).format(text)
        text = rng.choice(patterns["places"].get(kind) or words["kinds"][kind]).format(text)
        if time != "day" or rng.random() < 0.1:
            text = rng.choice(words["times"][time]).format(text)
        return text
    if background != "white" or (not said and rng.random() < 0.1):
        if patterns:
            return rng.choice(patterns["on_color"]).format(text, c=patterns["colors"][COLOR_KEYS.index(background)])
        return f"{text} ({background})"
    return text
