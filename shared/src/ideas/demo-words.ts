import { DEMO_THINGS } from './demo-things.ts';

/** A word that the embedded model has never seen, and things near it that it can draw. */
export interface UnknownWord {
  readonly word: string;
  readonly instead: readonly string[];
}

/** What people ask for, and what there is. */
const NEAR: readonly (readonly [asked: string, instead: string])[] = [
  ['website webpage app interface ui monitor', 'dashboard, browser window, phone screen'],
  ['software developer programming program data server cloud-computing', 'code editor, laptop, technologist'],
  ['graph analytics statistics growth', 'bar chart, line chart, pie chart'],
  ['desk work workplace business company meeting', 'office, office worker, laptop'],
  ['team people child kid user customer family friends portrait', 'woman, man, boy'],
  ['android ai', 'robot, gear, laptop'],
  ['finance payment price budget savings', 'coin, money bag, credit card'],
  ['shop store sale market ecommerce', 'shopping cart, shopping bags, wrapped gift'],
  ['town architecture', 'skyscraper, house, village'],
  ['home interior furniture sofa bedroom', 'living room, house, couch and lamp'],
  ['nature woods jungle', 'evergreen tree, landscape, palm tree'],
  ['river sea waterfall', 'water wave, sailboat, desert island'],
  ['travel holiday vacation trip journey', 'airplane, luggage, beach with umbrella'],
  ['doctor medicine nurse', 'health worker, pill, hospital'],
  ['education learning course lesson', 'classroom, teacher, books'],
  ['science research chemistry', 'scientist, microscope, dna'],
  ['space galaxy universe', 'rocket, ringed planet, astronaut'],
  ['music song concert band', 'guitar, musical notes, headphone'],
  ['fitness gym training workout', 'running shoe, soccer ball, trophy'],
  ['meal lunch dinner breakfast restaurant recipe', 'pizza, spaghetti, fork and knife with plate'],
  ['vegetable healthy', 'red apple, carrot, strawberry'],
  ['coffee', 'hot beverage, teapot, cup with straw'],
  ['celebration event', 'birthday cake, balloon, party popper'],
  ['security password privacy protection', 'shield, locked, key'],
  ['idea innovation inspiration creativity', 'light bulb, artist palette, rocket'],
  ['message chat communication contact support', 'speech balloon, mobile phone, telephone'],
  ['energy power electricity', 'battery, high voltage, electric plug'],
  ['weather storm', 'umbrella with rain drops, cloud, rainbow'],
  ['winter', 'snowman, christmas tree, sled'],
  ['wizard knight', 'mage, crystal ball, castle'],
  ['abstract background pattern texture', 'gradient, waves, blobs'],
  ['puppy hound', 'dog, dog face'],
  ['kitten', 'cat face'],
  ['pony foal', 'horse, unicorn'],
];

/** Words of sentences, looks, colours and scenes, which the model was shown with every thing. */
const COMMON = `a an the and or with on in at by of to for from next near beside behind under over up down some two three one this that
it is are has have my your our red orange yellow green blue purple pink black white gray grey brown light dark mint background
grass meadow lawn field night sky stars beach sea sand snow winter snowy hill sunset evening dusk dawn sunrise day morning forest
mountains desert city lake left right front skin render outline cute little nice big
small tiny huge happy sad old young cartoon icon illustration drawing picture photo image simple clean flat style draw show
me please very beautiful playing looking holding together both plus along front`;

const WORD = /[a-z][a-z']+/gi;

const things = DEMO_THINGS.split(', ');
const known = new Set([...things.flatMap(thing => thing.split(/[^a-z']+/)), ...COMMON.split(/\s+/)]);
const near = new Map(
  NEAR.flatMap(([asked, instead]) => asked.split(' ').map(word => [word, instead.split(', ')] as const)),
);

/**
 * The words of an English prompt that the embedded model does not know, with what it knows that is close. Of other
 * languages nothing is said: it knows ten, and words of their own.
 * @param prompt in English
 */
export function unknownToDemo(prompt: string): readonly UnknownWord[] {
  const words = new Set(prompt.toLowerCase().match(WORD) ?? []);
  return [...words]
    .filter(word => !stems(word).some(stem => known.has(stem)))
    .map(word => ({ word, instead: insteadOf(word) }));
}

/** A prompt with another word for the first that is `word`, in whatever letters. */
export function withOtherWord(prompt: string, word: string, other: string): string {
  let isDone = false;
  return prompt.replace(WORD, found => {
    if (isDone || found.toLowerCase() !== word) return found;
    isDone = true;
    return other;
  });
}

function insteadOf(word: string): readonly string[] {
  const listed = stems(word)
    .map(stem => near.get(stem))
    .find(found => found);
  if (listed) return listed;
  const spelt = things.filter(thing => thing.split(' ').some(part => isClose(part, word)));
  return spelt.slice(0, 3);
}

/** The word, and what it may be the plural of. */
function stems(word: string): readonly string[] {
  return [word, word.replace(/s$/, ''), word.replace(/es$/, ''), word.replace(/ies$/, 'y'), word.replace(/'s$/, '')];
}

/** Whether one letter is another, too many or missing, or two have changed places. */
function isClose(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [one, other] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (one.length <= 1 && other.length <= 1) return true;
  return one.length === 2 && other.length === 2 && one[0] === other[1] && one[1] === other[0];
}
