import { expect, it } from 'vitest';
import { referencePath } from '../../../../test/reference-data.ts';
import { openModelFolder } from '../checkpoint/layout/model-folder.ts';
import { diskFolder } from '../node/files.ts';
import { nodeRuntime } from '../node/runtime.ts';
import { SanaPipeline } from '../pipeline.ts';

it('nothing is read back between the first step and the decoder but the latent that it decodes', async () => {
  const runtime = await nodeRuntime('cpu');
  const events: string[] = [];
  const load = runtime.load.bind(runtime);
  runtime.load = async (program, options) => {
    const loaded = await load(program, options);
    return {
      dispose: () => loaded.dispose(),
      async run(feeds, wanted) {
        events.push(program.name);
        const results = await loaded.run(feeds, wanted);
        for (const [name, tensor] of Object.entries(results)) {
          const read = tensor.getData.bind(tensor);
          tensor.getData = release => {
            events.push(`read ${name}`);
            return read(release);
          };
        }
        return results;
      },
    };
  };
  const pipeline = new SanaPipeline(runtime, await openModelFolder(diskFolder(referencePath('sana', 'model'))));
  await pipeline.generate({ prompt: 'a red house', width: 64, height: 64, steps: 3, guidanceScale: 4, seed: 1 });
  await pipeline.dispose();
  const between = events.slice(events.indexOf('denoiser'), events.indexOf('decoder_head'));
  expect(between).toEqual(['denoiser', 'denoiser', 'denoiser', 'read next']);
});
