/**
 * Renders the corpus of sana-mini: every thing in several hands, and what it is called in 28 languages.
 *
 * usage: node corpus.mjs OUTPUT   (in a folder, or below one, where `npm install` of package.json was run)
 *
 * OUTPUT/HAND.png    pictures one after the other: flat, line, 3d, and tones-flat and tones-3d for five tones of skin, which
 *                    are drawn; noto and twemoji, which only the judges see. `corpus.py` packs them.
 * OUTPUT/others.json [{ language: label }], of the emoji that are left out: what the model must say that it does not know
 * OUTPUT/things.json [{ emoji, also: [emoji drawn the same], group, subgroup, hands: [HAND…], tones: [HAND…], names: { language: [label, keyword, …] } }]
 */
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const output = path.resolve(process.argv[2]);
const require = createRequire(path.join(output, 'here.js'));
const { Resvg } = require('@resvg/resvg-js');

/** The sides of the drawings in px; those that judges look at are small. */
const SIZES = { flat: 384, line: 384, noto: 128, twemoji: 128 };
const TONES = ['1f3fb', '1f3fc', '1f3fd', '1f3fe', '1f3ff'];

const emojiIn = text => [...new Intl.Segmenter('en').segment(text)].map(({ segment }) => segment.replaceAll('\ufe0f', ''));
const WHOLE_GROUPS = new Set([3, 4, 5, 6, 7]);
/** Of faces, people, symbols and flags those that people ask for, and that differ by more than a wrinkle. */
const CHOSEN = new Set(
  emojiIn(
    '😀😁😂😅😇😉😊😍😘😋😜🤑🤗🤔🤐😐😴😷🤒🤢🥶🥵🤯🤠🥳😎🤓🧐😮🥺😢😭😱😡🤬😈💀💩🤡👻👽👾🤖😺😻🙈💌💔💖🧡💛💚💙💜🤎🖤🤍💯💥💫💦💬💭💤' +
      '👋✋👌✌️🤞👈👉👆👇👍👎✊👏🙌🤝🙏💪✍️👀👁️👂👃👄🧠🦷🦴🫀🫁' +
      '👶👦👧🧑👱👨🧔👩👨‍🦰👩‍🦰👨‍🦱👩‍🦱👨‍🦳👩‍🦳👨‍🦲🧓👴👵🙋🤷🙅💁' +
      '🧑‍⚕️👨‍⚕️👩‍⚕️🧑‍🎓👨‍🎓👩‍🎓🧑‍🏫👨‍🏫👩‍🏫🧑‍⚖️👩‍⚖️🧑‍🌾👨‍🌾👩‍🌾🧑‍🍳👨‍🍳👩‍🍳🧑‍🔧👨‍🔧👩‍🔧🧑‍🏭👩‍🏭🧑‍💼👨‍💼👩‍💼🧑‍🔬👨‍🔬👩‍🔬🧑‍💻👨‍💻👩‍💻🧑‍🎤👨‍🎤👩‍🎤🧑‍🎨👨‍🎨👩‍🎨🧑‍✈️👨‍✈️👩‍✈️🧑‍🚀👨‍🚀👩‍🚀🧑‍🚒👨‍🚒👩‍🚒👮👮‍♀️🕵️💂🥷👷👷‍♀️🤴👸🧕🤵👰🤰' +
      '👼🎅🤶🦸🦸‍♀️🧙🧙‍♀️🧚🧛🧜‍♀️🧝🧞🧟🚶🏃💃🕺🧘🧗⛷️🏂🏄🚣🏊🏋️🚴🤸⛹️👫👪👥🗣️👣' +
      '⚠️⛔🚫♿⬆️➡️⬇️⬅️🔄☮️☯️▶️⏸️⏹️⏩➕➖✖️➗❓❗✅❌⭕♾️💲♻️ℹ️🆗🅿️🆕🔴🟢🔵🟡🟠🟣⚫⚪🟥🟧🟨🟩🟦🟪⬛⬜🔶🔷🔺📶' +
      '🏁🚩🏴🏳️🏳️‍🌈🏴‍☠️🇺🇸🇬🇧🇩🇪🇫🇷🇪🇸🇮🇹🇵🇹🇧🇷🇷🇺🇨🇳🇯🇵🇰🇷🇮🇳🇨🇦🇲🇽🇦🇷🇦🇺🇳🇿🇿🇦🇪🇬🇳🇬🇰🇪🇹🇷🇬🇷🇳🇱🇧🇪🇨🇭🇦🇹🇸🇪🇳🇴🇩🇰🇫🇮🇵🇱🇺🇦🇮🇪🇮🇱🇸🇦🇹🇭🇻🇳🇮🇩🇪🇺',
  ),
);
/** Nearly the same picture as another one, or nothing that one asks for. */
const LEFT_OUT = new Set(
  emojiIn(
    '🌖🌗🌘🌒🌔🌑🌚🌛🌜🌝🌞🌎🌏🏘🏚🏬🏢🏤🏨🏩🏪💒🌁🗾🏧📑📔📗📙📒📃📜🌥🌦🌨🌩🔈🔉🪬🧿🚰🚹🪧🪪🕋🛣🚥🎦📴📳💿🔅🔆🎎🎏🎐🎴🀄🃏⛓🛝🛞🚉🚊🚈🚝🚍🚔🚖🚘🚡🚟🛃🛅🛄🚾🛌🎞📽🎟🎫🏮🪔🪹🍙🍘🍥🍡🥠🍢🍱🍛🥘🫕🫙🧂🫓🫔🕳🪤🧫🩻🩼🩸🚬⚰🪦⚱🛢🐕‍🦺🦮🐁🐀🐅🐆🐪🐃🐂🐄🐖🐏🐩🐈‍⬛🐈' +
      '🕛🕧🕐🕜🕑🕝🕒🕞🕓🕟🕔🕠🕕🕡🕖🕢🕗🕣🕘🕤🕙🕥🕚🕦⏲📧📨📩📤📥📫📪📭🔏🔐📂🗓📇🗃🖇🖊🖋🎗🏵🎑🎍🎋🏑🥍🥌🪃🪮🥻🩲🩱🪭🪇🪈🪉🫜🪾🪏🪻🪽🪿🪼🫏🫎🐦‍🔥🐦‍⬛🍋‍🟩🍄‍🟫⛓️‍💥🫚🫛🏟🎚🎛📟📠💽🏣🛂🛗🚐🚎🚋🚞🚃🚆🚄',
  ),
);

/** Left out above, but what most people mean: they are drawn as their close relative. */
const RELATIVES = {
  '🐱': '🐈', '🐭': '🐁🐀', '🐯': '🐅', '🐮': '🐄🐂', '🐷': '🐖', '🐫': '🐪', '🐑': '🐏', '🐕️': '🐩', '🌍️': '🌎🌏', '🌙': '🌛🌜', '📖': '📗📙📔',
  '🏠️': '🏚', '🚗': '🚘', '🚌': '🚍', '🚕': '🚖', '🚓': '🚔', '🔍️': '🔎', '🏥': '🏢', '🚂': '🚆🚃', '🔊': '🔉🔈', '📬️': '📫️📪️', '📅': '🗓️', '✉️': '📧',
};

/** The hexcode as Iconify spells it: lower case, without variation selectors. */
const plain = hexcode => hexcode.toLowerCase().replaceAll('-fe0f', '').replaceAll('fe0f-', '');

function iconSet(name) {
  const { icons, width, height } = require(`@iconify-json/${name}/icons.json`);
  const nameOf = new Map(Object.entries(require(`@iconify-json/${name}/chars.json`)).map(([hex, icon]) => [plain(hex), icon]));
  const find = hex => icons[nameOf.get(plain(hex))];
  return { find, icons, width: width ?? 16, height: height ?? width ?? 16 };
}

/** @returns a square PNG, the drawing in its middle if it is not square; undefined without one */
function drawn({ width, height }, icon, size) {
  if (!icon) return undefined;
  const [w, h] = [icon.width ?? width, icon.height ?? height];
  const side = Math.max(w, h);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${(icon.left ?? 0) - (side - w) / 2} ${(icon.top ?? 0) - (side - h) / 2} ${side} ${side}" color="#20242c">${icon.body}</svg>`;
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
}

const sets = { flat: iconSet('fluent-emoji-flat'), line: iconSet('fluent-emoji-high-contrast'), noto: iconSet('noto'), twemoji: iconSet('twemoji') };
const flags = require('@iconify-json/flag/icons.json');
const folder3d = path.join(path.dirname(require.resolve('@lobehub/fluent-emoji-3d/package.json')), 'assets');
const files3d = new Map(fs.readdirSync(folder3d).map(file => [plain(file.replace('.webp', '')), path.join(folder3d, file)]));

const localesFolder = path.dirname(require.resolve('emojibase-data/package.json'));
const languages = fs.readdirSync(localesFolder).filter(l => fs.existsSync(path.join(localesFolder, l, 'data.json')));
const entries = Object.fromEntries(languages.map(l => [l, new Map(require(`emojibase-data/${l}/data.json`).map(e => [e.hexcode, e]))]));
const { subgroups } = require('emojibase-data/meta/groups.json');
const bare = emoji => emoji.replaceAll('\ufe0f', '');
const byEmoji = new Map([...entries.en.values()].map(e => [bare(e.emoji), e]));

const countryOf = hex => [...hex.matchAll(/1F1(E[6-9A-F]|F[0-9A-F])/g)].map(([, h]) => String.fromCharCode(0x61 + Number.parseInt(h, 16) - 0xe6)).join('');

const pictures = {};
function put(hand, picture) {
  (pictures[hand] ??= []).push(picture);
}

/** Noto's drawings that resvg cannot draw: it ends the process. */
const FAULTY = new Set(emojiIn('📦🏳️‍🌈🤪😋😛😝😜🌛🌜🕴️😃😆😅😄👨‍🦲👨‍🦰👩‍🦰👨‍🦳👩‍🦳🧑‍🦰🧑‍🦳🧑‍🦲👩‍🦲'));

/** With the tone after the first character of the sequence, as those of one person have it. */
const toned = (hex, tone) => plain(hex).replace(/-|$/, end => `-${tone}${end}`);

const things = [];
for (const entry of require('emojibase-data/en/data.json')) {
  const emoji = bare(entry.emoji);
  if (!(WHOLE_GROUPS.has(entry.group) ? !LEFT_OUT.has(emoji) : CHOSEN.has(emoji))) continue;
  const country = entry.group === 9 ? countryOf(entry.hexcode) : '';
  const flat = country ? drawn(flags, flags.icons[`${country}-4x3`], SIZES.flat) : drawn(sets.flat, sets.flat.find(entry.hexcode), SIZES.flat);
  if (!flat) continue;
  const all = { flat, line: undefined, '3d': undefined, noto: undefined, twemoji: undefined };
  for (const hand of ['line', 'noto', 'twemoji'])
    if (hand !== 'noto' || !FAULTY.has(emoji)) all[hand] = drawn(sets[hand], sets[hand].find(entry.hexcode), SIZES[hand]);
  const file = files3d.get(plain(entry.hexcode));
  if (file) all['3d'] = fs.readFileSync(file);
  const hands = Object.keys(all).filter(hand => all[hand]);
  for (const hand of hands) put(hand, all[hand]);
  const tones = [];
  if (entry.skins) {
    const flats = TONES.map(tone => drawn(sets.flat, sets.flat.find(toned(entry.hexcode, tone)), SIZES.flat));
    const files = TONES.map(tone => files3d.get(toned(entry.hexcode, tone)));
    if (flats.every(Boolean)) tones.push('tones-flat') && flats.forEach(picture => put('tones-flat', picture));
    if (files.every(Boolean)) tones.push('tones-3d') && files.forEach(found => put('tones-3d', fs.readFileSync(found)));
  }
  const relatives = emojiIn(RELATIVES[entry.emoji] ?? '').map(e => byEmoji.get(e)).filter(Boolean);
  const names = {};
  for (const language of languages) {
    const local = entries[language].get(entry.hexcode);
    if (!local) continue;
    names[language] = [local.label, ...(local.tags ?? [])].map(n => n.toLowerCase());
    for (const relative of relatives) {
      const other = entries[language].get(relative.hexcode);
      if (other) names[language].push(other.label.toLowerCase());
    }
  }
  things.push({ emoji: entry.emoji, also: relatives.map(r => r.emoji), group: entry.group, subgroup: subgroups[entry.subgroup], hands, tones, names });
}
fs.mkdirSync(output, { recursive: true });
const drawnOnes = new Set(things.flatMap(({ emoji, also }) => [emoji, ...also]).map(bare));
const others = [...entries.en.values()].filter(({ emoji, group }) => group !== undefined && group !== 2 && !drawnOnes.has(bare(emoji)));
const labelsOf = ({ hexcode }) => languages.map(l => [l, entries[l].get(hexcode)?.label.toLowerCase()]).filter(([, label]) => label);
fs.writeFileSync(path.join(output, 'others.json'), JSON.stringify(others.map(other => Object.fromEntries(labelsOf(other)))));
const index = {};
for (const [hand, list] of Object.entries(pictures)) {
  fs.writeFileSync(path.join(output, `${hand}.png`), Buffer.concat(list));
  index[hand] = list.map(picture => picture.length);
}
fs.writeFileSync(path.join(output, 'sizes.json'), JSON.stringify(index));
fs.writeFileSync(path.join(output, 'things.json'), JSON.stringify(things));
console.log(`${things.length} things, ${languages.length} languages: ${languages.join(' ')}`);
for (const [hand, list] of Object.entries(pictures)) console.log(`${hand}: ${list.length} drawings`);
