import type { AskAboutPicture, Captioner, DecodePicture, EncodedPicture } from '../caption.ts';
import { mediaType } from '../picture-file.ts';
import { preparedPicture } from '../prepared-picture.ts';
import type { Judge, Verdict } from '../scorer.ts';
import { spoken } from './answer.ts';
import { Chat, type ChatOptions } from './chat.ts';
import { modelCaptioner } from './model-captioner.ts';
import { rememberedSight } from './probe.ts';

export interface EndpointOptions extends ChatOptions {
  readonly decode: DecodePicture;
}

/** A paragraph, and thoughts before it. */
const MOST_TOKENS = 2048;
/** Of what a judge's first word could have been. */
const ALTERNATIVES = 5;

/** A model on a server that speaks OpenAI's interface, asked with `image_url`. @throws SanaError as the class Chat */
export function endpointCaptioner({ decode, ...options }: EndpointOptions): Captioner {
  const chat = new Chat(options);
  const { model } = options;
  const label = chat.where === 'here' ? model : `${model} (${chat.host})`;
  return modelCaptioner({ model, label, where: chat.where, ask: asking(chat, decode) });
}

function asking(chat: Chat, decode: DecodePicture): AskAboutPicture {
  return async (picture, question, { temperature, seed, signal }) => {
    const url = await dataUrl(picture, decode);
    const { said } = await chat.ask(question, url, { temperature, seed, max_tokens: MOST_TOKENS }, signal);
    return said;
  };
}

/**
 * A judge in NVlabs' words (tools/inference_scaling/nvila_sana_pick.py). Where the server tells how probable its first word
 * was, that of yes is the score; others say yes or no.
 * @throws SanaError as the class Chat
 */
export function endpointJudge({ decode, ...options }: EndpointOptions): Judge {
  const chat = new Chat(options);
  const sees = rememberedSight(options.model, asking(chat, decode));
  return {
    label: options.model,
    where: chat.where,
    async judge(picture, prompt, signal): Promise<Verdict> {
      await sees(signal);
      const url = await dataUrl(picture, decode);
      const settings = { temperature: 0, max_tokens: MOST_TOKENS, logprobs: true, top_logprobs: ALTERNATIVES };
      const { said, first } = await chat.ask(judgeQuestion(prompt), url, settings, signal);
      const chances = (word: string) =>
        first
          .filter(({ token }) => token.trim().toLowerCase() === word)
          .reduce((sum, { logprob }) => sum + Math.exp(logprob), 0);
      const [yes, no] = [chances('yes'), chances('no')];
      if (yes + no > 0) return { yes: yes >= no, probability: yes / (yes + no) };
      return { yes: /^\W*yes\b/i.test(spoken(said) ?? '') };
    },
  };
}

export function judgeQuestion(prompt: string): string {
  return [
    'You are an AI assistant specializing in image analysis and ranking. Your task is to analyze and compare image based on how well they match the given prompt.',
    `The given prompt is:${prompt}. Please consider the prompt and the image to make a decision and response directly with 'yes' or 'no'.`,
    '',
  ].join('\n');
}

async function dataUrl(picture: EncodedPicture, decode: DecodePicture): Promise<string> {
  const prepared = await preparedPicture(picture, decode);
  return `data:${mediaType(prepared)};base64,${base64(prepared.bytes)}`;
}

/** As many bytes as fit into the arguments of a call. */
const PIECE = 0x8000;

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += PIECE) binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(binary);
}
