import { describe, expect, test } from 'vitest';
import { noGuard } from './guard.ts';
import { readPolicy } from './read-policy.ts';
import { allowing } from './safety.ts';
import { RED_HEART_PROMPT, SafetyGuard, safetyGuard } from './vocabulary-guard.ts';

const guard = await safetyGuard();

/** Inappropriate piece in [[ ]]: the guard takes out exactly these. */
const GUILTY = [
  // English: plain, inflected, phrases
  'a [[fuck]] in the park',
  'WHAT THE [[FUCK]]',
  'a [[motherfucking]] robot',
  'some [[shit]] on the lawn',
  'that [[bitch]]!',
  'a [[cunt]], laughing',
  'two [[whores]] on a street corner',
  'a [[nude]] woman on a beach',
  'a [[porn]] scene, 4k, highly detailed',
  'hardcore [[pornography]]',
  'a [[blow job]]',
  'a [[blow-job]] on film',
  '[[big tits]], anime',
  'a [[dick]] drawn on a wall',
  'portrait of a [[nigger]]',
  'a [[faggot]]',
  'people [[having sex]] on a bed',
  'a [[gang bang]]',
  'a [[rapist]] in an alley',
  '[[hentai]] girl',
  'an [[asshole]] boss',
  // Disguises
  'an [[a$$]] on a chair',
  'what a [[sh1t]] show',
  'oh [[f*ck]] no',
  '[[p0rn]] poster',
  '[[sh**]] happens',
  '[[fuuuuck]] this',
  '[[FUUUUUCKING]] great',
  '[[f.u.c.k]] that',
  '[[f u c k]] this picture',
  '[[F-U-C-K]] written on a wall',
  '[[s h i t]]',
  '[[p.o.r.n]]',
  '[[ｆｕｃｋ]] in full width',
  '[[𝓯𝓾𝓬𝓴]] in mathematical letters',
  '[[fυck]] with a Greek letter',
  '[[рorn]] with a Cyrillic letter',
  '[[f\u200bu\u200bc\u200bk]] with invisible spaces',
  '[[fu\u00adck]] with a soft hyphen',
  '[[fück]] with dots',
  '[[f\u0335u\u0335c\u0335k\u0335]] struck through',
  '[[b1tch]] and [[d1ck]] and [[pu$$y]]',
  '[[ⓕⓤⓒⓚ]] in circles',
  'what [[thefuck]] is that',
  '[[fuuck]] and [[phuck]]',
  '[[b***h]]',
  '[[fu_ck]] and [[p.orn]]',
  '[[🅵🆄🅲🅺]] in black squares',
  'a [[naked]] man',
  // Chinese, simplified and traditional, and disguised
  '他说[[操你妈]]',
  '一张[[porn]]图片，[[p0rn]]图片',
  '[[他妈的]]猫',
  '[[他媽的]]貓',
  '一个[[色情]]图片',
  '街上的[[妓女]]',
  '美女[[强奸]]',
  '[[強姦]]場面',
  '男女[[做爱]]',
  '[[操 你 妈]]',
  // Japanese, Korean
  '[[まんこ]]の写真',
  '[[セックス]]する二人',
  '[[ヌード]]の女性',
  '[[巨乳]]の女の子',
  '[[ｾｯｸｽｼｰﾝ]]の絵',
  '이 [[씨발놈아]] 그림',
  '[[섹스하는]] 사람들',
  '[[포르노]] 장면',
  '[[porn]]사진',
  // European languages
  'un [[hijo de puta]] en la calle',
  'una mujer dice [[coño]]',
  'las [[putas]] del puerto',
  'vaya [[gilipollas]]',
  "c'est un [[enculé]]",
  'une [[salope]] dans la rue',
  'une [[putain]] de voiture',
  'so eine [[Scheiße]]',
  'zwei [[Huren]] am Bahnhof',
  'sie [[ficken]] im Wald',
  'che [[cazzo]] di gatto',
  'uno [[stronzo]] al bar',
  'um [[caralho]] na parede',
  'um [[filho da puta]] qualquer',
  'иди [[на хуй]]',
  'какая [[пизда]]',
  '[[порнографическая]] сцена',
  'what a [[kurwa]] mess',
  'kijk die [[klootzak]]',
  'bir [[orospu]] resmi',
  // Hindi, Arabic, Thai
  'एक [[चूतिया]] आदमी',
  'ek [[madarchod]] ki tasveer',
  'صورة [[سكس]] في الغرفة',
  'امرأة [[شرموطة]]',
  '[[เย็ด]]แม่',
];

const INNOCENT = [
  'a street in Scunthorpe',
  'a cocktail with a cherry',
  'cockatoo, cockpit, peacock and cockerel',
  'Dick Van Dyke on a rooftop',
  'Moby Dick, oil painting',
  'an assassin in an assembly, class photo',
  'Essex, Sussex and Middlesex on an old map',
  'analysis of an analogue canal',
  'a grape on a drape, scraped',
  'a therapist with a patient',
  'shiitake mushrooms on a shining plate',
  'Mother and child by the sea',
  'Penistone railway viaduct',
  'a cumulus cloud over Cumbria, document, cucumber',
  'the titan Titania, constitution, titled',
  'a bass guitar and a sea bass',
  'Nigeria and Niger from space, niggling details',
  'a button, butter, butterfly, buttress',
  'blue tits on a branch',
  'a Maine Coon cat',
  'pussy willow in a vase',
  'fields of oilseed rape in spring',
  'a girl on a swing',
  'a big black dog',
  'a poof of smoke',
  'visible to the naked eye, a naked mole rat',
  'e.g. www.example.com, kebab-case_and_snake, x-ray, T-shirt, b.c., s-curve, hit-or-miss',
  'a jazz singer, scat singing',
  'riding a horse bareback',
  'a snatch of melody, fingering chart for flute',
  'an ARM Cortex-A55 chip beside the A55 road',
  'un roman: după ploaie; magyar: szár és virág',
  'price: $5.55 (50% off!) #sale @home',
  'Roman numerals XX and XXX',
  'matsushita radio, hancock tower, dickens novel',
  'the letters A B C D and the U S A',
  'a cat, e.g. i.e. U.K. and U.S.A.',
  'color #b00b1e and #a55e55, 3D, 4K, 16:9',
  'SELECT * FROM cats WHERE a*b > 4',
  '**bold** and *italic* markdown, C++ and C#',
  'coool goooal, aaaaah, hmmmm',
  'swallowtail, pricked ears, spicy spices, retardant foam, a jackass penguin',
  'piña colada, fromage râpé, train en retard, pique-niquer au parc',
  'a sculpture of a kiss by Rodin, Le Baiser',
  'Vietnam: bệnh cúm gia cầm, số 5',
  'hello ❤️ world 🍆🍑 👩‍👩‍👧‍👦',
  // Chinese, Japanese, Korean
  '打工人在城市里',
  '干净的房间，干燥的空气',
  '性能与性价比',
  '男性交往的礼仪',
  '女性交通警察',
  '他妈妈和爸爸在草地上',
  '一把靠背椅和牛奶',
  '处女座星空',
  '成人教育课堂',
  '鸡尾酒和小鸡鸡蛋',
  '樹幹與幹部，能幹的老闆',
  '逼真的油画，激情的色彩',
  'エッチングの版画',
  'カップヌードルとファックス',
  '裸足の少年とパチンコ',
  'ぱちんこ屋の看板、アナログ時計',
  'ぶっかけうどん',
  '여기 보지 않는 사람, 자지 않는 아기',
  '시발점에 선 자동차',
  '나비의 변태 과정, 미친 듯이 춤추는 사람',
  // European languages
  'una concha en la playa, un asno con su dueño',
  'el cono de helado y el año nuevo',
  'una heroína con capa, un kilo de pan',
  "le chat et la chatte, une gerbe de blé, bouche d'égout",
  'un café avec un cul-de-sac, pédale de vélo, péter',
  'Rosette am Münster, zwei Möpse und ein Mufti',
  'bitte ein Bild mit Vögeln und Dachs',
  'la guerra di Troia, un pesce e una quaglia, la regina',
  'uma aranha, um burro, um pinto e cerveja',
  'хлеб и вафли, петух на холме, голый лес, мент',
  'Рита и сим-карта, рубль, команда, мандарин, страхование, оскорблять, потребитель',
  'een paard, het pijpje, matje en schatje',
  'Lund i Sverige, hård sås och en stake',
  'çingene dansı, am Rhein',
  // Hindi, Arabic, Thai
  'बारिश में नाचता मोर',
  'قطة تجلس على الكرسي، ثدي، قضيب السكك الحديدية',
  'แมวนั่งอยู่บนหลังคา กะปิ',
];

const MARKS = /\[\[(.*?)\]\]/gu;

describe('an inappropriate piece is replaced by a heart and nothing else changes', () => {
  test.each(GUILTY)('%s', marked => {
    const prompt = marked.replace(MARKS, '$1');
    const pieces = Array.from(marked.matchAll(MARKS), match => match[1]);
    const { prompt: safe, replaced } = guard.check(prompt);
    expect(replaced.map(piece => piece.text)).toEqual(pieces);
    expect(safe).toBe(marked.replace(MARKS, '❤️'));
    for (const { text, start, end } of replaced) expect(prompt.slice(start, end)).toBe(text);
    expect(guard.check(safe)).toEqual({ prompt: safe, replaced: [] });
  });
});

describe('an innocent prompt passes byte for byte', () => {
  test.each(INNOCENT)('%s', prompt => {
    expect(guard.check(prompt)).toEqual({ prompt, replaced: [] });
  });
});

test('offsets count UTF-16 units of the original prompt', () => {
  const prompt = '🐶🐶 ﬁne e\u0301 s\u200bh1t';
  expect(guard.check(prompt).replaced).toMatchObject([{ text: 's\u200bh1t', start: 12, end: 17 }]);
});

test('a word that appears once another is gone is taken out, too', () => {
  const { prompt } = guard.check('他妈的操你妈的性交往来 fuckf u c k sh1t$$a');
  expect(guard.check(prompt)).toEqual({ prompt, replaced: [] });
});

describe('policies', () => {
  test('the official one replaces the whole prompt and still tells why', async () => {
    const whole = await safetyGuard('whole-prompt');
    expect(RED_HEART_PROMPT).toBe('A red heart.');
    expect(whole.check('a naked man')).toEqual({
      prompt: 'A red heart.',
      replaced: [{ text: 'naked', start: 2, end: 7, whole: true, category: 'nudity', language: 'en', sure: false }],
    });
    expect(whole.check('a cat')).toEqual({ prompt: 'a cat', replaced: [] });
  });

  test('refusing names every word once', async () => {
    const refusing = await safetyGuard('refuse');
    expect(() => refusing.check('porn with a cat and porn with a dog, sh1t')).toThrow(
      expect.objectContaining({
        code: 'request-refused',
        message: expect.stringContaining('not drawn: “porn”, “sh1t”.'),
      }),
    );
    expect(refusing.check('a cat')).toEqual({ prompt: 'a cat', replaced: [] });
  });

  test('none at all', async () => {
    expect(noGuard.check('a naked man')).toEqual({ prompt: 'a naked man', replaced: [] });
    expect((await safetyGuard('off')).check('a naked man')).toEqual({ prompt: 'a naked man', replaced: [] });
  });

  test('a guard that is not ready says so rather than let a prompt pass', async () => {
    const { SafetyGuard: Fresh } = await import('./vocabulary-guard.ts?fresh' as './vocabulary-guard.ts');
    expect(() => new Fresh().check('a cat')).toThrow('ready');
    expect(new SafetyGuard().check('a cat').replaced).toEqual([]);
  });

  test('a school also looks at gore, drugs and harassment', async () => {
    const school = await safetyGuard('school');
    for (const prompt of ['a severed head', 'lines of cocaine', 'you are worthless, kill yourself']) {
      expect(guard.check(prompt).prompt).toBe(prompt);
      expect(school.check(prompt).prompt).toContain('❤️');
    }
  });

  test('categories are treated one by one, the sternest first', async () => {
    const own = await safetyGuard({ categories: { nudity: 'off', drugs: 'refuse', profanity: 'whole-prompt' } });
    expect(own.judge('a naked man')).toMatchObject({ text: 'a naked man', refused: false, hits: [] });
    expect(own.judge('a naked rapist')).toMatchObject({ text: 'a naked ❤️', refused: false });
    expect(own.judge('a shitty rapist')).toMatchObject({ text: 'A red heart.', refused: false });
    expect(own.judge('a shitty rapist with cocaine')).toMatchObject({ refused: true, hits: [{}, {}, {}] });
  });

  test('lists keep and deny words, also disguised and within phrases', async () => {
    const own = await safetyGuard({ allow: ['naked man', 'sh1t'], deny: ['Voldemort', 'dark mark*'] });
    expect(own.check('a naked man with a sh1t')).toEqual({ prompt: 'a naked man with a sh1t', replaced: [] });
    expect(own.check('a naked woman').prompt).toBe('a ❤️ woman');
    expect(own.check('V0ldemort and the Dark Marks').replaced).toMatchObject([
      { text: 'V0ldemort', category: 'denied', language: 'und', sure: true },
      { text: 'Dark Marks', category: 'denied' },
    ]);
  });

  test.each([
    ['no policy', 7, 'JSON'],
    ['an unknown preset', { preset: 'army' }, 'preset'],
    ['an unknown category', { categories: { jokes: 'off' } }, 'categories'],
    ['an unknown action', { categories: { gore: 'laugh' } }, 'categories.gore'],
    ['an unknown field', { words: [] }, 'JSON'],
    ['words that are none', { allow: ['a', 7] }, 'allow.1'],
  ])('%s is refused, and it is said what does not fit', (_, value, field) => {
    expect(() => readPolicy(value, 'team.json')).toThrow(
      expect.objectContaining({
        code: 'policy-unreadable',
        data: expect.objectContaining({ what: 'team.json', field }),
      }),
    );
  });

  test('a word is kept beside those that are', () => {
    expect(allowing('school', ['nude'])).toEqual({ preset: 'school', allow: ['nude'] });
    expect(allowing({ allow: ['nude'] }, ['nude'])).toEqual({ allow: ['nude'] });
    expect(allowing('off', [])).toEqual({ action: 'off' });
  });
});

describe('the longest prompts stay fast', () => {
  const fill = (piece: string): string => piece.repeat(20_000).slice(0, 20_000);
  test.each([
    ['prose', fill('a cyberpunk cat with a neon sign that says "sana", ')],
    ['Chinese', fill('打工人在城市里，性能与性价比，')],
    ['Chinese hits', fill('他妈的猫')],
    ['hits', fill('fuck ')],
    ['one letter', fill('f')],
    ['an unfinished stretched word', fill('fu')],
    ['spelled letters', fill('f u c ')],
    ['separators', fill('f...')],
    ['masks', fill('f*')],
    ['digits for letters', fill('5h1')],
    ['signs with a letter behind', `${fill('!|+').slice(1)}a`],
    ['combining marks', `f${'\u0335'.repeat(19_999)}`],
    ['invisible characters', fill('\u200b')],
    [
      'many different words',
      Array.from({ length: 4000 }, (_, i) => i.toString(36))
        .join(' ')
        .slice(0, 20_000),
    ],
  ])('%s', (_, prompt) => {
    guard.check('warm up 他妈的 sh1t');
    const start = performance.now();
    guard.check(prompt);
    // Measured: 5 to 50 ms, 150 ms where every character is a hit; quadratic work would take many seconds.
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
