import { sanaMini } from '@sana-studio/sana-mini';
import { createEngine } from 'sana-studio';

const canvas = document.querySelector('canvas');
const bar = document.querySelector('progress');
const context = canvas.getContext('2d');
const stop = new AbortController();
document.querySelector('#cancel').addEventListener('click', () => stop.abort());

const show = ({ fraction }) => {
  if (fraction !== undefined) bar.value = fraction;
};
const engine = await createEngine({ model: sanaMini, onProgress: show, signal: stop.signal });
const { image, seed } = await engine.generate({
  prompt: 'A cute 🐶 playing with a 🏀 on the grass',
  size: '512x512',
  seed: 3,
  format: 'bitmap',
  signal: stop.signal,
  onProgress: show,
});
context.drawImage(image, 0, 0);
image.close();
canvas.dataset.seed = seed;
await engine.dispose();
