// Kinds that are known, in other languages and nested otherwise.

import { beside, fill, type Layout, layout, named, none } from './builders/answers.ts';
import {
  at,
  boolean,
  ellipse,
  frame,
  GREY,
  gradient,
  group,
  HAIRLINE,
  icon,
  image,
  NONE,
  pick,
  rect,
  type Sketch,
  section,
  solid,
  text,
  vector,
  WHITE,
} from './builders/nodes.ts';
import { button, column, component, componentSet, instance, row } from './builders/stacks.ts';

const MUTED = '#6B7280';
const WHITE_INK = { ink: '#FFFFFF' };

function hebrewFlat(): Layout {
  const list = [
    ['הדוור שגידל לימונים', 'סיפור מהגליל'],
    ['גשר החבלים מעל הוואדי', 'לפני הגשם הראשון'],
    ['מאפייה בתוך אוטובוס', 'שבע תחנות של לחם'],
  ] as const;
  const pictures = list.map((_, i) => at(760, 160 + i * 200, rect('מלבן 3', 200, 160, { cornerRadius: 8 })));
  const titles = list.map(([t], i) =>
    at(340, 170 + i * 200, text(t, 22, 'Bold', { w: 400, textAlignHorizontal: 'RIGHT' })),
  );
  const words = list.map(([, w], i) =>
    at(340, 212 + i * 200, text(w, 16, 'Regular', { w: 400, textAlignHorizontal: 'RIGHT', ink: MUTED })),
  );
  const more = list.map((_, i) =>
    at(660, 280 + i * 200, text('קרא עוד', 14, 'Medium', { w: 80, textAlignHorizontal: 'RIGHT', ink: '#2563EB' })),
  );
  const page = frame('סיפורים', 1000, 780, { fills: WHITE }, [
    at(560, 60, text('סיפורים מהדרך', 36, 'Bold', { w: 400, textAlignHorizontal: 'RIGHT' })),
    ...more,
    ...words,
    ...pictures,
    ...titles,
  ]);
  return layout('hebrew-flat', 'Hebrew stories from right to left, flat in one frame in mixed order of layers.', {
    direction: 'RTL',
    children: [at(0, 0, page)],
    select: [page],
    expect: pictures.map((p, i) => fill(p, titles[i]!, words[i]!, 'a')),
    not: [page],
  });
}

function nestedCarousel(): Layout {
  const films = [
    ['Os faroleiros da ilha', 'TEMPORADA 2', '48 min'],
    ['Padaria das três da manhã', 'NOVO', '32 min'],
    ['Orquestra de garrafas', 'DOCUMENTÁRIO', '1h 12min'],
    ['O último bonde azul', 'TEMPORADA 1', '51 min'],
  ] as const;
  const pictures: Sketch[] = [];
  const slides = films.map(([t, tag, time]) => {
    const picture = rect('Rectangle', 280, 160, { fills: [image()], cornerRadius: 6 });
    pictures.push(picture);
    return column('Slide', { gap: 8 }, [
      frame('Wrapper', 280, 160, { fills: NONE }, [
        picture,
        at(
          8,
          8,
          row('Tag', { pad: [2, 6], fills: [solid('#DC2626')], cornerRadius: 4 }, [text(tag, 10, 'Bold', WHITE_INK)]),
        ),
        at(
          116,
          56,
          frame('Play', 48, 48, { fills: [solid('#000000', 0.5)], cornerRadius: 24 }, [
            at(16, 12, vector('Polygon 1', 18, 24)),
          ]),
        ),
      ]),
      text(t, 16, 'Semi Bold', { w: 280 }),
      text(time, 13, 'Regular', { ink: MUTED }),
    ]);
  });
  const track = at(0, 0, row('Track', { gap: 16 }, slides));
  const window = frame('Carousel', 900, 260, { fills: NONE, clipsContent: true }, [track]);
  const page = column('Início', { pad: 32, gap: 16, fills: [solid('#0B0B0F')] }, [
    text('Continue assistindo', 24, 'Bold', WHITE_INK),
    window,
  ]);
  return layout(
    'carousel-portuguese',
    'Slides in a row that its carousel clips, each with a tag and a round button on its picture.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: pictures.map((p, i) => fill(p, pick(slides[i]!, films[i]![0]), undefined, 'a')),
      not: [page, window, track, ...slides, ...slides.map(s => pick(s, 'Play'))],
    },
  );
}

function russianLorem(): Layout {
  const cards = [1, 2, 3].map(n =>
    column('Карточка', { w: 300, gap: 12, pad: 16, fills: WHITE, strokes: HAIRLINE }, [
      frame('Изображение', 268, 180, { fills: GREY }, [at(122, 78, icon('image', 24))]),
      text('Рыбатекст для заголовка', 18, 'Bold', { w: 'fill' }),
      text('Lorem ipsum dolor sit amet, consectetur adipiscing elit.', 14, 'Regular', { w: 'fill', ink: MUTED }),
      text(`0${n}`, 12, 'Bold'),
    ]),
  );
  const heading = text('Стеклодувы с Васильевского острова', 36, 'Bold');
  const page = column('Раздел', { pad: 48, gap: 24, fills: [solid('#FAFAF9')] }, [
    heading,
    row('Карточки', { gap: 24 }, cards),
  ]);
  return layout(
    'lorem-russian',
    'Cards with words that stand for others: the heading of the section says what to draw.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: cards.map(c => fill(pick(c, 'Изображение'), heading, undefined, 'a')),
      not: [page, ...cards],
    },
  );
}

function japaneseTable(): Layout {
  const rows = [
    ['藍染めの風呂敷', '京都', '¥4,200', '在庫あり'],
    ['竹の一輪挿し', '別府', '¥2,800', '残り2点'],
    ['南部鉄器の風鈴', '盛岡', '¥3,500', '在庫あり'],
  ] as const;
  const lines = rows.map(([what, where, price, stock]) =>
    row('行', { w: 900, gap: 24, pad: [12, 16], align: 'CENTER', strokes: HAIRLINE }, [
      frame('チェックボックス', 18, 18, { fills: WHITE, strokes: HAIRLINE, cornerRadius: 3 }),
      rect('サムネイル', 56, 56, { cornerRadius: 6 }),
      column('品名', { w: 300, gap: 2 }, [text(what, 15, 'Medium'), text(where, 12, 'Regular', { ink: MUTED })]),
      text(price, 15, 'Regular', { w: 120 }),
      row('ステータス', { pad: [4, 10], fills: [solid('#DCFCE7')], cornerRadius: 12 }, [text(stock, 12, 'Medium')]),
    ]),
  );
  const head = row('ヘッダー', { w: 900, gap: 24, pad: [12, 16], fills: [solid('#F3F4F6')] }, [
    text('商品名', 13, 'Bold'),
    text('価格', 13, 'Bold'),
    text('状態', 13, 'Bold'),
  ]);
  const page = column('商品一覧', { pad: 32, gap: 0, fills: WHITE }, [text('商品一覧', 24, 'Bold'), head, ...lines]);
  return layout(
    'table-japanese',
    'A table with small pictures of goods: boxes to tick, head and states are no places.',
    {
      children: [at(0, 0, page)],
      select: lines,
      expect: lines.map((l, i) => fill(pick(l, 'サムネイル'), pick(l, rows[i]![0]), pick(l, rows[i]![1]), 'a')),
      not: [
        page,
        head,
        ...lines,
        ...lines.map(l => pick(l, 'チェックボックス')),
        ...lines.map(l => pick(l, 'ステータス')),
      ],
    },
  );
}

function chineseNames(): Layout {
  const names = ['雨后的石板巷', '矩形 12', '灯笼下的猫', 'image 5', '茶园清晨', '编组 3'];
  const tiles = names.map((name, i) => at(40 + (i % 3) * 240, 40 + Math.floor(i / 3) * 240, rect(name, 220, 220)));
  const locked = at(760, 40, rect('封面', 220, 220, { locked: true }));
  return layout(
    'loose-chinese',
    'Shapes on the page without texts: three names say what to draw, three were given by Figma, one is locked.',
    {
      children: [...tiles, locked],
      select: [...tiles, locked],
      expect: [...tiles.map((t, i) => (i % 2 === 0 ? fill(t, named(t)) : fill(t))), none(locked)],
      not: [locked],
      notice: 'locked',
    },
  );
}

function hindiOnboarding(): Layout {
  const pages = [
    ['खेत से सीधे थाली तक', 'किसानों से ताज़ी सब्ज़ियाँ'],
    ['दादी के नुस्खे', 'हर दिन एक नई रसोई'],
  ] as const;
  const pictures: Sketch[] = [];
  const phones = pages.map(([t, w], i) => {
    const picture = at(48, 140, ellipse('Ellipse 5', 264, { fills: [solid('#FDE68A')] }));
    pictures.push(picture);
    return at(
      i * 420,
      0,
      frame(`Onboarding ${i + 1}`, 360, 740, { fills: WHITE }, [
        at(0, 0, frame('Status Bar', 360, 44, { fills: NONE }, [at(24, 14, text('9:41', 14, 'Semi Bold'))])),
        at(290, 56, text('छोड़ें', 14, 'Medium', { ink: MUTED })),
        picture,
        at(32, 450, text(t, 26, 'Bold', { w: 296 })),
        at(32, 520, text(w, 16, 'Regular', { w: 296, ink: MUTED })),
        at(160, 600, ellipse('Dot', 8, { fills: [solid('#F59E0B')] })),
        at(176, 600, ellipse('Dot', 8, { fills: GREY })),
        at(
          32,
          640,
          row('Button', { w: 296, pad: [14, 0], justify: 'CENTER', fills: [solid('#F59E0B')], cornerRadius: 12 }, [
            text('आगे', 16, 'Semi Bold', WHITE_INK),
          ]),
        ),
        at(120, 724, rect('Home Indicator', 120, 5, { fills: [solid('#000000')], cornerRadius: 3 })),
      ]),
    );
  });
  return layout(
    'onboarding-hindi',
    'Two phones with a coloured circle for the picture: “next”, “skip”, the clock and the dots are nothing.',
    {
      children: phones,
      select: phones,
      expect: pictures.map((p, i) => fill(p, pick(phones[i]!, pages[i]![0]), pick(phones[i]!, pages[i]![1]), 'a')),
      not: [...phones, ...phones.map(p => pick(p, 'Dot')), ...phones.map(p => pick(p, 'Home Indicator'))],
    },
  );
}

function masksInMasks(): Layout {
  const list = ['Der Uhrmacher und die Dohle', 'Kanal unter dem Bahnhof', 'Ein Chor aus Traktoren'];
  const pictures: Sketch[] = [];
  const masks: Sketch[] = [];
  const marks: Sketch[] = [];
  const groups = list.map((t, i) => {
    const x = 60 + i * 320;
    const mask = at(x, 60, ellipse('Mask', 200, { isMask: true }));
    const picture = at(x - 30, 40, rect('Bild', 280, 240, { fills: [image()] }));
    const inner = group('Gruppe 2', [mask, picture]);
    const mark = at(
      x + 150,
      220,
      boolean('Union', 'UNION', [
        at(x + 150, 220, ellipse('Ellipse 1', 30)),
        at(x + 165, 220, rect('Rechteck 2', 20, 30)),
      ]),
    );
    pictures.push(picture);
    masks.push(mask);
    marks.push(mark);
    return group(`Gruppe ${i + 10}`, [group('Gruppe 1', [inner, mark]), at(x, 280, text(t, 18, 'Bold', { w: 220 }))]);
  });
  const page = section('Portraits', 1040, 380, groups);
  return layout(
    'masks-german',
    'Groups in groups in a section: a picture under a round mask, a union over its edge, the title beside the group.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: pictures.map((p, i) => fill(p, pick(groups[i]!, list[i]!), undefined, 'a')),
      not: [...masks, ...marks, page],
    },
  );
}

function koreanVariants(): Layout {
  const variant = (name: string, w: number, withPicture: boolean) =>
    component(
      column(name, { w, gap: 12, pad: 16, fills: WHITE, strokes: HAIRLINE, cornerRadius: 12 }, [
        ...(withPicture
          ? [frame('썸네일', w - 32, 120, { fills: GREY }, [at((w - 56) / 2, 48, icon('image', 24))])]
          : []),
        text('밤하늘을 달리는 기차', 18, 'Bold', { w: 'fill' }),
        text('은하수 정거장 이야기', 14, 'Regular', { w: 'fill', ink: MUTED }),
      ]),
    );
  const variants = [
    variant('크기=대, 이미지=예', 320, true),
    variant('크기=소, 이미지=예', 240, true),
    variant('크기=소, 이미지=아니오', 240, false),
  ];
  const set = componentSet('카드', variants);
  const [large, small, bare] = variants as [Sketch, Sketch, Sketch];
  return layout('variants-korean', 'A component set: the placeholder of each variant that has one.', {
    children: [at(0, 0, set)],
    select: [set],
    expect: [large, small].map(v =>
      fill(pick(v, '썸네일'), pick(v, '밤하늘을 달리는 기차'), pick(v, '은하수 정거장 이야기')),
    ),
    not: [set, ...variants, bare],
  });
}

function heroThai(): Layout {
  const picture = at(0, 0, rect('Rectangle 1', 1280, 640, { fills: [image()] }));
  const shade = at(0, 0, rect('Rectangle 2', 1280, 640, { fills: [gradient('#000000', '#000000', 0.6, 0)] }));
  const title = at(96, 200, text('ตลาดน้ำยามเช้าหลังฝน', 56, 'Bold', { w: 700, ...WHITE_INK }));
  const say = at(96, 300, text('เรือไม้ ไอหมอก และกล้วยทอดร้อนๆ', 22, 'Regular', { w: 600, ...WHITE_INK }));
  const page = frame('Hero', 1280, 640, { fills: WHITE }, [
    picture,
    shade,
    at(96, 40, text('LOGO', 18, 'Bold', WHITE_INK)),
    at(
      1000,
      42,
      row(
        'Nav',
        { gap: 32 },
        ['หน้าแรก', 'เส้นทาง', 'ติดต่อ'].map(t => text(t, 15, 'Medium', WHITE_INK)),
      ),
    ),
    title,
    say,
    at(96, 380, button('จองเลย')),
  ]);
  return layout('hero-thai', 'A hero of one picture, a shade, and texts over both.', {
    children: [at(0, 0, page)],
    select: [page],
    expect: [fill(picture, title, say)],
    not: [page, shade],
  });
}

function arabicTexts(): Layout {
  const ideas = ['قارب ورقي في نافورة الحديقة', 'خباز يرمي العجين نحو القمر'];
  const notes = ideas.map((t, i) => at(i * 420, 0, text(t, 20, 'Medium', { w: 300, textAlignHorizontal: 'RIGHT' })));
  const price = at(0, 120, text('١٢٠ ر.س', 18, 'Bold'));
  const link = at(200, 120, text('اقرأ المزيد', 16, 'Medium'));
  return layout('texts-arabic', 'Texts on the page: a picture beside each idea, none for the price and the link.', {
    direction: 'RTL',
    children: [...notes, price, link],
    select: [...notes, price, link],
    expect: [...notes.map(n => beside(n)), none(price), none(link)],
  });
}

function turkishMap(): Layout {
  const map = at(
    400,
    0,
    frame(
      'Frame 7',
      680,
      720,
      { fills: [image()] },
      ['₺2.100', '₺1.850', '₺3.400', '₺990'].map((p, i) =>
        at(
          80 + ((i * 170) % 520),
          90 + ((i * 230) % 520),
          row('Fiyat', { pad: [6, 10], fills: WHITE, cornerRadius: 14 }, [text(p, 13, 'Bold')]),
        ),
      ),
    ),
  );
  const homes = [
    ['Ceviz ağacının altındaki taş ev', 'Şirince'],
    ['Değirmenin üst katı', 'Tirilye'],
    ['Limana bakan cumba', 'Ayvalık'],
  ] as const;
  const cards = homes.map(([t, where], i) =>
    at(
      16,
      80 + i * 200,
      row('Kart', { w: 368, gap: 12, align: 'CENTER' }, [
        frame('Fotoğraf', 140, 140, { fills: GREY, cornerRadius: 10 }, [at(104, 8, icon('heart', 24))]),
        column('Bilgi', { w: 'fill', gap: 4 }, [
          text(t, 16, 'Semi Bold', { w: 200 }),
          text(where, 13, 'Regular', { ink: MUTED }),
          text('4,9 (128 yorum)', 12, 'Regular'),
        ]),
      ]),
    ),
  );
  const page = frame('Arama', 1080, 720, { fills: WHITE }, [
    at(16, 24, text('214 konaklama', 20, 'Bold')),
    ...cards,
    map,
  ]);
  return layout('map-turkish', 'A list of homes beside a map that is a frame with a picture and prices on it.', {
    children: [at(0, 0, page)],
    select: [page],
    expect: cards.map((c, i) => fill(pick(c, 'Fotoğraf'), pick(c, homes[i]![0]), pick(c, homes[i]![1]), 'a')),
    not: [page, map, ...cards],
  });
}

function dutchInstances(): Layout {
  const media = component(frame('Media', 240, 160, { fills: GREY }, [at(108, 68, icon('Placeholder icon', 24))]));
  const main = component(
    column('Artikelkaart', { w: 240, gap: 12, fills: WHITE }, [
      instance(media),
      column('Tekst', { w: 'fill', gap: 4, pad: [0, 12, 12, 12] }, [
        text('Kop', 18, 'Bold', { w: 'fill', name: 'Kop' }),
        text('Inleiding', 14, 'Regular', { w: 'fill', name: 'Inleiding', ink: MUTED }),
        text('Lees verder →', 14, 'Medium', { ink: '#2563EB' }),
      ]),
    ]),
  );
  const list = [
    ['Schaatsen op de ringvaart', 'Voor het eerst in elf jaar'],
    ['De molen die fluit', 'Wind door een kier van eik'],
    ['Tulpen in een kelder', 'Kleur zonder zon'],
    ['Een fiets van berkenhout', 'Twee winters werk'],
  ] as const;
  const cards = list.map(([k, i]) => instance(main, { Kop: k, Inleiding: i }));
  const grid = row('Raster', { w: 520, gap: 24, wrap: true }, cards);
  const page = column('Artikelen', { pad: 40, gap: 24, fills: WHITE }, [text('Uit de polder', 32, 'Bold'), grid]);
  return layout('instances-dutch', 'Instances that hold instances, in a grid that wraps: the inner one is the place.', {
    children: [at(0, 0, page)],
    library: [media, main],
    select: cards,
    expect: cards.map(c => fill(pick(c, 'Media'), pick(c, 'Kop'), pick(c, 'Inleiding'), 'a')),
    not: [page, grid, ...cards],
  });
}

export const ABROAD: readonly (() => Layout)[] = [
  hebrewFlat,
  nestedCarousel,
  russianLorem,
  japaneseTable,
  chineseNames,
  hindiOnboarding,
  masksInMasks,
  koreanVariants,
  heroThai,
  arabicTexts,
  turkishMap,
  dutchInstances,
];
