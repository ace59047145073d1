/**
 * How weights are kept. `original`: as they are published. `fp16`: 16 bits for every value. `int8` and `int4`: integers for
 * the large matrices of text encoder and transformer, 16 bits for the rest.
 */
export const WEIGHT_FORMATS = ['original', 'fp16', 'int8', 'int4'] as const;

export type WeightFormat = (typeof WEIGHT_FORMATS)[number];
