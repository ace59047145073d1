import { LAWS } from '@sana-studio/captions';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { later } from '../later.ts';
import { few, together, wholeNumber } from '../option-values.ts';
import { ENDPOINT, NO_SCORER, scorerName } from './caption-names.ts';

function atLeastZero(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError('It must be a number, 0 or more.');
}

/** Adds `caption` and `select`. @param device what computes */
export function addCaptionCommands(program: Command, device: Option): void {
  program
    .command('caption')
    .summary('caption pictures to train with')
    .description(
      'Has models that see caption a folder of pictures or shards, in the side files of NVlabs/Sana, and prints the lines of a training configuration. The same command goes on where it was stopped.',
    )
    .argument('<folder>', 'PNG, JPEG or WebP pictures, or shards (.tar)')
    .requiredOption(
      '--with <captioner>',
      'who writes: endpoint:MODEL; florence-2-base[:short|detailed|more-detailed][:FOLDER] and smolvlm-256m[:FOLDER], which run here; stored: the prompt in the picture. Several times for several captions',
      together,
    )
    .option('--endpoint <url>', 'an OpenAI-compatible server; its key in SANA_CAPTION_KEY', ENDPOINT)
    .option('--send-to <host>', 'another computer that pictures may be sent to; several times for several', together)
    .option(
      '--scorer <scorer>',
      'what scores captions: clip-vit-l14, clip-vit-b32 (with :FOLDER if it is elsewhere), sana-mini',
      scorerName,
      NO_SCORER,
    )
    .option('--language <tag>', 'of the captions, e.g. de; default: English')
    .option('--words <n>', 'at most as many words; default: 60', wholeNumber(5, 500))
    .option('--jobs <n>', 'pictures at once', few, 2)
    .option('--force', 'write anew what is there; texts of pictures are never written over')
    .option('--dry-run', 'tell what would be asked, and write nothing')
    .addOption(device)
    .action(later(async () => (await import('./caption.ts')).caption));

  program
    .command('select')
    .summary('select captions by their scores')
    .description('Selects one caption for each picture of a folder or of shards, as Sana’s training does.')
    .argument('<folder>', 'pictures with side files, as “sana caption” and NVlabs write them')
    .addOption(
      new Option('--law <law>', 'nvlabs: as the code does it; paper: as the paper says; best: the highest score')
        .choices(LAWS)
        .default('nvlabs'),
    )
    .option('--threshold <n>', 'nvlabs: captions that score less are not drawn from', atLeastZero, 25)
    .option('--temperature <n>', 'nvlabs and paper: the higher, the more is left to chance', atLeastZero, 0.1)
    .option('--seed <n>', 'as Python’s random.Random takes it', '0')
    .option('--json', 'print one JSON object')
    .action(later(async () => (await import('./select.ts')).select));
}
