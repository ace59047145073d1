"""The words of ten languages for what world.py has beside things and colours.

styles      patterns around a whole prompt
counts      patterns around a name, for 2, 3 and 4
sizes       patterns around a name
relations   patterns with {0} and {1}, the objects of a scene in their order
colors      of things, in the order of languages.COLOR_KEYS, where those of backgrounds have another form
colored     patterns of a thing {n} of a colour {c}; two_colors: of a picture {n} of the colours {c} and {d}
tones       five tones of skin, from the lightest on, as patterns
kinds       landscapes beside those of languages.py, as patterns; times: patterns around those
generators  names in the order of world.GENERATORS, several with | between
"""

WORDS = {
    "en": {
        "styles": {"flat": ["flat {}", "{}, flat style", "flat illustration of {}"], "3d": ["3d {}", "{} in 3d", "3d render of {}", "{}, 3d style"], "line": ["line drawing of {}", "{} line icon", "outline of {}", "{}, line art"]},
        "counts": {2: ["two {}s", "2 {}s", "a pair of {}s"], 3: ["three {}s", "3 {}s"], 4: ["four {}s", "4 {}s"]},
        "sizes": {"small": ["small {}", "tiny {}", "little {}"], "big": ["big {}", "large {}", "huge {}"]},
        "relations": {"beside": ["{0} to the left of {1}", "{1} to the right of {0}", "{0} left of {1}"], "above": ["{0} above {1}", "{1} below {0}", "{1} under {0}", "{0} over {1}"], "in front": ["{0} in front of {1}", "{1} behind {0}"]},
        "colored": ["{c} {n}"], "two_colors": ["{c} and {d} {n}", "{n} from {c} to {d}", "{n} in {c} and {d}"],
        "tones": ["{} with light skin", "{} with fair skin", "{} with medium skin", "{} with brown skin", "{} with dark skin"],
        "kinds": {"mountains": ["{} in the mountains", "{} in front of mountains"], "forest": ["{} in the forest", "{} in the woods"], "desert": ["{} in the desert"], "city": ["{} in the city", "{} in front of a skyline"], "lake": ["{} by the lake", "{} at a lake"]},
        "times": {"day": ["{} by day", "{} at noon"], "dawn": ["{} at dawn", "{} in the morning", "{} at sunrise"], "dusk": ["{} at dusk", "{} at sunset", "{} in the evening"], "night": ["{} at night"]},
        "generators": "gradient|color gradient;waves|wave background;stripes|stripe pattern;dots|polka dots;checkerboard|checks;zigzag|zigzag pattern;blobs|abstract background|abstract shapes;confetti;bar chart|column chart;line chart|line graph;pie chart|donut chart;dashboard|analytics dashboard;map|city map;phone screen|mobile app|app screen;browser window|website|web page;code editor|source code|code;office|workplace;classroom|school;kitchen;living room;street|row of houses;lighthouse;tower;bridge|suspension bridge;skyscraper|office tower;windmill;village|small houses;landscape|scenery",
    },
    "zh": {
        "styles": {"flat": ["扁平风格的{}", "{}，扁平插画"], "3d": ["3d{}", "立体的{}", "{}，3d风格"], "line": ["{}的线条图", "线描{}", "{}线性图标"]},
        "counts": {2: ["两个{}", "2个{}", "两只{}"], 3: ["三个{}", "3个{}", "三只{}"], 4: ["四个{}", "4个{}", "四只{}"]},
        "sizes": {"small": ["小小的{}", "很小的{}"], "big": ["大大的{}", "巨大的{}"]},
        "relations": {"beside": ["{0}在{1}左边", "{1}在{0}右边"], "above": ["{0}在{1}上面", "{1}在{0}下面"], "in front": ["{0}在{1}前面", "{1}在{0}后面"]},
        "colored": ["{c}的{n}", "{c}{n}"], "two_colors": ["{c}和{d}的{n}", "从{c}到{d}的{n}"],
        "tones": ["浅肤色的{}", "较浅肤色的{}", "中等肤色的{}", "较深肤色的{}", "深肤色的{}"],
        "kinds": {"mountains": ["山里的{}", "{}在山前"], "forest": ["森林里的{}"], "desert": ["沙漠里的{}"], "city": ["城市里的{}"], "lake": ["湖边的{}"]},
        "times": {"day": ["白天{}"], "dawn": ["清晨{}", "日出时{}"], "dusk": ["黄昏{}", "傍晚{}", "日落时{}"], "night": ["夜晚{}"]},
        "generators": "渐变|颜色渐变;波浪|波浪背景;条纹;圆点|波点;棋盘格|格子;锯齿纹;抽象背景|抽象图形;彩纸屑;柱状图|条形图;折线图;饼图;仪表盘|数据看板;地图|城市地图;手机界面|手机屏幕|应用界面;浏览器窗口|网页|网站;代码编辑器|代码;办公室;教室|学校;厨房;客厅;街道;灯塔;塔|塔楼;桥|大桥;摩天大楼;风车;村庄;风景",
    },
    "es": {
        "styles": {"flat": ["{} en estilo plano", "ilustración plana de {}"], "3d": ["{} en 3d", "{} 3d", "render 3d de {}"], "line": ["{} en líneas", "dibujo de líneas de {}", "contorno de {}"]},
        "counts": {2: ["dos {}s", "2 {}s"], 3: ["tres {}s", "3 {}s"], 4: ["cuatro {}s", "4 {}s"]},
        "sizes": {"small": ["{} pequeño", "{} pequeña", "{} diminuto"], "big": ["{} grande", "{} enorme"]},
        "relations": {"beside": ["{0} a la izquierda de {1}", "{1} a la derecha de {0}"], "above": ["{0} encima de {1}", "{1} debajo de {0}"], "in front": ["{0} delante de {1}", "{1} detrás de {0}"]},
        "colored": ["{n} {c}", "{n} de color {c}"], "two_colors": ["{n} {c} y {d}", "{n} de {c} a {d}"],
        "tones": ["{} de piel clara", "{} de piel bastante clara", "{} de piel media", "{} de piel morena", "{} de piel oscura"],
        "kinds": {"mountains": ["{} en las montañas"], "forest": ["{} en el bosque"], "desert": ["{} en el desierto"], "city": ["{} en la ciudad"], "lake": ["{} junto al lago"]},
        "times": {"day": ["{} de día"], "dawn": ["{} al amanecer", "{} por la mañana"], "dusk": ["{} al atardecer", "{} al anochecer"], "night": ["{} de noche"]},
        "generators": "degradado|gradiente;ondas|olas de fondo;rayas;lunares|puntos;tablero de ajedrez|cuadros;zigzag;fondo abstracto|formas abstractas;confeti;gráfico de barras;gráfico de líneas;gráfico circular|gráfico de tarta;panel de control|dashboard;mapa|plano de ciudad;pantalla de móvil|aplicación móvil;ventana del navegador|página web|sitio web;editor de código|código;oficina;aula|escuela;cocina;sala de estar|salón;calle;faro;torre;puente;rascacielos;molino de viento|molino;pueblo|aldea;paisaje",
    },
    "fr": {
        "styles": {"flat": ["{} en style plat", "illustration plate de {}"], "3d": ["{} en 3d", "{} 3d", "rendu 3d de {}"], "line": ["{} au trait", "dessin au trait de {}", "contour de {}"]},
        "counts": {2: ["deux {}s", "2 {}s"], 3: ["trois {}s", "3 {}s"], 4: ["quatre {}s", "4 {}s"]},
        "sizes": {"small": ["{} minuscule", "tout petit {}"], "big": ["grand {}", "{} énorme"]},
        "relations": {"beside": ["{0} à gauche de {1}", "{1} à droite de {0}"], "above": ["{0} au-dessus de {1}", "{1} sous {0}"], "in front": ["{0} devant {1}", "{1} derrière {0}"]},
        "colored": ["{n} {c}", "{n} de couleur {c}"], "two_colors": ["{n} {c} et {d}", "{n} de {c} à {d}"],
        "tones": ["{} à la peau claire", "{} à la peau plutôt claire", "{} à la peau mate", "{} à la peau brune", "{} à la peau foncée"],
        "kinds": {"mountains": ["{} à la montagne"], "forest": ["{} dans la forêt"], "desert": ["{} dans le désert"], "city": ["{} en ville"], "lake": ["{} au bord du lac"]},
        "times": {"day": ["{} de jour"], "dawn": ["{} à l'aube", "{} le matin"], "dusk": ["{} au crépuscule", "{} le soir"], "night": ["{} la nuit"]},
        "generators": "dégradé;vagues|fond de vagues;rayures;pois|points;damier|carreaux;zigzag;fond abstrait|formes abstraites;confettis;diagramme à barres|graphique à barres;courbe|graphique linéaire;camembert|diagramme circulaire;tableau de bord;carte|plan de ville;écran de téléphone|application mobile;fenêtre de navigateur|page web|site web;éditeur de code|code source;bureau;salle de classe|école;cuisine;salon;rue;phare;tour;pont;gratte-ciel;moulin à vent|moulin;village;paysage",
    },
    "de": {
        "styles": {"flat": ["{} im flachen stil", "flache illustration: {}"], "3d": ["{} in 3d", "3d {}", "{}, 3d-stil"], "line": ["strichzeichnung: {}", "{} als linien", "umriss: {}"]},
        "counts": {2: ["zwei {}", "2 {}"], 3: ["drei {}", "3 {}"], 4: ["vier {}", "4 {}"]},
        "sizes": {"small": ["kleines {}", "kleiner {}", "winzige {}"], "big": ["großes {}", "großer {}", "riesige {}"]},
        "relations": {"beside": ["{0} links von {1}", "{1} rechts von {0}"], "above": ["{0} über {1}", "{1} unter {0}"], "in front": ["{0} vor {1}", "{1} hinter {0}"]},
        "colors": "weiß rot orange gelb grün blau lila rosa schwarz grau braun hellblau mint".split(),
        "colored": ["{n} in {c}", "{c}e {n}", "{c}er {n}", "{c}es {n}"], "two_colors": ["{n} in {c} und {d}", "{n} von {c} nach {d}"],
        "tones": ["{} mit heller haut", "{} mit eher heller haut", "{} mit mittlerer haut", "{} mit brauner haut", "{} mit dunkler haut"],
        "kinds": {"mountains": ["{} in den bergen"], "forest": ["{} im wald"], "desert": ["{} in der wüste"], "city": ["{} in der stadt"], "lake": ["{} am see"]},
        "times": {"day": ["{} bei tag"], "dawn": ["{} im morgengrauen", "{} am morgen"], "dusk": ["{} in der dämmerung", "{} am abend"], "night": ["{} bei nacht"]},
        "generators": "farbverlauf|verlauf;wellen|wellenhintergrund;streifen;punkte|punktmuster;schachbrett|karos;zickzack;abstrakter hintergrund|abstrakte formen;konfetti;balkendiagramm|säulendiagramm;liniendiagramm;kreisdiagramm|tortendiagramm;dashboard|kennzahlen;landkarte|stadtplan|karte;handybildschirm|app;browserfenster|webseite|website;quelltext|code-editor|code;büro;klassenzimmer|schule;küche;wohnzimmer;straße;leuchtturm;turm;brücke;wolkenkratzer|hochhaus;windmühle;dorf;landschaft",
    },
    "ja": {
        "styles": {"flat": ["フラットな{}", "{}、フラットデザイン"], "3d": ["3dの{}", "立体的な{}", "{}、3d"], "line": ["{}の線画", "{}のラインアイコン", "輪郭線の{}"]},
        "counts": {2: ["二つの{}", "2つの{}", "二匹の{}"], 3: ["三つの{}", "3つの{}", "三匹の{}"], 4: ["四つの{}", "4つの{}", "四匹の{}"]},
        "sizes": {"small": ["小さな{}", "とても小さい{}"], "big": ["大きな{}", "巨大な{}"]},
        "relations": {"beside": ["{1}の左に{0}", "{0}の右に{1}"], "above": ["{1}の上に{0}", "{0}の下に{1}"], "in front": ["{1}の前に{0}", "{0}の後ろに{1}"]},
        "colored": ["{c}の{n}"], "two_colors": ["{c}と{d}の{n}", "{c}から{d}への{n}"],
        "tones": ["明るい肌の{}", "やや明るい肌の{}", "中間の肌の{}", "やや濃い肌の{}", "濃い肌の{}"],
        "kinds": {"mountains": ["山の{}"], "forest": ["森の{}"], "desert": ["砂漠の{}"], "city": ["街の{}"], "lake": ["湖のほとりの{}"]},
        "times": {"day": ["昼の{}"], "dawn": ["夜明けの{}", "朝の{}"], "dusk": ["夕暮れの{}", "夕方の{}"], "night": ["夜の{}"]},
        "generators": "グラデーション;波模様|波の背景;縞模様|ストライプ;水玉模様|ドット;市松模様|チェック柄;ジグザグ;抽象的な背景|抽象背景;紙吹雪;棒グラフ;折れ線グラフ;円グラフ;ダッシュボード;地図|市街地図;スマホ画面|アプリ画面;ブラウザ|ウェブページ|ウェブサイト;コードエディタ|コード;オフィス|事務所;教室|学校;台所|キッチン;居間|リビング;通り|街路;灯台;塔|タワー;橋;超高層ビル|高層ビル;風車;村;風景",
    },
    "ko": {
        "styles": {"flat": ["플랫 스타일의 {}", "{}, 평면 일러스트"], "3d": ["3d {}", "입체적인 {}", "{}, 3d 스타일"], "line": ["{} 선화", "선으로 그린 {}", "{} 라인 아이콘"]},
        "counts": {2: ["두 개의 {}", "{} 두 개", "{} 두 마리"], 3: ["세 개의 {}", "{} 세 개", "{} 세 마리"], 4: ["네 개의 {}", "{} 네 개", "{} 네 마리"]},
        "sizes": {"small": ["작은 {}", "아주 작은 {}"], "big": ["큰 {}", "거대한 {}"]},
        "relations": {"beside": ["{1} 왼쪽에 {0}", "{0} 오른쪽에 {1}"], "above": ["{1} 위에 {0}", "{0} 아래에 {1}"], "in front": ["{1} 앞에 {0}", "{0} 뒤에 {1}"]},
        "colored": ["{c} {n}"], "two_colors": ["{c}과 {d} {n}", "{c}에서 {d}으로 {n}"],
        "tones": ["밝은 피부의 {}", "조금 밝은 피부의 {}", "중간 피부의 {}", "조금 어두운 피부의 {}", "어두운 피부의 {}"],
        "kinds": {"mountains": ["산속의 {}"], "forest": ["숲속의 {}"], "desert": ["사막의 {}"], "city": ["도시의 {}"], "lake": ["호숫가의 {}"]},
        "times": {"day": ["낮의 {}"], "dawn": ["새벽의 {}", "아침의 {}"], "dusk": ["해질녘의 {}", "저녁의 {}"], "night": ["밤의 {}"]},
        "generators": "그라데이션;물결무늬|물결 배경;줄무늬;물방울무늬|점무늬;체크무늬|바둑판무늬;지그재그;추상 배경|추상 도형;색종이 조각;막대그래프;꺾은선그래프|선그래프;원그래프|파이 차트;대시보드;지도|도시 지도;휴대폰 화면|앱 화면;브라우저 창|웹페이지|웹사이트;코드 편집기|코드;사무실;교실|학교;부엌|주방;거실;거리;등대;탑;다리|교량;초고층 빌딩|고층 빌딩;풍차;마을;풍경",
    },
    "pt": {
        "styles": {"flat": ["{} em estilo plano", "ilustração plana de {}"], "3d": ["{} em 3d", "{} 3d", "render 3d de {}"], "line": ["{} em linhas", "desenho de linhas de {}", "contorno de {}"]},
        "counts": {2: ["dois {}s", "duas {}s", "2 {}s"], 3: ["três {}s", "3 {}s"], 4: ["quatro {}s", "4 {}s"]},
        "sizes": {"small": ["{} pequeno", "{} minúsculo"], "big": ["{} grande", "{} enorme"]},
        "relations": {"beside": ["{0} à esquerda de {1}", "{1} à direita de {0}"], "above": ["{0} acima de {1}", "{1} abaixo de {0}"], "in front": ["{0} na frente de {1}", "{1} atrás de {0}"]},
        "colored": ["{n} {c}", "{n} de cor {c}"], "two_colors": ["{n} {c} e {d}", "{n} de {c} a {d}"],
        "tones": ["{} de pele clara", "{} de pele meio clara", "{} de pele média", "{} de pele morena", "{} de pele escura"],
        "kinds": {"mountains": ["{} nas montanhas"], "forest": ["{} na floresta"], "desert": ["{} no deserto"], "city": ["{} na cidade"], "lake": ["{} no lago"]},
        "times": {"day": ["{} de dia"], "dawn": ["{} ao amanhecer", "{} de manhã"], "dusk": ["{} ao entardecer", "{} ao anoitecer"], "night": ["{} à noite"]},
        "generators": "degradê|gradiente;ondas|fundo de ondas;listras;bolinhas|pontos;xadrez|quadriculado;ziguezague;fundo abstrato|formas abstratas;confete;gráfico de barras;gráfico de linhas;gráfico de pizza|gráfico circular;painel de controle|dashboard;mapa|mapa da cidade;tela de celular|aplicativo;janela do navegador|página web|site;editor de código|código;escritório;sala de aula|escola;cozinha;sala de estar;rua;farol;torre;ponte;arranha-céu;moinho de vento|moinho;aldeia|vila;paisagem",
    },
    "ru": {
        "styles": {"flat": ["{} в плоском стиле", "плоская иллюстрация: {}"], "3d": ["{} в 3d", "3d {}", "объёмный {}"], "line": ["контурный рисунок: {}", "{} линиями", "контур: {}"]},
        "counts": {2: ["два {}", "две {}", "2 {}"], 3: ["три {}", "3 {}"], 4: ["четыре {}", "4 {}"]},
        "sizes": {"small": ["маленький {}", "крошечный {}"], "big": ["большой {}", "огромный {}"]},
        "relations": {"beside": ["{0} слева от {1}", "{1} справа от {0}"], "above": ["{0} над {1}", "{1} под {0}"], "in front": ["{0} перед {1}", "{1} за {0}"]},
        "colors": "белый красный оранжевый жёлтый зелёный синий фиолетовый розовый чёрный серый коричневый голубой мятный".split(),
        "colored": ["{c} {n}", "{n} цвета «{c}»"], "two_colors": ["{n}: {c} и {d}", "{n} от «{c}» до «{d}»"],
        "tones": ["{} со светлой кожей", "{} с довольно светлой кожей", "{} со средней кожей", "{} со смуглой кожей", "{} с тёмной кожей"],
        "kinds": {"mountains": ["{} в горах"], "forest": ["{} в лесу"], "desert": ["{} в пустыне"], "city": ["{} в городе"], "lake": ["{} у озера"]},
        "times": {"day": ["{} днём"], "dawn": ["{} на рассвете", "{} утром"], "dusk": ["{} в сумерках", "{} на закате"], "night": ["{} ночью"]},
        "generators": "градиент;волны на фоне|волнистый фон;полосы;горошек|точки;шахматная клетка|клетка;зигзаг;абстрактный фон|абстракция;конфетти;столбчатая диаграмма|гистограмма;линейный график|график;круговая диаграмма;дашборд|панель показателей;карта|карта города;экран телефона|приложение;окно браузера|веб-страница|сайт;редактор кода|код;офис;класс|школа;кухня;гостиная;улица;маяк;башня;мост;небоскрёб;ветряная мельница|мельница;деревня;пейзаж",
    },
    "hi": {
        "styles": {"flat": ["सपाट शैली में {}", "{}, सपाट चित्र"], "3d": ["3d {}", "{} 3d में", "त्रिआयामी {}"], "line": ["{} का रेखाचित्र", "रेखाओं में {}", "{} की रूपरेखा"]},
        "counts": {2: ["दो {}", "2 {}"], 3: ["तीन {}", "3 {}"], 4: ["चार {}", "4 {}"]},
        "sizes": {"small": ["छोटा {}", "बहुत छोटा {}"], "big": ["बड़ा {}", "विशाल {}"]},
        "relations": {"beside": ["{1} के बाईं ओर {0}", "{0} के दाईं ओर {1}"], "above": ["{1} के ऊपर {0}", "{0} के नीचे {1}"], "in front": ["{1} के सामने {0}", "{0} के पीछे {1}"]},
        "colored": ["{c} {n}", "{c} रंग का {n}"], "two_colors": ["{c} और {d} {n}", "{c} से {d} {n}"],
        "tones": ["गोरी त्वचा वाला {}", "हल्की गोरी त्वचा वाला {}", "मध्यम त्वचा वाला {}", "साँवली त्वचा वाला {}", "गहरी त्वचा वाला {}"],
        "kinds": {"mountains": ["पहाड़ों में {}"], "forest": ["जंगल में {}"], "desert": ["रेगिस्तान में {}"], "city": ["शहर में {}"], "lake": ["झील के किनारे {}"]},
        "times": {"day": ["दिन में {}"], "dawn": ["भोर में {}", "सुबह {}"], "dusk": ["शाम को {}", "सूर्यास्त पर {}"], "night": ["रात में {}"]},
        "generators": "ग्रेडिएंट|रंगों का ढाल;लहरें|लहरदार पृष्ठभूमि;धारियाँ;बिंदियाँ;शतरंजी नमूना|चेक;ज़िगज़ैग;अमूर्त पृष्ठभूमि|अमूर्त आकार;कंफ़ेटी;बार चार्ट|दंड आरेख;रेखा चार्ट;पाई चार्ट;डैशबोर्ड;नक्शा|शहर का नक्शा;फ़ोन स्क्रीन|मोबाइल ऐप;ब्राउज़र विंडो|वेब पेज|वेबसाइट;कोड संपादक|कोड;कार्यालय|दफ़्तर;कक्षा|स्कूल;रसोई;बैठक;सड़क;प्रकाशस्तंभ;मीनार|टावर;पुल;गगनचुंबी इमारत;पवनचक्की;गाँव;परिदृश्य",
    },
}  # fmt: skip
