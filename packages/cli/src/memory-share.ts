/** Of the free memory for weights; the rest is for what the networks compute. */
export const MEMORY_SHARE = 0.5;
