// Products, prices and what is written about them.

import { beside, fill, type Layout, layout, none } from './builders/answers.ts';
import { at, ellipse, frame, HAIRLINE, icon, pick, rect, solid, text, WHITE } from './builders/nodes.ts';
import { button, column, row } from './builders/stacks.ts';

const MUTED = '#6B7280';

function pricing(): Layout {
  const drawing = frame('Frame 3', 420, 300, { fills: [solid('#EDE9FE')], cornerRadius: 24 });
  const [title, words] = [
    text('A greenhouse that texts you', 48, 'Bold', { w: 560 }),
    text('Sensors for soil, light and hungry snails.', 18, 'Regular', { w: 520, ink: MUTED }),
  ];
  const plans = [
    ['Seedling', '€ 0', 'For a window sill'],
    ['Gardener', '€ 9', 'For a balcony'],
    ['Farm', '€ 29', 'For a whole field'],
  ] as const;
  const cards = plans.map(([plan, price, who], i) =>
    column(
      'Plan',
      {
        w: 340,
        gap: 16,
        pad: 28,
        fills: [solid(i === 1 ? '#4C1D95' : '#FFFFFF')],
        strokes: HAIRLINE,
        cornerRadius: 20,
      },
      [
        text(plan, 20, 'Bold'),
        text(who, 14, 'Regular', { ink: MUTED }),
        text(price, 44, 'Bold'),
        text('per month', 13),
        ...['3 sensors', 'Weekly report', 'Frost alarm'].map(w =>
          row('Feature', { gap: 8 }, [icon('check', 20), text(w, 15)]),
        ),
        button('Choose plan', { w: 284, justify: 'CENTER' }),
      ],
    ),
  );
  const page = column('Pricing', { w: 1140, pad: 40, gap: 40, fills: WHITE }, [
    row('Intro', { gap: 60, align: 'CENTER' }, [
      column('Frame 4', { gap: 16 }, [title, words, button('Start free')]),
      drawing,
    ]),
    row('Plans', { gap: 20 }, cards),
  ]);
  return layout(
    'pricing',
    'A page of prices: only the empty frame of the introduction is a place, the plans hold nothing but texts, ticks and buttons.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: [fill(drawing, title, words)],
      not: [page, ...cards],
    },
  );
}

function productGallery(): Layout {
  const main = rect('Rectangle 1', 560, 560, { cornerRadius: 12 });
  const thumbs = [0, 1, 2, 3].map(i => rect(`Rectangle ${i + 2}`, 128, 128, { cornerRadius: 8 }));
  const colours = ['#7F1D1D', '#1E3A8A', '#14532D', '#F5F5F4'].map((hex, i) =>
    ellipse(`Ellipse ${i + 1}`, 40, { fills: [solid(hex)] }),
  );
  const sizes = ['S', 'M', 'L', 'XL'].map(w =>
    row('Size', { w: 52, h: 44, justify: 'CENTER', align: 'CENTER', strokes: HAIRLINE, cornerRadius: 6 }, [
      text(w, 14, 'Medium'),
    ]),
  );
  const title = text('Fisherman’s jumper, undyed wool', 32, 'Bold', { w: 480 });
  const words = text('Knitted in the round by three sisters, smells faintly of sheep.', 16, 'Regular', {
    w: 480,
    ink: MUTED,
  });
  const info = column('Info', { w: 480, gap: 18 }, [
    text('NEW IN', 12, 'Bold'),
    title,
    row('Rating', { gap: 8 }, [text('★★★★★', 14), text('4.8 (212)', 14)]),
    text('£ 145.00', 30, 'Bold'),
    words,
    row('Colours', { gap: 12 }, colours),
    row('Sizes', { gap: 8 }, sizes),
    button('Add to bag', { w: 480, justify: 'CENTER' }),
  ]);
  const page = row('Product', { pad: 40, gap: 60, fills: WHITE }, [
    column('Gallery', { gap: 16 }, [main, row('Thumbs', { gap: 16 }, thumbs)]),
    info,
  ]);
  return layout(
    'product-gallery',
    'A product with a large picture and four small views in a strip: colours and sizes to choose from are no places; whether the views are filled is open.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: [fill(main, title, words)],
      accepted: [[fill(main, title, words), ...thumbs.map(t => fill(t, title, words, 'a'))]],
      not: [page, info, ...colours, ...sizes],
    },
  );
}

function titlesOnly(): Layout {
  const goods = [
    ['Cafetera de barro negro', 'Hecha a mano en San Bartolo', '$ 480'],
    ['Hamaca de algodón crudo', 'Tejida en Mérida por tres generaciones', '$ 1,250'],
  ] as const;
  const cards = goods.map(([title, words, price], i) =>
    at(
      i * 360,
      0,
      column('Tarjeta', { w: 320, gap: 8, fills: WHITE, strokes: HAIRLINE }, [
        rect('Rectángulo 2', 'fill', 200),
        text(title, 18, 'Bold'),
        text(words, 14, 'Regular', { ink: MUTED }),
        text(price, 16, 'Bold'),
      ]),
    ),
  );
  const titles = cards.map((c, i) => pick(c, goods[i]![0]));
  const [described, price] = [pick(cards[1]!, goods[1][1]), pick(cards[1]!, goods[1][2])];
  return layout(
    'titles-spanish',
    'Only texts of cards are selected: a picture beside each title, its description goes with it, a price is nothing, and the empty rectangles stay empty.',
    {
      children: cards,
      select: [...titles, described, price],
      expect: [beside(titles[0]!, [], 'a'), beside(titles[1]!, described, 'a'), none(price)],
      not: [...cards, ...cards.map(c => pick(c, 'Rectángulo 2'))],
    },
  );
}

function promo(): Layout {
  const [title, words] = [
    text('Rent a telescope for the eclipse', 24, 'Bold'),
    text('Pick-up at the observatory café', 15, 'Regular', { ink: MUTED }),
  ];
  const picture = rect('Rectangle 8', 560, 280, { cornerRadius: 12 });
  const offer = column('Promo', { w: 560, gap: 12 }, [picture, title, words, text('from € 29', 18, 'Bold')]);
  const stats = [
    ['12k', 'Members'],
    ['98 %', 'Satisfied'],
    ['4.9', 'Stars'],
  ].map(([number, label]) =>
    column('Stat', { w: 180, pad: 20, gap: 4, fills: [solid('#F3F4F6')], cornerRadius: 12 }, [
      text(number!, 40, 'Bold'),
      text(label!, 14),
    ]),
  );
  const banner = row('Cookie banner', { w: 560, pad: 16, gap: 12, fills: WHITE, strokes: HAIRLINE, cornerRadius: 8 }, [
    text('We use cookies to count visitors.', 14, 'Regular', { w: 300 }),
    button('Accept'),
  ]);
  const page = column('Page', { pad: 32, gap: 24, fills: WHITE }, [row('Stats', { gap: 10 }, stats), offer, banner]);
  return layout(
    'promo-and-banner',
    'A picture with its offer between figures in large type and a frame that is called a banner, but holds texts.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: [fill(picture, title, words)],
      not: [page, ...stats, banner, offer],
    },
  );
}

export const SHOPS: readonly (() => Layout)[] = [pricing, productGallery, titlesOnly, promo];
