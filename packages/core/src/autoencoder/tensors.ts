import type { AutoencoderConfig } from '../checkpoint/layout/config.ts';
import { type ExpectedTensors, recordTensors } from '../graph/recording.ts';
import { decoderHeadProgram, decoderTailProgram } from './decoder.ts';
import { encoderBackProgram, encoderFrontProgram } from './encoder.ts';

/** The tensors of AutoencoderDC, both halves. @throws SanaError `config-invalid` */
export function autoencoderTensors(config: AutoencoderConfig): ExpectedTensors {
  return recordTensors('autoencoder', (parameters, options) => {
    encoderFrontProgram(config, parameters, options);
    encoderBackProgram(config, parameters, options);
    decoderHeadProgram(config, parameters, options);
    decoderTailProgram(config, parameters, options);
  });
}
