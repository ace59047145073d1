// Pages as people leave them in community files: groups called by Figma, things over edges, texts drawn as bars.

import { fill, type Layout, layout } from './builders/answers.ts';
import {
  at,
  ellipse,
  frame,
  GREY,
  gradient,
  group,
  HAIRLINE,
  icon,
  image,
  line,
  NONE,
  pick,
  rect,
  type Sketch,
  solid,
  star,
  text,
  vector,
  WHITE,
} from './builders/nodes.ts';
import { button, column, row } from './builders/stacks.ts';

const MUTED = '#6B7280';
const WHITE_INK = { ink: '#FFFFFF' };

/** Cards of travel apps: grey, a shade, texts on it, all in a group. */
function destinations(): Layout {
  const trips = [
    ['Ruộng bậc thang Mù Cang Chải', 'Yên Bái', '4.9', '1.200.000đ'],
    ['Vịnh đá vôi lúc bình minh', 'Hạ Long', '4.8', '2.350.000đ'],
    ['Phố đèn lồng bên sông Hoài', 'Hội An', '4.7', '890.000đ'],
    ['Đồi cát bay và thuyền thúng', 'Mũi Né', '4.6', '1.050.000đ'],
  ] as const;
  const pictures: Sketch[] = [];
  const shades: Sketch[] = [];
  const titles: Sketch[] = [];
  const cards = trips.map(([t, where, stars, price], i) => {
    const [x, y] = [20 + (i % 2) * 176, 150 + Math.floor(i / 2) * 236];
    const picture = at(x, y, rect(`Rectangle ${4 + i}`, 160, 220, { cornerRadius: 20 }));
    const shade = at(
      x,
      y + 110,
      rect('Rectangle 4344', 160, 110, { fills: [gradient('#000000', '#000000', 0, 0.7)], cornerRadius: 20 }),
    );
    const title = at(x + 12, y + 150, text(t, 14, 'Bold', { w: 136, ...WHITE_INK }));
    pictures.push(picture);
    shades.push(shade);
    titles.push(title);
    return group(`Group ${34 + i}`, [
      picture,
      shade,
      title,
      at(x + 26, y + 194, text(where, 11, 'Regular', WHITE_INK)),
      at(x + 12, y + 195, icon('Location', 12)),
      at(x + 116, y + 194, text(stars, 11, 'Medium', WHITE_INK)),
      at(x + 128, y + 12, ellipse('Ellipse 21', 24, { fills: [solid('#FFFFFF', 0.3)] })),
      at(x + 133, y + 17, vector('Vector', 14, 12)),
      at(x + 12, y + 12, text(price, 10, 'Bold', WHITE_INK)),
    ]);
  });
  const page = frame('iPhone 13 mini - 3', 375, 812, { fills: WHITE }, [
    at(20, 54, text('Khám phá Việt Nam', 26, 'Bold')),
    at(20, 100, text('Tất cả', 13, 'Medium')),
    at(80, 100, text('Biển', 13, 'Regular', { ink: MUTED })),
    ...cards,
    at(0, 742, rect('Rectangle 1', 375, 70, { fills: WHITE })),
    at(40, 764, icon('home-2', 24)),
  ]);
  return layout(
    'destinations-vietnamese',
    'Cards are groups with a grey rectangle, a shade over its lower half and texts on both: the rectangle is the place, though it is behind texts, as there is no other.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: pictures.map((p, i) => fill(p, titles[i]!, undefined, 'a')),
      not: [page, ...shades, ...cards],
    },
  );
}

/** Rings around portraits; names below. */
function stories(): Layout {
  const people = ['Mirela', 'Jonas B.', 'Aicha', 'Tomás', 'Priyanka'];
  const own = at(22, 64, ellipse('Ellipse 1', 60, { fills: GREY }));
  const ownName = at(22, 134, text('Your story', 12, 'Regular', { ink: MUTED }));
  const plus = at(64, 106, ellipse('Ellipse 9', 20, { fills: [solid('#3797F0')] }));
  const portraits: Sketch[] = [];
  const rings: Sketch[] = [];
  const names: Sketch[] = [];
  const items = people.map((who, i) => {
    const x = 100 + i * 80;
    const ring = at(
      x,
      60,
      ellipse('Ellipse 2', 68, { fills: NONE, strokes: [gradient('#F58529', '#DD2A7B')], strokeWeight: 2 }),
    );
    const portrait = at(x + 4, 64, ellipse('Ellipse 3', 60, { fills: [image()] }));
    const name = at(x + 8, 134, text(who, 12, 'Regular'));
    rings.push(ring);
    portraits.push(portrait);
    names.push(name);
    return group(`Group ${i + 2}`, [ring, portrait, name]);
  });
  const photo = at(0, 220, rect('Rectangle 8', 500, 420, { fills: [image()] }));
  const caption = at(16, 706, text('First swim of the year, two degrees, no regrets', 14, 'Regular', { w: 460 }));
  const page = frame('Feed', 500, 780, { fills: WHITE }, [
    at(16, 16, text('Photogram', 22, 'Semi Bold')),
    own,
    plus,
    at(69, 111, icon('add', 10)),
    ownName,
    ...items,
    at(0, 160, line('Line 1', 500)),
    at(16, 176, ellipse('Ellipse 5', 32, { fills: [image()] })),
    at(58, 184, text('jonas.b', 14, 'Semi Bold')),
    photo,
    at(16, 652, icon('Heart', 24)),
    at(52, 652, icon('Comment', 24)),
    at(16, 684, text('1,204 likes', 13, 'Semi Bold')),
    caption,
  ]);
  const expect = [...portraits.map((p, i) => fill(p, names[i]!, undefined, 'a')), fill(photo, caption)];
  return layout(
    'stories-feed',
    'Stories in rings above a photo: rings without a fill are no places; one’s own portrait, with a plus over its edge, may be filled or not.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect,
      accepted: [
        [fill(own), ...expect],
        [fill(own, ownName), ...expect],
      ],
      not: [page, plus, ...rings],
    },
  );
}

/** Boxes with a cross, bars where texts will be. */
function wireframe(): Layout {
  const crossed = (name: string, w: number, h: number) =>
    frame(name, w, h, { fills: [solid('#E0E0E0')], strokes: [solid('#9E9E9E')] }, [
      at(0, 0, vector('Line 1', w, h, { strokes: [solid('#9E9E9E')] })),
      at(0, 0, vector('Line 2', w, h, { strokes: [solid('#9E9E9E')] })),
    ]);
  const bars = (x: number, y: number, widths: readonly number[]) =>
    widths.map((w, i) => at(x, y + i * 20, rect(`Rectangle ${40 + i}`, w, 12, { fills: [solid('#BDBDBD')] })));
  const hero = at(640, 120, crossed('Frame 3', 560, 360));
  const title = at(80, 180, text('The community garden opens in spring', 40, 'Bold', { w: 480 }));
  const topics = ['Tool library under the old oak', 'Beds for children', 'Compost workshop on Sundays'];
  const boxes = topics.map((_, i) => at(80 + i * 380, 560, crossed(`Frame ${5 + i}`, 340, 220)));
  const titles = topics.map((t, i) => at(80 + i * 380, 796, text(t, 20, 'Medium', { w: 340 })));
  const allBars = [...bars(80, 320, [460, 440, 300]), ...topics.flatMap((_, i) => bars(80 + i * 380, 840, [320, 280]))];
  const submit = at(80, 410, rect('Rectangle 2', 160, 48, { fills: [solid('#9E9E9E')], cornerRadius: 4 }));
  const page = frame('Desktop - 1', 1280, 960, { fills: WHITE }, [
    at(0, 0, rect('Rectangle 1', 1280, 72, { fills: [solid('#EEEEEE')] })),
    at(80, 26, text('LOGO', 16, 'Bold')),
    at(1000, 28, text('Nav', 14)),
    at(1080, 28, text('Nav', 14)),
    title,
    submit,
    at(124, 424, text('Button', 14, 'Medium')),
    hero,
    ...boxes,
    ...titles,
    ...allBars,
  ]);
  return layout(
    'wireframe-crossed',
    'A wireframe: crossed boxes are places, bars stand for texts and are none, the word on a button is no prompt.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: [fill(hero, title), ...boxes.map((b, i) => fill(b, titles[i]!, undefined, 'a'))],
      not: [page, submit, ...allBars],
    },
  );
}

/** What is in a cart, and what else one may like. */
function cart(): Layout {
  const goods = [
    ['Handvävd ullfilt i mossgrönt', 'Storlek: 130 × 180', '1 290 kr'],
    ['Emaljmugg med blåbärsris', 'Färg: vit', '149 kr'],
    ['Täljkniv med björkskaft', 'Längd: 19 cm', '389 kr'],
  ] as const;
  const lines = goods.map(([t, what, price]) =>
    row('Varurad', { w: 560, gap: 16, pad: [16, 0], align: 'CENTER', strokes: HAIRLINE }, [
      rect('img', 72, 72, { fills: [solid('#F3F4F6')], cornerRadius: 6 }),
      column('info', { w: 'fill', gap: 4 }, [
        text(t, 15, 'Semi Bold'),
        text(what, 13, 'Regular', { ink: MUTED }),
        text('Ta bort', 12, 'Regular', { textDecoration: 'UNDERLINE', ink: MUTED }),
      ]),
      row('Antal', { gap: 8, pad: [6, 10], strokes: HAIRLINE, cornerRadius: 6, align: 'CENTER' }, [
        text('−', 14),
        text('1', 14, 'Medium'),
        text('+', 14),
      ]),
      text(price, 15, 'Semi Bold'),
    ]),
  );
  const summary = column('Summering', { w: 320, gap: 12, pad: 24, fills: [solid('#F9FAFB')], cornerRadius: 12 }, [
    text('Din beställning', 20, 'Bold'),
    row('rad', { w: 'fill', justify: 'SPACE_BETWEEN' }, [text('Frakt', 14), text('49 kr', 14)]),
    row('rad', { w: 'fill', justify: 'SPACE_BETWEEN' }, [text('Att betala', 16, 'Bold'), text('1 877 kr', 16, 'Bold')]),
    frame('Rabattkod', 'fill', 40, { fills: WHITE, strokes: HAIRLINE, cornerRadius: 6 }, [
      at(12, 11, text('Rabattkod', 13, 'Regular', { ink: MUTED })),
    ]),
    button('Till kassan'),
  ]);
  const more = [
    ['Skärbräda av gammal ek', '450 kr'],
    ['Linneduk färgad med rönnbär', '620 kr'],
  ] as const;
  const cards = more.map(([t, price]) =>
    column('Produktkort', { gap: 8 }, [
      rect('img', 220, 220, { fills: [solid('#F3F4F6')], cornerRadius: 8 }),
      text(t, 14, 'Medium', { w: 220 }),
      text(price, 14, 'Regular'),
    ]),
  );
  const page = column('Varukorg', { pad: 48, gap: 40, fills: WHITE }, [
    text('Varukorg', 32, 'Bold'),
    row('innehåll', { gap: 48 }, [column('rader', { gap: 0 }, lines), summary]),
    text('Du kanske också gillar', 20, 'Bold'),
    row('kort', { gap: 24 }, cards),
  ]);
  return layout(
    'cart-swedish',
    'Lines of a cart with thumbnails, steppers and a field for a code, and cards of other goods below: the sum is no place and no price a prompt.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: [
        ...lines.map((l, i) => fill(pick(l, 'img'), pick(l, goods[i]![0]), undefined, 'a')),
        ...cards.map((c, i) => fill(pick(c, 'img'), pick(c, more[i]![0]), undefined, 'b')),
      ],
      not: [page, summary, ...lines, pick(summary, 'Rabattkod'), ...lines.map(l => pick(l, 'Antal'))],
    },
  );
}

/** Tiles of different sizes, some with a picture, some with a number. */
function bento(): Layout {
  const tile = (x: number, y: number, w: number, h: number, fills: Sketch['fills'], children: Sketch[]) =>
    at(x, y, frame('Tile', w, h, { fills, cornerRadius: 24 }, children));
  const soil = at(0, 120, rect('Rectangle 12', 560, 280, { fills: GREY }));
  const soilTitle = at(32, 32, text('Sensors that listen to the soil', 28, 'Semi Bold', { w: 400 }));
  const hand = at(0, 0, rect('image 3', 270, 190, { fills: [image()] }));
  const handTitle = at(20, 206, text('Fits in the palm of a hand', 18, 'Medium', { w: 230 }));
  const chart = at(
    24,
    100,
    frame('Graph', 220, 70, { fills: NONE }, [
      at(0, 40, rect('Bar', 20, 30, { fills: [solid('#34D399')] })),
      at(40, 20, rect('Bar', 20, 50, { fills: [solid('#34D399')] })),
      at(80, 5, rect('Bar', 20, 65, { fills: [solid('#34D399')] })),
      at(120, 30, rect('Bar', 20, 40, { fills: [solid('#34D399')] })),
    ]),
  );
  const big = tile(0, 0, 560, 400, [solid('#ECFDF5')], [soilTitle, soil]);
  const small = tile(580, 0, 270, 270, WHITE, [hand, handTitle]);
  const numbers = tile(
    580,
    290,
    270,
    190,
    [solid('#111827')],
    [
      at(24, 24, text('98%', 48, 'Bold', WHITE_INK)),
      at(24, 88, text('less water wasted', 14, 'Regular', WHITE_INK)),
      chart,
    ],
  );
  const farm = at(0, 0, rect('bg', 560, 190, { fills: [image()] }));
  const farmTitle = at(32, 120, text('From one pot to a whole farm', 24, 'Semi Bold', WHITE_INK));
  const wide = tile(0, 420, 560, 190, NONE, [farm, farmTitle]);
  const quote = tile(
    580,
    500,
    270,
    110,
    [solid('#FEF3C7')],
    [at(20, 20, text('“My basil finally survived July.”', 16, 'Medium', { w: 230 }))],
  );
  const page = frame('Bento', 850, 610, { fills: [solid('#F3F4F6')] }, [big, small, numbers, wide, quote]);
  return layout(
    'bento-tiles',
    'Tiles of different sizes: two have a picture beside their title, one a picture behind it, one a chart, one words alone.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: [fill(soil, soilTitle), fill(hand, handTitle), fill(farm, farmTitle)],
      not: [page, big, small, numbers, wide, quote, chart],
    },
  );
}

/** Years on a line, pictures at both sides. */
function timeline(): Layout {
  const events = [
    ['1912', 'Το πρώτο καΐκι του ναυπηγείου', 'Πεύκο από το βουνό και πανιά από λινό'],
    ['1954', 'Η μεγάλη πλημμύρα στο λιμάνι', 'Βάρκες στους δρόμους ως την πλατεία'],
    ['1987', 'Σχολείο ξυλογλυπτικής', 'Πάγκοι, ροκανίδια και φως από ψηλά'],
    ['2021', 'Ηλεκτρικά τρεχαντήρια', 'Παλιές γραμμές με αθόρυβη μηχανή'],
  ] as const;
  const pictures: Sketch[] = [];
  const titles: Sketch[] = [];
  const words: Sketch[] = [];
  const dots: Sketch[] = [];
  const parts = events.flatMap(([year, t, w], i) => {
    const y = 160 + i * 300;
    const left = i % 2 === 0;
    const picture = at(left ? 120 : 680, y, rect(`Ορθογώνιο ${i + 1}`, 400, 240, { cornerRadius: 12 }));
    const x = left ? 680 : 120;
    const title = at(x, y + 70, text(t, 22, 'Semi Bold', { w: 400 }));
    const description = at(x, y + 130, text(w, 15, 'Regular', { w: 400, ink: MUTED }));
    const dot = at(588, y + 108, ellipse('Έλλειψη 1', 24, { fills: [solid('#2563EB')] }));
    pictures.push(picture);
    titles.push(title);
    words.push(description);
    dots.push(dot);
    return [picture, at(x, y + 10, text(year, 40, 'Bold', { ink: '#2563EB' })), title, description, dot];
  });
  const spine = at(598, 140, rect('Γραμμή', 4, 1200, { fills: [solid('#BFDBFE')] }));
  const page = frame('Ιστορία', 1200, 1400, { fills: WHITE }, [
    at(440, 48, text('Η ιστορία μας', 40, 'Bold')),
    spine,
    ...parts,
  ]);
  return layout(
    'timeline-greek',
    'A history on a line, pictures and texts at alternating sides, all flat in one frame: the year is the largest text and no prompt.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: pictures.map((p, i) => fill(p, titles[i]!, words[i]!, 'a')),
      not: [page, spine, ...dots],
    },
  );
}

/** A template of user research. */
function persona(): Layout {
  const portrait = at(40, 40, rect('Rectangle 1', 280, 320, { cornerRadius: 16 }));
  const name = at(40, 384, text('Agnieszka, the night nurse', 28, 'Bold', { w: 280 }));
  const about = at(40, 470, text('Works twelve-hour shifts and cycles home at dawn', 16, 'Regular', { w: 280 }));
  const traits = ['Patience', 'Technology', 'Sleep'];
  const tracks: Sketch[] = [];
  const sliders = traits.flatMap((trait, i) => {
    const y = 420 + i * 60;
    const track = at(380, y + 28, rect('Rectangle 20', 360, 8, { fills: [solid('#E5E7EB')], cornerRadius: 4 }));
    const value = at(
      380,
      y + 28,
      rect('Rectangle 21', 120 + i * 70, 8, { fills: [solid('#7C3AED')], cornerRadius: 4 }),
    );
    tracks.push(track, value);
    return [at(380, y, text(trait, 14, 'Medium')), track, value];
  });
  const panel = (x: number, y: number, title: string, lines: string) =>
    at(
      x,
      y,
      frame('Card', 360, 160, { fills: [solid('#F5F3FF')], cornerRadius: 12 }, [
        at(20, 16, text(title, 16, 'Bold')),
        at(20, 48, text(lines, 14, 'Regular', { w: 320 })),
      ]),
    );
  const goals = panel(380, 40, 'Goals', '• Eat something warm at 3 a.m.\n• Finish the course in palliative care');
  const pains = panel(380, 220, 'Frustrations', '• Apps that ask her to rate them\n• Daylight');
  const page = frame('Persona template', 800, 640, { fills: WHITE }, [
    portrait,
    name,
    about,
    goals,
    pains,
    ...sliders,
    at(40, 560, text('AGE 34', 12, 'Bold', { ink: MUTED })),
    at(120, 560, text('KRAKÓW', 12, 'Bold', { ink: MUTED })),
  ]);
  return layout(
    'persona-template',
    'A persona: one portrait; cards with lists and sliders are no places, goals and traits no prompts.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: [fill(portrait, name, about)],
      accepted: [[fill(portrait, [name, about])]],
      not: [page, goals, pains, ...tracks],
    },
  );
}

/** Pictures for a shop of apps: a telephone with a screen in it. */
function storeScreens(): Layout {
  const claims = [
    'Träume aufschreiben, bevor sie weg sind',
    'Wolken bestimmen mit einem Foto',
    'Der Wald, nach Gerüchen sortiert',
  ];
  const screens: Sketch[] = [];
  const bodies: Sketch[] = [];
  const titles: Sketch[] = [];
  const pages = claims.map((claim, i) => {
    const body = at(70, 320, rect('Body', 380, 780, { fills: [solid('#0B0B0F')], cornerRadius: 56 }));
    const screen = at(84, 334, rect('Screen', 352, 752, { fills: GREY, cornerRadius: 44 }));
    const notch = at(200, 334, rect('Notch', 120, 28, { fills: [solid('#0B0B0F')], cornerRadius: 14 }));
    const keys = at(66, 460, rect('Button', 4, 60, { fills: [solid('#222222')] }));
    const phone = group('iPhone 14 Pro', [body, screen, notch, keys]);
    const title = at(40, 80, text(claim, 40, 'Bold', { w: 440, ...WHITE_INK }));
    screens.push(screen);
    bodies.push(body, notch, keys);
    titles.push(title);
    return at(
      i * 560,
      0,
      frame(`Screenshot ${i + 1}`, 520, 1125, { fills: [gradient('#4F46E5', '#9333EA')] }, [title, phone]),
    );
  });
  return layout(
    'app-store-german',
    'Screenshots for a shop of apps: the screen in the drawing of a telephone is the place; its body, notch and keys and the coloured ground are none.',
    {
      children: pages,
      select: pages,
      expect: screens.map((s, i) => fill(s, titles[i]!, undefined, 'a')),
      not: [...pages, ...bodies],
    },
  );
}

/** Dishes that stand over the upper edge of their cards. */
function dishes(): Layout {
  const menu = [
    ['ข้าวซอยไก่', 'เส้นไข่ในน้ำแกงกะทิ', '85 บาท'],
    ['ส้มตำไข่เค็ม', 'มะละกอดิบ พริก มะนาว', '60 บาท'],
    ['แกงเขียวหวานลูกชิ้นปลา', 'มะเขือเปราะและโหระพา', '95 บาท'],
    ['ขนมครก', 'กะทิและต้นหอม', '40 บาท'],
  ] as const;
  const plates: Sketch[] = [];
  const cards: Sketch[] = [];
  const titles: Sketch[] = [];
  const adds: Sketch[] = [];
  const parts = menu.flatMap(([t, w, price], i) => {
    const [x, y] = [24 + (i % 2) * 172, 200 + Math.floor(i / 2) * 260];
    const card = at(x, y + 56, rect('Rectangle 17', 156, 180, { fills: WHITE, cornerRadius: 28, effects: [] }));
    const plate = at(x + 18, y, ellipse('Ellipse 6', 120, { fills: GREY }));
    const title = at(x + 14, y + 134, text(t, 16, 'Semi Bold', { w: 128, textAlignHorizontal: 'CENTER' }));
    const add = at(x + 112, y + 192, ellipse('Ellipse 7', 32, { fills: [solid('#F97316')] }));
    plates.push(plate);
    cards.push(card);
    titles.push(title);
    adds.push(add);
    return [
      card,
      plate,
      title,
      at(x + 14, y + 164, text(w, 11, 'Regular', { w: 128, ink: MUTED })),
      at(x + 14, y + 202, text(price, 14, 'Bold')),
      add,
      at(x + 122, y + 202, vector('+', 12, 12)),
    ];
  });
  const page = frame('Home', 375, 812, { fills: [solid('#FFF7ED')] }, [
    at(24, 60, text('วันนี้กินอะไรดี', 28, 'Bold')),
    at(24, 120, rect('Search', 327, 44, { fills: WHITE, cornerRadius: 22 })),
    at(60, 132, text('ค้นหาอาหาร', 13, 'Regular', { ink: MUTED })),
    ...parts,
  ]);
  return layout(
    'dishes-thai',
    'Round dishes over the upper edge of white cards, flat in one frame: circles with a plus and the cards themselves are no places.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: plates.map((p, i) => fill(p, titles[i]!, undefined, 'a')),
      not: [page, ...cards, ...adds],
    },
  );
}

/** What designers show each other: a picture in a "Mask group", the author below, counts. */
function shots(): Layout {
  const works = [
    ['Пошта для голубів', 'Олена Ткач', '2.1k'],
    ['Абетка з диких трав', 'Ярема', '987'],
    ['Трамвай уві сні', 'studio kvitka', '3.4k'],
  ] as const;
  const pictures: Sketch[] = [];
  const masks: Sketch[] = [];
  const titles: Sketch[] = [];
  const authors: Sketch[] = [];
  const cards = works.map(([t, who, likes], i) => {
    const x = 40 + i * 360;
    const mask = at(x, 100, rect('Rectangle 11', 320, 240, { isMask: true, cornerRadius: 10 }));
    const picture = at(x - 20, 80, rect(`image ${7 + i}`, 380, 285, { fills: [image()] }));
    const title = at(x, 352, text(t, 16, 'Semi Bold'));
    const avatar = at(x, 384, ellipse('Ellipse 12', 24, { fills: [image()] }));
    pictures.push(picture);
    masks.push(mask);
    titles.push(title);
    authors.push(avatar);
    return group(`Group ${i + 1}`, [
      group('Mask group', [mask, picture]),
      title,
      avatar,
      at(x + 32, 387, text(who, 13, 'Medium')),
      at(x + 270, 387, text(likes, 12, 'Regular', { ink: MUTED })),
      at(x + 250, 388, star('Star 1', 14)),
      at(
        x + 184,
        385,
        row('Badge', { pad: [2, 6], fills: [solid('#E5E7EB')], cornerRadius: 4 }, [text('PRO', 10, 'Bold')]),
      ),
    ]);
  });
  const page = frame('Shots', 1120, 460, { fills: WHITE }, [at(40, 32, text('Популярне', 24, 'Bold')), ...cards]);
  return layout(
    'shots-ukrainian',
    'A gallery as imports leave it: the picture is larger than the mask it lies under; authors of 24 px, marks and counts are nothing.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: pictures.map((p, i) => fill(p, titles[i]!, undefined, 'a')),
      not: [page, ...masks, ...authors],
    },
  );
}

/** What is on when: the day is the largest text. */
function programme(): Layout {
  const evenings = [
    ['07', 'MAR', 'Concert pentru roabe și clopote', 'Curtea fabricii de lapte', '45 lei'],
    ['19', 'MAR', 'Teatru de umbre pe zid', 'Strada Lăptari', '30 lei'],
    ['02', 'APR', 'Bal în gara veche', 'Peronul 3', 'Gratuit'],
  ] as const;
  const items = evenings.map(([day, month, t, where, price]) =>
    row('Eveniment', { w: 720, gap: 24, pad: 16, align: 'CENTER', fills: WHITE, strokes: HAIRLINE, cornerRadius: 16 }, [
      column('data', { gap: 0, align: 'CENTER', pad: [8, 16], fills: [solid('#FEE2E2')], cornerRadius: 12 }, [
        text(day, 36, 'Bold', { ink: '#DC2626' }),
        text(month, 12, 'Bold', { ink: '#DC2626' }),
      ]),
      frame('poza', 160, 100, { fills: GREY, cornerRadius: 12 }),
      column('text', { w: 'fill', gap: 4 }, [
        text(t, 20, 'Semi Bold'),
        text(where, 14, 'Regular', { ink: MUTED }),
        text(price, 14, 'Medium'),
      ]),
      button('Cumpără bilet'),
    ]),
  );
  const page = column('Program', { pad: 40, gap: 16, fills: [solid('#FFFBEB')] }, [
    text('Programul primăverii', 32, 'Bold'),
    ...items,
  ]);
  return layout(
    'programme-romanian',
    'Evenings with the day in large figures on a coloured ground, a small empty frame, and a button in a language that is in no list.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: items.map((it, i) => fill(pick(it, 'poza'), pick(it, evenings[i]![2]), pick(it, evenings[i]![3]), 'a')),
      not: [page, ...items, ...items.map(it => pick(it, 'data'))],
    },
  );
}

export const UNTIDY: readonly (() => Layout)[] = [
  destinations,
  stories,
  wireframe,
  cart,
  bento,
  timeline,
  persona,
  storeScreens,
  dishes,
  shots,
  programme,
];
