/** What was being done: a program, e.g. `text encoder`, was loaded or run; without one, a picture was made. */
export interface Doing {
  readonly doing: 'load' | 'run' | 'make';
  readonly program?: string;
}

function during({ doing, program = 'program' }: Doing): string {
  if (doing === 'load') return `loading the ${program}`;
  return doing === 'run' ? `running the ${program}` : 'making the picture';
}

const PARTS: Readonly<Record<string, string>> = {
  'text-encoder': 'the text encoder',
  transformer: 'the transformer',
  encoder: "the autoencoder's encoder",
  decoder: "the autoencoder's decoder",
};

/** Whose numbers are not right; the encoder and the decoder are those of the autoencoder. */
export type ModelPart = 'text-encoder' | 'transformer' | 'encoder' | 'decoder';

export interface InPart {
  readonly phase: ModelPart;
}

/** Why there is no graphics device; `{detail}` stands in some. */
export const NO_GPU = {
  'not-offered': 'This browser does not offer WebGPU on this page',
  'no-adapter': 'The browser found no graphics device for WebGPU',
  'not-started': 'WebGPU could not be started ({detail})',
  software: 'WebGPU is only emulated in software here',
} as const;

const gpuAdvice =
  "Switch on hardware acceleration in the browser's settings, update the graphics driver, or choose the processor.";

/** Devices, the engine and its worker. */
export const run = {
  'device-unavailable:not-offered': `${NO_GPU['not-offered']}. ${gpuAdvice}`,
  'device-unavailable:no-adapter': `${NO_GPU['no-adapter']}. ${gpuAdvice}`,
  'device-unavailable:not-started': `${NO_GPU['not-started']}. ${gpuAdvice}`,
  'device-unavailable:software': `${NO_GPU.software}. ${gpuAdvice}`,
  'device-unavailable:none-here':
    'WebGPU finds no graphics device here. Choose the CPU, or install a driver for the graphics processor.',
  'device-unavailable:not-built': 'ONNX Runtime was built without {device} for this platform. Use --device cpu.',
  'device-unavailable:no-wasm': 'Node has no device “wasm”. Choose auto, cpu or webgpu.',
  'device-unavailable:no-cpu': 'A browser has no device “cpu”. Choose auto, webgpu or wasm.',
  'file-corrupt:program':
    '{file} is not the file that was built with this page ({url}). Reload the page; if that does not help, whoever serves it must put up all files of one version.',
  'file-missing:program':
    '{file}, a part of this page, could not be fetched from {url} ({detail}). Reload the page, or try again later; if that does not help, whoever serves it has to put it there.',
  'device-lost:idle':
    'The graphics device stopped working. Start again; if it happens twice, choose a smaller picture or the processor.',
  'device-lost:during': (facts: Doing) =>
    `The graphics device stopped while ${during(facts)}. Start again; if it happens twice, choose a smaller picture or the CPU.`,
  'device-lost:twice':
    'The graphics device stopped twice. Choose a smaller picture, or keep the model’s weights in fewer bits (int8 or int4), or choose the processor, or update the graphics driver.',
  'out-of-memory': 'There was not enough memory. Choose a smaller picture or a smaller model, or close other programs.',
  'out-of-memory:during': (facts: Doing) =>
    `There was not enough memory while ${during(facts)}. Choose a smaller picture or a smaller model, or close other programs.`,
  'out-of-memory:twice':
    'There is not enough memory for this picture, even with less of the model in it at a time. Choose a smaller picture, or keep the model’s weights in fewer bits (int8 or int4), or close other programs.',
  'out-of-memory:ended':
    'The system ended the process that does the work ({signal}), most likely for want of memory. Choose a smaller picture or a smaller model, or close other programs.',
  'runtime-failed:during': ({ detail, ...facts }: Doing & { readonly detail: string }) =>
    `Something failed while ${during(facts)}: ${detail ?? 'nothing more is known'}`,
  'phase-not-finite:not-finite': ({ phase }: InPart) =>
    `The result of ${PARTS[phase] ?? 'a part of the model'} contains numbers that are not finite. The graphics driver may be faulty; try another device.`,
  'phase-not-finite:constant': ({ phase }: InPart) =>
    `The result of ${PARTS[phase] ?? 'a part of the model'} is the same number everywhere. The model or the graphics driver is faulty; try another device, or download the model again.`,
  'worker-failed:crashed':
    'The engine crashed. Start again; it will be restarted by itself. If it happens twice, choose a smaller picture.',
  'worker-failed:silent':
    'The engine has stopped answering. Start again; it will be restarted by itself. If it happens twice, choose a smaller picture.',
  'worker-failed:store': 'What keeps the models stopped ({detail}). Try again; what was stored is still there.',
  'worker-failed:png': 'Pictures cannot be written as PNG files; reload the page.',
  'worker-failed:command':
    'The process that does the work cannot be started ({detail}). Close other programs and try again.',
  'worker-failed:ended':
    'The process that does the work crashed ({signal}). Start again; if it happens twice, choose a smaller picture or another device.',
  'worker-failed:page-silent': 'The engine page does not answer ({url}). Check the connection, then try again.',
  'worker-failed:page-reloaded': 'The engine page was reloaded ({url}). Check the connection, then try again.',
  'worker-failed:page-kept-away':
    'The browser does not let this page reach programs on this computer and its network (Local Network Access), and the engine page is one of them ({url}). Use a plugin that was built with an engine page on the internet (--engine with an https address), or allow this site to reach the local network in the browser’s settings, then try again.',
  'worker-failed:page-not-running':
    'The engine page on this computer or its network does not answer ({url}). Start it (npm run dev:figma), then try again.',
  'worker-failed:page-not-allowed':
    'The engine page ({url}) is not among the addresses that this plugin may use: its manifest does not have it, or only for development. Build the plugin again with --engine and an https address.',
  'worker-failed:page-older':
    'The engine page is older than this plugin: {url} speaks version {theirs}, the plugin {own}. Whoever hosts it has to put the engine page of this plugin’s release there; until then, use the plugin of before.',
  'worker-failed:page-newer':
    'This plugin is older than the engine page: {url} speaks version {theirs}, the plugin {own}. Update the plugin; whoever hosts the page should keep the earlier one at its own address.',
  'worker-failed:other-build':
    'The engine runs on the processor and could not change to the graphics device. Try again; it will be started anew.',
  'worker-failed:other-end': 'The other end was started again, so what it was asked is lost. Try again.',
  'worker-failed:other-version': 'The other end is of another version ({theirs} instead of {own}). Update both.',
  'request-invalid:no-method': 'There is no method {method} here; reload the page.',
  'request-invalid:too-many-calls': 'Too many calls are under way; reload the page.',
  'request-invalid:arguments': '{detail}; reload the page.',
  cancelled: 'Cancelled.',
  'cancelled:loading': 'Loading the model was cancelled.',
  'cancelled:picture': 'The picture was cancelled.',
  'cancelled:engine': 'The engine was closed.',
  internal: 'Something went wrong inside the program. Try again.',
  'internal:no-input': 'The {program} was run without its input {input}.',
  'internal:no-picture': 'The engine made no picture; try again.',
} as const;
