"""Words as they stand in sentences: of several, in the cases, with the gender of what they go with, and small ones.

Names and colours are listed in one form, but "zwei Hunde", "una casa roja" and "нарисуй кошку" are what people write. These rules make what is
said and more besides: a form that there is not is no harm, as nobody writes it.
"""

import re

# language: [(how a word ends, what may stand there)], the first that fits. A group stays; ¨ changes the last vowel before: Apfel, Äpfel.
RULES = {
    "en": [
        ("(?<![aeiou])y", ["ies"]), ("(s|x|z)", ["es"]), ("(f)ish", ["ish", "ishes"]), ("(ch|sh)", ["es"]), ("(o)", ["s", "es"]), ("([lrai])fe?", ["ves", "fs"]),
        ("man", ["men"]), ("child", ["children"]), ("person", ["people", "persons"]), ("mouse", ["mice"]), ("foot", ["feet"]), ("tooth", ["teeth"]),
        ("", ["s", "s", "s", "'s"]),
    ],
    "es": [
        ("z", ["ces", "cito", "cita"]), ("ión", ["iones"]), ("án", ["anes"]), ("én", ["enes"]), ("ín", ["ines"]), ("ón", ["ones"]), ("és", ["eses", "esa"]),
        ("o", ["os", "os", "a", "as", "ito", "itos"]), ("a", ["as", "as", "o", "os", "ita", "itas"]), ("e", ["es", "es", "ecito", "ecita"]),
        ("([iuáéíóú])", ["s", "es"]), ("([^s])", ["es", "es", "ito", "ita"]),
    ],
    "fr": [
        ("(eau|eu|ou)", ["x", "s"]), ("al", ["aux", "ale", "ales"]), ("anc", ["anche", "ancs", "anches"]), ("eux", ["euse", "euses"]),
        ("er", ["ers", "ère", "ères"]), ("f", ["fs", "ve", "ves"]), ("œil", ["yeux"]), ("(et)", ["s", "te", "tes"]), ("(el)", ["s", "le", "les"]), ("(en|on)", ["s", "ne", "nes"]),
        ("([sxz])", ["", "e", "es"]), ("([eaiou])", ["s"]), ("", ["s", "s", "e", "es"]),
    ],
    "pt": [
        ("ão", ["ões", "ãos", "ães", "ãozinho", "ona"]), ("m", ["ns", "nzinho"]), ("([aou])l", ["is", "lzinho"]), ("el", ["éis", "eis"]),
        ("il", ["is", "eis"]), ("o", ["os", "os", "a", "as", "inho", "inhos"]), ("a", ["as", "as", "o", "os", "inha", "inhas"]), ("([rz])", ["es", "es", "zinho"]),
        ("ês", ["eses", "esa", "esas"]), ("([eiuáéêíóôú])", ["s", "s", "zinho", "zinha"]),
    ],
    "de": [
        ("in", ["innen"]), ("e", ["en", "en", "en", "em", "er", "es", "¨chen"]), ("(el|er)", ["", "n", "s", "¨", "¨", "¨n", "e", "en", "¨chen"]),
        ("chen", ["chens"]), ("en", ["ens", "e", "em", "er", "es", "¨en", "¨chen"]), ("(ung|ion|tät)", ["en"]), ("(heit|keit)", ["en"]),
        ("([aioy]|[^a]u)", ["s"]), ("nis", ["nisse", "nissen"]), ("([szßx])", ["e", "en", "es", "er", "em", "¨e", "¨er", "¨ern", "¨en", "¨chen"]),
        ("", ["e", "e", "e", "en", "en", "es", "s", "er", "em", "¨e", "¨e", "¨er", "¨ern", "¨en", "¨chen"]),
    ],
    "ru": [
        ("(?:ё|о)нок", ["ёнка", "ёнком", "ята", "ят", "онка"]), ("([шщчж])ок", ["ка", "ком", "ки", "ков"]), ("ец", ["ца", "цу", "цом", "цы", "цов"]),
        ("ок", ["ка", "ку", "ком", "ки", "ков"]), ("(?:ый|ой|ий)", ["ого", "ому", "ым", "ом", "ые", "ых", "ая", "ую", "ое", "ой", "его", "им", "ие", "их", "яя", "ее"]),
        ("ая", ["ой", "ую", "ые", "ых"]), ("яя", ["ей", "юю", "ие", "их"]), ("ое", ["ого", "ому", "ым", "ом", "ые", "ых"]), ("ее", ["его", "ему", "ие", "их"]),
        ("([кгхшжчщ])а", ["и", "и", "е", "у", "у", "ой", "ами", ""]), ("ия", ["ии", "ию", "ией", "ий"]), ("ие", ["ия", "ию", "ием", "ий"]),
        ("а", ["ы", "ы", "е", "у", "у", "ой", "ами", ""]), ("я", ["и", "е", "ю", "ю", "ей", "ями", "ь"]), ("о", ["а", "а", "у", "ом", "е", "ами", ""]),
        ("е", ["я", "я", "ю", "ем", "ями", "ей"]), ("й", ["я", "ю", "ем", "е", "и", "ев"]), ("ь", ["я", "ю", "ем", "ём", "и", "и", "ей", "ью", "ями"]),
        ("([кгхшжчщ])", ["а", "а", "у", "ом", "ем", "е", "и", "и", "ов", "ей", "ами"]), ("([бвдзлмнпрстфц])", ["а", "а", "у", "ом", "е", "ы", "ы", "ов", "ами"]),
    ],
    "hi": [
        ("ा", ["े", "े", "ी", "ों"]), ("ी", ["ियाँ", "ियां", "ियों", "ा", "े"]), ("ि", ["ियाँ", "ियों"]), ("ू", ["ुओं", "ुएँ"]), ("ु", ["ुओं", "ुएँ"]),
        ("([क-हड़ढ़])", ["ें", "ों", "ों"]),
    ],
    "ko": [("색", ["", "", "색의"]), ("", ["를", "을", "가", "이", "는", "은", "의", "와", "과", "도", "로", "들", "들이", "들을"])],
    "zh": [("色", ["", "", "色"])],
    "ja": [("(赤|青|白|黒|黄色|茶色)", ["い"])],
}  # fmt: skip
RULES = {language: [(re.compile(f"(?:{ending})$"), others) for ending, others in rules] for language, rules in RULES.items()}
WORD = re.compile(r"[^\W\d_][\w\u0900-\u097f'’]*")
# language: (a word for what is counted, after a number; those that other things are counted with)
COUNTERS = {
    "zh": ("(?<=[一两2三3四4])[个只]", list("个只条头匹本张棵朵辆架台把件双瓶杯块位颗根支座栋间艘串面片盘幅")),
    "ja": ("(?<=[一二2三3四4])[つ匹]", "つ 匹 頭 羽 本 枚 台 個 冊 人 杯 足 軒 艘 輪 機 着".split()),
    "ko": ("(?<=[두세네] )(?:개|마리)", "개 마리 송이 대 그루 권 명 채 잔 켤레 장 자루 척 벌".split()),
}
# What names a thing is the last word of a name, and all of its words go with it.
LAST = {"en", "ko"}
# Where one or two characters are a word.
SHORT = {"ko", "zh", "ja"}
# A fallen vowel comes back where no ending is: кошка, кошек; окно, окон.
FALLEN = re.compile("([бвгджзйклмнпрстфхцчшщь])([клнр])$")


def with_umlaut(stem):
    return re.sub("(au|[aou])(?=[^aouäöü]*$)", lambda found: {"au": "äu", "a": "ä", "o": "ö", "u": "ü"}[found[1]], stem)


def forms(word, language):
    """-> other forms of a word, those that are written more several times; none in a language without any"""
    for ending, others in RULES.get(language, ()):
        found = ending.search(word)
        if not found:
            continue
        stem, result = word[: found.start()] + (found[1] if found.re.groups else ""), []
        for other in others:
            if other.startswith("¨"):
                result.append(with_umlaut(stem) + other[1:])
            elif language == "ru" and other == "" and FALLEN.search(stem):
                result += [FALLEN.sub(lambda two: two[1].replace("й", "").replace("ь", "") + vowel + two[2], stem) for vowel in "оеё"]
            else:
                result.append(stem + other)
        return result
    return []


def inflected(name, language, rng):
    """Another form of a name or a colour in lower case; itself in a language without any, and what is no word as it is."""
    if language not in RULES:
        return name
    places = [found for found in WORD.finditer(name) if len(found[0]) > 2 or language in SHORT]
    if language in LAST:
        places = places[-1:]
    for found in reversed(places):
        if len(places) > 1 and rng.random() < 0.3:
            continue
        word = rng.choice(forms(found[0], language) or [found[0]])
        name = name[: found.start()] + word + name[found.end() :]
    return name


def counted(pattern, language, rng):
    """A pattern with a number, with another word for what is counted: 三个, 三条; itself in a language without any.

    In Japanese it may follow: 三匹の{}, {}が三匹.
    """
    if language not in COUNTERS or rng.random() < 0.4:
        return pattern
    known, counters = COUNTERS[language]
    pattern = re.sub(known, rng.choice(counters), pattern)
    number = re.fullmatch(r"([一二2三3四4].)の\{\}", pattern)
    return "{}" + rng.choice("がをはの") + number[1] if number and rng.random() < 0.5 else pattern
