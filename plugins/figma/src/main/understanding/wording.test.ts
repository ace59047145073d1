import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Wording, wordingOf } from './wording.ts';

const SAID: Readonly<Record<Wording, readonly string[]>> = {
  says: [
    ...[
      'Northern lights over a quiet fjord',
      'Photo walk along the canal',
      'By the river',
      '10 tips for better sleep',
      'Mars',
    ],
    ...[
      '手工青瓷茶杯',
      '棚田に映る星空',
      '참나물 들깨 칼국수',
      'सूर्यास्त में नाव',
      'سوق العطارين عند الفجر',
      'Casa com jardim e piscina',
    ],
    ...[
      'Episode 12 – Why foghorns went silent',
      'T3 com varanda e vista para o rio',
      '🐶🏀',
      'Der Mond über einem Feld',
    ],
  ],
  weak: ['Apollo 11', 'By Ines Duval', 'Only 3 left', 'Jazz · Blues · Soul', 'Foto: Jana', '🍕'],
  number: [
    ...[
      '9:41',
      '€ 12.00',
      '¥ 168',
      'R$ 3.400 /mês',
      'NT$ 1,200',
      'ab 129 €',
      '450 ₽',
      '25 min · 4 servings',
      '4.9 (120)',
      '1/12',
    ],
    ...[
      'By Ines · 4 March 2026 · 6 min read',
      '12 апреля 2026',
      '2026年3月4日',
      '3월 4일',
      'Sáb 11 abr · 20:30',
      '३० मिनट',
      '2 часа назад',
    ],
    ...[
      '3 Bewertungen',
      '조회 1,234회',
      '4 quartos · 3 vagas',
      'Mon',
      'gestern',
      '★★★★★',
      '68 %',
      '１２月３日',
      '1.2万回視聴 · 3日前',
    ],
  ],
  link: [
    ...[
      'Learn more',
      'Read more →',
      'Mehr erfahren',
      'Lire la suite →',
      'Leer más',
      'Читать далее',
      'もっと見る',
      '立即购买',
    ],
    ...['더보기', 'اقرأ المزيد', 'और पढ़ें', 'Saiba mais', '+ Add a card', 'Add to cart', 'OK'],
  ],
  filler: [
    ...[
      'Lorem ipsum dolor sit amet',
      'Consectetur',
      'Title',
      'Card title',
      'Your headline',
      'タイトル',
      '标题',
      '제목',
      'عنوان',
      'Titel',
    ],
    ...['Text text text', 'テキストテキスト', 'Image', 'Product name'],
  ],
  contact: ['haruka@example.jp', '@ines', 'https://example.com/a', 'example.com', '#sunset #sea', '© 2026 Someone'],
};

describe('what a text says', () => {
  it.each(Object.entries(SAID).flatMap(([wording, texts]) => texts.map(text => [text, wording])))(
    '%s: %s',
    (text, wording) => expect(wordingOf(text!)).toBe(wording),
  );

  it('is a number for whatever amount of money, in the digits of any script', () => {
    const digits = fc.constantFrom(0x30, 0x660, 0x966, 0xff10);
    const amounts = fc.record({
      zero: digits,
      value: fc.nat(),
      sign: fc.constantFrom('€', '$', '₹', '¥', '₽', '₩'),
      behind: fc.boolean(),
    });
    fc.assert(
      fc.property(amounts, ({ zero, value, sign, behind }) => {
        const written = String(value).replace(/\d/g, digit => String.fromCharCode(zero + Number(digit)));
        expect(wordingOf(behind ? `${written} ${sign}` : `${sign}${written}`)).toBe('number');
      }),
    );
  });

  it('is told of any text at once', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), text => void wordingOf(text)));
    const began = performance.now();
    for (const text of [
      'a'.repeat(20_000),
      '1 '.repeat(10_000),
      '#a'.repeat(10_000),
      '· '.repeat(10_000),
      'a@'.repeat(10_000),
    ]) {
      wordingOf(text);
    }
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
