/** What a policy can treat in its own way. The words are those of the command line, of policy files and of hits. */
export const SAFETY_CATEGORIES = [
  'nudity',
  'sexual',
  'sexual-violence',
  'hate',
  'profanity',
  'gore',
  'drugs',
  'harassment',
] as const;
export type SafetyCategory = (typeof SAFETY_CATEGORIES)[number];

/** What makes words innocent that stand near it: a physician, a museum, a farm, a kitchen, history, a temple, things. */
export const EXCUSES = ['medicine', 'art', 'animal', 'food', 'history', 'thing'] as const;
export type Excuse = (typeof EXCUSES)[number];

interface Meaning {
  readonly category: SafetyCategory;
  readonly excuses?: readonly Excuse[];
}

/**
 * The meanings that are policed, the same ones in every language: a language that lacks one does not compile. Why each is
 * here, in a line.
 */
export const CONCEPTS = {
  /** Nobody gets undressed people who did not ask a life class for them; stones, swords and lipstick are bare, too. */
  naked: { category: 'nudity', excuses: ['thing', 'art', 'animal'] },
  /** Strip shows, and taking the clothes off before others. */
  undress: { category: 'nudity', excuses: ['art', 'thing'] },
  /** Coarse words for breasts are sure; nipples and bosoms also belong to medicine, to animals and to landscapes. */
  breasts: { category: 'nudity', excuses: ['medicine', 'animal', 'art', 'thing', 'food'] },
  /** Coarse words for the buttocks. */
  buttocks: { category: 'nudity', excuses: ['animal', 'medicine', 'thing', 'food'] },
  /** Having sex, in words that are not coarse. */
  coitus: { category: 'sexual', excuses: ['medicine', 'animal', 'art'] },
  /** Oral, anal, in groups. */
  acts: { category: 'sexual', excuses: ['medicine'] },
  masturbation: { category: 'sexual', excuses: ['medicine'] },
  penis: { category: 'sexual', excuses: ['medicine', 'animal', 'food', 'art', 'thing'] },
  vulva: { category: 'sexual', excuses: ['medicine', 'animal', 'food', 'art', 'thing'] },
  /** Orgasm and what comes of it. */
  climax: { category: 'sexual', excuses: ['medicine', 'animal'] },
  porn: { category: 'sexual', excuses: ['history'] },
  /** Bondage, fetishes and toys. */
  kink: { category: 'sexual', excuses: ['medicine', 'thing'] },
  prostitution: { category: 'sexual', excuses: ['history', 'medicine', 'art', 'thing'] },
  /** People described as nothing but their lust. */
  lewd: { category: 'sexual', excuses: ['animal', 'thing', 'food'] },
  rape: { category: 'sexual-violence', excuses: ['thing', 'food', 'art', 'history'] },
  /** Children, relatives, animals. */
  taboo: { category: 'sexual-violence' },
  /** Slurs for origin and colour. */
  race: { category: 'hate', excuses: ['food', 'thing', 'history'] },
  /** Slurs for whom somebody loves or what somebody is. */
  orientation: { category: 'hate', excuses: ['food', 'thing'] },
  /** Coarse words for people with disabilities. */
  disability: { category: 'hate', excuses: ['thing', 'animal'] },
  /** The marks and greetings of National Socialism, unless a court, a museum or a temple is there. */
  nazi: { category: 'hate', excuses: ['history'] },
  /** The coarse word for the act: as an oath, with its forms and compounds. */
  fuck: { category: 'profanity' },
  /** The coarse word for excrement, as an oath. */
  shit: { category: 'profanity', excuses: ['food'] },
  arsehole: { category: 'profanity' },
  /** Insults by somebody's mother or birth. */
  bastard: { category: 'profanity', excuses: ['animal', 'thing', 'food', 'history'] },
  /** Other coarse oaths and insults of the language. */
  oath: { category: 'profanity', excuses: ['animal', 'food', 'thing'] },
  /** Bodies cut, burst, bled. */
  wounds: { category: 'gore', excuses: ['food', 'medicine'] },
  killing: { category: 'gore', excuses: ['food', 'history'] },
  corpse: { category: 'gore', excuses: ['food'] },
  selfHarm: { category: 'gore' },
  hardDrugs: { category: 'drugs', excuses: ['history', 'medicine'] },
  cannabis: { category: 'drugs' },
  /** Injecting, snorting, overdoses. */
  drugUse: { category: 'drugs', excuses: ['medicine'] },
  /** Telling somebody to die. */
  threat: { category: 'harassment' },
  /** Telling somebody to be worth nothing. */
  insult: { category: 'harassment' },
} as const satisfies Record<string, Meaning>;

export type Concept = keyof typeof CONCEPTS;

export const excusesOf = (concept: Concept): readonly Excuse[] => (CONCEPTS[concept] as Meaning).excuses ?? [];

/**
 * Words of one meaning, separated by spaces; `_` stands for the space in a phrase. `stem~` also stands with an ending of
 * the language behind it, `stem*` with anything, `*stem` with anything before it, `stem^` is a name when it is written
 * with a capital like one, `词!` counts wherever segments of a script without spaces begin.
 */
export interface Terms {
  /** Counts wherever it stands. */
  readonly sure?: string;
  /** Counts only in company: beside words for persons, bodies or beds of its language, or beside `with`, if that is there. */
  readonly company?: string;
  /** Words of every day, such as pipes and melons: they count only beside `bare` words of their language. */
  readonly everyday?: string;
  readonly with?: string;
}

export interface LanguageVocabulary {
  /** What may follow a `stem~`, without diacritics, separated by spaces. */
  readonly endings: string;
  /** Words for persons, bodies, and beds, baths and underwear. */
  readonly company: string;
  /** Words for sex, nakedness, underwear: what makes even a word of every day mean something else. */
  readonly bare: string;
  readonly excuses: Readonly<Record<Excuse, string>>;
  /** Behind one of these, a capital makes a name. */
  readonly titles: string;
  /** Longer words, dictionary phrases and names that hold a term and mean no harm. */
  readonly innocent: string;
  /** Little words that tell the language where others share its letters: `word?` in `innocent` counts only in such text. */
  readonly common: string;
  readonly terms: Readonly<Record<Concept, Terms>>;
}
