// Models that run here by transformers.js. Apart from the rest: 400 kB of a bundle, and what it loads it keeps.

export {
  type Described,
  FLORENCE_TASKS,
  type Florence,
  type FlorenceOptions,
  type FlorenceTask,
  openFlorence,
} from './vision.ts';
