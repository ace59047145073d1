/** Illustrates what is at a place: arguments are the document's URI and the offsets of the selection. */
export const ILLUSTRATE_AT = 'sanaStudio.illustrateAt';

/** Makes the picture at a place again: arguments are the document's URI and an offset. */
export const AGAIN_AT = 'sanaStudio.againAt';

/** Varies the picture at a place: arguments as above. */
export const VARY_AT = 'sanaStudio.varyAt';

/** Has the words changed that made the picture at a place, and makes it again: arguments as above. */
export const WORDS_AT = 'sanaStudio.wordsAt';

/** Gives the image at a place an alternative text: arguments as above. */
export const ALT_AT = 'sanaStudio.altTextAt';
