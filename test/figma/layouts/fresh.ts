// Ten more kinds of pages.

import { beside, fill, type Layout, layout, named, none } from './builders/answers.ts';
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
  NONE,
  pick,
  pickAll,
  rect,
  type Sketch,
  section,
  solid,
  star,
  text,
  vector,
  WHITE,
} from './builders/nodes.ts';
import { button, column, component, componentSet, instance, row } from './builders/stacks.ts';

const MUTED = '#6B7280';

/** Pictures in one row, their words in another. */
function separateRows(): Layout {
  const cities = [
    ['Gdańsk żurawie o świcie', 'Drewno, cegła i mewy nad kanałem'],
    ['Ogrody na dachu biblioteki', 'Pnącza, mostki i widok na Wisłę'],
    ['Szyb windy w kopalni soli', 'Turkusowe światło na białych ścianach'],
  ] as const;
  const pictures = cities.map((_, i) => rect(`Prostokąt ${i + 1}`, 320, 200, { cornerRadius: 8 }));
  const words = cities.map(([t, w]) =>
    column('Tekst', { w: 320, gap: 4 }, [
      text(t, 18, 'Bold', { w: 'fill' }),
      text(w, 14, 'Regular', { w: 'fill', ink: MUTED }),
    ]),
  );
  const page = column('Polecane', { pad: 40, gap: 16, fills: WHITE }, [
    text('Polecane na weekend', 32, 'Bold'),
    row('Zdjęcia', { gap: 24 }, pictures),
    row('Opisy', { gap: 24 }, words),
  ]);
  return layout(
    'separate-rows-polish',
    'Pictures stand in one row and their titles in another below: only the columns tell which belong together.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: pictures.map((p, i) => fill(p, pick(words[i]!, cities[i]![0]), pick(words[i]!, cities[i]![1]), 'a')),
      not: [page, ...words],
    },
  );
}

function videoList(): Layout {
  const films = [
    ['船を直す祖父の一日', '港の小さな造船所', '12:45', '1.2万回視聴 · 3日前'],
    ['雪の日の無人駅', '一両だけの列車を待つ', '8:02', '5,430回視聴 · 1週間前'],
    ['棚田に映る星空', '長時間露光で撮った夜', '15:20', '2.8万回視聴 · 2か月前'],
  ] as const;
  const items = films.map(([t, who, time, meta]) => {
    const thumb = rect('長方形 7', 360, 202, { cornerRadius: 10, fills: [image()] });
    const box = frame('サムネイル', 360, 202, { fills: NONE }, [
      thumb,
      at(
        306,
        172,
        row('再生時間', { pad: [2, 6], fills: [solid('#000000', 0.8)], cornerRadius: 4 }, [
          text(time, 12, 'Medium', { ink: '#FFFFFF' }),
        ]),
      ),
      at(
        156,
        77,
        group('再生', [
          at(156, 77, ellipse('楕円形 1', 48, { fills: [solid('#000000', 0.5)] })),
          at(174, 91, vector('多角形 1', 16, 20, { fills: WHITE })),
        ]),
      ),
    ]);
    const face = ellipse('楕円形 2', 40);
    return Object.assign(
      column('動画', { w: 360, gap: 12 }, [
        box,
        row('情報', { w: 360, gap: 12 }, [
          face,
          column('フレーム 9', { w: 'fill', gap: 2 }, [
            text(t, 16, 'Bold', { w: 'fill' }),
            text(who, 13, 'Regular', { ink: MUTED }),
            text(meta, 12, 'Regular', { ink: MUTED }),
          ]),
        ]),
      ]),
      { _p: thumb, _f: face, _box: box },
    );
  });
  const page = frame(
    'ホーム',
    1240,
    420,
    { fills: WHITE },
    items.map((it, i) => at(40 + i * 400, 40, it)),
  );
  const rows = items.map((it, i) => fill(it._p, pick(it, films[i]![0]), pick(it, films[i]![1]), 'a'));
  return layout(
    'videos-japanese',
    'Thumbnails with a clock and a play button on them; beside the title stands a small portrait of the channel, which may be filled or not.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: rows,
      accepted: [
        [...rows, ...items.map((it, i) => fill(it._f, pick(it, films[i]![1]), [], 'b'))],
        [...rows, ...items.map((it, i) => fill(it._f, pick(it, films[i]![0]), [], 'b'))],
      ],
      not: [
        page,
        ...items,
        ...items.map(it => it._box),
        ...items.flatMap(it => pickAll(it, n => ['再生時間', '楕円形 1', '情報'].includes(n.name))),
      ],
    },
  );
}

function testimonials(): Layout {
  const voices = [
    ['Ayşe', 'Seramik sanatçısı', '“Çamurun sesini ilk kez burada duydum.”'],
    ['Deniz', 'Keman yapımcısı', '“Atölye bir kış bahçesi gibi kokuyor.”'],
    ['Emre', 'Arıcı', '“Bal, sabır ve biraz da rüzgâr.”'],
  ] as const;
  const cards = voices.map(([who, what, quote]) =>
    column('Yorum', { w: 340, gap: 16, pad: 24, fills: WHITE, strokes: HAIRLINE, cornerRadius: 16 }, [
      row(
        'Yıldızlar',
        { gap: 4 },
        [0, 1, 2, 3, 4].map(() => star('Yıldız 1', 18)),
      ),
      text(quote, 18, 'Medium', { w: 'fill' }),
      row('Kişi', { gap: 12, align: 'CENTER' }, [
        frame('Avatar', 56, 56, { fills: [solid('#FDE68A')], cornerRadius: 28 }),
        column('Frame 2', { gap: 2 }, [text(who, 16, 'Semi Bold'), text(what, 13, 'Regular', { ink: MUTED })]),
      ]),
    ]),
  );
  const band = column('Yorumlar', { w: 1180, pad: 40, gap: 32, fills: [solid('#FFFBEB')] }, [
    text('Atölyeye gelenler', 36, 'Bold'),
    row('Frame 1', { gap: 40 }, cards),
  ]);
  const places = (main: 0 | 1, support: 0 | 1) =>
    cards.map((c, i) => fill(pick(c, 'Avatar'), pick(c, voices[i]![main]), pick(c, voices[i]![support]), 'a'));
  return layout(
    'voices-turkish',
    'What people say: the quotation is larger than the name, but the portrait is of the one beside it.',
    {
      children: [at(0, 0, band)],
      select: [band],
      expect: places(0, 1),
      accepted: [
        places(1, 0),
        cards.map((c, i) => fill(pick(c, 'Avatar'), [pick(c, voices[i]![0]), pick(c, voices[i]![1])], [], 'a')),
      ],
      not: [band, ...cards, ...cards.flatMap(c => pickAll(c, n => n.type === 'STAR' || n.name === 'Kişi'))],
    },
  );
}

function posterFlat(): Layout {
  const panel = at(0, 0, rect('Rectangle 1', 600, 850, { fills: [solid('#111827')] }));
  const art = at(60, 60, rect('Rectangle 2', 480, 480));
  const shade = at(60, 300, rect('Rectangle 3', 480, 240, { fills: [gradient('#111827', '#111827', 0, 1)] }));
  const [a, b] = [
    at(60, 570, text('Concert of a thousand', 48, 'Bold', { ink: '#FFFFFF' })),
    at(60, 638, text('bicycle bells', 48, 'Bold', { ink: '#FFFFFF' })),
  ];
  const date = at(60, 720, text('SAT 12 JULY, 19:00', 16, 'Bold', { ink: '#FBBF24' }));
  const where = at(60, 760, text('On the old velodrome, bring your own', 18, 'Regular', { ink: '#E5E7EB' }));
  const price = at(480, 760, text('€ 8', 32, 'Bold', { ink: '#FBBF24' }));
  const all = [panel, art, shade, a, b, date, where, price];
  return layout(
    'poster-all-selected',
    'All layers of a flat poster are selected, the panel and the shade among them: the one picture is the place, the heading is two layers.',
    {
      children: all,
      select: all,
      expect: [fill(art, [a, b], where)],
      accepted: [[fill(art, a, where)]],
      not: [panel, shade],
    },
  );
}

function russianMenu(): Layout {
  const dishes = [
    ['Борщ с черносливом', 'Томлённая говядина, сметана, укроп', '450 ₽'],
    ['Пельмени с олениной', 'Клюквенный соус и можжевельник', '620 ₽'],
    ['Медовик на десяти коржах', 'Карамель с морской солью', '380 ₽'],
    ['Морс из брусники', 'Подаём тёплым, с веткой розмарина', '190 ₽'],
  ] as const;
  const parts: Sketch[] = [];
  const rows = dishes.map(([t, w, price], i) => {
    const y = 120 + i * 140;
    const round = at(32, y, ellipse('Эллипс 1', 112));
    const [title, words, cost] = [
      at(164, y + 12, text(t, 20, 'Bold')),
      at(164, y + 44, text(w, 14, 'Regular', { ink: MUTED })),
      at(620, y + 12, text(price, 24, 'Bold')),
    ];
    const [minus, plus] = [
      at(600, y + 64, ellipse('Эллипс 2', 36, { fills: [solid('#F3F4F6')] })),
      at(680, y + 64, ellipse('Эллипс 3', 36, { fills: [solid('#F3F4F6')] })),
    ];
    const signs = [at(613, y + 70, text('−', 18)), at(652, y + 70, text('1', 18)), at(693, y + 70, text('+', 18))];
    parts.push(cost, minus, plus, ...signs, words, round, title);
    return { round, title, words, not: [minus, plus] };
  });
  const page = frame('Фрейм 1', 760, 720, { fills: WHITE }, [
    at(32, 40, text('Меню зимнего сада', 32, 'Bold')),
    ...parts,
  ]);
  return layout(
    'menu-russian',
    'A menu that lies flat in one frame: round pictures, prices larger than titles, steppers with signs on circles.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: rows.map(r => fill(r.round, r.title, r.words, 'a')),
      not: [page, ...rows.flatMap(r => r.not)],
    },
  );
}

function library(): Layout {
  const make = (name: string, square: boolean) =>
    component(
      (square ? column : row)(
        name,
        { ...(square ? { w: 220 } : { w: 420 }), gap: 12, fills: WHITE, cornerRadius: 10 },
        [
          rect('Cover', square ? 220 : 120, square ? 220 : 160),
          column('Text', { w: square ? 220 : 288, gap: 4, pad: 12 }, [
            text('Título del libro', 18, 'Bold', { name: 'Título', w: 'fill' }),
            text('Autora', 14, 'Regular', { name: 'Autora', w: 'fill', ink: MUTED }),
          ]),
        ],
      ),
    );
  const variants = [make('Forma=Cuadrada', true), make('Forma=Ancha', false)];
  const set = componentSet('Libro', variants);
  const books = [
    ['El mapa de los vientos', 'Remedios'],
    ['Cartas a una ballena', 'Anselmo'],
    ['La casa que respira', 'Violeta'],
  ] as const;
  const shelf = books.map(([t, who], i) => at(700 + i * 250, 60, instance(variants[0]!, { Título: t, Autora: who })));
  return layout(
    'books-spanish',
    'A component set beside its instances, of which only these are selected: titles are overrides, the author is not the prompt, and the set stays as it is.',
    {
      children: [set, ...shelf],
      select: shelf,
      expect: shelf.map(s => fill(pick(s, 'Cover'), pick(s, 'Título'), pick(s, 'Autora'), 'a')),
      not: [set, ...variants, ...variants.map(v => pick(v, 'Cover')), ...shelf],
    },
  );
}

function appScreen(): Layout {
  const dish = frame('Frame 1', 342, 220, { fills: [solid('#E5E7EB')], cornerRadius: 20 }, [
    at(157, 96, icon('image', 28)),
  ]);
  const title = text('صينية دجاج بالسماق والبصل', 24, 'Bold', {
    w: 342,
    family: 'Noto Sans Arabic',
    textAlignHorizontal: 'RIGHT',
  });
  const words = text('خبز رقيق وصنوبر محمص وزيت زيتون', 15, 'Regular', {
    w: 342,
    ink: MUTED,
    family: 'Noto Sans Arabic',
    textAlignHorizontal: 'RIGHT',
  });
  const steps = ['شرائح البصل في مقلاة واسعة', 'الدجاج مع السماق فوق الخبز'].map(w =>
    row('خطوة', { w: 342, gap: 12, align: 'CENTER', justify: 'MAX' }, [
      text(w, 15, 'Medium', { family: 'Noto Sans Arabic', w: 230, textAlignHorizontal: 'RIGHT' }),
      rect('مستطيل 3', 100, 76, { cornerRadius: 10 }),
    ]),
  );
  const facts = row(
    'معلومات',
    { gap: 16 },
    ['٤٥ دقيقة', '٤ أشخاص', '٦٢٠ سعرة'].map(w =>
      row('شارة', { pad: [6, 10], fills: [solid('#FEF3C7')], cornerRadius: 999 }, [
        text(w, 12, 'Medium', { family: 'Noto Sans Arabic' }),
      ]),
    ),
  );
  const bar = frame('Status Bar', 390, 47, { fills: NONE }, [
    at(32, 16, text('9:41', 16, 'Semi Bold')),
    at(340, 20, rect('Battery', 24, 11, { strokes: [solid('#111111')], fills: NONE })),
  ]);
  const phone = frame('الوصفة', 390, 844, { fills: WHITE, cornerRadius: 40 }, [
    bar,
    at(24, 60, dish),
    at(24, 300, title),
    at(24, 372, words),
    at(24, 412, facts),
    at(
      24,
      470,
      column('الخطوات', { gap: 16 }, [
        text('طريقة التحضير', 18, 'Bold', { family: 'Noto Sans Arabic', w: 342, textAlignHorizontal: 'RIGHT' }),
        ...steps,
      ]),
    ),
    at(24, 760, button('ابدأ الطبخ', { w: 342, h: 52, justify: 'CENTER', align: 'CENTER' })),
  ]);
  return layout(
    'recipe-arabic',
    'One recipe on a phone, from right to left: a placeholder with an icon above, small pictures of the steps at the right of their texts.',
    {
      direction: 'RTL',
      children: [at(0, 0, phone)],
      select: [phone],
      expect: [fill(dish, title, words), ...steps.map(s => fill(pick(s, 'مستطيل 3'), s.children![0], [], 'a'))],
      not: [phone, bar, facts, ...facts.children!, ...steps, pick(phone, 'Button')],
    },
  );
}

function wall(): Layout {
  const names = [
    'Storm over the wheat field',
    'image 14',
    'Grandmother’s radio',
    'Rechteck 3',
    'Two foxes in the snow',
    'Group 12',
  ];
  const heights = [260, 180, 320, 200, 240, 300];
  const tiles = names.map((name, i) =>
    at(
      (i % 3) * 260,
      i < 3 ? 0 : [280, 200, 340][i % 3]!,
      name.startsWith('Group')
        ? group(name, [at((i % 3) * 260, 340, rect('Rectangle 7', 240, heights[i]!))])
        : rect(name, 240, heights[i]!, { fills: i === 4 ? [image()] : GREY }),
    ),
  );
  const hidden = at(0, 700, rect('Not for now', 240, 200, { visible: false }));
  const board = section('Moodboard', 820, 960, [
    at(20, 20, frame('Frame 5', 780, 920, { fills: WHITE }, [...tiles, hidden])),
  ]);
  return layout(
    'moodboard',
    'A wall of pictures of different heights in a section, one in a group: some have names that a person typed, the others are places without words.',
    {
      children: [board],
      select: [board],
      expect: tiles.map((t, i) =>
        i === 5 ? fill(pick(t, 'Rectangle 7')) : i === 1 || i === 3 ? fill(t) : fill(t, named(t)),
      ),
      not: [board, pick(board, 'Frame 5'), hidden],
      notice: 'no words',
    },
  );
}

function notesOnly(): Layout {
  const ideas = [
    'Ein Kiosk, der nur bei Regen öffnet',
    'Fahrradbrücke aus Holz und Moos',
    'Der letzte Leuchtturmwärter strickt',
  ];
  const notes = ideas.map((w, i) =>
    at(
      i * 260,
      0,
      frame('Notiz', 220, 220, { fills: [solid('#FEF08A')] }, [at(20, 40, text(w, 20, 'Medium', { w: 180 }))]),
    ),
  );
  const words = notes.map((n, i) => pick(n, ideas[i]!));
  const more = at(0, 260, text('Mehr erfahren', 14, 'Medium'));
  const when = at(200, 260, text('Montag, 4. Mai 2026', 14));
  return layout(
    'notes-german',
    'Texts on notes are selected, and beside them a link and a date: pictures come beside the ideas, the notes are not filled.',
    {
      children: [...notes, more, when],
      select: [...words, more, when],
      expect: [...words.map(w => beside(w, [], 'a')), none(more), none(when)],
      not: notes,
    },
  );
}

function dashboardCards(): Layout {
  const spaces = [
    ['Sala das Azaleias', 'Mesa redonda, parede verde, luz do norte', 'Livre'],
    ['Estúdio de cerâmica', 'Tornos, prateleiras de barro e um gato', 'Ocupado'],
  ] as const;
  const cards = spaces.map(([t, w, state], i) => {
    const card = frame('Cartão', 360, 320, { fills: WHITE, strokes: HAIRLINE, cornerRadius: 16 }, [
      rect('Capa', 360, 180, { fills: GREY }),
      at(
        16,
        160,
        column('Folha', { w: 328, gap: 6, pad: 16, fills: WHITE, cornerRadius: 12 }, [
          row('Linha', { w: 296, justify: 'SPACE_BETWEEN' }, [
            text(t, 18, 'Bold'),
            row('Estado', { pad: [2, 8], fills: [solid(i ? '#FEE2E2' : '#DCFCE7')], cornerRadius: 999 }, [
              text(state, 12, 'Medium'),
            ]),
          ]),
          text(w, 14, 'Regular', { w: 296, ink: MUTED }),
          button('Reservar'),
        ]),
      ),
    ]);
    return at(40 + i * 400, 120, card);
  });
  const ring = at(
    860,
    120,
    ellipse('Ellipse 1', 160, {
      arcData: { startingAngle: 0, endingAngle: 3, innerRadius: 0.8 },
      fills: [solid('#6366F1')],
    }),
  );
  const heat = Array.from({ length: 21 }, (_, i) =>
    at(
      860 + (i % 7) * 40,
      320 + Math.floor(i / 7) * 40,
      rect(`Rectangle ${i}`, 36, 36, { fills: [solid(['#E0E7FF', '#A5B4FC', '#6366F1', '#312E81'][i % 4]!)] }),
    ),
  );
  const page = frame('Painel', 1180, 520, { fills: [solid('#F9FAFB')] }, [
    at(40, 40, text('Espaços de hoje', 28, 'Bold')),
    ...cards,
    ring,
    at(904, 180, text('72 %', 28, 'Bold')),
    ...heat,
  ]);
  return layout(
    'spaces-portuguese',
    'Cards whose picture reaches below a sheet with the texts; a ring and a heat map beside them are no places.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: cards.map((c, i) => fill(pick(c, 'Capa'), pick(c, spaces[i]![0]), pick(c, spaces[i]![1]), 'a')),
      not: [page, ring, ...heat, ...cards, ...cards.map(c => pick(c, 'Folha'))],
    },
  );
}

export const FRESH: readonly (() => Layout)[] = [
  separateRows,
  videoList,
  testimonials,
  posterFlat,
  russianMenu,
  library,
  appScreen,
  wall,
  notesOnly,
  dashboardCards,
];
