"""How people ask for a picture, around what they ask for: an `asks` and often a `uses`, one inside the other.

None of the patterns that languages.py keeps for the evaluation comes out of these.
"""

from .languages import LANGUAGES

REQUESTS = {
    "en": {
        "asks": ["could you draw {}", "i need {}", "i would like to have {}", "make me {}", "let me see {}", "we are looking for {}", "i'd love {}",
                 "how about {}", "create {}", "{} would be great", "it should show {}", "design {} now", "would you paint {}", "can i get {}",
                 "here we need {}", "try {}", "imagine {}", "i am thinking of {}", "show us {}", "make it {}", "we want {} here", "let us have {}"],
        "uses": ["{} for my website", "{} for a presentation", "{} for our newsletter", "{} for the header", "{} as a logo", "{} for a children's book",
                 "{} for a blog post", "{} for my app", "{} to print", "{} for the slides", "{} for my article", "{} in this paragraph", "{} for a poster",
                 "{} that looks friendly", "{} for the start page", "{} for a card", "{} for my profile", "{} which people will like"],
    },
    "zh": {
        "asks": ["可以画{}吗", "我需要{}", "给我做{}", "来{}", "能画{}吗", "我们要{}", "帮我设计{}", "麻烦画一下{}", "想要{}的图", "我想看看{}", "画出{}吧",
                 "能不能给我{}", "可不可以做{}", "给我们画{}", "请生成{}的图像", "有没有{}", "最好是{}", "应该有{}", "能否画一个{}", "试试{}"],
        "uses": ["用在网站上的{}", "{}，用于演示文稿", "做封面用的{}", "给孩子看的{}", "文章里用的{}", "{}，放在首页", "{}，做海报", "打印用的{}", "{}，给我的博客",
                 "适合应用的{}", "{}，当作标志", "{}，做头像", "放在卡片上的{}", "{}，要好看"],
    },
    "es": {
        "asks": ["podrías dibujar {}", "necesito {}", "me gustaría tener {}", "haz {}", "déjame ver {}", "buscamos {}", "me encantaría {}", "crea {}", "diseña {}",
                 "quisiera {}", "tiene que verse {}", "queremos {}", "puedes hacer {}", "aquí falta {}", "pinta {}", "genera {}", "imagina {}", "qué tal {}", "a ver {}"],
        "uses": ["{} para mi sitio web", "{} para una presentación", "{} para nuestro boletín", "{} para la cabecera", "{} como logotipo", "{} para un libro infantil",
                 "{} para una entrada del blog", "{} para mi aplicación", "{} para imprimir", "{} para el artículo", "{} para un cartel", "{} para una tarjeta",
                 "{} que se vea bien", "{} para la portada", "{} en este párrafo", "{} para mi perfil"],
    },
    "fr": {
        "asks": ["pourrais-tu dessiner {}", "j'ai besoin de {}", "j'aimerais avoir {}", "fais {}", "laisse-moi voir {}", "nous cherchons {}", "j'adorerais {}", "crée {}",
                 "conçois {}", "je voudrais {}", "on doit voir {}", "nous voulons {}", "peux-tu faire {}", "il manque {} ici", "peins {}", "génère {}", "imagine {}",
                 "il me faudrait {}", "pourquoi pas {}", "donne-moi {}"],
        "uses": ["{} pour mon site", "{} pour une présentation", "{} pour notre lettre d'information", "{} pour l'en-tête", "{} comme logo", "{} pour un livre d'enfants",
                 "{} pour un article de blog", "{} pour mon application", "{} à imprimer", "{} pour l'article", "{} pour une affiche", "{} pour une carte",
                 "{} qui donne envie", "{} pour la couverture", "{} dans ce paragraphe", "{} pour mon profil"],
    },
    "de": {
        "asks": ["könntest du {} zeichnen", "ich brauche {}", "ich hätte gern {}", "mach mir {}", "lass mich {} sehen", "wir suchen {}", "ich möchte {}", "erstelle {}",
                 "entwirf {}", "man soll {} sehen", "wir wollen {}", "kannst du {} machen", "hier fehlt {}", "male {}", "erzeuge {}", "stell dir {} vor", "wie wäre es mit {}",
                 "gib mir {}", "es geht um {}", "zeig uns {}"],
        "uses": ["{} für meine website", "{} für eine präsentation", "{} für unseren newsletter", "{} für die kopfzeile", "{} als logo", "{} für ein kinderbuch",
                 "{} für einen beitrag im blog", "{} für meine app", "{} zum ausdrucken", "{} für den artikel", "{} für ein plakat", "{} für eine karte",
                 "{}, das freundlich aussieht", "{} für die startseite", "{} in diesem absatz", "{} für mein profil"],
    },
    "ja": {
        "asks": ["{}を描いてもらえますか", "{}がほしいです", "{}の絵がほしい", "{}を作って", "{}を見たい", "{}を探しています", "{}をお願いします", "{}を生成して", "{}をデザインして",
                 "{}があるといいな", "ここに{}を入れて", "{}はどうですか", "{}を想像して", "{}にしてください", "{}の画像が必要", "{}を一つ作ってください", "{}を描けますか", "{}の絵を見せて"],
        "uses": ["ウェブサイト用の{}", "プレゼン用の{}", "見出し用の{}", "ロゴとしての{}", "絵本のための{}", "ブログ記事用の{}", "アプリ用の{}", "印刷用の{}", "記事に使う{}",
                 "ポスターに使う{}", "カード用の{}", "表紙にする{}", "この段落の{}", "プロフィール用の{}", "わかりやすい{}", "明るい感じの{}"],
    },
    "ko": {
        "asks": ["{} 그려 줄 수 있어요", "{} 필요해", "{} 갖고 싶어요", "{} 만들어 줘", "{} 보고 싶어", "{} 찾고 있어요", "{} 부탁해요", "{} 생성해 줘", "{} 디자인해 줘",
                 "여기에 {} 넣어 줘", "{} 어때요", "{} 상상해 봐", "{} 로 해 주세요", "{} 이미지가 있어야 해", "{} 있으면 좋겠어", "{} 좀 보여 줘", "우리는 {} 원해"],
        "uses": ["웹사이트에 쓸 {}", "발표 자료용 {}", "머리글용 {}", "로고로 쓸 {}", "어린이책에 넣을 {}", "블로그 글에 쓸 {}", "앱에 쓸 {}", "인쇄용 {}", "기사에 쓸 {}",
                 "포스터에 쓸 {}", "카드용 {}", "표지용 {}", "이 문단의 {}", "프로필용 {}", "보기 좋은 {}", "친근한 {}"],
    },
    "pt": {
        "asks": ["você poderia desenhar {}", "preciso de {}", "gostaria de ter {}", "faça {}", "deixe-me ver {}", "procuramos {}", "eu adoraria {}", "crie {}", "projete {}",
                 "eu queria {}", "deve aparecer {}", "queremos {}", "pode fazer {}", "aqui falta {}", "pinte {}", "gere {}", "imagine {}", "que tal {}", "me dê {}"],
        "uses": ["{} para o meu site", "{} para uma apresentação", "{} para o nosso boletim", "{} para o cabeçalho", "{} como logotipo", "{} para um livro infantil",
                 "{} para um post do blog", "{} para o meu aplicativo", "{} para imprimir", "{} para o artigo", "{} para um cartaz", "{} para um cartão",
                 "{} que fique bonito", "{} para a capa", "{} neste parágrafo", "{} para o meu perfil"],
    },
    "ru": {
        "asks": ["не мог бы ты нарисовать {}", "мне нужно {}", "мне нужна картинка {}", "хотелось бы {}", "сделай {}", "дай посмотреть {}", "мы ищем {}", "создай {}",
                 "придумай {}", "должно быть видно {}", "мы хотим {}", "можешь сделать {}", "здесь не хватает {}", "изобрази {}", "сгенерируй {}", "представь {}",
                 "как насчёт {}", "дай мне {}", "требуется {}"],
        "uses": ["{} для моего сайта", "{} для презентации", "{} для нашей рассылки", "{} для заголовка", "{} как логотип", "{} для детской книги", "{} для записи в блоге",
                 "{} для приложения", "{} для печати", "{} для статьи", "{} для плаката", "{} для открытки", "{}, чтобы было красиво", "{} для обложки",
                 "{} в этом абзаце", "{} для профиля"],
    },
    "hi": {
        "asks": ["क्या आप {} बना सकते हैं", "मुझे {} चाहिए", "मेरे लिए {} बना दो", "{} दिखाओ", "हम {} ढूँढ रहे हैं", "{} तैयार करो", "यहाँ {} होना चाहिए", "{} कैसा रहेगा",
                 "{} की कल्पना करो", "हमें {} दे दो", "{} बना कर दिखाइए", "एक बार {} बनाओ", "{} देखना है", "{} डिज़ाइन करो", "{} हो तो अच्छा", "बस {} बना दीजिए"],
        "uses": ["मेरी वेबसाइट के लिए {}", "प्रस्तुति के लिए {}", "शीर्षक के लिए {}", "लोगो के रूप में {}", "बच्चों की किताब के लिए {}", "ब्लॉग के लिए {}", "ऐप के लिए {}",
                 "छापने के लिए {}", "लेख के लिए {}", "पोस्टर के लिए {}", "कार्ड के लिए {}", "मुखपृष्ठ के लिए {}", "इस अनुच्छेद में {}", "प्रोफ़ाइल के लिए {}", "अच्छा दिखने वाला {}"],
    },
}  # fmt: skip


def asked(text, language, rng):
    """A prompt as somebody would say it who asks for it."""
    words = REQUESTS[language]
    if rng.random() < 0.6:
        text = rng.choice(words["uses"]).format(text)
    return rng.choice(words["asks"]).format(text) if rng.random() < 0.7 else text


for _language, _words in REQUESTS.items():
    _kept = {*LANGUAGES[_language]["single_test"], *LANGUAGES[_language]["pair_test"]}
    assert not _kept & {*_words["asks"], *_words["uses"], *(a.format(u) for a in _words["asks"] for u in _words["uses"])}
