/** Illustrates what is at a place: arguments are the document's URI and the offsets of the selection. */
export const ILLUSTRATE_AT = 'sanaStudio.illustrateAt';

/** Makes the picture at a place again: arguments are the document's URI and an offset. */
export const AGAIN_AT = 'sanaStudio.againAt';
