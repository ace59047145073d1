import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { version } from '../package.json';
import { bestOfOptions } from './captions/best-of-option.ts';
import { addCaptionCommands } from './captions/commands.ts';
import { SHELLS, type Shell } from './completion/shells.ts';
import { deviceOption as device } from './device-option.ts';
import type { GenerateFlags } from './generate.ts';
import { later } from './later.ts';
import { addModelCommands } from './models/commands.ts';
import { few } from './option-values.ts';
import { partOptions } from './part-option.ts';
import { fixedPolicyOption, policyOption } from './policy-option.ts';
import { number, requestOptions } from './request-options.ts';
import { serverOption } from './server/server-option.ts';
import { size } from './sizes.ts';
import { usageLine } from './usage-line.ts';

function place(text: string): { line: number; column: number | undefined } {
  const [, line, column] = /^([1-9]\d{0,8})(?::([1-9]\d{0,8}))?$/.exec(text.trim()) ?? [];
  if (line === undefined) throw new InvalidArgumentError('It must be LINE or LINE:COLUMN, both from 1.');
  return { line: Number(line), column: column === undefined ? undefined : Number(column) };
}

/** A folder beside or below a document, as links write it. */
function folder(text: string): string {
  const names = text.split(/[\\/]/).filter(name => name !== '' && name !== '.');
  if (names.includes('..') || /^(?:[\\/]|[a-z]:)/i.test(text)) {
    throw new InvalidArgumentError('It must be a folder beside or below the document.');
  }
  return names.map(name => `${name}/`).join('');
}

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
    .argument('[prompt...]', 'what to show; - reads it from standard input');
  for (const option of [...requestOptions(), ...partOptions(), ...bestOfOptions()]) generating.addOption(option);
  generating
    .option('--size <WxH>', "pixels; default: the model's own size, in the proportions of --image", size)
    .addOption(policyOption())
    .addOption(
      new Option('--show-withheld', 'show pictures that the policy withholds, where it permits that').conflicts(
        'server',
      ),
    )
    .addOption(device().conflicts('server'))
    .addOption(serverOption())
    .addOption(new Option('--json', 'print one JSON object for each picture').conflicts(['prompts', 'controlPreview']))
    .option('--control-preview <file>', 'write what the ControlNet would see of --control, and draw nothing')
    .option(
      '--prompts <file>',
      'draw a list: CSV with a column “prompt”, the list items of a markdown file, or - for lines',
    )
    .option('--parallel <n>', 'pictures that a server is asked for at once; default: 2', few)
    .option(
      '--out <file>',
      'where to write; several pictures get -1, -2, …; with --prompts a folder; default: named after the prompt, here',
    )
    .action(async (words: string[], flags: GenerateFlags) => {
      if (flags.parallel !== undefined && flags.server === undefined)
        return generating.error('error: --parallel is for servers: give one with --server');
      if (words.length > 0 || flags.prompts !== undefined)
        return (await import('./generate.ts')).generate(words, flags);
      return generating.error("error: missing required argument 'prompt'");
    });

  addIllustrateCommand(program);
  program
    .command('mcp')
    .summary('tools for assistants (MCP)')
    .description(
      'Serves tools to an assistant over standard input and output, by the Model Context Protocol: make, vary, illustrate, models. The assistant starts it.',
    )
    .option('--folder <folder>', 'where it may write, unless the assistant opens folders of its own; default: here')
    .option('--model <model>', 'id or folder of the model that draws; default: the built-in one')
    .addOption(policyOption())
    .addOption(device().conflicts('server'))
    .addOption(serverOption())
    .action(later(async () => (await import('./mcp/mcp.ts')).serveTools));
  addCaptionCommands(program, device());
  program
    .command('check-prompt')
    .summary('tell what the safety policy makes of prompts')
    .description('Reads prompts, one a line, and tells of each what would be replaced or refused. Draws nothing.')
    .argument('[prompt...]', 'one prompt; without it, lines of standard input')
    .addOption(policyOption())
    .option(
      '--model <model>',
      'id or folder of a model, for a policy with a second look; without it, words alone decide',
    )
    .addOption(device())
    .option('--json', 'print one JSON object a line')
    .option('--json-lines', 'lines are JSON strings, for prompts of several lines; prints JSON')
    .action(later(async () => (await import('./check-prompt.ts')).checkPrompt));

  addModelCommands(program);

  program
    .command('serve')
    .summary('open the studio with a model')
    .description(
      'Serves the studio and a model to browsers on this computer, and pictures to its programs, and to nobody else.',
    )
    .argument('[model]', 'id of a model that was added, or a folder; default: the built-in model')
    .option('--port <n>', 'where to listen', number, 5180)
    .addOption(fixedPolicyOption())
    .addOption(device())
    .option('--origin <url...>', 'other pages that may read the model, e.g. https://studio.example')
    .action(later(async () => (await import('./serve.ts')).serve));

  program
    .command('check-server')
    .summary('try a server that draws')
    .description('Draws two small pictures on a server, and tells what it makes of a size and a seed.')
    .argument('<url>', 'where it is, e.g. http://localhost:30000; its key: sana server-key, or SANA_SERVER_KEY')
    .option('--model <model>', 'name of a model there; default: the first')
    .option('--json', 'print JSON')
    .action(later(async () => (await import('./server/check-server.ts')).checkServer));

  program
    .command('server-key')
    .summary('keep the key for a server')
    .description(
      'Keeps a key for a server where this system keeps secrets. It is asked for, or read from standard input, and never shown.',
    )
    .argument('<url>', 'which server, e.g. https://draw.example')
    .option('--remove', 'forget it')
    .action(later(async () => (await import('./server/server-key.ts')).keepServerKey));

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
    .action(later(async () => (await import('./trace.ts')).trace));

  program
    .command('inspect')
    .summary('look into a checkpoint')
    .description('Tells what a checkpoint holds and what is missing.')
    .argument('<path>', 'folder in the diffusers layout or of one part, or a .safetensors, .pth or .gguf file')
    .action(later(async () => (await import('./inspect.ts')).inspect));

  program
    .command('completion')
    .summary('complete commands and options in a shell')
    .description(
      'Prints a script for a shell. bash: source <(sana completion bash); zsh: the same with zsh; fish: sana completion fish | source.',
    )
    .addArgument(new Argument('<shell>', 'which one').choices(SHELLS))
    .action(async (shell: Shell) => {
      const { completionScript } = await import('./completion/completion.ts');
      process.stdout.write(completionScript(program, shell));
    });

  return program;
}

/** What a document says of its pictures itself, or what makes no sense for several. */
const NOT_FOR_DOCUMENTS = [
  ...['image', 'strength', 'mask', 'feather', 'outpaint', 'refine', 'count', 'variation', 'variation-seed'],
  ...['control', 'controlnet', 'control-from', 'control-scale', 'control-start', 'control-end'],
];

function addIllustrateCommand(program: Command): void {
  const command = program
    .command('illustrate')
    .summary('draw what documents ask for')
    .description(
      'Draws the sana blocks of documents, their images without a target and those whose file is missing, and writes the pictures in.',
    )
    .argument('<file...>', 'markdown, MDX or Quarto; a folder, or patterns such as "docs/**/*.md"')
    .option('--at <line[:column]>', 'draw what is there instead, as the editor does at the cursor', place)
    .option('--dry-run', 'draw and write nothing; print the resulting document')
    .option('--check', 'draw and write nothing; fail if a picture is missing or out of date')
    .option('--json', 'print one JSON object for each file')
    .option('--style <words>', 'the end of every prompt, e.g. "watercolour"')
    .option('--folder <name>', 'where pictures go, beside or below the document', folder, 'images/')
    .option('--keep-blocks', 'leave sana blocks where they are, with their pictures behind them')
    .option('--size <WxH>', "pixels, where the document says nothing; default: the model's own size", size);
  for (const option of requestOptions()) {
    if (!NOT_FOR_DOCUMENTS.includes(option.name())) command.addOption(option);
  }
  for (const option of partOptions()) command.addOption(option);
  command
    .addOption(policyOption())
    .addOption(device().conflicts('server'))
    .addOption(serverOption())
    .action(later(async () => (await import('./illustrate/illustrate.ts')).illustrate));
}
