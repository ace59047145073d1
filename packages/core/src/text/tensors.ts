import type { TextEncoderConfig } from '../checkpoint/layout/config.ts';
import { type ExpectedTensors, recordTensors } from '../graph/recording.ts';
import { EMBEDDING, gemmaProgram } from './gemma.ts';

/** The tensors of Gemma2Model (without the `model.` that some files put before the names). @throws SanaError `config-invalid` */
export function textEncoderTensors(config: TextEncoderConfig): ExpectedTensors {
  const inGraph = recordTensors('text encoder', (parameters, options) => gemmaProgram(config, parameters, options));
  // looked up row by row, outside any graph
  return new Map([[EMBEDDING, [config.vocab_size, config.hidden_size]], ...inGraph]);
}
