// GET /?prompt=a%20lighthouse&seed=7 draws. One engine for all requests: they are served in order, and the model is loaded once.

import { createServer } from 'node:http';
import { createEngine, SanaError } from 'sana-studio';

const engine = await createEngine();

const server = createServer(async (request, response) => {
  const { searchParams } = new URL(request.url, 'http://localhost');
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  try {
    const { image, seed } = await engine.generate({
      prompt: searchParams.get('prompt') ?? '',
      ...(searchParams.has('seed') && { seed: Number(searchParams.get('seed')) }),
      signal: gone.signal,
    });
    response.writeHead(200, { 'content-type': 'image/png', 'x-seed': String(seed) }).end(image);
  } catch (error) {
    const { code, message } = SanaError.from(error);
    const isTheirs = /^(?:prompt|request|size|seed|steps)-/.test(code);
    response.writeHead(isTheirs ? 400 : 500, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code, message }));
  }
});
server.listen(Number(process.env.PORT ?? 0), () => console.log(`http://localhost:${server.address().port}/`));

process.once('SIGTERM', async () => {
  server.close();
  await engine.dispose();
});
