// node draw.js "A cute 🐶 playing with a 🏀 on the grass" 3 dog.png

import { writeFile } from 'node:fs/promises';
import { createEngine } from 'sana-studio';

const [prompt = 'A cute 🐶 playing with a 🏀 on the grass', seed = '3', file = 'dog.png'] = process.argv.slice(2);

const engine = await createEngine();
try {
  const { image } = await engine.generate({ prompt, seed: Number(seed) });
  await writeFile(file, image);
} finally {
  await engine.dispose();
}
