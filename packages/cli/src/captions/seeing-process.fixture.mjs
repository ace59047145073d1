// Stands for local-process.ts: it names the colour of a picture's first pixel, and does as it is told.
import { inflateSync } from 'node:zlib';

function colourOf(png) {
  const file = Buffer.from(png);
  const parts = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const length = file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(file.subarray(at + 8, at + 8 + length));
  }
  const [, red, , blue] = inflateSync(Buffer.concat(parts));
  return red > blue ? 'red' : 'blue';
}

process.on('message', ({ at, picture, question }) => {
  if (question === 'hang') for (;;);
  if (question === 'die') process.exit(3);
  const text = question === 'who' ? `${process.pid}` : `${question} All of it is ${colourOf(picture.bytes)}.`;
  process.send({ at, text });
});
