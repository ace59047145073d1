import type { FuzzTarget } from '../target.ts';
import { configuration, safetensors, tokenizers, torch } from './checkpoint.ts';
import { gguf } from './gguf.ts';
import { hub } from './hub.ts';
import { markdown } from './markdown.ts';
import { messages, pluginData } from './messages.ts';
import { png, webp } from './pictures.ts';
import { policies } from './policies.ts';

export const TARGETS: readonly FuzzTarget[] = [
  configuration,
  tokenizers,
  safetensors,
  torch,
  gguf,
  png,
  webp,
  hub,
  messages,
  markdown,
  pluginData,
  policies,
];
