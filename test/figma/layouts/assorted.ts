// Kinds that were tried last: collages, quotations, comics, front pages, offers of work.

import { fill, type Layout, layout, named } from './builders/answers.ts';
import {
  at,
  ellipse,
  frame,
  GREY,
  gradient,
  HAIRLINE,
  icon,
  image,
  NONE,
  pick,
  rect,
  type Sketch,
  solid,
  text,
  WHITE,
} from './builders/nodes.ts';
import { button, column, row } from './builders/stacks.ts';

const MUTED = '#6B7280';
const WHITE_INK = { ink: '#FFFFFF' };

/** A picture in the right half of a card, faded to the left. */
function workouts(): Layout {
  const list = [
    ['Yoga on the roof', '20 min', '120 kcal'],
    ['Rowing through the mist', '45 min', '430 kcal'],
    ['Skipping with the neighbours', '15 min', '160 kcal'],
  ] as const;
  const pictures: Sketch[] = [];
  const fades: Sketch[] = [];
  const cards = list.map(([t, time, burn], i) => {
    const picture = at(160, 0, rect('Rectangle 14', 183, 140, { fills: [image()] }));
    const fade = at(
      160,
      0,
      rect('Rectangle 15', 80, 140, {
        fills: [gradient('#111827', '#111827', 1, 0)],
      }),
    );
    pictures.push(picture);
    fades.push(fade);
    return at(
      16,
      110 + i * 156,
      frame('Card', 343, 140, { fills: [solid('#111827')], cornerRadius: 16 }, [
        picture,
        fade,
        at(20, 24, text(t, 18, 'Bold', { w: 150, ...WHITE_INK })),
        at(20, 98, text(time, 12, 'Regular', WHITE_INK)),
        at(90, 98, text(burn, 12, 'Regular', WHITE_INK)),
      ]),
    );
  });
  const page = frame('Home', 375, 620, { fills: WHITE }, [at(16, 50, text('Today’s plan', 26, 'Bold')), ...cards]);
  return layout('workouts', 'Cards with a picture in their right half that fades into the colour of the card.', {
    children: [at(0, 0, page)],
    select: [page],
    expect: pictures.map((p, i) => fill(p, pick(cards[i]!, list[i]![0]), undefined, 'a')),
    not: [page, ...cards, ...fades],
  });
}

/** One large and four small views, the words below. */
function collage(): Layout {
  const large = rect('Foto 1', 600, 416, { cornerRadius: 12 });
  const small = [2, 3, 4, 5].map(n => rect(`Foto ${n}`, 292, 200, { cornerRadius: 12 }));
  const grid = frame('Gallerij', 1216, 416, { fills: NONE }, [
    large,
    ...small.map((view, i) => at(616 + (i % 2) * 308, Math.floor(i / 2) * 216, view)),
    at(1050, 360, row('Knop', { pad: [8, 14], fills: WHITE, cornerRadius: 8 }, [text('Alle foto’s', 14, 'Medium')])),
  ]);
  const title = text('Woonboot met een tuin op het dek', 30, 'Bold');
  const page = column('Detail', { pad: 32, gap: 16, fills: WHITE }, [
    grid,
    title,
    text('6 gasten · 3 slaapkamers · 2 badkamers', 16, 'Regular', { ink: MUTED }),
    button('Reserveren'),
  ]);
  const one = fill(large, title);
  const views = small.map(view => fill(view, title, undefined, 'a'));
  return layout('collage-dutch', 'One large and four small views of one place: all of them show what the title says.', {
    children: [at(0, 0, page)],
    select: [page],
    expect: [one, ...views],
    accepted: [[one, ...small.map(view => fill(view, undefined, undefined, 'a'))]],
    not: [page, grid],
  });
}

function questions(): Layout {
  const drawing = rect('Illustration', 420, 420, { cornerRadius: 24, fills: [solid('#E0E7FF')] });
  const title = text('Everything about renting a goat', 36, 'Bold', { w: 560 });
  const lines = ['How much does a goat eat?', 'Can it sleep in the shed?', 'What if it climbs the car?'].map(question =>
    row(
      'Question',
      { w: 560, pad: [16, 20], justify: 'SPACE_BETWEEN', align: 'CENTER', strokes: HAIRLINE, cornerRadius: 12 },
      [text(question, 16, 'Medium'), icon('chevron-down', 20)],
    ),
  );
  const page = row('FAQ', { pad: 64, gap: 64, align: 'CENTER', fills: WHITE }, [
    drawing,
    column('Content', { gap: 16 }, [title, ...lines]),
  ]);
  return layout(
    'questions',
    'A picture beside a heading and a list of questions that open: the questions are no prompts.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: [fill(drawing, title)],
      not: [page, ...lines],
    },
  );
}

function quotation(): Layout {
  const portrait = at(140, 240, ellipse('Ellipse 1', 420, { fills: GREY }));
  const quote = at(
    680,
    260,
    text('“We never planned to build a cathedral for swifts. They simply kept coming.”', 48, 'Medium', { w: 1000 }),
  );
  const who = at(680, 560, text('Ibolya Kerekes', 32, 'Bold'));
  const role = at(680, 610, text('bricklayer', 26, 'Regular', { ink: MUTED }));
  const page = frame('Slide 16:9 - 4', 1920, 1080, { fills: [solid('#FEFCE8')] }, [
    at(120, 80, text('“', 200, 'Bold', { ink: '#EAB308' })),
    portrait,
    quote,
    who,
    role,
  ]);
  return layout('quotation-slide', 'A slide with a quotation in large letters: the portrait is of who says it.', {
    children: [at(0, 0, page)],
    select: [page],
    expect: [fill(portrait, who, role)],
    accepted: [[fill(portrait, [who, role])], [fill(portrait, quote)]],
    not: [page],
  });
}

function frontPage(): Layout {
  const lead = at(40, 300, rect('Rectangle 2', 720, 420));
  const leadTitle = at(
    40,
    180,
    text('Flood of cranberries closes the motorway', 48, 'Bold', { w: 720, family: 'Playfair' }),
  );
  const leadSay = at(40, 730, text('A lorry lost eleven tonnes near Mill Bridge', 14, 'Italic', { w: 720 }));
  const second = at(800, 240, rect('Rectangle 3', 360, 220));
  const secondTitle = at(800, 470, text('Choir of retired dentists tours again', 24, 'Bold', { w: 360 }));
  const third = at(800, 620, rect('Rectangle 4', 360, 220));
  const thirdTitle = at(800, 850, text('The last telephone box becomes an aquarium', 24, 'Bold', { w: 360 }));
  const body =
    'By nine o’clock people had come with buckets, by ten with wheelbarrows, and by noon the school had sent two classes with rubber boots and a teacher who kept saying that this was biology.';
  const page = frame('Front page', 1200, 960, { fills: [solid('#FFFEF7')] }, [
    at(40, 40, text('THE MORNING HERON', 64, 'Black', { family: 'Playfair' })),
    at(40, 130, text('Tuesday, 9 October 2026', 14)),
    at(1060, 130, text('No. 14,211', 14)),
    leadTitle,
    lead,
    leadSay,
    at(40, 770, text(body, 16, 'Regular', { w: 720 })),
    at(800, 190, text('Also today', 20, 'Bold')),
    second,
    secondTitle,
    third,
    thirdTitle,
  ]);
  const others = [fill(second, secondTitle, undefined, 'a'), fill(third, thirdTitle, undefined, 'a')];
  return layout(
    'front-page',
    'A newspaper: the lead has its title above and a caption below, the others their titles below; the name of the paper is no prompt.',
    {
      children: [at(0, 0, page)],
      select: [page],
      expect: [fill(lead, leadTitle, leadSay), ...others],
      accepted: [[fill(lead, leadSay), ...others]],
      not: [page],
    },
  );
}

function comic(): Layout {
  const captions = [
    'A snail finds a trumpet',
    'The whole garden holds its ears',
    'A mole asks for a waltz',
    'They dance until the dew is dry',
  ];
  const panels = captions.map((_, i) =>
    at(
      20 + (i % 2) * 320,
      80 + Math.floor(i / 2) * 320,
      rect('Panel', 300, 240, { fills: WHITE, strokes: [solid('#000000')], strokeWeight: 3 }),
    ),
  );
  const words = captions.map((caption, i) =>
    at(20 + (i % 2) * 320, 328 + Math.floor(i / 2) * 320, text(caption, 15, 'Medium', { w: 300 })),
  );
  const page = frame('Comic', 660, 740, { fills: [solid('#F5F5F4')] }, [
    at(20, 24, text('Opus 1', 28, 'Bold')),
    ...panels,
    ...words,
  ]);
  return layout(
    'comic-panels',
    'Four empty panels, white with a black edge, each with its caption below; all of them are selected.',
    {
      children: [at(0, 0, page)],
      select: panels,
      expect: panels.map((p, i) => fill(p, words[i]!, undefined, 'a')),
      not: [page],
    },
  );
}

function jobs(): Layout {
  const list = [
    ['Beekeeper for three rooftops', 'Honeycomb Ltd', '£28k – £32k'],
    ['Night librarian', 'City of Aarhus', '£31k'],
    ['Tester of rocking chairs', 'Nordwood', '£26k – £29k'],
  ] as const;
  const lines = list.map(([t, who, pay]) =>
    row('Job', { w: 700, gap: 16, pad: 20, align: 'CENTER', fills: WHITE, strokes: HAIRLINE, cornerRadius: 12 }, [
      rect('company-logo', 48, 48, { cornerRadius: 8, fills: [solid('#FDE68A')] }),
      column('Text', { w: 400, gap: 4 }, [text(t, 18, 'Semi Bold'), text(who, 14, 'Regular', { ink: MUTED })]),
      text(pay, 14, 'Medium'),
      button('Apply'),
    ]),
  );
  const banner = frame('Banner image', 700, 220, { fills: GREY, cornerRadius: 16 });
  const title = text('Work that has not been invented yet', 32, 'Bold');
  const page = column('Jobs', { pad: 40, gap: 16, fills: [solid('#F9FAFB')] }, [banner, title, ...lines]);
  return layout('jobs-board', 'Offers of work: signs of companies are no places, the banner above is.', {
    children: [at(0, 0, page)],
    select: [page],
    expect: [fill(banner, title)],
    not: [page, ...lines, ...lines.map(l => pick(l, 'company-logo'))],
  });
}

/** Squares without words at the end of a page. */
function strip(): Layout {
  const names = ['clay on the wheel', 'Rectangle 41', 'kiln at night', 'Rectangle 43'];
  const squares = names.map(name => rect(name, 200, 200, { fills: [image()] }));
  const page = column('Footer strip', { pad: 24, gap: 16, fills: WHITE }, [row('Photos', { gap: 8 }, squares)]);
  return layout('strip-of-squares', 'Four squares without a text: two have names that say what they show.', {
    children: [at(0, 0, page)],
    select: [page],
    expect: squares.map((s, i) => fill(s, i % 2 === 0 ? named(s) : undefined, undefined, 'a')),
    not: [page],
  });
}

export const ASSORTED: readonly (() => Layout)[] = [
  workouts,
  collage,
  questions,
  quotation,
  frontPage,
  comic,
  jobs,
  strip,
];
