/** Whoever decodes pictures in Node decodes them before. */
export default function sharp() {
  throw new Error('sharp is not here: give pictures as pixels.');
}
