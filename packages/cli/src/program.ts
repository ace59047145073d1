import { Command, InvalidArgumentError, Option } from 'commander';
import { version } from '../package.json';
import { DEVICES, type DeviceChoice } from './device.ts';
import { generate } from './generate.ts';
import { inspect } from './inspect.ts';
import { addModelCommands } from './models/commands.ts';
import { number, requestOptions } from './request-options.ts';
import { usageLine } from './run-command.ts';
import { serve } from './serve.ts';
import { trace } from './trace.ts';

function size(text: string): { width: number; height: number } {
  const [, width, height] = /^(-?\d+)[x×](-?\d+)$/i.exec(text.trim()) ?? [];
  if (width !== undefined && height !== undefined) return { width: Number(width), height: Number(height) };
  throw new InvalidArgumentError('It must be WIDTHxHEIGHT in pixels, for example 1024x768.');
}

const device = () =>
  new Option('--device <device>', 'what computes; auto: a graphics processor if that is faster')
    .choices(DEVICES)
    .default('auto' satisfies DeviceChoice);

/** The command line of sana. */
export function createProgram(): Command {
  // settings are inherited by the commands that are added afterwards
  const program = new Command('sana')
    .description('Makes pictures from text with Sana, on this computer.')
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: (message, write) => write(`${usageLine(message)}\n`) })
    .showSuggestionAfterError();

  const generating = program
    .command('generate')
    .summary('make pictures from a prompt')
    .description('Makes pictures from a prompt and prints the paths of the PNG files.')
    .argument('<prompt...>', 'what to show; - reads it from standard input');
  for (const option of requestOptions()) generating.addOption(option);
  generating
    .option('--size <WxH>', "pixels; default: the model's own size, in the proportions of --image", size)
    .addOption(device())
    .option('--out <file>', 'where to write; several pictures get -1, -2, …; default: named after the prompt, here')
    .action(generate);

  addModelCommands(program);

  program
    .command('serve')
    .summary('open the studio with a model')
    .description('Serves the studio and a model to browsers on this computer, and to nobody else.')
    .argument('[model]', 'id of a model that was added, or a folder; default: the built-in model')
    .option('--port <n>', 'where to listen', number, 5180)
    .option('--origin <url...>', 'other pages that may read the model, e.g. https://studio.example')
    .action(serve);

  program
    .command('trace')
    .summary('compare with the reference implementation')
    .description('Recomputes every tensor of a reference folder and compares. Fails if one differs too much.')
    .argument('<folder>', 'holds model/, expected.json and expected.safetensors')
    .addOption(device())
    .option('--out <file>', 'write what was computed as float32 safetensors')
    .option('--original', 'take the transformer from original.pth')
    .option('--tolerance <n>', 'largest error allowed; default: 2e-4 on the cpu, 1e-3 on webgpu', number)
    .option('--json', 'print JSON instead of a table')
    .action(trace);

  program
    .command('inspect')
    .summary('look into a checkpoint')
    .description('Tells what a checkpoint holds and what is missing.')
    .argument('<path>', 'folder in the diffusers layout, or a .safetensors or .pth file')
    .action(inspect);

  return program;
}
