import { expect, test } from 'vitest';
import { otherLanguage } from './language.ts';

test.each([
  'a cat',
  'a red kite over the sea',
  'pizza on a yellow background',
  'A cyberpunk cat with a neon sign that says "Sana"',
  'portrait of a woman, soft light, 85mm, f/1.8',
  'sushi and ramen on a table',
  'Vincent van Gogh style sunflower field',
  'cappuccino with latte art',
  'golden retriever puppy',
  'Ukiyo-e wave',
  'dashboard',
  'croissant',
  'a samurai in Kyoto',
  '🐶 wearing 🕶 flying on the 🌈',
  'hero image for a travel agency',
  'a poster with the word 春 on it',
  '',
  '🐱',
])('“%s” may be English', prompt => {
  expect(otherLanguage(prompt)).toBeUndefined();
});

test.each([
  ['zh', '念去去千里烟波，暮霭沉沉楚天阔'],
  ['ja', '猫が窓辺で眠っている'],
  ['ko', '창가에서 자고 있는 고양이'],
  ['ru', 'рыжая кошка спит на подоконнике старого дома'],
  ['ar', 'قطة صغيرة تنام على النافذة'],
  ['hi', 'खिड़की पर सोती हुई बिल्ली'],
  ['el', 'μια γάτα κοιμάται στο παράθυρο'],
  ['fr', 'un chat roux sur un canapé'],
  ['de', 'eine rote Katze auf dem Sofa'],
  ['es', 'un perro jugando en la playa'],
  ['it', 'una casa sul lago al tramonto'],
  ['pt', 'um cachorro na praia'],
  ['sv', 'en röd stuga vid sjön'],
  ['tr', 'kırmızı bir araba'],
  ['pl', 'czerwony samochód na ulicy'],
  ['vi', 'một con mèo trên ghế'],
  ['cs', 'červený dům u jezera'],
])('%s: %s', (language, prompt) => {
  expect(otherLanguage(prompt)).toBe(language);
});

test('a script says that it is not English even where it does not say what it is', () => {
  expect(otherLanguage('猫')).toBeDefined();
  expect(otherLanguage('ⴰⵣⵓⵍ')).toBe('und');
});
