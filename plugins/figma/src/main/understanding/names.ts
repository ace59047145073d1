// What the names of layers tell. Names are written in the language of whoever designs, so each list has the words of
// several; they only ever help: a layer without a telling name is judged by its looks.

import { trimmedEnd } from '@sana-studio/core/text';
import { holdsAny, listed, mentions, wordsIn } from './lists.ts';

interface Lexicon {
  readonly words: ReadonlySet<string>;
  /** Of scripts without spaces between words, and of those that join articles to them. */
  readonly parts: ReadonlySet<string>;
  /** Words that pictures show as well: they tell only where they are the whole name. */
  readonly alone?: ReadonlySet<string>;
}

/** A sentence says what to draw, and may have any of these words in it: "a path of stars". */
const MOST_WORDS = 3;
const MOST_KNOWN = 2000;

/** Names repeat, and each is asked about for all that is in the layer. */
function tellsOf({ words, parts, alone }: Lexicon): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return name => {
    const before = known.get(name);
    if (before !== undefined) return before;
    if (known.size >= MOST_KNOWN) known.clear();
    // names are written "heroPhoto", too
    const all = wordsIn(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')).flatMap(word => word.split('-'));
    const only = all.length === 1 && alone?.has(all[0]!) === true;
    const tells = only || (all.length <= MOST_WORDS && (mentions(all, words) || holdsAny(name, parts)));
    known.set(name, tells);
    return tells;
  };
}

/** Names of places for pictures. */
export const namesPicture = tellsOf({
  words: listed(
    'image|images|img|photo|photos|photography|picture|pictures|pic|pics|cover|covers|avatar|avatars|thumbnail|thumbnails|thumb|thumbs',
    'hero|hero image|hero img|hero photo|video|media|illustration|illustrations|illu|artwork|poster|portrait|headshot|banner|placeholder|userpic',
    'bild|bilder|foto|fotos|vorschau|vorschaubild|titelbild|abbildung|porträt|platzhalter|vignette|couverture|affiche|imagen|imágenes|portada',
    'miniatura|ilustración|retrato|imagem|imagens|capa|ilustração|immagine|immagini|copertina|anteprima|illustrazione|ritratto|afbeelding',
    'obraz|zdjęcie|okładka|resim|görsel|fotoğraf|kapak|kuva|bilde|billede|изображение|картинка|фото|фотография|обложка|аватар|превью',
    'миниатюра|иллюстрация|портрет|चित्र|फ़ोटो|फोटो|तस्वीर|छवि|कवर|अवतार|hình ảnh|ảnh|gambar|عکس|تصویر',
  ),
  parts: listed(
    '图片|图像|圖片|照片|封面|头像|頭像|缩略图|縮圖|插图|插画|主图|配图|海报|占位图|视频|画像|写真|アバター|サムネ|カバー|イラスト|ヒーロー|動画|アイキャッチ|挿絵|表紙',
    '이미지|사진|그림|썸네일|아바타|커버|표지|일러스트|동영상|프로필|صورة|صوره|صور|غلاف|أفاتار|رسم توضيحي|فيديو|תמונה|รูป|ภาพ',
  ),
});

/** Names of what is drawn and no place, with all that is in it. */
export const namesChart = tellsOf({
  words: listed(
    'chart|charts|graph|graphs|heatmap|heat map|sparkline|sparklines|histogram|waveform|equalizer|diagramm|gráfico|gráficos|graphique|graphiques',
    'wykres|график|диаграмма|чарт|चार्ट|ग्राफ़|ग्राफ',
  ),
  parts: listed('图表|圖表|折线|柱状|饼图|热力图|チャート|グラフ|ヒートマップ|차트|그래프|히트맵|مخطط|رسم بياني'),
});
export const namesMap = tellsOf({
  words: listed('landkarte|stadtplan|google maps|map view|मानचित्र|नक्शा'),
  alone: listed('map|maps|mapa|mappa|harita|карта|pin|pins|marker|markers'),
  parts: listed('地图|地圖|地図|マップ|지도|خريطة|מפה|แผนที่'),
});
export const namesLogo = tellsOf({
  words: listed('logo|logos|logotype|logotipo|brandmark|wordmark|логотип|लोगो|qr|qr code|qrcode|barcode'),
  parts: listed('标志|徽标|商标|ロゴ|로고|شعار|二维码|QRコード'),
});

/** Names of parts of a screen that are drawn as empty shapes. */
export const namesPart = tellsOf({
  words: listed(
    'icon|icons|ico|button|buttons|btn|cta|badge|badges|tags|chip|chips|pill|pills|labels|divider|dividers|separator|separators',
    'spacer|overlay|overlays|scrim|gradient|gradients|toggle|checkbox',
    'slider|progress|indicator|swatch|swatches|chevron|input',
    'dropdown|tab|tabs|tooltip|backdrop|bg|background|skeleton|stepper',
    'status bar|home indicator|nav|navbar|navigation|toolbar|scrollbar|outline|stroke',
    'hotspot|schaltfläche|knopf|trennlinie',
    'hintergrund|verlauf|icône|bouton|arrière plan|séparateur|icono|botón|fondo|separador',
    'etiqueta|ícone|botão|plano de fundo|icona|pulsante|sfondo|separatore|ikona|przycisk|tło|simge|düğme',
    'иконка|кнопка|разделитель|подложка|आइकन|बटन|पृष्ठभूमि',
  ),
  parts: listed(
    '图标|圖標|按钮|按鈕|背景|分割线|分隔|遮罩|蒙版|标签|徽章|底板|阴影|开关|进度|アイコン|ボタン|区切り|マスク|バッジ|タグ|ラベル|スイッチ|チェックボックス',
    '아이콘|버튼|배경|구분선|마스크|배지|태그|라벨|그림자|스위치|أيقونة|زر|خلفية|فاصل|ظل',
  ),
  alone: listed(
    'radio|track|knob|handle|cursor|field|search|select|keyboard|bubble|panel|surface|container|step|cell|cells|row|rows',
    'column|columns|border|blob|decoration|decor|pattern|texture|blur|glow|play|pause|sticker|flag|star|stars|rating|symbol',
    'radius|radii|corner|corners|spacing|elevation|line|lines|rule|mask|masks|shade|shadow|shadows|tint|switch|notch|dot|dots|arrow|arrows|color|colors|colour|colours|tag',
    'label|fond|ligne|ombre|línea|sombra|linha|linea|ombra|linie|schatten|fläche|schalter|линия|тень|фон',
  ),
});

/** Of what a screen is shown in: mock-ups, and frames that Figma names for the devices they are as large as. */
export const namesDevice = tellsOf({
  words: listed(
    'iphone|ipad|macbook|imac|i phone|i pad|mac book|i mac|google pixel|samsung galaxy|android|apple watch|surface pro|mockup|mockups|mock up|smartphone',
  ),
  alone: listed('desktop|laptop|tablet|phone|mobile|device|browser|monitor|screen|handy|telefon|телефон|móvil|celular'),
  parts: listed('手机|手機|样机|スマホ|モックアップ|목업|휴대폰'),
});

/** Of the system's own bars, in which nothing is designed. */
export const namesSystemBar = tellsOf({
  words: listed('status bar|statusbar|home indicator|ios status|android status|browser bar|notch'),
  parts: listed('状态栏|ステータスバー|상태 표시줄|상태표시줄|상태바'),
});

/** Of lists of links. */
export const namesNavigation = tellsOf({
  words: listed(
    'nav|navbar|navigation|menu|tab bar|tabbar|tabs|sidebar|side bar|breadcrumb|breadcrumbs|footer|pagination|topbar|top bar|appbar|app bar',
    'fußzeile|navigationsleiste|menü|menú|menù|pie de página|rodapé|pied de page|меню|навигация|футер|मेनू',
  ),
  parts: listed('导航|菜单|页脚|标签栏|ナビ|メニュー|フッター|タブバー|내비|메뉴|푸터|탭바|قائمة|تذييل'),
});

/** What Figma calls new layers, in the languages of its interface and of those who translate it. */
const GIVEN = listed(
  'rectangle|ellipse|frame|group|polygon|star|vector|line|arrow|image|video|section|slide|component|variant|boolean|union|subtract',
  'intersect|exclude|shape|slice|sticky|text|mask group|clip path group|instance|slot|layer|screenshot|img|pasted image|subtraction',
  'rectángulo|elipse|marco|grupo|polígono|estrella|línea|flecha|imagen|componente|sección|texto|grupo de máscaras|unión|vectorial',
  'retângulo|quadro|estrela|linha|seta|imagem|seção|vetor|grupo de máscara|rechteck|gruppe|rahmen|bild|ovale|cadre|groupe|rettangolo',
  'gruppo|immagine|прямоугольник|эллипс|фрейм|группа|изображение|長方形|楕円|楕円形|フレーム|グループ|多角形|星|星形|ベクター|ベクトル|線|直線|矢印',
  '画像|セクション|コンポーネント|テキスト|マスクグループ|スライス|사각형|직사각형|타원|프레임|그룹|다각형|별|벡터|선|화살표|이미지|섹션|컴포넌트|구성 요소|텍스트|마스크 그룹',
  'prostokąt|elipsa|ramka|grupa|linia|wektor|dikdörtgen|elips|çerçeve|grup|rechthoek|ovaal|rektangel|obdélník|téglalap|dreptunghi|ορθογώνιο',
  'מלבן|مستطيل|دائرة|إطار|مجموعة|خط|आयत|फ़्रेम|समूह|hình chữ nhật|persegi|สี่เหลี่ยม|отрезок|линия|вектор|звезда',
  '矩形|椭圆|椭圆形|画框|编组|群组|组|多边形|星形|矢量|线|直线|箭头|图像|图片|分区|组件|文本|蒙版组|框架|橢圓|圖片|群組|元件',
);
/** Of variants, and of files that were dragged in. */
const GIVEN_OTHERWISE =
  /^[^=,]+=[^=]*(?:,|$)|\.(?:png|jpe?g|webp|gif|svg|heic)$|^(?:img|dsc|pxl|screenshot|bildschirmfoto)[ _-]?\d|^[\da-f]{8,}|^https?:/i;

/** UTF-16 units of a name that are looked at. */
const MOST_JUDGED = 300;

/** A name without the number behind it. */
function bareName(name: string): string {
  return trimmedEnd(name.slice(-MOST_JUDGED).toLowerCase(), sign => /[\s_\p{Nd}().#-]/u.test(sign)).trim();
}

/** Names that differ by their number alone, whoever gave them and in whatever language. */
export function numberedNames(names: readonly string[]): ReadonlySet<string> {
  const seen = new Map<string, Set<string>>();
  for (const name of names) {
    const bare = bareName(name);
    if (bare !== name.trim().toLowerCase()) seen.set(bare, (seen.get(bare) ?? new Set()).add(name));
  }
  const numbered = [...seen].filter(([, variants]) => variants.size > 1).flatMap(([, variants]) => [...variants]);
  return new Set(numbered);
}

/** Whether Figma gave the name, so that it says nothing. */
export function isGivenName(name: string): boolean {
  return GIVEN.has(bareName(name)) || GIVEN_OTHERWISE.test(name.trim()) || !/[\p{L}\p{Emoji_Presentation}]/u.test(name);
}

/**
 * Whether a name that a person typed says what to draw. One word that only says what kind of layer it is does not
 * ("Cover", "Media 2"), nor does a path in a library ("Card/Image").
 */
export function saysWhatToDraw(name: string): boolean {
  const trimmed = name.trim().slice(0, MOST_JUDGED);
  const isPath = trimmed.indexOf('/') > 0 && !/\s/u.test(trimmed);
  if (isPath || isGivenName(trimmed) || namesDevice(trimmed) || /^[.#_@]/u.test(trimmed)) return false;
  const tells = [namesPicture, namesPart, namesLogo, namesChart, namesMap, namesNavigation].some(names =>
    names(trimmed),
  );
  const long = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{5,}/u.test(trimmed);
  return !tells || wordsIn(trimmed).length > 2 || long;
}
