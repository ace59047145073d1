// A process that begins every picture and stops for nothing.
process.on('message', ({ at }) => {
  if (at === undefined) return;
  process.send({ at, progress: { phase: 'denoise', step: 0, steps: 1, picture: 0, pictures: 1, fraction: 0 } });
});
