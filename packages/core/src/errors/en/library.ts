// For people who use the library: see packages/library.

export const library = {
  'model-not-found:unsaid':
    'No model is chosen. Pass one as `model`, for example sanaMini of the package @sana-studio/sana-mini, or say it once with configure().',
  'model-not-found:as-package':
    'The embedded model comes as a package: import sanaMini from @sana-studio/sana-mini and pass that as `model`, or name a folder that has it with configure(files).',
  'model-not-found:not-installed':
    'The package {name} is not installed, and no other model is chosen. Install it (npm i {name}), or pass `model`.',
  'worker-failed:script':
    'The script of the engine’s worker did not start ({url}). The browser’s console says why. Where its files lie is set with configure(files).',
  'worker-failed:script-missing':
    'The script of the engine’s worker is not at {url} ({status}). Copy the files of sana-studio/dist there, or say where they lie with configure(files). Vite in development: optimizeDeps.exclude: sana-studio, @sana-studio/sana-mini.',
  'worker-failed:script-type':
    'The script of the engine’s worker comes as “{type}” from {url}: browsers run it as text/javascript only. Where that is a page, the file is not there; elsewhere the server has to send the type.',
  'worker-failed:script-policy':
    'The page’s Content-Security-Policy ({directive}) does not let it start the engine’s worker ({url}). Allow that address, and blob: where it is on another origin; with Trusted Types the policy sana-studio.',
  'worker-failed:other-runtime':
    'Another ONNX Runtime is loaded in this process ({other}); two of them take each other’s library. Make it one (npm ls onnxruntime-node), or draw in a process of its own.',
  'request-invalid:options': '{what} takes an object of options, but {given} was given.',
  'request-invalid:unknown': '{what} knows no {name}; there are: {known}.',
  'request-invalid:model':
    'The model must be sanaMini of @sana-studio/sana-mini, a name and files (each a Blob, bytes or an address), an address or an id, but {given} was given.',
  'request-invalid:size': 'The size must be WIDTHxHEIGHT in pixels, for example 512x768, but is {given}.',
  'request-invalid:format': '{format} is no format of pictures here: choose one of {formats}.',
  'request-invalid:image': 'The field {field} must be pixels (width, height, data), a Blob, or the bytes of a file.',
} as const;
