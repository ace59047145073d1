// Pages of everyday work: courses, letters, badges, invitations, and pages with nothing to fill.

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
import { button, column, component, instance, row } from './builders/stacks.ts';

const MUTED = '#6B7280';
const WHITE_INK = { ink: '#FFFFFF' };

function courses(): Layout {
  const main = component(
    column('Course card', { w: 300, pad: 0, gap: 0, fills: WHITE, strokes: HAIRLINE, cornerRadius: 12 }, [
      frame('Thumb wrapper', 300, 168, { fills: NONE }, [
        at(0, 0, rect('Rectangle 219', 300, 168, { fills: GREY })),
        at(0, 164, rect('Rectangle 220', 120, 4, { fills: [solid('#10B981')] })),
        at(
          12,
          12,
          row('Tag', { pad: [4, 8], fills: [solid('#111827')], cornerRadius: 4 }, [
            text('INICIAL', 11, 'Bold', WHITE_INK),
          ]),
        ),
      ]),
      column('Body', { w: 'fill', pad: 16, gap: 8 }, [
        text('Título del curso', 18, 'Semi Bold', { name: 'Course title', w: 'fill' }),
        row('Author', { gap: 8, align: 'CENTER' }, [
          ellipse('Ellipse 14', 24, { fills: [image()] }),
          text('Nombre', 13, 'Regular', { name: 'Author name', ink: MUTED }),
        ]),
        row(
          'Stars',
          { gap: 2 },
          [1, 2, 3, 4, 5].map(n => star(`Star ${n}`, 14)),
        ),
        row('Foot', { w: 'fill', justify: 'SPACE_BETWEEN' }, [
          text('12 lecciones', 13, 'Regular', { ink: MUTED }),
          text('$24.90', 16, 'Bold', { name: 'Price' }),
        ]),
      ]),
    ]),
  );
  const list = [
    ['Encuadernación japonesa con hilo', 'Lucía Peralta'],
    ['Pan de masa madre en casa', 'Bruno Cáceres'],
    ['Acuarela de aves del manglar', 'Inés Duarte'],
  ] as const;
  const cards = list.map(([t, who]) => instance(main, { 'Course title': t, 'Author name': who }));
  const page = column('Cursos', { pad: 48, gap: 24, fills: WHITE }, [
    text('Sigue aprendiendo', 28, 'Bold'),
    row('Fila', { gap: 24 }, cards),
  ]);
  return layout(
    'courses-spanish',
    'Cards of courses with a progress bar along the edge of the picture, a small author, five stars and a price.',
    {
      children: [at(0, 0, page)],
      library: [main],
      select: [page],
      expect: cards.map(c => fill(pick(c, 'Rectangle 219'), pick(c, 'Course title'), undefined, 'a')),
      accepted: [cards.map(c => fill(pick(c, 'Rectangle 219'), pick(c, 'Course title'), pick(c, 'Author name'), 'a'))],
      not: [page, ...cards, ...cards.map(c => pick(c, 'Rectangle 220')), ...cards.map(c => pick(c, 'Ellipse 14'))],
    },
  );
}

function articleWithSide(): Layout {
  const lead = rect('featured', 720, 400, { fills: GREY });
  const title = text('How a village brought its stream back', 40, 'Bold', { w: 720 });
  const intro = text(
    'For sixty years it ran in a pipe under the school. Then the children started asking where the sound came from.',
    18,
    'Regular',
    { w: 720 },
  );
  const body = text(
    'They dug on Saturdays, first with spoons from the canteen and later with a borrowed excavator. By autumn there were dragonflies, by winter the first kingfisher, and in spring somebody built a bridge that nobody had asked for but everyone crosses.',
    16,
    'Regular',
    { w: 720 },
  );
  const related = [
    'The bakery that only opens at night',
    'Bees on the roof of the town hall',
    'A library in a tram',
  ].map(t =>
    row('Related item', { w: 320, gap: 12, align: 'CENTER' }, [
      rect('Rectangle 30', 88, 64, { cornerRadius: 6 }),
      text(t, 15, 'Medium', { w: 200 }),
    ]),
  );
  const author = row(
    'Author box',
    { w: 320, gap: 16, pad: 16, fills: [solid('#F9FAFB')], cornerRadius: 12, align: 'CENTER' },
    [
      ellipse('Ellipse 4', 64, { fills: GREY }),
      column('who', { gap: 2 }, [
        text('Henrike Vogt', 16, 'Semi Bold'),
        text('writes about water', 14, 'Regular', { ink: MUTED }),
      ]),
    ],
  );
  const letter = column('Newsletter', { w: 320, gap: 12, pad: 24, fills: [solid('#EEF2FF')], cornerRadius: 12 }, [
    text('One story every Sunday', 18, 'Bold', { w: 'fill' }),
    frame('Input', 'fill', 40, { fills: WHITE, strokes: HAIRLINE, cornerRadius: 6 }, [
      at(12, 10, text('you@example.com', 14, 'Regular', { ink: MUTED })),
    ]),
    button('Subscribe'),
  ]);
  const page = row('Article page', { pad: 64, gap: 64, fills: WHITE }, [
    column('Main', { gap: 24 }, [
      title,
      row('Meta', { gap: 12 }, [
        text('12 May 2026', 14, 'Regular', { ink: MUTED }),
        text('8 min read', 14, 'Regular', { ink: MUTED }),
      ]),
      lead,
      intro,
      body,
    ]),
    column('Sidebar', { gap: 32 }, [
      author,
      column('More', { gap: 16 }, [text('Related', 18, 'Bold'), ...related]),
      letter,
    ]),
  ]);
  return layout(
    'article-with-side',
    'An article with a column beside it: lead picture, the author’s portrait, three related stories; the box of the letter is no place.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: [
        fill(lead, title, intro),
        fill(pick(author, 'Ellipse 4'), pick(author, 'Henrike Vogt'), pick(author, 'writes about water')),
        ...related.map(r => fill(pick(r, 'Rectangle 30'), r.children![1]!, undefined, 'a')),
      ],
      not: [page, author, letter, pick(letter, 'Input'), ...related],
    },
  );
}

function plants(): Layout {
  const list = [
    ['Monstera mit Löchern', 'Heute gießen', '#DCFCE7'],
    ['Bogenhanf im Blechtopf', 'In 6 Tagen', '#FEF9C3'],
    ['Efeu an der Schnur', 'Morgen besprühen', '#E0F2FE'],
  ] as const;
  const pictures: Sketch[] = [];
  const titles: Sketch[] = [];
  const cards = list.map(([t, when, color], i) => {
    const picture = at(200, -20, rect(`image ${11 + i}`, 130, 170, { fills: [image('FIT')] }));
    const title = at(20, 24, text(t, 18, 'Bold', { w: 160 }));
    pictures.push(picture);
    titles.push(title);
    return at(
      20,
      160 + i * 180,
      frame('Frame 12', 335, 150, { fills: [solid(color)], cornerRadius: 24, clipsContent: false }, [
        title,
        at(
          20,
          84,
          row('Frame 13', { gap: 6, align: 'CENTER' }, [icon('drop', 16), text(when, 13, 'Regular', { ink: MUTED })]),
        ),
        picture,
      ]),
    );
  });
  const page = frame('iPhone 13 & 14 - 4', 375, 812, { fills: WHITE }, [
    at(20, 56, text('Guten Morgen, Wilma', 24, 'Bold')),
    at(315, 52, ellipse('Ellipse 1', 40, { fills: [image()] })),
    at(20, 110, text('Deine Pflanzen', 18, 'Semi Bold')),
    ...cards,
  ]);
  return layout(
    'plants-german',
    'Pictures that stand over the upper edge of their coloured cards; the small portrait beside the greeting is open.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: pictures.map((p, i) => fill(p, titles[i]!, undefined, 'a')),
      accepted: [
        [
          fill(pick(page, 'Ellipse 1'), pick(page, 'Guten Morgen, Wilma')),
          ...pictures.map((p, i) => fill(p, titles[i]!, undefined, 'a')),
        ],
        [fill(pick(page, 'Ellipse 1')), ...pictures.map((p, i) => fill(p, titles[i]!, undefined, 'a'))],
      ],
      not: [page, ...cards],
    },
  );
}

function invitation(): Layout {
  const oval = at(170, 300, ellipse('Ellipse 1', 260, { height: 340, fills: GREY }));
  const names = at(90, 130, text('Noémie & Aurélien', 44, 'Regular', { w: 420, family: 'Playfair Display' }));
  const say = at(120, 90, text('SE MARIENT', 13, 'Medium'));
  const where = at(130, 680, text('dans le verger du moulin, sous les pommiers', 18, 'Regular', { w: 340 }));
  const date = at(200, 730, text('14 juin 2027', 20, 'Semi Bold'));
  const border = at(20, 20, rect('Rectangle 1', 560, 800, { fills: NONE, strokes: [solid('#B45309')] }));
  const leaf = at(60, 60, vector('Vector', 80, 120));
  const page = frame('Faire-part', 600, 840, { fills: [solid('#FFFBEB')] }, [
    border,
    leaf,
    say,
    names,
    oval,
    where,
    date,
  ]);
  return layout(
    'invitation-french',
    'An invitation: an oval between names above and a place below; the frame of lines around all and the drawn leaf are nothing.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: [fill(oval, names, where)],
      accepted: [[fill(oval, where)], [fill(oval, [names, where])]],
      not: [page, border],
    },
  );
}

function teamSlide(): Layout {
  const people = [
    ['Wanda Zięba', 'piekarka i założycielka'],
    ['Karol Mech', 'układa zegary słoneczne'],
    ['Iga Sowa', 'liczy nietoperze'],
    ['Tytus Lis', 'naprawia młyny'],
  ] as const;
  const squares = people.map((_, i) =>
    at(120 + i * 440, 360, rect(`Rectangle ${i + 5}`, 360, 360, { cornerRadius: 24 })),
  );
  const names = people.map(([who], i) => at(120 + i * 440, 744, text(who, 32, 'Bold')));
  const roles = people.map(([, what], i) => at(120 + i * 440, 796, text(what, 24, 'Regular', { ink: MUTED })));
  const slide: Sketch = {
    ...frame('Slide 7', 1920, 1080, { fills: [solid('#F8FAFC')] }, [
      at(120, 120, text('Kto to robi', 80, 'Bold')),
      at(120, 240, text('Cztery osoby, jeden piec', 36, 'Regular', { ink: MUTED })),
      ...squares,
      ...names,
      ...roles,
      at(1740, 1000, text('7 / 12', 20, 'Regular', { ink: MUTED })),
    ]),
    type: 'SLIDE',
  };
  return layout('team-slide-polish', 'A slide of people: the largest texts of the slide are for none of them.', {
    children: [at(0, 0, slide)],
    select: [slide],
    expect: squares.map((s, i) => fill(s, names[i]!, roles[i]!, 'a')),
    not: [slide],
  });
}

function badge(): Layout {
  const photo = at(90, 170, rect('Photo', 180, 220, { cornerRadius: 8 }));
  const name = at(60, 410, text('Odalys Fuentes', 30, 'Bold', { w: 240 }));
  const role = at(60, 456, text('marine archaeologist', 18, 'Regular'));
  const code = at(
    130,
    500,
    frame('QR code', 100, 100, { fills: WHITE }, [
      at(10, 10, rect('Rectangle 9', 80, 80, { fills: [solid('#111111')] })),
    ]),
  );
  const hole = at(150, 16, rect('Rectangle 3', 60, 12, { fills: [solid('#D1D5DB')], cornerRadius: 6 }));
  const strip = at(0, 40, rect('Rectangle 2', 360, 90, { fills: [gradient('#0EA5E9', '#6366F1')] }));
  const page = frame('Badge front', 360, 640, { fills: WHITE, cornerRadius: 16 }, [
    strip,
    hole,
    at(70, 66, text('DEEP DIVE CONF', 24, 'Bold', WHITE_INK)),
    photo,
    name,
    role,
    code,
    at(140, 610, text('SPEAKER', 14, 'Bold')),
  ]);
  return layout(
    'badge-speaker',
    'A badge: one photo; the code, the hole and the coloured strip with the name of the event are nothing.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: [fill(photo, name, role)],
      accepted: [[fill(photo, [name, role])], [fill(photo, role, name)]],
      not: [page, code, pick(code, 'Rectangle 9'), hole, strip],
    },
  );
}

function steps(): Layout {
  const todo = [
    ['1', 'Kumpulkan daun jatuh', 'Pilih yang kering dan tidak berjamur'],
    ['2', 'Rebus dengan abu kayu', 'Dua jam di atas api kecil'],
    ['3', 'Jemur di layar bambu', 'Kertas jadi setelah satu hari terik'],
  ] as const;
  const pictures = todo.map((_, i) => at(60 + i * 380, 200, ellipse('Ellipse 8', 200, { fills: [solid('#E2E8F0')] })));
  const bubbles = todo.map((_, i) => at(60 + i * 380, 200, ellipse('Ellipse 9', 48, { fills: [solid('#0D9488')] })));
  const numbers = todo.map(([n], i) => at(78 + i * 380, 210, text(n, 20, 'Bold', WHITE_INK)));
  const titles = todo.map(([, t], i) =>
    at(40 + i * 380, 424, text(t, 20, 'Semi Bold', { w: 240, textAlignHorizontal: 'CENTER' })),
  );
  const words = todo.map(([, , w], i) => at(40 + i * 380, 464, text(w, 15, 'Regular', { w: 240, ink: MUTED })));
  const arrows = [0, 1].map(i => at(300 + i * 380, 300, vector(`Arrow ${i + 1}`, 80, 12)));
  const page = frame('Cara membuat', 1160, 600, { fills: WHITE }, [
    at(60, 60, text('Kertas dari pohon waru', 36, 'Bold')),
    ...pictures,
    ...bubbles,
    ...numbers,
    ...titles,
    ...words,
    ...arrows,
  ]);
  return layout(
    'steps-indonesian',
    'Three steps in circles with a numbered bubble over the edge of each, arrows between them.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: pictures.map((p, i) => fill(p, titles[i]!, words[i]!, 'a')),
      not: [page, ...bubbles],
    },
  );
}

function mailing(): Layout {
  const news = [
    ['Il nuovo telaio è arrivato', 'Quattro pedali, legno di noce e un rumore che ricorda la pioggia.'],
    ['Corso di tintura con la robbia', 'Un fine settimana di pentole, lana e rossi che non esistono in negozio.'],
    ['Mercato delle bobine', 'Portate i fili che non usate più, tornate a casa con quelli degli altri.'],
  ] as const;
  const parts = news.map(([t, w], i) =>
    column('Section', { w: 600, gap: 12, pad: [0, 0, 32, 0], fills: WHITE }, [
      rect('Image', 600, i === 0 ? 320 : 240),
      text(t, i === 0 ? 28 : 22, 'Bold', { w: 560 }),
      text(w, 15, 'Regular', { w: 560, ink: MUTED }),
      button(['Scopri di più', 'Iscriviti', 'Leggi tutto'][i]!),
    ]),
  );
  const foot = column('Footer', { w: 600, gap: 8, pad: 24, align: 'CENTER', fills: [solid('#F3F4F6')] }, [
    row(
      'Social',
      { gap: 12 },
      ['Instagram', 'Facebook', 'Pinterest'].map(n => icon(n, 32)),
    ),
    text('Ricevi questa email perché sei iscritto alla lista della bottega.', 12, 'Regular', { ink: MUTED }),
    text('Cancella iscrizione', 12, 'Regular', { textDecoration: 'UNDERLINE' }),
  ]);
  const page = column('Email 600', { gap: 0, fills: [solid('#E5E7EB')], pad: [24, 24] }, [
    row('Header', { w: 600, pad: 24, fills: WHITE, justify: 'CENTER' }, [rect('Logo', 120, 40)]),
    ...parts,
    foot,
  ]);
  return layout(
    'mailing-italian',
    'A letter of three parts with a picture each; the logo above and the round signs below are none.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: parts.map((p, i) =>
        fill(pick(p, 'Image'), pick(p, news[i]![0]), pick(p, news[i]![1]), i === 0 ? null : 'a'),
      ),
      not: [page, foot, pick(page, 'Logo'), ...parts],
    },
  );
}

function captioned(): Layout {
  const list = ['새벽 시장의 두부 상자', '빗속의 파란 우산 가게', '옥상 텃밭과 고양이', '막차를 기다리는 기타'];
  const titles: Sketch[] = [];
  const bars: Sketch[] = [];
  const tiles = list.map((t, i) => {
    const title = at(16, 12, text(t, 16, 'Medium', WHITE_INK));
    const bar = at(0, 196, frame('Caption', 360, 44, { fills: [solid('#000000', 0.55)] }, [title]));
    titles.push(title);
    bars.push(bar);
    return at(
      (i % 2) * 380,
      120 + Math.floor(i / 2) * 260,
      frame(`Frame ${i + 21}`, 360, 240, { fills: [image()], cornerRadius: 12 }, [bar]),
    );
  });
  const page = frame('Gallery', 740, 640, { fills: WHITE }, [
    at(0, 32, text('우리 동네 사진전', 32, 'Bold')),
    ...tiles,
  ]);
  return layout(
    'captioned-korean',
    'Frames that have a picture as their fill and hold nothing but a caption on a dark strip.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: tiles.map((t, i) => fill(t, titles[i]!, undefined, 'a')),
      not: [page, ...bars],
    },
  );
}

function settings(): Layout {
  const entry = (name: string, sign: string) =>
    row('List item', { w: 375, gap: 16, pad: [14, 20], align: 'CENTER' }, [
      frame('Leading', 40, 40, { fills: [solid('#EEF2FF')], cornerRadius: 20 }, [at(10, 10, vector(sign, 20, 20))]),
      text(name, 16, 'Regular', { w: 220 }),
      frame('Switch', 52, 32, { fills: [solid('#6366F1')], cornerRadius: 16 }, [
        at(22, 2, ellipse('Handle', 28, { fills: WHITE })),
      ]),
    ]);
  const items = [
    entry('Notifications at night', 'bell'),
    entry('Download over mobile data', 'cloud'),
    entry('Large letters', 'type'),
  ];
  const banner = column('Upgrade', { w: 335, gap: 8, pad: 20, fills: [solid('#111827')], cornerRadius: 16 }, [
    text('Get more space', 18, 'Bold', WHITE_INK),
    text('200 GB for the whole family', 14, 'Regular', WHITE_INK),
    button('Upgrade'),
  ]);
  const page = column('Settings', { w: 375, gap: 8, pad: [56, 0], align: 'CENTER', fills: WHITE }, [
    text('Settings', 24, 'Bold'),
    ...items,
    banner,
  ]);
  return layout(
    'settings-nothing',
    'A page of settings with round signs, switches and a banner of words: there is nothing to fill.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: [],
      not: [page, banner, ...items, ...items.flatMap(i => [pick(i, 'Leading'), pick(i, 'Switch'), pick(i, 'Handle')])],
    },
  );
}

function styleGuide(): Layout {
  const colors = ['#1D4ED8', '#9333EA', '#DB2777', '#EA580C', '#16A34A'].map((hex, i) => {
    const square = at(40 + i * 140, 120, rect(`Rectangle ${i + 1}`, 120, 80, { fills: [solid(hex)], cornerRadius: 8 }));
    return [
      square,
      at(40 + i * 140, 208, text(hex, 12, 'Regular')),
      at(40 + i * 140, 226, text(['Primary', 'Accent', 'Error', 'Warning', 'Success'][i]!, 12, 'Medium')),
    ];
  });
  const radii = [0, 8, 16, 40].map((r, i) =>
    at(40 + i * 140, 480, rect('Radius', 80, 80, { fills: [solid('#E5E7EB')], cornerRadius: r })),
  );
  const labels = [0, 8, 16, 40].map((r, i) => at(40 + i * 140, 568, text(`${r} px`, 12)));
  const page = frame('Style guide', 800, 640, { fills: WHITE }, [
    at(40, 40, text('Colours', 28, 'Bold')),
    ...colors.flat(),
    at(40, 280, text('Typography', 28, 'Bold')),
    at(40, 330, text('Heading / 24 / Bold', 24, 'Bold')),
    at(40, 370, text('Body / 16 / Regular', 16, 'Regular')),
    at(40, 420, text('Corners', 28, 'Bold')),
    ...radii,
    ...labels,
    at(40, 610, line('Line 1', 720)),
  ]);
  const squares = colors.map(([square]) => square!);
  return layout(
    'style-guide-nothing',
    'A page of a design system: colours with their names, corners with their sizes. Nothing of it is a place.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: [],
      not: [page, ...squares, ...radii],
    },
  );
}

/** A person's page: a band behind, a portrait over its edge. */
function profile(): Layout {
  const band = at(0, 0, rect('cover', 900, 240, { fills: GREY }));
  const portrait = at(60, 160, ellipse('avatar', 160, { fills: [solid('#9CA3AF')], strokes: WHITE, strokeWeight: 4 }));
  const name = at(240, 256, text('Salka Eiríksdóttir', 28, 'Bold'));
  const bio = at(240, 296, text('photographs glaciers before they leave', 16, 'Regular', { ink: MUTED }));
  const works = ['Blue cave with a red rope', 'Moraine under the moon', 'Ice like old glass'];
  const pictures = works.map((_, i) => at(60 + i * 270, 420, rect('work', 250, 250, { cornerRadius: 8 })));
  const titles = works.map((t, i) => at(60 + i * 270, 682, text(t, 15, 'Medium')));
  const page = frame('Profile', 900, 760, { fills: WHITE }, [
    band,
    portrait,
    name,
    bio,
    at(
      60,
      360,
      group('Tabs', [
        at(60, 360, text('Works', 14, 'Medium')),
        at(130, 360, text('About', 14, 'Regular')),
        at(200, 360, text('Shop', 14, 'Regular')),
      ]),
    ),
    ...pictures,
    ...titles,
  ]);
  const rest = pictures.map((p, i) => fill(p, titles[i]!, undefined, 'a'));
  return layout(
    'profile-with-cover',
    'A wide picture above, a portrait over its lower edge with name and sentence, three works with titles; the words for the wide picture are open.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: [fill(band, bio), fill(portrait, name, bio), ...rest],
      accepted: [
        [fill(band), fill(portrait, name, bio), ...rest],
        [fill(band, name, bio), fill(portrait, name, bio), ...rest],
        [fill(band, bio), fill(portrait, [name, bio]), ...rest],
      ],
      not: [page],
    },
  );
}

export const EVERYDAY: readonly (() => Layout)[] = [
  courses,
  articleWithSide,
  plants,
  invitation,
  teamSlide,
  badge,
  steps,
  mailing,
  captioned,
  settings,
  styleGuide,
  profile,
];
