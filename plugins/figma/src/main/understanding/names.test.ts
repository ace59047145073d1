import { expect, it } from 'vitest';
import { isGivenName, namesChart, namesPart, namesPicture, numberedNames, saysWhatToDraw } from './names.ts';

it.each([
  ...['Frame 12', 'Rectangle', 'image 14', 'Property 1=Default', 'Size=Large, State=Hover', '長方形 1', 'フレーム 3'],
  ...['사각형 2', '矩形 5', '画框 21', 'Rectángulo 7', 'Elipse', 'Retângulo 4', 'Grupo 2', 'Group 12', 'IMG_2034.jpg'],
  ...['Mask group', 'Ellipse (1)', '3f2a9c17e0', '—'],
])('%s was given by Figma and says nothing', name => {
  expect(isGivenName(name)).toBe(true);
  expect(saysWhatToDraw(name)).toBe(false);
});

it.each([
  ...[
    'mountain lake at dawn',
    'Hero – mountain lake at dawn',
    'paper boats on a puddle',
    '山间的木屋',
    'roter Traktor im Feld',
  ],
  ...['a path of stars', 'radio on a window sill', 'Grandmother’s radio', 'صياد في قارب صغير', '🐶', '🏔️ 🌅'],
])('%s says what to draw', name => expect(saysWhatToDraw(name)).toBe(true));

it.each(['Cover', 'Media', 'Card/Image', '_base', 'Hero image', 'Avatar 2', '封面', 'Placeholder'])(
  '%s is a kind of layer',
  name => expect(saysWhatToDraw(name)).toBe(false),
);

it('knows places and parts by words of several languages, and not within others', () => {
  for (const name of [
    'heroPhoto',
    'cover_2',
    'Titelbild',
    'サムネイル',
    '商品图片',
    'صورة',
    'thumbnail-large',
    'Обложка',
  ]) {
    expect(namesPicture(name), name).toBe(true);
  }
  for (const name of ['photosynthesis', 'discovery', 'Frame 3', 'imagine'])
    expect(namesPicture(name), name).toBe(false);
  expect([
    namesChart('photograph'),
    namesChart('Bar chart'),
    namesPart('Button/Primary'),
    namesPart('Divider'),
  ]).toEqual([...[false, true, true, true]]);
});

it('takes names that differ by their number alone as given, in whatever language', () => {
  expect([...numberedNames(['Prostokąt 1', 'Prostokąt 2', 'Apollo 11', 'tile'])]).toEqual([
    'Prostokąt 1',
    'Prostokąt 2',
  ]);
});
