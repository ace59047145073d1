import type { FoundProgram } from '../../found-model.ts';
import { type Computer, join } from './computer.ts';

export interface Place {
  readonly program: FoundProgram;
  readonly folder: string;
}

/** Where the person's programs keep what can be fetched again, by each system's custom. */
function cacheFolder(computer: Computer): string {
  const { env, home, platform } = computer;
  if (platform === 'win32') return env.LOCALAPPDATA || join(computer, home, 'AppData', 'Local');
  if (platform === 'darwin') return join(computer, home, 'Library', 'Caches');
  return env.XDG_CACHE_HOME || join(computer, home, '.cache');
}

/**
 * Folders of weights on this computer, those first that the person's settings name. Ollama's are notes and blobs, and
 * Hugging Face's are links, so both have readers of their own.
 * @param downloads where LM Studio was told to keep its models
 */
export function filePlaces(computer: Computer, downloads?: string): readonly Place[] {
  const { env, home, platform } = computer;
  const at = (...names: readonly string[]) => join(computer, home, ...names);
  const llama = env.LLAMA_CACHE || join(computer, cacheFolder(computer), 'llama.cpp');
  const studio = [...(downloads ? [downloads] : []), at('.lmstudio', 'models'), at('.cache', 'lm-studio', 'models')];
  const comfy = [at('ComfyUI', 'models'), at('Documents', 'ComfyUI', 'models')];
  if (platform === 'win32') comfy.push(at('Documents', 'ComfyUI_windows_portable', 'ComfyUI', 'models'));
  return [
    ...studio.map(folder => ({ program: 'LM Studio', folder }) as const),
    { program: 'llama.cpp', folder: llama },
    ...comfy.map(folder => ({ program: 'ComfyUI', folder }) as const),
  ];
}

/** Files in which LM Studio notes its settings, the newer first. */
export function studioSettings(computer: Computer): readonly string[] {
  const { home } = computer;
  return [
    join(computer, home, '.lmstudio', 'settings.json'),
    join(computer, home, '.cache', 'lm-studio', 'settings.json'),
  ];
}

/** The cache of Hugging Face's programs. https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables */
export function hubCaches(computer: Computer): readonly string[] {
  const { env, home } = computer;
  const named = [
    env.HF_HUB_CACHE || undefined,
    env.HUGGINGFACE_HUB_CACHE || undefined,
    env.HF_HOME ? join(computer, env.HF_HOME, 'hub') : undefined,
    env.XDG_CACHE_HOME ? join(computer, env.XDG_CACHE_HOME, 'huggingface', 'hub') : undefined,
  ].filter(folder => folder !== undefined);
  return [...new Set([...named, join(computer, home, '.cache', 'huggingface', 'hub')])];
}
