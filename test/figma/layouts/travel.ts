// Places to stay, things to see, what happens when.

import { fill, type Layout, layout, none } from './builders/answers.ts';
import {
  at,
  ellipse,
  frame,
  GREY,
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
import { button, column, row } from './builders/stacks.ts';

const MUTED = '#6B7280';

function hotels(): Layout {
  const stays = [
    ['Altes Bootshaus am Wannsee', 'Holzsteg, Sauna und Blick auf Segelboote', 'ab 129 €', '8,9'],
    ['Gutshof zwischen Apfelbäumen', 'Backsteinscheune mit Kamin, Hühner im Hof', 'ab 94 €', '9,2'],
    ['Baumhaus im Spreewald', 'Hängebrücke, Kähne und viel Nebel am Morgen', 'ab 158 €', '9,6'],
  ] as const;
  const cards = stays.map(([title, words, price, mark]) =>
    row('Unterkunft', { w: 820, gap: 20, pad: 16, fills: WHITE, strokes: HAIRLINE, cornerRadius: 12 }, [
      frame('Frame 84', 220, 164, { fills: GREY, cornerRadius: 8 }),
      column('Angaben', { w: 'fill', gap: 8 }, [
        text(title, 20, 'Semi Bold'),
        text(words, 14, 'Regular', { ink: MUTED }),
        row(
          'Merkmale',
          { gap: 8 },
          ['WLAN', 'Frühstück', 'Haustiere erlaubt'].map(w =>
            row('Chip', { pad: [4, 10], fills: [solid('#F3F4F6')], cornerRadius: 999 }, [text(w, 12, 'Medium')]),
          ),
        ),
      ]),
      column('Preis', { gap: 8, align: 'MAX' }, [
        row('Note', { pad: [6, 8], fills: [solid('#1E3A8A')], cornerRadius: 6 }, [
          text(mark, 14, 'Bold', { ink: '#FFFFFF' }),
        ]),
        text(price, 22, 'Bold'),
        text('pro Nacht', 12, 'Regular', { ink: MUTED }),
        button('Verfügbarkeit prüfen'),
      ]),
    ]),
  );
  const boxes = ['Parkplatz', 'Pool', 'Familienzimmer', 'Barrierefrei'].map(w =>
    row('Filterzeile', { gap: 8, align: 'CENTER' }, [
      rect('Kästchen', 18, 18, { fills: NONE, strokes: [solid('#9CA3AF')], cornerRadius: 3 }),
      text(w, 14),
    ]),
  );
  const side = column('Filter', { w: 240, gap: 12, pad: 20, fills: WHITE, cornerRadius: 12 }, [
    text('Ausstattung', 16, 'Semi Bold'),
    ...boxes,
  ]);
  const head = row('Kopfzeile', { w: 1140, pad: [16, 24], gap: 32, align: 'CENTER', fills: [solid('#1E3A8A')] }, [
    rect('Logo', 120, 36, { fills: WHITE }),
    ...['Hotels', 'Ferienwohnungen', 'Merkliste'].map(w => text(w, 14, 'Medium', { ink: '#FFFFFF' })),
  ]);
  const page = column('Suchergebnisse', { w: 1140, gap: 24, fills: [solid('#F9FAFB')] }, [
    head,
    row('Inhalt', { w: 'fill', gap: 32, pad: [0, 24, 40, 24] }, [
      side,
      column('Liste', { gap: 16 }, [text('Unterkünfte in Brandenburg', 28, 'Bold'), ...cards]),
    ]),
  ]);
  return layout(
    'hotels-german',
    'Search results in German: pictures at the left of rows, larger prices, chips, a mark, filters with check boxes and a logo.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: cards.map((c, i) => fill(pick(c, 'Frame 84'), pick(c, stays[i]![0]), pick(c, stays[i]![1]), 'a')),
      not: [
        page,
        head,
        side,
        pick(head, 'Logo'),
        ...boxes,
        ...cards,
        ...cards.flatMap(c => pickAll(c, n => ['Chip', 'Note', 'Button', 'Angaben', 'Preis'].includes(n.name))),
      ],
    },
  );
}

function calendar(): Layout {
  const cells: Sketch[] = [];
  for (let i = 0; i < 35; i++) {
    const day = i - 2;
    const shown = day >= 1 && day <= 30;
    cells.push(
      at(
        (i % 7) * 92,
        60 + Math.floor(i / 7) * 84,
        frame(
          `Día ${i + 1}`,
          88,
          80,
          { fills: WHITE, strokes: HAIRLINE },
          shown
            ? [
                at(8, 8, text(String(day), 13, 'Medium')),
                ...(day === 14
                  ? [
                      at(
                        8,
                        52,
                        row('Evento', { pad: [2, 6], fills: [solid('#FDE68A')], cornerRadius: 4 }, [
                          text('Fiesta', 11, 'Medium'),
                        ]),
                      ),
                    ]
                  : []),
              ]
            : [],
        ),
      ),
    );
  }
  const week = ['L', 'M', 'X', 'J', 'V', 'S', 'D'].map((w, i) =>
    at(i * 92 + 36, 32, text(w, 12, 'Bold', { ink: MUTED })),
  );
  const month = frame('Mes', 640, 480, { fills: [solid('#F9FAFB')] }, [
    at(0, 0, text('Abril 2026', 20, 'Bold')),
    ...week,
    ...cells,
  ]);
  const acts = [
    ['Concierto de guitarra en el molino', 'Sáb 11 abr · 20:30'],
    ['Taller de cerámica para niños', 'Dom 12 abr · 11:00'],
    ['Mercado de plantas aromáticas', 'Mar 14 abr · 9:00'],
    ['Cine al aire libre en la azotea', 'Vie 17 abr · 22:00'],
  ] as const;
  const items = acts.map(([title, when]) =>
    row('Actividad', { w: 340, gap: 12, pad: 8, align: 'CENTER' }, [
      rect('Rectangle 51', 72, 72, { cornerRadius: 8 }),
      column('Frame 9', { w: 'fill', gap: 4 }, [
        text(title, 15, 'Semi Bold', { w: 'fill' }),
        text(when, 12, 'Regular', { ink: MUTED }),
      ]),
    ]),
  );
  const list = column('Próximas actividades', { w: 340, gap: 8 }, [text('Próximas actividades', 18, 'Bold'), ...items]);
  const page = frame('Agenda', 1060, 560, { fills: [solid('#F9FAFB')] }, [at(24, 40, month), at(696, 40, list)]);
  return layout(
    'calendar-spanish',
    'A calendar: empty days look like empty frames, and numbers stand in the others; only the thumbnails of the list beside it are places.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: items.map((it, i) => fill(pick(it, 'Rectangle 51'), pick(it, acts[i]![0]), [], 'a')),
      not: [page, month, list, ...cells, ...items],
    },
  );
}

function estates(): Layout {
  const homes = [
    [
      'R$ 1.250.000',
      'Casa com jardim e piscina',
      'Varanda larga, mangueira no quintal',
      '4 quartos · 3 vagas',
      'Venda',
    ],
    [
      'R$ 3.400 /mês',
      'Apartamento de frente para o mar',
      'Janelas altas, rede e luz da manhã',
      '2 quartos · 1 vaga',
      'Aluguel',
    ],
    [
      'R$ 890.000',
      'Sobrado azul no centro histórico',
      'Azulejos antigos e pátio interno',
      '3 quartos · 1 vaga',
      'Venda',
    ],
  ] as const;
  const cards = homes.map(([price, title, words, rooms, kind]) => {
    const photo = rect('Foto', 340, 220, { fills: [image()] });
    const top = frame('Frame 40', 340, 220, { fills: NONE }, [
      photo,
      at(
        12,
        12,
        row('Etiqueta', { pad: [4, 10], fills: [solid('#047857')], cornerRadius: 6 }, [
          text(kind, 12, 'Medium', { ink: '#FFFFFF' }),
        ]),
      ),
      at(
        286,
        186,
        row('Contador', { pad: [3, 8], fills: [solid('#000000', 0.6)], cornerRadius: 10 }, [
          text('1/12', 11, 'Medium', { ink: '#FFFFFF' }),
        ]),
      ),
      at(300, 12, icon('favoritar', 28)),
    ]);
    const card = column(
      'Card imóvel',
      { w: 340, fills: WHITE, cornerRadius: 14, clipsContent: true, strokes: HAIRLINE },
      [
        top,
        column('Frame 41', { w: 'fill', gap: 6, pad: 16 }, [
          text(price, 24, 'Bold'),
          text(title, 17, 'Medium', { w: 'fill' }),
          text(words, 14, 'Regular', { w: 'fill', ink: MUTED }),
          text(rooms, 13, 'Medium', { ink: MUTED }),
          button('Agendar visita'),
        ]),
      ],
    );
    return Object.assign(card, { _p: photo, _top: top });
  });
  return layout(
    'estates-portuguese',
    'Homes for sale: the price is the largest and first text, a badge, a counter and a heart lie on the photo in a frame of its own.',
    {
      children: cards.map((c, i) => at(i * 380, 100, c)),
      select: cards,
      expect: cards.map((c, i) => fill(c._p, pick(c, homes[i]![1]), pick(c, homes[i]![2]), 'a')),
      not: [
        ...cards,
        ...cards.map(c => c._top),
        ...cards.flatMap(c =>
          pickAll(c, n => ['Etiqueta', 'Contador', 'Frame 41', 'Button', 'favoritar'].includes(n.name)),
        ),
      ],
    },
  );
}

function pairs(): Layout {
  const things = [
    ['A lantern made of ice', 0, 0],
    ['Two goats on a stone wall', 420, 0],
    ['Mist under the railway bridge', 0, 380],
  ] as const;
  const shapes = things.map(([, x, y], i) => at(x, y, rect(`Rectangle ${i + 3}`, 320, 240)));
  const words = things.map(([w, x, y]) => at(x, y + 256, text(w, 16, 'Medium')));
  const lone = at(1400, 900, text('An accordion player in the rain', 24, 'Bold'));
  const shut = at(420, 380, rect('Rectangle 9', 320, 240, { locked: true }));
  return layout(
    'pairs-and-one-more',
    'Three shapes are selected with their captions, a locked one, and a text far away from all of them: it gets a picture beside it.',
    {
      children: [...shapes, shut, ...words, lone],
      select: [...words, lone, ...shapes, shut],
      expect: [
        ...shapes.map((s, i) => fill(s, words[i], [], 'a')),
        { ...fill(lone, lone), kind: 'beside' },
        none(shut),
      ],
      not: [shut],
      notice: 'locked',
    },
  );
}

function tours(): Layout {
  const steps = ['Walk up to the beekeepers’ meadow', 'Lunch under the walnut tree', 'Swim in the green quarry lake'];
  const items = steps.map((w, i) => {
    const round = frame('Step', 40, 40, { fills: [solid('#0F766E')], cornerRadius: 20 }, [
      at(15, 9, text(String(i + 1), 16, 'Bold', { ink: '#FFFFFF' })),
    ]);
    return Object.assign(
      row('Stop', { w: 720, gap: 20, align: 'CENTER' }, [
        round,
        text(w, 18, 'Semi Bold', { w: 'fill' }),
        rect('Rectangle 14', 200, 130, { cornerRadius: 8 }),
      ]),
      { _round: round },
    );
  });
  const map = frame('Frame 2', 720, 300, { fills: [image()] }, [
    at(80, 60, vector('Vector 8', 500, 180)),
    ...[
      [90, 70],
      [340, 160],
      [560, 90],
    ].map(([x, y], i) =>
      at(x!, y!, row('Frame 3', { pad: [4, 9], fills: WHITE, cornerRadius: 14 }, [text(String(i + 1), 13, 'Bold')])),
    ),
  ]);
  const page = column('Frame 1', { w: 800, pad: 40, gap: 24, fills: WHITE }, [
    text('A slow day in the hills', 40, 'Bold'),
    map,
    ...items,
    ellipse('Ellipse 12', 12),
  ]);
  return layout(
    'tour-with-map',
    'A plan of a day: numbered circles are no portraits, and the picture with scattered pins is a map although its name does not say so.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: items.map((it, i) => fill(pick(it, 'Rectangle 14'), pick(it, steps[i]!), [], 'a')),
      not: [page, map, ...items, ...items.map(it => it._round)],
    },
  );
}

export const TRAVEL: readonly (() => Layout)[] = [hotels, calendar, estates, pairs, tours];
