// How much is read of what comes from outside, thing by thing: THE table of limits. Each has room for every published
// model and every real document, and none lets a sender decide how much memory or time goes by. Reading stops at the
// limit with `over-budget`, before more is fetched, unpacked or kept.

import { SanaError } from './errors.ts';

const KIB = 2 ** 10;
const MIB = 2 ** 20;

export type BudgetUnit = 'bytes' | 'entries' | 'depth' | 'pixels' | 'characters' | 'seconds';

export interface Budget {
  readonly most: number;
  readonly unit: BudgetUnit;
}

const bytes = (most: number) => ({ most, unit: 'bytes' }) as const satisfies Budget;
const entries = (most: number) => ({ most, unit: 'entries' }) as const satisfies Budget;
const depth = (most: number) => ({ most, unit: 'depth' }) as const satisfies Budget;
const pixels = (most: number) => ({ most, unit: 'pixels' }) as const satisfies Budget;
const seconds = (most: number) => ({ most, unit: 'seconds' }) as const satisfies Budget;
const characters = (most: number) => ({ most, unit: 'characters' }) as const satisfies Budget;

export const BUDGETS = {
  /** One answer of a hub's interface, unpacked. A page of a listing has at most 1,000 files, some 300 kB. */
  hubAnswer: bytes(8 * MIB),
  /** Files of one repository. The largest official one has 60. */
  listedFiles: entries(10_000),
  /** Pages of a listing: as many as hold that number of files, and some. */
  listingPages: entries(32),
  /** Hearing what a source has, retries included: somebody waits for it, at most half a minute with the program's start. */
  listing: seconds(25),
  /** A source that sends nothing at all while somebody waits for a picture or an answer; they notice it within ten. */
  silence: seconds(7),
  /** Waiting for 8 KiB of a model that is kept in part, with a picture to be drawn: with the program's start, ten at most. */
  waiting: seconds(5),

  /** What a store writes down of a model or a file of it. With a line for each row of an embedding table it has 6 MB. */
  keptNote: bytes(16 * MIB),
  /** A part of a file that arrives, as a store writes it down. They are written with 4 MiB. */
  keptPart: bytes(64 * MIB),

  /** Any configuration of a model. The longest official one, with its list of blocks, has 3 kB. */
  config: bytes(256 * KIB),
  /** Its values. Gemma's tokenizer_config.json has some 2,000. */
  configEntries: entries(10_000),
  /** How deep JSON may be nested. Gemma's tokenizer.json, the deepest, has 6. */
  jsonDepth: depth(64),
  /** Names of values in JSON, which cost more than values. Gemma's tokenizer.json has 258,000. */
  jsonNames: entries(600_000),
  /** tokenizer.json. Gemma's has 34 MB. */
  tokenizer: bytes(64 * MIB),
  /** Its values. Gemma's has 2.2 million, if every merge is a list of two. */
  tokenizerEntries: entries(2 ** 22),
  /** Tokens of a tokenizer. Gemma's has 256,000. */
  vocabulary: entries(2 ** 19),
  /** All its tokens together, where merges are derived of them. Gemma's have 1.6 million. */
  vocabularyText: characters(2 ** 23),
  /** Pairs of tokens that become one. Gemma's has 580,604. */
  merges: entries(2 ** 20),
  /** Tokens that are found before all others. Gemma's has some 250. */
  addedTokens: entries(2048),
  /** UTF-16 units of a token: finding one takes time in proportion. Gemma's longest has 31. */
  tokenLength: characters(128),
  /** What is done to a text before it is split, or put around it. Gemma's has 1 of the former and 2 of the latter. */
  tokenizerSteps: entries(16),
  /** UTF-16 units of what one of these steps looks for. Gemma's looks for a space. */
  tokenizerPattern: characters(32),
  /** The list of shards of a checkpoint. One with 2,000 tensors takes 200 kB. */
  shardIndex: bytes(8 * MIB),
  /** Its values: a line for each tensor. */
  shardIndexEntries: entries(100_000),
  /** Files of one checkpoint. Gemma's has 3. */
  shards: entries(256),

  /** The header of a safetensors file. One with 2,000 tensors has 200 kB, and trainers add notes of their own. */
  tensorHeader: bytes(8 * MIB),
  /** Its values: eight or nine for each tensor. */
  tensorHeaderEntries: entries(500_000),
  /** The header of a GGUF file, tokenizer included. Gemma's has 6.1 MB. */
  ggufHeader: bytes(32 * MIB),
  /** Its values and tensors, lists item by item. Gemma's has three lists of 256,000. */
  ggufEntries: entries(2 ** 21),
  /** Dimensions of a tensor. Convolutions have 4. */
  tensorRank: entries(16),
  /** The pickle in a .pth file. The published ones have less than 100 kB. */
  pickle: bytes(16 * MIB),
  /** Its operations: twenty times what the largest Sana checkpoint needs. */
  pickleOperations: entries(500_000),
  /** The note in a .pth file that says `little`. */
  byteOrder: bytes(16),
  /** The directory of a .pth file: a few thousand entries of about a hundred bytes. */
  zipDirectory: bytes(4 * MIB),

  /** A LoRA, which is read whole. One of rank 128 for every matrix of the model with 4.8 billion weights has 690 MB. */
  loraFile: bytes(1024 * MIB),

  /** Places of a network where weights are used. The full autoencoder, the largest, has 5,000. */
  networkParts: entries(50_000),
  /** Weights of a network. The largest Sana transformer has 4.8 billion. */
  networkWeights: entries(2 ** 34),
  /** What a stage of the autoencoder computes for each pixel of a picture. The published one has up to 128. */
  valuesPerPixel: entries(256),
  /** What a small model says that it knows. That of sana-mini has 1 MB. */
  knownThings: bytes(16 * MIB),
  /** Its values: a name in each language for each thing. */
  knownThingsEntries: entries(500_000),
  /** Things that it names. */
  knownNames: entries(20_000),
  /** The instruction before every prompt. The official one has 1,400 characters. */
  instruction: characters(8000),
  /** Its tokens: attention goes over all pairs of them. The official one has some 300. */
  instructionTokens: entries(1024),

  /** A picture's file, which is read whole. A photograph with all the pixels that may be is seldom larger. */
  pictureFile: bytes(64 * MIB),
  /** The beginning of a picture's file, which says its size; in a photograph, behind notes and a small picture. */
  pictureStart: bytes(MIB),
  /** Pixels of a picture that a browser unpacks, to be made smaller at once. Cameras of telephones have 50 million. */
  unpackedPixels: pixels(2 ** 26),
  /** Pixels of a picture to start from, twice as many as one that is made here may have. */
  picturePixels: pixels(2 ** 25),
  /** Their values, unpacked: 24 million pixels in three colours. They are in memory three times while they are put in order. */
  pictureData: bytes(72 * MIB),
  /** Parts of a picture's file. Programs write some 8 kB of the values into each. */
  pictureChunks: entries(100_000),
  /** A request in a picture: two prompts of which every letter takes six. */
  storedRequest: bytes(512 * KIB),

  /** A document in markdown, of which the words at the cursor are a prompt. A long book has 1,000,000 characters. */
  document: characters(1_500_000),
  /** Its list items, headings and rows, and the quotations and lists that each line is in: some fifth of a millisecond each. */
  documentBlocks: entries(50_000),
  /** Those of one part, a list or table, which is parsed in one go, and again with each letter that is typed in it. */
  documentPartBlocks: entries(10_000),
  /** Until it is read, in a program that has other things to do as well. */
  documentReading: seconds(60),
  /** Lists and quotations in one another. */
  documentNesting: depth(100),
  /** Marks of emphasis, links and code in one paragraph, where a parser looks for each one's other end. */
  paragraphMarks: entries(4000),

  /** Prompts that one with alternatives (`{a|b}`) is made into at once. */
  combinations: entries(64),
  /** Alternatives in one another. */
  combinationDepth: depth(16),

  /** Prompts that are looked at in one go, of standard input. */
  promptList: characters(64 * MIB),
  /** One of their lines. */
  promptLine: characters(MIB),
  /** A file with a safety policy. */
  policyFile: bytes(MIB),
  /** A file with a probe. One for the official text encoder has some 13 kB. */
  probeFile: bytes(256 * KIB),
  /** Numbers that it weighs. The official text encoder has 2304. */
  probeWidth: entries(2 ** 14),
  /** Words of its two lists, and the length of one. */
  policyWords: entries(10_000),
  policyWord: characters(200),
  /** A file of styles, to be shared. A style has some 500 bytes. */
  stylesFile: bytes(256 * KIB),
  /** Styles in it. */
  styles: entries(200),
  /** What a style is called. */
  styleName: characters(80),
  /** Its words, and those that it avoids: as many as the longest prompt of a model has room for, and some. */
  styleWords: characters(2000),

  /** Models in a team's list. */
  teamModels: entries(200),
  /** Names in folders of other programs that are looked at for models. A cache of a hundred models has some thousand. */
  searchedEntries: entries(50_000),
  /** Texts of a folder that are searched for what they show. A documentation site has some hundreds. */
  searchedTexts: entries(5000),
  /** Each of them. */
  searchedText: bytes(8 * MIB),
  /** Pictures of a folder that are looked at. */
  searchedPictures: entries(5000),

  /** Layers looked at around a selection in a design: more than a page of a website has, read within a second. */
  layers: entries(3000),
  /** Layers that lie on the page itself, looked at for texts beside a shape. */
  neighbourLayers: entries(500),

  /** A message from another page or frame. A picture of 4096 px is 64 MiB. */
  channelMessage: bytes(256 * MIB),
  /** Values in it, however deep. */
  channelValues: entries(1_000_000),
  /** Calls of another page or frame that are under way. */
  channelCalls: entries(1000),

  /** What a server that draws answers: a picture of 4096 px as text in JSON. One that hardly compresses has 67 MB. */
  serverPicture: bytes(96 * MIB),
  /** Until it does. Node's own fetch waits five minutes for the beginning of an answer. */
  serverDrawing: seconds(290),

  /** A model's answer about a picture, which may be loaded first, and thinks aloud. */
  captionAnswer: bytes(4 * MIB),
  captionWriting: seconds(120),
  /** Captions or scores of all pictures of a shard, or of one. A shard has some 10,000. */
  captionFile: bytes(64 * MIB),
  /** Files of a folder of pictures to be trained with, and names in a list of them. */
  captionedFiles: entries(2 ** 23),

  /** The system's keychain, while it asks the person to unlock it. */
  keychain: seconds(60),

  /** A prompt from standard input, more than any that would be accepted: an endless pipe ends here. */
  promptInput: bytes(MIB),
  /** A path that an assistant names, as long as systems take. */
  toolPath: characters(4096),

  /** The local server: a request's head, from its first byte (or the connection's beginning) on. */
  serverHead: seconds(10),
  /** A reader of the local server that reads nothing at all. However slow one is that reads, it stays. */
  serverReader: seconds(20),
  /** At once to the local server. A browser opens six; each costs up to 0.2 MB when its reader does not read. */
  serverConnections: entries(256),
  /** What a client of the local server asks for: two prompts of which every letter takes six, and some. */
  serverQuestion: bytes(512 * KIB),
  serverHeadBytes: bytes(16 * KIB),
  /** Of one request. Browsers send some twenty. */
  serverHeaders: entries(100),

  /** A sentence about what went wrong, wherever it ends: 8 kB at most, in every writing. */
  message: characters(2000),
  /** One fact in it: a path, a tensor's name, what another program said. */
  fact: characters(800),
  /** What a fact is called, by a peer. */
  factName: characters(100),
  /** Of one list in it. */
  factItems: entries(50),
  /** All facts of an error, those of errors inside it included. */
  factValues: entries(120),
  factCharacters: characters(3000),
} as const satisfies Readonly<Record<string, Budget>>;

export type BudgetName = keyof typeof BUDGETS;

/**
 * What is thrown where reading stops.
 * @param what the file, address or thing that is too large, as a person knows it
 */
export function overBudget(name: BudgetName, what: string, cause?: unknown): SanaError {
  const { most, unit } = BUDGETS[name];
  return new SanaError(`over-budget:${unit}`, { what, most, budget: name }, cause);
}
