// Draws what people see before they install the plugin: cover and icon, from pictures of the embedded model, and writes its
// texts. Usage: npm run listing:figma

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { LISTING, LISTING_LIMITS, listingText } from '../../plugins/figma/src/build/listing.ts';
import { ensureChromium } from '../browser/chromium.ts';

const OUT = 'plugins/figma/listing';
/** What the embedded model draws well, and what a card would say of it. */
const CARDS = [
  { prompt: 'a fox in the snow', title: 'A fox in the snow', words: 'Three days in the north' },
  { prompt: 'a sailboat at sunset', title: 'A sailboat at sunset', words: 'Along the coast by wind' },
  { prompt: 'a cat at night', title: 'A cat at night', words: 'Stories of the old town' },
] as const;
const SEED = 5;

const STYLE = `
  * { box-sizing: border-box; margin: 0; }
  body { width: 1920px; height: 1080px; background: #10131f; color: #fff; font-family: Inter, "Noto Sans", "DejaVu Sans", sans-serif; overflow: hidden; }
  h1 { position: absolute; left: 120px; top: 108px; font-size: 104px; letter-spacing: -2px; }
  p.tagline { position: absolute; left: 120px; top: 250px; white-space: nowrap; font-size: 42px; color: #c3c9dc; }
  .row { position: absolute; left: 120px; right: 120px; top: 380px; display: flex; gap: 48px; }
  .card { width: 528px; border-radius: 28px; background: #fff; color: #171a26; overflow: hidden; }
  .place { height: 420px; background: center 88% / cover; }
  .card .place + div { padding: 28px 32px 36px; }
  .card b { display: block; font-size: 38px; }
  .card span { font-size: 28px; color: #6b7280; }
  .chosen { position: relative; overflow: visible; outline: 4px solid #0d99ff; }
  .chosen .place { border-radius: 28px 28px 0 0; }
  .chosen i { position: absolute; width: 20px; height: 20px; background: #fff; border: 4px solid #0d99ff; }
`;

const picture = (folder: string, i: number) =>
  `data:image/png;base64,${readFileSync(join(folder, `${i}.png`)).toString('base64')}`;

function cover(folder: string): string {
  const corners = [
    'left:-10px;top:-10px',
    'right:-10px;top:-10px',
    'left:-10px;bottom:-10px',
    'right:-10px;bottom:-10px',
  ];
  const cards = CARDS.map(({ title, words }, i) => {
    const last = i === CARDS.length - 1;
    const handles = last ? corners.map(at => `<i style="${at}"></i>`).join('') : '';
    return `<div class="card${last ? ' chosen' : ''}"><div class="place" style="background-image:url(${picture(folder, i)})"></div>
      <div><b>${title}</b><span>${words}</span></div>${handles}</div>`;
  });
  return `<style>${STYLE}</style><h1>${LISTING.name}</h1><p class="tagline">${LISTING.tagline}</p><div class="row">${cards.join('')}</div>`;
}

const icon = (folder: string) => `<style>
  body { margin: 0; width: 128px; height: 128px; overflow: hidden; background: #10131f; }
  div { position: absolute; inset: 8px; border-radius: 22px; background: url(${picture(folder, 2)}) center 62% / 128%; border: 5px solid #fff; }
</style><div></div>`;

async function draw(page: Page, html: string, [width, height]: readonly [number, number], path: string): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.setContent(html);
  await page.screenshot({ path });
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sana-listing-'));
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox'] });
  try {
    for (const [i, { prompt }] of CARDS.entries()) {
      const out = ['--seed', String(SEED), '--out', join(folder, `${i}.png`)];
      execFileSync(process.execPath, ['dist/sana.mjs', 'generate', prompt, ...out], { stdio: 'ignore' });
    }
    mkdirSync(OUT, { recursive: true });
    const page = await browser.newPage();
    await draw(page, cover(folder), LISTING_LIMITS.cover, join(OUT, 'cover.png'));
    await draw(page, icon(folder), LISTING_LIMITS.icon, join(OUT, 'icon.png'));
    writeFileSync(join(OUT, 'listing.md'), listingText(LISTING));
    process.stdout.write(`${OUT}: cover.png, icon.png, listing.md\n`);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
