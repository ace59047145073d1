import { normalisePrompt } from '../prompt/normalise.ts';
import { PromptEncoder } from '../text/prompt-encoder.ts';
import { encodeInstruction, promptTokens } from '../text/prompt-tokens.ts';
import type { TraceContext } from './trace.ts';

/** Token ids and hidden states of the prompts, alone (`plain`) and behind the instruction (`chi`). */
export async function traceText({ model, note, programs, emit }: TraceContext): Promise<void> {
  const tokenizer = model.tokenizer.load();
  const encoder = new PromptEncoder(model.textEncoder, programs);
  const width = model.textEncoder.config.hidden_size;
  const instruction = encodeInstruction(tokenizer, note.complex_human_instruction);

  for (const [index, prompt] of note.prompts.entries()) {
    for (const kind of ['plain', 'chi'] as const) {
      const name = `text${index}.${kind}`;
      if (!note.tensors[`${name}.ids`]) continue;
      const { ids, constant } = promptTokens(tokenizer, kind === 'chi' ? instruction : null, normalisePrompt(prompt));
      emit(`${name}.ids`, [ids.length], Int32Array.from(ids));
      const hidden = await encoder.encode(ids, constant);
      emit(`${name}.hidden`, [hidden.count, width], hidden.values);

      const padded = note.tensors[`${name}.hidden_padded`]?.[0];
      if (padded !== undefined) {
        const rows = await encoder.encode(ids, constant, {}, padded - ids.length);
        emit(`${name}.hidden_padded`, [rows.count, width], rows.values);
      }
    }
  }
  await encoder.dispose();
}
