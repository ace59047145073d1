/** Tools of assistants. */
export const assistants = {
  'access-denied:outside': '{path} is not below a folder that may be used here: {folders}. Name a file below one.',
  'access-denied:whole-disk': 'This was started in {folder}, which is all of the disk. Start it with --folder FOLDER.',
  'request-invalid:tool-path': '“{path}” cannot be the path of a picture ({detail}). Write it as images/fox.png.',
  'request-invalid:tool': 'The tool {tool} does not take this ({field}: {problem}).',
  'request-invalid:no-tool': 'There is no tool {tool}. There are: {known}.',
  'request-invalid:vary-unknown': '{file} does not say what it was made from. Give a prompt, too: what it shows.',
} as const;
