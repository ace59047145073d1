/**
 * Renders the corpus of sana-mini: one drawing per thing, and what the thing is called in 28 languages.
 *
 * usage: node corpus.mjs OUTPUT   (in a folder, or below one, where `npm install` of package.json was run)
 *
 * OUTPUT/sprites.rgba   things × 192 × 192 × 4 bytes, straight alpha (Fluent Emoji Flat, MIT)
 * OUTPUT/things.json    [{ emoji, also: [emoji drawn the same], hex, group, subgroup, names: { language: [label, keyword, ...] } }] (emojibase-data, MIT)
 */
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const output = path.resolve(process.argv[2]);
const require = createRequire(path.join(output, 'here.js'));
const { Resvg } = require('@resvg/resvg-js');
const SIZE = 192;

// Emojibase's groups that hold things one can draw: nature, food, places, activities, objects.
// People, symbols and flags are left out: nearly the same picture many times over.
const GROUPS = new Set([3, 4, 5, 6, 7]);
// Drawings that differ only in a detail far smaller than the autoencoder can show.
const LEFT_OUT_SUBGROUPS = new Set(['time', 'mail', 'office', 'lock', 'writing']);
const LEFT_OUT = new Set('🌖🌗🌘🌒🌓🌔🌑🌚🌛🌜🌝🌞🌎🌏🛤🏙🌆🌇🌃🌌🌉🏞🌄🌅🎑🌁🗾🏘🏚🏗🏬🏢🏤🏣🏨🏩🏪🏫💒🛘🗞📰🔖🏷💴💵💶💷💸💳🧾💹🏧📑📔📕📗📘📙📓📒📃📄📜🌥🌦🌧🌨🌩🌫🌪🔇🔈🔉🔊📢📶🛗🧿🪬🚰🚹🪧🪪🕋🕌🛕🕍⛩🚏🛣🚥🚦🚧🎦📴📳📀💿💽📼🔅🔆🧧🎎🎏🎐🎴🀄🃏🔗⛓🛝🛞🚉🚊🚈🚝🚍🚔🚖🚘🚡🚟🚠🛃🛅🛄🚾🗿🛌🧱🪵🪨🎞📽🎟🎫🏮🪔🐾🦠🪹🍙🍘🍥🍡🥠🥡🍢🍱🍛🍲🥘🫕🥣🫙🥄🔪🍴🧂🧈🫓🫔🪺🕳🪤🪜🧫🧪🩻🩼🩺🩸🚬⚰🪦⚱🛢🔤🐕‍🦺🦮🐁🐀🐅🐆🐪🐃🐂🐄🐖🐏🐩🐈‍⬛🐈'.match(/\p{Emoji}(?:\u200d\p{Emoji})?/gu));

// Left out above, but what most people mean: they are drawn as their close relative.
const RELATIVES = {
  '🐱': '🐈', '🐭': '🐁🐀', '🐯': '🐅', '🐮': '🐄🐂', '🐷': '🐖', '🐫': '🐪', '🐑': '🐏', '🐕️': '🐩', '🌍️': '🌎🌏', '🌙': '🌛🌜', '📖': '📕📗📘📙📓',
  '🏠️': '🏚', '🚗': '🚘', '🚌': '🚍', '🚕': '🚖', '🚓': '🚔', '💰️': '💵', '🔍️': '🔎', '📱': '📲',
};

const set = require('@iconify-json/fluent-emoji-flat/icons.json');
const nameOf = require('@iconify-json/fluent-emoji-flat/chars.json');
const localesFolder = path.dirname(require.resolve('emojibase-data/package.json'));
const languages = fs.readdirSync(localesFolder).filter((l) => fs.existsSync(path.join(localesFolder, l, 'data.json')));
const entries = Object.fromEntries(
  languages.map((l) => [l, new Map(require(`emojibase-data/${l}/data.json`).map((e) => [e.hexcode, e]))]),
);
const { groups: _, subgroups } = { groups: 0, ...require('emojibase-data/meta/groups.json') };

const byEmoji = new Map([...entries.en.values()].map((e) => [e.emoji.replaceAll('\ufe0f', ''), e]));

/** The hexcode as Iconify spells it: lower case, without variation selectors. */
const plain = (hexcode) => hexcode.toLowerCase().replaceAll('-fe0f', '').replaceAll('fe0f-', '');

const things = [];
const pixels = [];
for (const entry of require('emojibase-data/en/data.json')) {
  const subgroup = subgroups[entry.subgroup];
  if (!GROUPS.has(entry.group) || LEFT_OUT_SUBGROUPS.has(subgroup)) continue;
  if (LEFT_OUT.has(entry.emoji.replaceAll('\ufe0f', ''))) continue;
  const name = nameOf[plain(entry.hexcode)] ?? nameOf[entry.hexcode.toLowerCase()];
  const icon = name && set.icons[name];
  if (!icon) continue;
  const width = icon.width ?? set.width ?? 32;
  const height = icon.height ?? set.height ?? 32;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${icon.body}</svg>`;
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: SIZE } }).render();
  if (image.width !== SIZE || image.height !== SIZE) continue;
  pixels.push(Buffer.from(image.pixels));
  const names = {};
  for (const language of languages) {
    const local = entries[language].get(entry.hexcode);
    if (local) names[language] = [local.label, ...(local.tags ?? [])].map((n) => n.toLowerCase());
  }
  const relatives = [...(RELATIVES[entry.emoji] ?? '')].map((e) => byEmoji.get(e)).filter(Boolean);
  for (const language of languages) {
    for (const relative of relatives) {
      const local = entries[language].get(relative.hexcode);
      if (local) names[language]?.push(local.label.toLowerCase());
    }
  }
  things.push({ emoji: entry.emoji, also: relatives.map((r) => r.emoji), hex: entry.hexcode, group: entry.group, subgroup, names });
}
fs.mkdirSync(output, { recursive: true });
fs.writeFileSync(path.join(output, 'sprites.rgba'), Buffer.concat(pixels));
fs.writeFileSync(path.join(output, 'things.json'), JSON.stringify(things));
console.log(`${things.length} things, ${languages.length} languages: ${languages.join(' ')}`);
