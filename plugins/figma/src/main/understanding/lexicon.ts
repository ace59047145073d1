// Words that stand in interfaces for something else than what a picture shows, in several languages. Forms tell more:
// these lists are for where a form does not tell.

import { listed } from './lists.ts';

/** Units, and what is counted. */
export const UNITS = listed(
  'min|mins|minute|minutes|h|hr|hrs|hour|hours|s|sec|secs|second|seconds|d|day|days|week|weeks|wk|wks|mo|mos',
  'month|months|year|years|yr|yrs|night|nights|ago|left|am|pm|uhr|std|stunde|stunden|minuten|tage|tagen|woche',
  'wochen|nächte|jahre|km|m|cm|mm|mi|ft|sq|sqft|kg|g|mg|lb|lbs|oz|l|ml|k|kb|mb|gb|tb|kwh|mwh|w|v|px|x|c|f|kcal',
  'cal|bpm|kmh|mph|m²|ha|ca|approx|max|vor|il|y|a|hace|fa|há|atrás|of|von|de|di|du|and|und|et|e|to|bis|at|um|à|в',
  'г|год|года|лет|heure|heures|jour|jours|semaine|semaines|mois|an|ans|nuit|nuits|hora|horas|minuto|minutos|día',
  'días|dia|dias|noche|noches|noite|noites|semana|semanas|meses|año|años|ano|anos|ore|minuti|giorni|notti|мин',
  'минут|минуты|минута|ч|час|часа|часов|сек|дня|дней|ночи|ночей|назад|км|кг|руб|шт|недели|недель|photo|photos',
  'image|images|video|videos|item|items|review|reviews|rating|ratings|view|views|like|likes|comment|comments',
  'share|shares|follower|followers|following|post|posts|vote|votes|serving|servings|people|person|persons|guest',
  'guests|bed|beds|bedroom|bedrooms|bath|baths|bathroom|bathrooms|room|rooms|play|plays|song|songs|track|tracks',
  'episode|episodes|lesson|lessons|page|pages|result|results|member|members|attendees|going|interested|spot',
  'spots|ticket|tickets|step|steps|calories|point|points|pts|read|off|new|unread|star|stars|total|listing',
  'listings|product|products|answer|answers|replies|download|downloads|listener|listeners|stream|streams',
  'subscriber|subscribers|adult|adults|children|bewertunge|bewertungen|bilder|foto|fotos|kommentar|kommentare',
  'personen|portionen|zimmer|betten|gäste|aufrufe|avis|commentaire|commentaires|personne|personnes|chambre',
  'chambres|lit|lits|pièces|vues|reseñas|opiniones|comentarios|personas|porciones|habitaciones|cama|camas',
  'visitas|avaliações|comentários|pessoas|porções|quarto|quartos|suíte|suítes|suite|suites|vaga|vagas|banheiro',
  'banheiros|banho|banhos|recensioni|persone|porzioni|camere|letti|отзыв|отзыва|отзывов|просмотр|просмотра',
  'просмотров|комментарий|комментария|комментариев|порции|порций|порция|человек|человека|комнат|комнаты|комната',
  'фото|чтения|lesezeit|lectura|leitura|lecture|lettura',
);
/** Single letters of east Asian scripts that stand with numbers. */
export const EAST_ASIAN_UNITS =
  /[年月日号號時时分秒点點天周週星期小钟鐘前后後昨今明上下午张張个個件條条次人位名部本册冊篇章集回页頁室厅廳卫衛平米元円圓萬万千百億亿起折粉丝评论評論阅读閱讀播放浏览赞喜欢收藏课間約约半頃枚歳才泊食년월일시간초전개명회장원부터약만천억인리뷰조댓글좋아요]/gu;
/** Months, ... */
export const MONTHS = listed(
  'mar|mars|march|märz|mär|marzo|março|mart|maart|may|mai|mayo|maio|maggio|mag|mei|maj|juin|août|ago|agosto|set',
  'setembro|settembre|out|outubro|gen|gennaio|ene|enero|мар|март|марта|май|мая|يناير|فبراير|مارس|أبريل|مايو',
  'يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|जनवरी|फरवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर',
  'सितम्बर|अक्टूबर|नवंबर|नवम्बर|दिसंबर',
);
/** ... and how they begin where they are written out or cut. */
export const MONTH_BEGINNINGS = listed(
  'jan|feb|fév|fev|apr|avr|abr|jun|giu|jul|juil|lug|aug|sep|oct|okt|ott|nov|dec|dez|déc|dic|янв|фев|апр|июн|июл|авг|сен|окт|ноя|дек',
);
/** Days of the week, and days near. */
export const DAYS = listed(
  'mon|monday|tue|tues|tuesday|wed|wednesday|thu|thur|thurs|thursday|fri|friday|sat|saturday|sun|sunday|mo|di|mi',
  'do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lun|lundi|lunes|lunedì|mardi|martes',
  'martedì|mer|mercredi|mercoledì|mié|miércoles|jeu|jeudi|jue|jueves|gio|giovedì|ven|vendredi|venerdì|vie',
  'viernes|sam|samedi|sáb|sábado|sab|sabato|dim|dimanche|dom|domingo|domenica|seg|segunda|ter|terça|qua|quarta',
  'qui|quinta|sex|sexta|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|today',
  "yesterday|tomorrow|tonight|now|just now|heute|gestern|morgen|aujourd’hui|aujourd'hui|hier|demain|hoy|ayer",
  'mañana|hoje|ontem|amanhã|oggi|ieri|domani|сегодня|вчера|завтра|今天|昨天|明天|刚刚|今日|昨日|明日|本日|오늘|어제|내일|방금|اليوم|أمس',
  'غدا|غدًا|الآن|आज|कल|अभी',
);
/** What stands at a price or in its place, and states. */
export const STATES = listed(
  'free|gratis|kostenlos|gratuit|gratuito|бесплатно|免费|免費|無料|무료|مجاني|مجانا|मुफ़्त|sold out|ausverkauft|complet',
  'agotado|esgotado|売り切れ|品切れ|매진|품절|售罄|new|neu|nouveau|nuevo|novo|новинка|新品|신규|جديد|नया|sale|popular|bestseller',
  'featured|live|draft|beta|pro|ad|sponsored|anzeige|publicidad|реклама|广告|広告|광고|إعلان|विज्ञापन',
);
/** Of the text that stands for any other. */
export const LATIN_FILLER = listed(
  'lorem|ipsum|dolor|sit|amet|consectetur|consectetuer|adipiscing|adipisicing|elit|sed|do|eiusmod|tempor',
  'incididunt|ut|labore|et|dolore|magna|aliqua|enim|ad|minim|veniam|quis|nostrud|exercitation|ullamco|laboris',
  'nisi|aliquip|ex|ea|commodo|consequat|duis|aute|irure|in|reprehenderit|voluptate|velit|esse|cillum|eu|fugiat',
  'nulla|pariatur|excepteur|sint|occaecat|cupidatat|non|proident|sunt|culpa|qui|officia|deserunt|mollit|anim|id',
  'est|laborum|vestibulum|nunc|mauris|vitae|tellus|donec|pellentesque|praesent|vivamus|curabitur|aenean|massa',
  'quam|ligula|suspendisse|maecenas|faucibus|viverra|nibh|ac|at|vel|egestas|turpis|integer|proin|morbi|fusce',
  'phasellus|etiam|cras|sem|purus|libero|porta|urna|augue|neque|volutpat|blandit|tincidunt|feugiat|hendrerit',
  'euismod|lacus|risus|ultrices|ultricies|leo|orci|arcu|nec|eget|a|mattis|dictum|posuere',
);
export const OTHER_FILLER = listed(
  'лорем ипсум|рыбатекст|рыба-текст|рыба текст|лорем|لوريم|إيبسوم|هذا النص هو مثال|로렘|입숨|ダミー|サンプルテキスト',
  'テキストが入り|テキストテキスト|この文章は|占位|示例文字|示例文本|这里是|此处输入|此处填写|此处放置|文字内容|请输入标题|请输入内容|请输入文字|텍스트를 입력|내용을 입력|lorem ipsum',
  'लोरेम|इप्सम|goes here|type something|your text|your title|your headline|your content|your copy|add title',
  'add text|add heading|add subtitle|add a title|add a text|add a heading|add a subtitle|insert text',
  'insert title|text hier|text eingeben|titel hier|titel eingeben|texto de ejemplo|tu texto|votre texte',
  'seu texto|texto aqui|título aqui|введите|ваш текст|text here|ipsum dolor',
);
/** Words that only name what will stand there. */
export const SLOTS = listed(
  'title|subtitle|sub title|heading|subheading|sub heading|headline|description|body|body text|text|label',
  'caption|name|copy|paragraph|content|placeholder|image|photo|picture|img|video|media|titel|überschrift',
  'untertitel|beschreibung|bild|foto|titre|sous-titre|texte|título|subtítulo|descripción|texto|imagen|descrição',
  'imagem|titolo|sottotitolo|testo|descrizione|immagine|заголовок|подзаголовок|описание|текст|название',
  'изображение|фото|शीर्षक|विवरण|चित्र|标题|副标题|描述|正文|文本|图片|標題|タイトル|見出し|テキスト|説明|本文|サブタイトル|画像|写真|제목|부제목|설명|본문|텍스트',
  '이미지|사진|عنوان|العنوان|وصف|نص|صورة',
);
/** What such a word is often said of. */
export const SLOT_OWNERS = listed(
  'card|item|product|article|post|page|section|event|project|recipe|task|list|user|full|first|last|company|course|episode|album|song|artist|author|team|member|button|list item|category|main|short|your|some|sample|example|image|photo',
);
/** What is pressed, whole. */
export const PRESSED = listed(
  'details|view|see all|more|buy|buy now|shop|shop now|shop all|add|add to cart|add to bag|add to basket',
  'add to favorites|add to favourites|add to calendar|sign up|sign in|sign out|login|logout|log in|log out',
  'register|subscribe|unsubscribe|get started|start|start now|join|join now|join us|next|previous|back|skip',
  'continue|cancel|save|edit|delete|remove|share|follow|following|message|contact|contact us|book|book now',
  'reserve|order|order now|download|upload|submit|send|apply|search|close|done|ok|okay|yes|no|play|pause|listen',
  'listen now|watch|watch now|watch trailer|like|reply|comment|change|change photo|change picture|change avatar',
  'try|try now|try free|try it|try it now|try it free|home|menu|filter|filters|sort|sort by|settings|profile',
  'help|about|about us|imprint|privacy|privacy policy|terms|all|select|choose|open|rsvp|donate|checkout',
  'view in browser|mehr|weiterlesen|alle|kaufen|buchen|bestellen|anmelden|starten|entdecken|ansehen|testen',
  'jetzt kaufen|jetzt buchen|jetzt bestellen|jetzt anmelden|jetzt starten|jetzt entdecken|jetzt ansehen',
  'jetzt testen|in den warenkorb|weiter|zurück|überspringen|abbrechen|speichern|bearbeiten|löschen|teilen|folgen',
  'senden|suche|suchen|registrieren|abonnieren|impressum|datenschutz|en savoir plus|lire la suite|lire plus',
  'voir plus|voir tout|voir le détail|voir les détails|acheter|ajouter|ajouter au panier|réserver|commander',
  "s’inscrire|s'inscrire|se connecter|suivant|retour|passer|continuer|annuler|enregistrer|modifier|supprimer",
  'partager|suivre|envoyer|découvrir|rechercher|más información|comprar|comprar ahora|añadir|añadir al carrito',
  'agregar|agregar al carrito|reservar|reservar ahora|siguiente|atrás|omitir|saltar|continuar|cancelar|guardar',
  'editar|eliminar|compartir|seguir|enviar|buscar|suscribirse|empezar|iniciar sesión|comprar agora|adicionar',
  'adicionar ao carrinho|agendar|agendar visita|próximo|voltar|pular|salvar|excluir|compartilhar|entrar',
  'inscrever-se|assinar|começar|scopri|acquista|aggiungi|aggiungi al carrello|prenota|prenota ora|avanti',
  'indietro|salta|continua|annulla|salva|modifica|elimina|condividi|segui|invia|cerca|iscriviti|accedi|inizia',
  'lees meer|czytaj więcej|zobacz więcej|devamını oku|satın al|подробнее|еще|ещё|купить|в корзину|заказать',
  'забронировать|далее|назад|пропустить|продолжить|отмена|сохранить|изменить|удалить|поделиться|подписаться',
  'отправить|найти|поиск|войти|начать|了解更多|了解全部|了解详情|了解全文|查看更多|查看全部|查看详情|查看全文|阅读更多|阅读全部|阅读详情|阅读全文|閱讀更多|閱讀全部|閱讀详情',
  '閱讀全文|显示更多|显示全部|显示详情|显示全文|加载更多|加载全部|加载详情|加载全文|更多|全部|详情|购买|预订|预约|下单|注册|登录|报名|体验|开始|立即购买|立即预订|立即预约|立即下单|立即注册',
  '立即登录|立即报名|立即体验|立即开始|马上购买|马上预订|马上预约|马上下单|马上注册|马上登录|马上报名|马上体验|马上开始|加入购物车|加入購物車|下一步|上一步|跳过|返回|继续|取消|保存|编辑|删除|分享',
  '关注|发送|提交|搜索|确定|首页|我的|消息|もっと見る|もっと読む|もっとみる|もっと表示|続きを見る|続きを読む|続きをみる|続きを表示|詳しく見る|詳しく読む|詳しくみる|詳しく表示|詳細を見る|詳細を読む',
  '詳細をみる|詳細を表示|すべて見る|すべて読む|すべてみる|すべて表示|詳細|詳しくはこちら|一覧|一覧へ|一覧を見る|購入|購入する|カートに入れる|カートに追加|予約|予約する|申し込む|次へ|戻る|スキップ',
  '続ける|キャンセル|編集|削除|シェア|フォロー|フォローする|送信|検索|ログイン|登録|登録する|はじめる|始める|ホーム|マイページ|더보기|더 보기|자세히|자세히 보기|전체보기|전체 보기|모두보기',
  '모두 보기|구매|구매하기|장바구니|장바구니담기|장바구니 담기|장바구니에|장바구니에담기|장바구니에 담기|예약|예약하기|다음|이전|건너뛰기|계속|계속하기|취소|저장|수정|삭제|공유|공유하기|팔로우',
  '보내기|검색|로그인|회원가입|시작하기|구독|구독하기|확인|홈|المزيد|اشتر|اشتر الآن|أضف إلى السلة|احجز|احجز الآن|التالي|السابق|تخطي',
  'متابعة|تابع|إلغاء|حفظ|تعديل|حذف|مشاركة|إرسال|بحث|تسجيل|تسجيل الدخول|ابدأ|ابدأ الآن|عرض الكل|और|सभी देखें',
  'खरीदें|कार्ट में जोड़ें|बुक करें|आगे|पीछे|छोड़ें|रद्द करें|सहेजें|साझा करें|भेजें|खोजें|लॉग इन|शुरू करें',
  'सदस्यता लें|होम',
);
/** What is pressed, of two words: one of these first. */
export const PRESSED_BEGINNINGS = listed('mehr|jetzt|alle|view|browse|see all|voir|показать|عرض');
/** What is pressed, in scripts without spaces: any of the first right before any of the second. */
export const PRESSED_JOINED: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] = [
  [listed('了解|查看|阅读|閱讀|显示|加载'), listed('更多|全部|详情|全文')],
  [listed('立即|马上'), listed('购买|预订|预约|下单|注册|登录|报名|体验|开始')],
  [listed('もっと|続きを|詳しく|詳細を|すべて'), listed('見る|読む|みる|表示')],
];
/** What is pressed, of two parts: any of the first and any of the second. */
export const PRESSED_PAIRS: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] = [
  [listed('learn|read|see|view|show|load|find out|discover|explore'), listed('more|all|details|less')],
  [listed('leer|ver|saber|conocer|cargar'), listed('más|todo|todos|toda|todas|detalles')],
  [listed('ler|ver|saiba|saber|carregar'), listed('mais|tudo|todos|todas|detalhes')],
  [listed('leggi|scopri|vedi|mostra'), listed('di più|tutto|tutti|altro')],
  [listed('читать|узнать|смотреть|показать'), listed('далее|дальше|больше|все|всё|еще|ещё|подробнее|полностью')],
  [listed('اقرأ|اقرئي|شاهد|عرض|اعرف|تعرف على'), listed('المزيد|الكل|التفاصيل')],
  [listed('और|आगे|पूरा'), listed('पढ़ें|देखें|जानें')],
];
