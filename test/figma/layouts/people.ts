// Lists, players, boards and pages of people.

import { fill, type Layout, layout, none } from './builders/answers.ts';
import {
  at,
  boolean,
  ellipse,
  frame,
  GREY,
  group,
  HAIRLINE,
  icon,
  image,
  NONE,
  pick,
  pickAll,
  rect,
  type Sketch,
  solid,
  text,
  vector,
  WHITE,
} from './builders/nodes.ts';
import { button, column, component, instance, row } from './builders/stacks.ts';

const MUTED = '#6B7280';

function koreanRecipes(): Layout {
  const main = component(
    column('레시피 카드', { w: 168, gap: 8 }, [
      rect('썸네일', 168, 168, { cornerRadius: 12 }),
      text('요리 이름', 15, 'Bold', { w: 168, name: '이름' }),
      text('30분 · 2인분', 12, 'Regular', { name: '정보', ink: MUTED }),
      icon('하트', 20),
    ]),
  );
  const dishes = [
    '매콤한 두부조림과 깻잎',
    '참나물 들깨 칼국수',
    '굴을 넣은 무밥',
    '단호박 꿀 식혜',
    '바삭한 감자전',
    '오이 냉국과 메밀면',
  ];
  const cards = dishes.map((w, i) =>
    at(
      16 + (i % 2) * 184,
      120 + Math.floor(i / 2) * 260,
      instance(main, { 이름: w, 정보: `${10 + i * 5}분 · ${1 + (i % 3)}인분` }),
    ),
  );
  const chips = at(
    16,
    66,
    row(
      '카테고리',
      { gap: 8 },
      ['전체', '한식', '면 요리', '디저트'].map(w =>
        row('칩', { pad: [6, 12], fills: [solid('#F3F4F6')], cornerRadius: 999 }, [text(w, 13, 'Medium')]),
      ),
    ),
  );
  const phone = frame('레시피 목록', 384, 920, { fills: WHITE }, [
    at(16, 16, text('오늘의 집밥', 22, 'Bold')),
    chips,
    ...cards,
  ]);
  return layout(
    'recipes-korean',
    'Instances in two columns of a Korean app; times, servings and chips are no prompts, neither is the component’s own text.',
    {
      children: [at(0, 0, phone), at(600, 0, main)],
      select: [phone],
      expect: cards.map(c => fill(pick(c, '썸네일'), pick(c, '이름'), [], 'a')),
      not: [phone, chips, main, pick(main, '썸네일'), ...cards, ...cards.map(c => pick(c, '하트'))],
    },
  );
}

function podcasts(): Layout {
  const shows = [
    ['Salt and Static', 'Sea stories from a lighthouse'],
    ['The Quiet Kitchen', 'Cooking without words'],
    ['Moss Report', 'Slow news from the forest floor'],
    ['Night Bus', 'Voices from the last line home'],
    ['Paper Planes', 'Inventions that never flew'],
  ] as const;
  const tiles = shows.map(([title, words]) => {
    const art = rect('Rectangle 6', 200, 200, { cornerRadius: 16, fills: GREY });
    const disc = at(140, 140, ellipse('Ellipse 7', 48, { fills: [solid('#111827')] }));
    const play = group('Group 3', [disc, at(157, 155, vector('Polygon 1', 16, 18, { fills: WHITE }))]);
    const top = frame('Frame 14', 200, 200, { fills: NONE }, [art, play]);
    return Object.assign(
      column('Show', { w: 200, gap: 6 }, [
        top,
        text(title, 16, 'Semi Bold'),
        text(words, 13, 'Regular', { w: 200, ink: MUTED }),
      ]),
      { _p: art, _no: [disc, top] },
    );
  });
  const shelf = row('Shelf', { gap: 20 }, tiles);
  const page = column('Frame 13', { gap: 16, pad: 32, fills: [solid('#FFFBEB')] }, [
    row('Frame 15', { w: 'fill', justify: 'SPACE_BETWEEN', align: 'CENTER' }, [
      text('Listen on foot', 26, 'Bold'),
      text('See all', 14, 'Medium', { ink: '#B45309' }),
    ]),
    shelf,
  ]);
  return layout(
    'podcast-grid',
    'Covers with a play button on each; the round button is no portrait, the heading of the shelf no prompt.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: tiles.map((t, i) => fill(t._p, pick(t, shows[i]![0]), pick(t, shows[i]![1]), 'a')),
      not: [page, shelf, ...tiles, ...tiles.flatMap(t => t._no)],
    },
  );
}

function italianFeed(): Layout {
  const posts = [
    ['Ginevra', '3 ore fa', 'Il primo bagno dell’anno, acqua gelida e focaccia calda'],
    ['Tommaso', 'ieri', 'Mia nonna insegna a fare i ravioli a mezzo palazzo'],
  ] as const;
  const cards = posts.map(([who, when, words]) => {
    const face = ellipse('Ellipse 1', 40);
    const photo = rect('Rectangle 10', 468, 468);
    const card = column('Post', { w: 468, gap: 12, fills: WHITE, strokes: HAIRLINE }, [
      row('Autore', { gap: 10, pad: [12, 12, 0, 12], align: 'CENTER' }, [
        face,
        column('Frame 6', { gap: 2 }, [text(who, 15, 'Semi Bold'), text(when, 12, 'Regular', { ink: MUTED })]),
      ]),
      photo,
      row('Azioni', { gap: 16, pad: [0, 12] }, [icon('cuore', 24), icon('commento', 24), icon('aereo', 24)]),
      text('1.204 Mi piace', 14, 'Semi Bold'),
      text(words, 14, 'Regular', { w: 468 }),
    ]);
    return Object.assign(card, { _p: photo, _f: face });
  });
  const feed = column('Feed', { w: 500, gap: 24, pad: 16, fills: [solid('#FAFAFA')] }, cards);
  const places = cards.map((c, i) => fill(c._p, pick(c, posts[i]![2]), [], 'a'));
  return layout(
    'feed-italian',
    'Two posts: the square photo is prompted by its caption, not by the author’s name or by the likes; whether the small portraits are filled is open.',
    {
      children: [at(0, 0, feed)],
      select: [feed],
      expect: places,
      accepted: [[...places, ...cards.map((c, i) => fill(c._f, pick(c, posts[i]![0]), [], 'b'))]],
      not: [
        feed,
        ...cards,
        ...cards.flatMap(c => pickAll(c, n => ['Autore', 'Azioni', 'cuore', 'commento', 'aereo'].includes(n.name))),
      ],
    },
  );
}

function kanban(): Layout {
  const stages: readonly (readonly [string, readonly (readonly [string, boolean])[]])[] = [
    [
      'Ideas',
      [
        ['Poster for the harvest fair', true],
        ['Ask the choir about June', false],
      ],
    ],
    [
      'In progress',
      [
        ['Photo walk along the canal', true],
        ['Fix the projector', false],
        ['Mural of the four rivers', true],
      ],
    ],
    ['Done', [['Book the brass band', false]]],
  ];
  const covers: [Sketch, Sketch][] = [];
  const columns = stages.map(([stage, tasks]) => {
    const cards = tasks.map(([words, pictured]) => {
      const cover = rect('Rectangle 30', 'fill', 120, { cornerRadius: 6 });
      const title = text(words, 15, 'Medium', { w: 'fill' });
      if (pictured) covers.push([cover, title]);
      return column('Task', { w: 260, gap: 10, pad: 12, fills: WHITE, strokes: HAIRLINE, cornerRadius: 8 }, [
        ...(pictured ? [cover] : []),
        row('Labels', { gap: 6 }, [
          rect('Label', 40, 8, { fills: [solid('#F472B6')], cornerRadius: 4 }),
          rect('Label', 40, 8, { fills: [solid('#34D399')], cornerRadius: 4 }),
        ]),
        title,
        row('Meta', { w: 'fill', justify: 'SPACE_BETWEEN', align: 'CENTER' }, [
          text('12 May', 12, 'Regular', { ink: MUTED }),
          row('Members', { gap: 4 }, [ellipse('Ellipse 1', 24), ellipse('Ellipse 2', 24)]),
        ]),
      ]);
    });
    return column(stage, { w: 284, gap: 12, pad: 12, fills: [solid('#F3F4F6')], cornerRadius: 12 }, [
      row('Head', { w: 'fill', justify: 'SPACE_BETWEEN' }, [text(stage, 15, 'Bold'), text(String(tasks.length), 13)]),
      ...cards,
      row('Add', { w: 'fill', pad: 10 }, [text('+ Add a card', 14, 'Medium', { ink: MUTED })]),
    ]);
  });
  const board = row('Board', { gap: 16, pad: 24, fills: [solid('#0F766E')] }, columns);
  const rows = [covers[0]!, covers[1]!, covers[2]!].map(([cover, title]) => fill(cover, title, [], 'a'));
  return layout(
    'kanban',
    'A board on which only some cards have a cover; labels, members of 24 px and dates are nothing, cards without a cover stay as they are.',
    {
      children: [at(0, 0, board)],
      select: [board],
      expect: rows,
      not: [
        board,
        ...columns,
        ...pickAll(board, n => ['Task', 'Label', 'Ellipse 1', 'Ellipse 2', 'Add'].includes(n.name)),
      ],
    },
  );
}

function japaneseProfile(): Layout {
  const face = ellipse('楕円形 1', 96);
  const [name, role] = [text('ハルカ', 24, 'Bold'), text('山小屋の料理人', 15, 'Regular', { ink: MUTED })];
  const toggle = (on: boolean) =>
    frame('スイッチ', 52, 32, { fills: [solid(on ? '#10B981' : '#D1D5DB')], cornerRadius: 16 }, [
      at(on ? 22 : 2, 2, ellipse('楕円形 2', 28, { fills: WHITE })),
    ]);
  const settings = ['お知らせを受け取る', '位置情報を使う', 'ダークモード'].map((w, i) =>
    row('設定', { w: 520, pad: [14, 0], justify: 'SPACE_BETWEEN', align: 'CENTER' }, [text(w, 16), toggle(i === 0)]),
  );
  const fields = [
    ['表示名', 'ハルカ'],
    ['メールアドレス', 'haruka@example.jp'],
  ].map(([label, value]) =>
    column('入力欄', { w: 520, gap: 6 }, [
      text(label!, 13, 'Medium', { ink: MUTED }),
      row('フィールド', { w: 'fill', h: 48, pad: [12, 14], fills: WHITE, strokes: HAIRLINE, cornerRadius: 8 }, [
        text(value!, 16),
      ]),
    ]),
  );
  const head = row('プロフィール', { gap: 20, align: 'CENTER' }, [
    face,
    column('フレーム 3', { gap: 4 }, [
      name,
      role,
      text('写真を変更', 14, 'Medium', { ink: '#2563EB', textDecoration: 'UNDERLINE' }),
    ]),
  ]);
  const notes = frame('フレーム 9', 520, 140, { fills: WHITE, strokes: HAIRLINE, cornerRadius: 8 });
  const save = button('保存', { w: 520, h: 48, justify: 'CENTER' });
  const page = column('プロフィール設定', { w: 600, pad: 40, gap: 24, fills: [solid('#F9FAFB')] }, [
    text('プロフィール設定', 28, 'Bold'),
    head,
    ...fields,
    notes,
    ...settings,
    save,
  ]);
  return layout(
    'profile-japanese',
    'Settings of a profile: one portrait with a name; switches, fields and a wide button are no places.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: [fill(face, name, role)],
      accepted: [[fill(face, role, name)], [fill(face, [name, role])]],
      not: [
        page,
        head,
        save,
        ...fields,
        ...settings,
        ...pickAll(page, n => n.name === 'スイッチ' || n.name === '楕円形 2' || n.name === 'フィールド'),
      ],
    },
  );
}

function player(): Layout {
  const art = rect('Rectangle 1', 320, 320, { cornerRadius: 20, fills: [image()] });
  const [song, band] = [
    text('Lanterns on the Loire', 26, 'Bold'),
    text('The Paper Orchard', 17, 'Regular', { ink: MUTED }),
  ];
  const round = (size: number, fillHex: string, name: string) =>
    frame(name, size, size, { fills: [solid(fillHex)], cornerRadius: size / 2 }, [
      at(size * 0.32, size * 0.32, vector('Vector', size * 0.36, size * 0.36)),
    ]);
  const controls = row('Frame 8', { gap: 20, align: 'CENTER' }, [
    round(44, '#F3F4F6', 'Frame 9'),
    round(72, '#111827', 'Frame 10'),
    round(44, '#F3F4F6', 'Frame 11'),
  ]);
  const bar = frame('Frame 7', 320, 20, { fills: NONE }, [
    at(0, 8, rect('Rectangle 3', 320, 4, { cornerRadius: 2 })),
    at(0, 8, rect('Rectangle 4', 140, 4, { fills: [solid('#111827')], cornerRadius: 2 })),
    at(132, 2, ellipse('Ellipse 1', 16, { fills: [solid('#111827')] })),
  ]);
  const next = [
    ['Chestnut Season', 'Miro and the Owls', '3:41'],
    ['Slow Ferry', 'Inès Duval', '4:08'],
    ['Tin Roof Rain', 'Oskar Bly', '2:59'],
    ['Harbour at Six', 'The Paper Orchard', '5:12'],
  ] as const;
  const queue = next.map(([title, who, time]) =>
    row('Track', { w: 320, gap: 12, align: 'CENTER' }, [
      rect('Rectangle 5', 52, 52, { cornerRadius: 8 }),
      column('Frame 12', { w: 'fill', gap: 2 }, [text(title, 15, 'Medium'), text(who, 13, 'Regular', { ink: MUTED })]),
      text(time, 13),
    ]),
  );
  const phone = column('Now playing', { w: 390, pad: 35, gap: 18, align: 'CENTER', fills: WHITE, cornerRadius: 40 }, [
    art,
    song,
    band,
    bar,
    row('Times', { w: 320, justify: 'SPACE_BETWEEN' }, [text('1:52', 12), text('4:20', 12)]),
    controls,
    text('Next up', 16, 'Semi Bold'),
    ...queue,
  ]);
  return layout(
    'music-player',
    'The cover of what is played and the thumbnails of what comes next; round controls with icons, a slider and times are nothing.',
    {
      children: [at(0, 0, phone)],
      select: [phone],
      expect: [
        fill(art, song, band),
        ...queue.map((q, i) => fill(pick(q, 'Rectangle 5'), pick(q, next[i]![0]), pick(q, next[i]![1]), 'a')),
      ],
      not: [phone, controls, bar, ...controls.children!, ...bar.children!, ...queue],
    },
  );
}

function arabicTeam(): Layout {
  const people = [
    ['ليلى', 'مصممة خرائط', 'ل'],
    ['يوسف', 'صانع أعواد', 'ي'],
    ['مريم', 'عالمة نحل', 'م'],
    ['سامي', 'بحار', 'س'],
  ] as const;
  const right = (w: string, size: number, style: string, x: number, y: number) =>
    at(x, y, text(w, size, style, { family: 'Noto Sans Arabic', textAlignHorizontal: 'CENTER', w: 160 }));
  const members = people.map(([who, role, letter], i) => {
    const x = 40 + (3 - i) * 220;
    const disc = at(x + 30, 120, ellipse('Ellipse 8', 100, { fills: [solid('#C7D2FE')] }));
    const initial = at(x + 74, 154, text(letter, 24, 'Bold', { family: 'Noto Sans Arabic' }));
    const tick = boolean('Union', 'UNION', [
      at(x + 106, 196, ellipse('Ellipse 9', 24)),
      at(x + 112, 202, rect('Rectangle 1', 12, 12)),
    ]);
    const [name, job] = [right(who, 20, 'Bold', x, 236), right(role, 15, 'Regular', x, 270)];
    return Object.assign(group('عضو', [disc, initial, tick, name, job]), { _p: disc, _n: name, _r: job, _no: [tick] });
  });
  const all = frame('الفريق', 960, 360, { fills: WHITE }, [
    at(660, 32, text('فريق الورشة', 32, 'Bold', { family: 'Noto Sans Arabic', w: 260, textAlignHorizontal: 'RIGHT' })),
    ...members,
  ]);
  const rows = (a: '_n' | '_r', b: '_n' | '_r') => members.map(m => fill(m._p, m[a], m[b], 'a'));
  return layout(
    'team-arabic',
    'Portraits with initials on them, from right to left, in groups; the heading of the team is not the prompt of each.',
    {
      direction: 'RTL',
      children: [at(0, 0, all)],
      select: [all],
      expect: rows('_n', '_r'),
      accepted: [rows('_r', '_n'), members.map(m => fill(m._p, [m._n, m._r], [], 'a'))],
      not: [all, ...members.flatMap(m => m._no)],
    },
  );
}

function nestedInstances(): Layout {
  const media = component(
    frame('Media/Image', 260, 180, { fills: GREY, cornerRadius: 10 }, [at(118, 78, icon('image', 24))]),
  );
  const main = component(
    column('Card/Course', { w: 292, pad: 16, gap: 12, fills: WHITE, cornerRadius: 16, strokes: HAIRLINE }, [
      instance(media),
      row('Badge', { pad: [2, 8], fills: [solid('#FEF3C7')], cornerRadius: 6, visible: false }, [
        text('推薦', 11, 'Medium'),
      ]),
      text('課程名稱', 18, 'Bold', { w: 260, name: 'Title' }),
      text('簡介', 14, 'Regular', { w: 260, name: 'Summary', ink: MUTED }),
      row('Foot', { w: 260, justify: 'SPACE_BETWEEN', align: 'CENTER' }, [
        text('NT$ 1,200', 18, 'Bold', { name: 'Price' }),
        button('立即報名'),
      ]),
    ]),
  );
  const courses = [
    ['三天學會手沖咖啡', '認識豆子、水溫與慢慢來'],
    ['山上的水彩速寫', '帶一本小本子去看雲'],
    ['台語老歌合唱', '不需要會看譜'],
    ['陶土與釉色', '親手做一只飯碗'],
  ] as const;
  const cards = courses.map(([title, words], i) =>
    at(100 + i * 320, 400, instance(main, { Title: title, Summary: words }, i === 2 ? { locked: true } : {})),
  );
  const frames = cards.map(c => pick(c, 'Media/Image'));
  return layout(
    'nested-instances',
    'Instances within instances: the inner one holds only an icon and is the place; one card is locked, a badge is hidden, prices are large.',
    {
      children: cards,
      library: [media, main],
      select: cards,
      expect: [
        ...[0, 1, 3].map(i => fill(frames[i]!, pick(cards[i]!, 'Title'), pick(cards[i]!, 'Summary'), 'a')),
        none(frames[2]!),
      ],
      not: [
        ...cards,
        frames[2]!,
        ...cards.flatMap(c => pickAll(c, n => ['Badge', 'image', 'Foot', 'Button'].includes(n.name))),
      ],
      notice: 'locked',
    },
  );
}

export const PEOPLE: readonly (() => Layout)[] = [
  koreanRecipes,
  podcasts,
  italianFeed,
  kanban,
  japaneseProfile,
  player,
  arabicTeam,
  nestedInstances,
];
