import { SanaError } from '@sana-studio/core';
import type { Captioner, EncodedPicture } from '../caption.ts';
import { modelCaptioner } from './model-captioner.ts';
import { COLOUR_QUESTION } from './probe.ts';

/** Models that see and run here, by what they are called, with where they are published as ONNX and what they can be asked. */
export const LOCAL_MODELS = {
  'florence-2-base': {
    label: 'Florence-2-base',
    repository: 'onnx-community/Florence-2-base',
    licence: 'MIT',
    asked: 'tasks',
    files: [
      ...['config.json', 'preprocessor_config.json', 'tokenizer.json', 'tokenizer_config.json'],
      ...['onnx/vision_encoder.onnx', 'onnx/embed_tokens.onnx', 'onnx/encoder_model.onnx'],
      'onnx/decoder_model_merged.onnx',
    ],
  },
  'smolvlm-256m': {
    label: 'SmolVLM-256M',
    repository: 'HuggingFaceTB/SmolVLM-256M-Instruct',
    licence: 'Apache-2.0',
    asked: 'questions',
    files: [
      ...[
        'config.json',
        'preprocessor_config.json',
        'processor_config.json',
        'tokenizer.json',
        'tokenizer_config.json',
      ],
      ...['onnx/vision_encoder.onnx', 'onnx/embed_tokens.onnx', 'onnx/decoder_model_merged.onnx'],
    ],
  },
} as const;

export type LocalModelId = keyof typeof LOCAL_MODELS;

/** Of these a repository may have none: transformers.js does without. */
export const LOCAL_MODEL_EXTRAS = ['generation_config.json', 'processor_config.json'] as const;

/** What Florence-2 may be asked, by how much it then says. */
export const FLORENCE_LEVELS = {
  short: '<CAPTION>',
  detailed: '<DETAILED_CAPTION>',
  'more-detailed': '<MORE_DETAILED_CAPTION>',
} as const;

export type FlorenceLevel = keyof typeof FLORENCE_LEVELS;
export type FlorenceTask = (typeof FLORENCE_LEVELS)[FlorenceLevel];

export interface LocalCaptionerOptions {
  readonly id: LocalModelId;
  /** How much Florence-2 says; default: a paragraph, `more-detailed`. */
  readonly level?: FlorenceLevel | undefined;
  /** Asks the model one thing. */
  readonly ask: (picture: EncodedPicture, question: string, signal?: AbortSignal) => Promise<string>;
}

/**
 * A captioner of a model that runs here. Florence-2 knows three tasks and no questions, so it is asked for a detailed caption of
 * the red and of the blue picture, which has to name the colour; SmolVLM is asked what others are. They write English and say the
 * same each time.
 * @throws SanaError `request-invalid` for another language, when it is asked
 */
export function localCaptioner({ id, level, ask }: LocalCaptionerOptions): Captioner {
  const { label, asked } = LOCAL_MODELS[id];
  const words = (question: string) =>
    asked === 'questions'
      ? question
      : FLORENCE_LEVELS[question === COLOUR_QUESTION ? 'detailed' : (level ?? 'more-detailed')];
  const captioner = modelCaptioner({
    model: level === undefined ? id : `${id}-${level}`,
    label: level === undefined ? label : `${label} (${level})`,
    where: 'here',
    repeats: true,
    ask: (picture, question, { signal }) => ask(picture, words(question), signal),
  });
  return {
    ...captioner,
    ignores: asked === 'tasks' ? ['language', 'words'] : ['language'],
    async caption(picture, wish, options) {
      if (!isEnglish(wish.language)) throw new SanaError('request-invalid:captions-language', { model: label });
      return captioner.caption(picture, wish, options);
    },
  };
}

/** @param language BCP 47 */
export function isEnglish(language = 'en'): boolean {
  try {
    return new Intl.Locale(language).language === 'en';
  } catch {
    return false;
  }
}
