"""Measures how the text encoder reads what is asked for as grammar has it: of several, in the cases, with gendered colours, small ones.

usage: python -m training.spoken [CHECKPOINT]      (default: the one of SCRATCH)

The sentences were written by hand, not by the rules of inflections.py, and are in no pattern of languages.py.
"""

import sys
from pathlib import Path

import torch
import torch.nn.functional as F

from . import codes
from .device import prepare
from .scenes import Painter
from .text import TextEncoder, summary
from .world import TABLES, THING_COLORS

# What is meant by a word that several drawings fit; else the emoji itself.
SAME = ["🐱🐈", "🐶🐕", "🐭🐁🐀", "🐰🐇", "🐴🐎", "🐟🐠", "🚗🚙🚘", "🏠🏡🏘", "🌳🌲", "⭐🌟", "🌸🌼🌺🌷🌻💐🌹", "🍎🍏", "🐮🐄", "🐷🐖", "🐦🐤", "⛵🚤", "🌲🎄", "👶👼", "🧒👦👧", "📚📖📕"]

# language: "sentence|emoji" with the colour or the number that is asked for besides
SPOKEN = {
    "en": """two mice in love|🐭|2
we saw three butterflies|🦋|3
lots of strawberries|🍓
four foxes please|🦊|4
my kitty|🐱
a doggy with a name|🐶
two cherries for dessert|🍒|2
the children's balloon|🎈
three knives, please|🔪|3
a couple of apples|🍎
two fish swim|🐟|2
a puppy's bone|🦴
babies|👶
a red mushroom's hat|🍄
two bunnies hop|🐰|2
three leaves fall|🍃🍂🍁🌿☘|3""",
    "de": """zwei Hunde spielen|🐶|2
drei rote Äpfel|🍎|3
ein Brief mit vier Sternen|⭐|4
meine kleinen Katzen|🐱
im grünen Haus|🏠|green
mit einem blauen Auto|🚗|blue
ein Bild meines Hundes|🐶
zwei Schmetterlinge fliegen|🦋|2
die Bäume|🌳
drei Vögel singen|🐦|3
ein kleines Kätzchen|🐱
zwei Füchse|🦊|2
eine gelbe Rakete|🚀|yellow
der Ritt auf Pferden|🐴
Erdbeeren für alle|🍓
zeig uns den Elefanten|🐘""",
    "fr": """deux chevaux au galop|🐴|2
une maison verte|🏠|green
les fleurs|🌸
trois étoiles brillent|⭐|3
une voiture violette|🚗|purple
des arbres|🌳
mes chats|🐱
deux oiseaux chantent|🐦|2
une fusée bleue|🚀|blue
quatre papillons volent|🦋|4
des cerises|🍒
les petits lapins|🐰
deux renards|🦊|2
des champignons|🍄
une guitare verte|🎸|green
les bananes|🍌""",
    "es": """dos perros corren|🐶|2
una casa roja|🏠|red
unas flores|🌸
tres ratones comen|🐭|3
una silla amarilla|🪑|yellow
mi gatito|🐱
los árboles|🌳
dos peces nadan|🐟|2
una guitarra morada|🎸|purple
cuatro mariposas vuelan|🦋|4
un perrito contento|🐶
las manzanas|🍎
dos zorros|🦊|2
unos pájaros|🐦
los conejos|🐰
tres corazones laten|❤♥|3""",
    "pt": """dois cachorros correm|🐶|2
uma casa vermelha|🏠|red
as flores|🌸
três corações batem|❤♥|3
uma cadeira amarela|🪑|yellow
meu gatinho|🐱
as árvores|🌳
dois peixes nadam|🐟|2
uma guitarra roxa|🎸|purple
quatro borboletas voam|🦋|4
um cachorrinho feliz|🐶
as maçãs|🍎
duas raposas|🦊|2
uns pássaros|🐦
os coelhos|🐰
três aviões|✈|3""",
    "ru": """хочу увидеть кошку|🐱
открытка с собакой|🐶
красная машина|🚗|red
две лисы бегут|🦊|2
букет цветов|🌸💐
три бабочки летят|🦋|3
зелёная ракета|🚀|green
дом с деревьями|🏠🏡
много клубники|🍓
с двумя птицами|🐦
история про слона|🐘
четыре звезды сияют|⭐|4
жёлтую гитару|🎸|yellow
рыбы плавают|🐟
о грибах|🍄
синие зонты|☂☔|blue""",
    "hi": """दो कुत्ते खेलते हैं|🐶|2
तीन बिल्लियाँ सोती हैं|🐱|3
पेड़ों के नीचे|🌳
घोड़े दौड़ते हैं|🐴
लाल कुर्सियाँ|🪑|red
दो तितलियाँ उड़ती हैं|🦋|2
हाथियों का झुंड|🐘
नीले रंग की कारें|🚗|blue
मछलियाँ तैरती हैं|🐟
चार तारे चमकते हैं|⭐|4
पीले घर में|🏠|yellow
खरगोशों की कहानी|🐰
केले खाओ|🍌
चूहों से डर|🐭
हरे जूते|👟|green
दो छाते|☂|2""",
    "zh": """三条鱼在游|🐟|3
两本书放在桌上|📚|2
红苹果|🍎
一辆蓝车|🚗|blue
四朵花开了|🌸|4
一棵树|🌳
小猫咪在睡觉|🐱
两匹马在跑|🐴|2
三颗星星|⭐|3
黄椅子|🪑|yellow
一把绿吉他|🎸|green
两架飞机|✈|2
一头大象|🐘
小狗们|🐶
四只蝴蝶飞来飞去|🦋|4
一座房子|🏠""",
    "ja": """赤い車|🚗|red
木が三本|🌳|3
猫が二匹いる|🐱|2
青い椅子に座る|🪑|blue
りんごを三個|🍎|3
飛行機が二機|✈|2
四羽の鳥|🐦|4
黄色いロケット|🚀|yellow
犬が走る|🐶
本を四冊|📚|4
花が咲いた|🌸
魚が泳ぐ|🐟
二頭の馬|🐴|2
茶色い家|🏠|brown
ぞうさん|🐘
うさぎちゃん|🐰""",
    "ko": """강아지가 뛰어요|🐶
고양이를 사랑해요|🐱
나무들이 있어요|🌳
나비들이 날아요|🦋
토끼의 이야기|🐰
로켓으로 가요|🚀
빨간 자동차를 봐요|🚗|red
여우와 함께|🦊
코끼리는 커요|🐘
기타도 좋아요|🎸
딸기를 먹어요|🍓
새들이 노래해요|🐦
말이 달려요|🐴
파란 의자가 있네|🪑|blue
사과를 주세요|🍎
버섯은 귀여워|🍄""",
}


def sentences(language):
    """-> [(sentence, emoji that fit, a colour or a number as a string or None)]"""
    for line in SPOKEN[language].split("\n"):
        sentence, emoji, *more = line.split("|")
        fitting = set(emoji)
        yield sentence.lower(), fitting.union(*(group for group in SAME if fitting & set(group))), (more or [None])[0]


def main(checkpoint=None):
    prepare()
    if checkpoint:
        TextEncoder.CHECKPOINT = Path(checkpoint)
    text, tables, painter = TextEncoder.load(), codes.load(), Painter()
    emoji = [thing["emoji"].replace("\ufe0f", "") for thing in painter.things]
    every = []
    for language in SPOKEN:
        asked = [*sentences(language)]
        ids, mask = text.tokenize([sentence for sentence, _, _ in asked])
        with torch.no_grad():
            said = summary(text.hidden(ids, mask), mask)
        read = {
            name: (F.normalize(said[:, i], dim=-1) @ F.normalize(tables[name], dim=-1).T).argmax(1).tolist()
            for i, name in enumerate(TABLES)
        }
        wrong = []
        for i, (sentence, fitting, more) in enumerate(asked):
            thing = read["first"][i]
            right = thing < len(emoji) and emoji[thing] in fitting
            if right and more:
                right = read["count"][i] == int(more) - 1 if more.isdigit() else read["color"][i] == THING_COLORS.index(more)
            if not right:
                wrong.append(sentence)
        every.append(1 - len(wrong) / len(asked))
        print(f"{language}: {every[-1]:.0%}, wrong: {'; '.join(wrong)}", flush=True)
    print(f"spoken: {sum(every) / len(every):.0%}")


if __name__ == "__main__":
    main(*sys.argv[1:])
