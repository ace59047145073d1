// News, magazines, letters, slides.

import { fill, type Layout, layout } from './builders/answers.ts';
import {
  at,
  ellipse,
  frame,
  GREY,
  gradient,
  icon,
  image,
  line,
  pick,
  pickAll,
  rect,
  solid,
  text,
  WHITE,
} from './builders/nodes.ts';
import { button, column, row } from './builders/stacks.ts';

const MUTED = '#6B7280';

function hindiNews(): Layout {
  const noto = { family: 'Noto Sans Devanagari' };
  const lead = rect('मुख्य', 358, 220, { cornerRadius: 12, fills: [image()] });
  const title = text('पहाड़ों में जल्दी खिले बुरांश के फूल', 24, 'Bold', { w: 358, ...noto });
  const words = text('लाल जंगल देखने पहुँचे सैलानी, मधुमक्खियाँ भी लौटीं', 15, 'Regular', { w: 358, ink: MUTED, ...noto });
  const stories = [
    ['पुरानी बावड़ी की सफ़ाई में जुटा गाँव', '२ घंटे पहले'],
    ['नाव पर चलता है यह पुस्तकालय', '५ घंटे पहले'],
    ['मेले में मिट्टी के रंगीन खिलौने', 'कल'],
    ['रेलवे स्टेशन पर बच्चों का बैंड', '१२ मार्च २०२६'],
  ] as const;
  const items = stories.map(([w, when]) =>
    row('ख़बर', { w: 358, gap: 12 }, [
      column('Frame 5', { w: 'fill', gap: 6 }, [
        text(w, 16, 'Semi Bold', { w: 'fill', ...noto }),
        text(when, 12, 'Regular', { ink: MUTED, ...noto }),
      ]),
      rect('Rectangle 8', 104, 80, { cornerRadius: 8 }),
    ]),
  );
  const tabs = row(
    'Tab bar',
    { w: 390, h: 80, pad: [12, 24], justify: 'SPACE_BETWEEN', fills: WHITE },
    ['होम', 'वीडियो', 'सहेजे गए', 'प्रोफ़ाइल'].map(w =>
      column('Tab', { gap: 4, align: 'CENTER' }, [icon('home', 24), text(w, 11, 'Medium', noto)]),
    ),
  );
  const chips = row(
    'Chips',
    { gap: 8 },
    ['देश', 'खेल', 'मौसम', 'सिनेमा'].map((w, i) =>
      row('Chip', { pad: [6, 14], fills: [solid(i ? '#F3F4F6' : '#B91C1C')], cornerRadius: 999 }, [
        text(w, 13, 'Medium', noto),
      ]),
    ),
  );
  const phone = frame('समाचार', 390, 900, { fills: WHITE }, [
    at(16, 16, text('ताज़ा समाचार', 20, 'Bold', noto)),
    at(16, 60, chips),
    at(16, 110, lead),
    at(16, 344, title),
    at(16, 424, words),
    at(16, 490, column('सूची', { gap: 16 }, items)),
    at(0, 820, tabs),
  ]);
  return layout(
    'news-hindi',
    'A news app in Hindi: one story above, others in rows with the picture at the right; times in Devanagari digits, chips and tabs are nothing.',
    {
      children: [at(0, 0, phone)],
      select: [phone],
      expect: [
        fill(lead, title, words),
        ...items.map((it, i) => fill(pick(it, 'Rectangle 8'), pick(it, stories[i]![0]), [], 'a')),
      ],
      not: [phone, tabs, chips, ...chips.children!, ...items, ...pickAll(tabs, 'home')],
    },
  );
}

function magazine(): Layout {
  const whole = at(0, 0, rect('Rectangle 1', 600, 800, { fills: GREY }));
  const [first, second] = [
    at(660, 80, text('The village that', 44, 'Bold', { family: 'Playfair Display' })),
    at(660, 142, text('paints its boats twice', 44, 'Bold', { family: 'Playfair Display' })),
  ];
  const stand = at(
    660,
    220,
    text('Every May the harbour smells of linseed oil, and no two hulls are alike.', 18, 'Italic', { w: 460 }),
  );
  const body =
    'Nobody remembers who began it. The old men say that the colours were a way to find your own boat in fog, the young ones that it simply looks good in photographs. Either way the brushes come out on the first dry Saturday.';
  const columns = [0, 1].map(i =>
    at(660 + i * 240, 320, text(body, 11, 'Regular', { w: 220, family: 'Lora', name: `Body ${i + 1}` })),
  );
  const inset = at(900, 560, rect('Rectangle 2', 220, 150));
  const caption = at(900, 718, text('Marta mixes a green that her grandmother used', 10, 'Italic', { w: 220 }));
  const folio = at(1100, 770, text('47', 10));
  const spread = frame('Spread 24–25', 1200, 800, { fills: [solid('#FBF7F0')] }, [
    whole,
    first,
    second,
    stand,
    ...columns,
    inset,
    caption,
    folio,
    at(660, 60, text('PORTFOLIO', 10, 'Bold')),
  ]);
  return layout(
    'magazine-spread',
    'A spread that lies flat in one frame: the heading is two layers of one size, the small picture has a caption of its own.',
    {
      children: [at(0, 0, spread)],
      select: [spread],
      expect: [fill(whole, [first, second], stand), fill(inset, caption)],
      accepted: [[fill(whole, first, stand), fill(inset, caption)]],
      not: [spread],
    },
  );
}

function newsletter(): Layout {
  const hero = rect('Rectangle 20', 'fill', 280);
  const title = text('Trois jours dans les marais salants', 30, 'Bold', { w: 'fill' });
  const words = text('Des pyramides de sel rose, des hérons et un vélo emprunté.', 16, 'Regular', {
    w: 'fill',
    ink: MUTED,
  });
  const parts = [
    ['Le dernier cinéma flottant', 'Un écran tendu entre deux péniches'],
    ['Pain de châtaigne au feu de bois', 'La recette d’une boulangère corse'],
  ] as const;
  const articles = parts.map(([t, w]) =>
    column('Article', { w: 'fill', gap: 10 }, [
      rect('Rectangle 21', 'fill', 150),
      text(t, 18, 'Semi Bold', { w: 'fill' }),
      text(w, 14, 'Regular', { w: 'fill', ink: MUTED }),
      text('Lire la suite →', 14, 'Medium', { ink: '#BE185D' }),
    ]),
  );
  const foot = column('Pied de page', { w: 'fill', gap: 12, pad: 24, align: 'CENTER', fills: [solid('#F3F4F6')] }, [
    row(
      'Réseaux',
      { gap: 12 },
      [0, 1, 2].map(i => ellipse(`Ellipse ${i}`, 32, { fills: [solid('#9CA3AF')] })),
    ),
    text('Se désabonner', 12, 'Regular', { ink: MUTED, textDecoration: 'UNDERLINE' }),
  ]);
  const mail = column('E-mail', { w: 640, gap: 20, fills: WHITE }, [
    row('Entête', { w: 'fill', pad: 20, justify: 'CENTER' }, [
      rect('logo-lettre', 140, 44, { fills: [solid('#BE185D')] }),
    ]),
    hero,
    column('Frame 61', { w: 'fill', pad: [0, 32], gap: 14 }, [
      text('LA LETTRE DU DIMANCHE', 12, 'Bold', { ink: '#BE185D' }),
      title,
      words,
      button('Découvrir le récit'),
    ]),
    line('Ligne', 'fill'),
    row('Frame 62', { w: 'fill', pad: [0, 32], gap: 24 }, articles),
    foot,
  ]);
  return layout(
    'newsletter-french',
    'A letter by e-mail: the logo at the top and round icons below are no places, upper-case label and links no prompts.',
    {
      children: [at(0, 0, mail)],
      select: [mail],
      expect: [
        fill(hero, title, words),
        ...articles.map((a, i) => fill(pick(a, 'Rectangle 21'), pick(a, parts[i]![0]), pick(a, parts[i]![1]), 'a')),
      ],
      not: [mail, pick(mail, 'logo-lettre'), foot, ...articles, ...pickAll(foot, n => n.type === 'ELLIPSE')],
    },
  );
}

function deck(): Layout {
  const [t1, w1] = [
    text('What the tide left behind', 96, 'Bold', { w: 1200, ink: '#FFFFFF' }),
    text('A field course for ten-year-olds', 40, 'Regular', { ink: '#FFFFFF' }),
  ];
  const cover = frame('Slide 1', 1920, 1080, { fills: [image()] }, [
    rect('Rectangle 1', 1920, 1080, { fills: [gradient('#000000', '#000000', 0, 0.7)] }),
    at(120, 640, t1),
    at(120, 800, w1),
  ]);
  const [t2, w2, p2] = [
    text('Limpets come home', 64, 'Bold', { w: 760 }),
    text('Each one grinds its own seat into the rock and returns to it after every meal.', 32, 'Regular', { w: 760 }),
    rect('Rectangle 2', 820, 820),
  ];
  const fact = frame('Slide 2', 1920, 1080, { fills: WHITE }, [
    at(120, 240, t2),
    at(120, 480, w2),
    at(980, 130, p2),
    at(1820, 1020, text('2', 24)),
  ]);
  const bars = [240, 410, 320, 520].map((h, i) =>
    at(240 + i * 320, 900 - h, rect(`Rectangle ${i + 5}`, 200, h, { fills: [solid('#0EA5E9')] })),
  );
  const numbers = frame('Slide 3', 1920, 1080, { fills: WHITE }, [
    at(120, 100, text('Finds per week', 64, 'Bold')),
    ...bars,
  ]);
  const kinds = ['Sea urchin', 'Mermaid’s purse', 'Razor shell'];
  const shots = kinds.map((_, i) => at(120 + i * 580, 300, rect(`Rectangle ${i + 12}`, 520, 520)));
  const names = kinds.map((w, i) => at(120 + i * 580, 850, text(w, 36, 'Medium')));
  const three = frame('Slide 4', 1920, 1080, { fills: WHITE }, [
    at(120, 100, text('Look for these', 64, 'Bold')),
    ...shots,
    ...names,
  ]);
  const slides = [cover, fact, numbers, three].map((s, i) => at(i * 2020, 0, s));
  return layout(
    'slide-deck',
    'Four slides: one is a picture behind its title, one has a picture beside it, one a chart, one three pictures with names below and a heading for all.',
    {
      children: slides,
      select: slides,
      expect: [fill(cover, t1, w1), fill(p2, t2, w2), ...shots.map((s, i) => fill(s, names[i], [], 'a'))],
      not: [pick(cover, 'Rectangle 1'), fact, numbers, three, ...bars],
    },
  );
}

function russianBlog(): Layout {
  const posts = [
    ['Как мы строили лодку из сосны', 'Стружка, смола и первая вода в мае', '12 апреля 2026'],
    ['Чай с чабрецом на перевале', 'Туман, самовар и три козы', '3 апреля 2026'],
    ['Старые часы с кукушкой', 'Мастер чинит механизм под лампой', '28 марта 2026'],
  ] as const;
  const rows = posts.map(([title, words, date], i) => {
    const picture = rect(i ? `Rectangle ${i}` : 'Обложка', 480, 300, { cornerRadius: 16 });
    const copy = column('Текст', { w: 480, gap: 12, justify: 'CENTER', h: 300 }, [
      text(date, 13, 'Regular', { ink: MUTED }),
      text(title, 28, 'Bold', { w: 'fill' }),
      text(words, 16, 'Regular', { w: 'fill', ink: MUTED }),
      text('Читать далее', 15, 'Medium', { ink: '#2563EB' }),
    ]);
    return Object.assign(row('Запись', { gap: 40 }, i % 2 ? [copy, picture] : [picture, copy]), {
      _p: picture,
      _copy: copy,
    });
  });
  const menu = row(
    'Меню',
    { gap: 24 },
    ['Главная', 'О нас', 'Архив', 'Контакты'].map(w => text(w, 15, 'Medium')),
  );
  const page = column('Блог', { w: 1080, pad: 40, gap: 48, fills: WHITE }, [
    menu,
    text('Записки у реки', 48, 'Bold'),
    ...rows,
  ]);
  return layout(
    'blog-russian',
    'Rows of a blog with the picture at alternating sides; dates and “read on” in Russian are no prompts.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: rows.map((r, i) => fill(r._p, pick(r, posts[i]![0]), pick(r, posts[i]![1]), 'a')),
      not: [page, menu, ...rows, ...rows.map(r => r._copy)],
    },
  );
}

export const READING: readonly (() => Layout)[] = [hindiNews, magazine, newsletter, deck, russianBlog];
