import { WEIGHT_FORMATS } from '@sana-studio/models';
import { type Command, Option } from 'commander';
import { later } from '../later.ts';
import { keptPartOptions } from '../part-option.ts';

/** Adds `sana models …`. */
export function addModelCommands(program: Command): void {
  const models = program
    .command('models')
    .summary('fetch, list and delete models')
    .description('Fetches models and keeps them on this computer. Every file is kept once, whatever models share it.');

  models
    .command('list', { isDefault: true })
    .summary('what is here, and what can be fetched')
    .description('Lists the models that are here, then the official checkpoints that can be fetched.')
    .option('--json', 'print one JSON object for each model')
    .action(later(async () => (await import('./list.ts')).listModels));

  const adding = models
    .command('add')
    .summary('fetch a model, or go on with it')
    .description(
      'Fetches a model. Ctrl-C pauses; the same command goes on, also after a crash. Only what is needed is fetched: words of later prompts may need the network, unless --offline.',
    )
    .argument('<model>', 'id of the list, owner/name[@revision] of a repository, address or path of a folder')
    .option('--hub <url>', 'hub or mirror to fetch from; default: HF_ENDPOINT, or the Hugging Face Hub')
    .option('--image-encoder', 'also what start images need (0.6 GB)')
    .option('--offline', 'everything, for use without a network (1.8 GB more)')
    .addOption(
      new Option('--weights <format>', 'how to keep them: fewer bits need less disk and memory').choices(
        WEIGHT_FORMATS,
      ),
    )
    .option('--small', 'with the text encoder in about 4 bits, as a GGUF: 1.1 GB in place of 4.1')
    .option('--accept-licence', 'you have read the terms of the model and accept them')
    .action(later(async () => (await import('./add.ts')).addModel));

  for (const option of keptPartOptions()) adding.addOption(option);

  const importing = models
    .command('import')
    .summary('copy the folder of a model')
    .description('Copies the folder of a model in the diffusers layout, or what of it is needed.')
    .argument('<folder>', 'what to copy; it stays as it is')
    .addOption(new Option('--weights <format>', 'as for add').choices(WEIGHT_FORMATS))
    .option('--name <id>', "what to call the model; default: the folder's name")
    .action(later(async () => (await import('./add.ts')).importModel));
  for (const option of keptPartOptions()) importing.addOption(option);

  models
    .command('find')
    .summary('what other programs have on this computer')
    .description(
      'Looks for models and parts of them in the folders of Ollama, LM Studio, llama.cpp, Hugging Face and ComfyUI. They are used where they lie; nothing is copied or changed.',
    )
    .argument('[folder...]', 'more folders to look into')
    .action(later(async () => (await import('./find.ts')).findOnComputer));

  models
    .command('export')
    .summary('write a model as a folder for others')
    .description(
      'Writes a model that was added, as it is kept, as a folder for any web server: with a list of its files and their SHA-256, which whoever fetches it from there compares. What of it is not here is fetched first.',
    )
    .argument('<model>', 'id as in the list')
    .argument('<folder>', 'where to; it is made, and must not hold anything else')
    .action(later(async () => (await import('./export.ts')).exportModelFolder));

  models
    .command('verify')
    .summary('look for damage')
    .description(
      'Reads every byte of a model and compares it with the hashes that its source states, or, where there are none for what is here, with what arrived. What is damaged is deleted. It says what could not be verified.',
    )
    .argument('[model]', 'default: all')
    .option('--against <url>', 'compare that with what another hub, or another folder on a server, has')
    .action(later(async () => (await import('./keep.ts')).verifyModels));

  models
    .command('remove')
    .summary('delete models')
    .description('Deletes models. Files that other models need stay.')
    .argument('<model...>', 'id as in the list')
    .action(later(async () => (await import('./keep.ts')).removeModels));

  models
    .command('where')
    .summary('tell the folder of the models')
    .description('Prints the folder that models are kept in.')
    .action(later(async () => (await import('./keep.ts')).printLibrary));

  models
    .command('move')
    .summary('keep models in another folder')
    .description('Moves all models to another folder, e.g. on a larger disk, and keeps them there from then on.')
    .argument('<folder>', 'is made if it is not there')
    .action(later(async () => (await import('./keep.ts')).moveLibrary));
}
