// @module-tag long
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { requestFromPng } from '@sana-studio/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDrawingServer } from '../drawing-server.ts';
import { TestHub } from '../hub/hub.ts';
import { officialRepository } from '../hub/repository.ts';
import { startTeam, TEAM_TITLE, type TestTeam } from '../hub/team.ts';
import { Workbench } from './workbench.ts';

const REPO = 'founders/Sana_tiny_diffusers';
const HOST = 'hub.test';
/** In the cache of Hugging Face's programs. */
const FOUND = 'ada/Sana_found';
const OLLAMA = '.ollama/models';
const OTHER = 'Another model: repository or address';

/** As Hugging Face's programs and Ollama lay them out. */
function filesAtHome(): Map<string, Uint8Array> {
  const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const snapshot = `.cache/huggingface/hub/models--${FOUND.replace('/', '--')}/snapshots/0a`;
  const digest = 'a'.repeat(64);
  const layer = { mediaType: 'application/vnd.ollama.image.model', digest: `sha256:${digest}`, size: 32 };
  return new Map([
    ...[...officialRepository()].map(([path, bytes]) => [`${snapshot}/${path}`, bytes] as const),
    [`${OLLAMA}/manifests/registry.ollama.ai/library/gemma2/2b`, text({ schemaVersion: 2, layers: [layer] })],
    [`${OLLAMA}/blobs/sha256-${digest}`, new Uint8Array(32)],
  ]);
}

describe('models in VS Code', () => {
  let vscode: Workbench;
  let hub: TestHub;
  let draws: Awaited<ReturnType<typeof startDrawingServer>>;
  let team: TestTeam;
  let home: string | undefined;

  const settings = () => ({
    'sanaStudio.mirror': hub.url,
    'sanaStudio.teamModels': team.url,
    'sanaStudio.fileName': `\${slug}`,
    'sanaStudio.size': 64,
    'sanaStudio.steps': 2,
  });
  const button = (name: string | RegExp) => vscode.panel.getByRole('button', { name });
  const card = (name: string) => vscode.panel.getByRole('region', { name, exact: true });
  const download = (name: string) => card(name).getByRole('button', { name: /^Download [\d.]+ [kM]B$/ });
  /** Of the model that is chosen. */
  const inUse = (name: string) => vscode.panel.locator('.model-state').getByRole('button', { name });
  const chooser = () => vscode.panel.getByLabel('Model', { exact: true });
  const chosen = () => chooser().evaluate(select => (select as HTMLSelectElement).value);

  beforeAll(async () => {
    hub = await TestHub.start({ repositories: new Map([[REPO, officialRepository()]]), host: HOST });
    draws = await startDrawingServer();
    team = await startTeam(officialRepository(), HOST);
    vscode = await Workbench.start({ settings: settings(), hosts: [HOST] });
    // a folder of the tests' own: see code-server.ts
    home = (await vscode.inHost(() => process.env.HOME))!;
    for (const [path, bytes] of filesAtHome()) {
      const file = join(home, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
  });
  afterAll(async () => {
    await vscode?.stop();
    await hub?.stop();
    await draws?.close();
    await team?.stop();
    if (!home) return;
    for (const folder of ['.cache/huggingface', '.ollama'])
      rmSync(join(home, folder), { recursive: true, force: true });
  });

  it('lists the official ones, and takes others from the mirror of the settings', async () => {
    await vscode.runCommand('Sana: Open the Panel');
    await vscode.panel.locator('.all-models:not(.servers) > summary').click();
    const official = vscode.panel.locator('.model-entry', { hasText: 'SANA-1.5 4.8B' });
    // what fits is known a moment after the list is there
    await expect.poll(() => official.textContent()).toMatch(/needs 4\.\d+ GB of memory$/);
    await vscode.panel.getByText(/Models are kept on this device/).waitFor();
    expect(await vscode.panel.getByLabel('Hub or mirror').count()).toBe(0);
    await vscode.panel.getByLabel(OTHER).fill('http://elsewhere.test/model');
    await button('Look up').click();
    await vscode.panel.getByRole('alert').getByText('may not fetch from http://elsewhere.test').waitFor();
    await vscode.panel.getByLabel(OTHER).fill(REPO);
    await button('Look up').click();
    await download(REPO).waitFor();
    await card(REPO).getByRole('button', { name: 'Remove from the list' }).waitFor();
    await vscode.shot('models-found');
  });

  it('downloads one and draws with it what a document asks for', async () => {
    hub.options = { ...hub.options, pace: 10 };
    await download(REPO).click();
    await card(REPO).getByRole('progressbar', { name: 'Downloading the model' }).waitFor();
    await vscode.shot('models-downloading');
    hub.options = { ...hub.options, pace: 0 };
    // as soon as it is here, it is used
    await expect.poll(chosen, { timeout: 60_000 }).toBe(REPO);
    await inUse('Delete download').waitFor();
    await draw('one', 'a red house');
    await vscode.shot('models-drawn');
  });

  it('is the model of the key, the lens and the light bulb too', async () => {
    const { page } = vscode;
    const drawn = async (picture: string) => {
      await vscode.until('the picture is written', () => vscode.list('images').includes(picture));
      expect(requestFromPng(vscode.bytes(`images/${picture}`))).toMatchObject({ model: REPO });
    };
    await vscode.open('key.md', 'A green l|eaf.\n');
    await page.keyboard.press('Control+Alt+G');
    await drawn('a-green-leaf.png');
    await vscode.open('lens.md', '|top\n\n![a yellow leaf]()\n');
    await page.locator('.codelens-decoration a', { hasText: 'Make this picture' }).first().click();
    await drawn('a-yellow-leaf.png');
    await vscode.open('bulb.md', 'A brown l|eaf.\n');
    const action = page.locator('.action-widget').getByText('Illustrate this paragraph');
    await vscode.press('Control+.', action);
    await action.click();
    await drawn('a-brown-leaf.png');
  });

  it('still has it after the window was reloaded, without fetching it again, and deletes it', async () => {
    const { once } = hub.traffic();
    await vscode.reload();
    await draw('two', 'a red house');
    expect(hub.traffic().once).toBe(once);
    await vscode.panel.locator('option', { hasText: REPO }).waitFor({ state: 'attached' });
    await chooser().selectOption(REPO);
    await inUse('Delete download').click();
    await expect.poll(() => vscode.panel.locator('option', { hasText: REPO }).count()).toBe(0);
    expect(await chosen()).toBe('sana-mini');
    await vscode.panel.getByText('computed by the processor').waitFor();
  });

  it("fetches a model from a team's server, whose list the settings name, and draws with it", async () => {
    await vscode.panel.getByText(`Models of your team: ${team.url}`).waitFor({ state: 'attached' });
    await download(TEAM_TITLE).click();
    await expect.poll(chosen, { timeout: 60_000 }).toBe(team.model);
    await draw('team', 'a blue house', team.model);
    await inUse('Delete download').click();
    await expect.poll(chosen).toBe('sana-mini');
  });

  it('draws with a model that another program has on this computer, and offers its text encoders', async () => {
    // the window was reloaded meanwhile
    await vscode.panel.locator('.all-models:not(.servers)').evaluate(list => list.setAttribute('open', ''));
    const found = vscode.panel.locator('.model-entry', { hasText: FOUND });
    await found.getByText('of Hugging Face, read where it is').waitFor();
    const official = vscode.panel.locator('.model-entry', { hasText: 'Sana 0.6B' }).first();
    await official.locator('summary').click();
    const encoder = official.getByLabel('Text encoder');
    await encoder.getByRole('option', { name: 'gemma2:2b of Ollama · here already' }).waitFor({ state: 'attached' });
    const section = vscode.panel.locator('section', { hasText: 'Found on this computer' });
    await section.getByText('gemma2:2b · of Ollama, read where it is').waitFor();
    const { once } = hub.traffic();
    await draw('found', 'a green house', FOUND);
    await vscode.shot('models-on-this-computer');
    expect(hub.traffic().once).toBe(once);
  });

  it('asks, with size and time, when a document asks for one that is not here', async () => {
    await vscode.open('three.md', `\`\`\`sana model=${REPO} steps=1 size=64\na red h|ouse\n\`\`\`\n`);
    await vscode.page.keyboard.press('Control+Alt+G');
    const dialog = vscode.page.locator('.monaco-dialog-box');
    await dialog.getByText('is not on this computer yet').waitFor();
    await dialog.getByText(/download of \d+ MB: some \d+ min/u).waitFor();
    await vscode.shot('models-missing');
    const written = vscode.list('images');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(vscode.list('images')).toEqual(written);
    expect(vscode.read('three.md')).toContain('```sana');
  });

  it('draws on a server of the settings, asked by the extension, once the person has agreed', async () => {
    await vscode.configure({ ...settings(), 'sanaStudio.server': draws.url });
    const { host } = new URL(draws.url);
    await vscode.panel.locator(`optgroup[label="On ${host}"]`).waitFor({ state: 'attached' });
    await vscode.open('served.md', `\`\`\`sana model=${draws.url}# steps=2 size=64\na grey sq|uare\n\`\`\`\n`);
    await vscode.page.keyboard.press('Control+Alt+G');
    const dialog = vscode.page.locator('.monaco-dialog-box');
    await dialog.getByText(`Draw on the server ${host}?`).waitFor();
    await dialog.getByText(/receives the prompt .* nothing else/).waitFor();
    await vscode.shot('models-server');
    expect(draws.asked).toEqual([]);
    await dialog.getByRole('button', { name: 'Draw There' }).click();
    await vscode.until('the picture is written', () => vscode.list('images').includes('a-grey-square.png'));
    expect(draws.asked.map(({ body }) => body)).toMatchObject([{ prompt: 'a grey square', num_inference_steps: 2 }]);
    expect(requestFromPng(vscode.bytes('images/a-grey-square.png'))).toMatchObject({
      model: `${draws.url}#`,
      steps: 2,
    });
    await vscode.panel.getByText('On a server…').click();
    await vscode.panel.getByText('VS Code keeps it in its secret storage.').waitFor();
    await vscode.shot('models-server-panel');
    await vscode.save();
  });

  it('replaces inappropriate words and says so, or refuses them as soon as the settings say that', async () => {
    const ask = async (name: string) => {
      await vscode.open(name, '```sana steps=1 size=64\na nude wom|an\n```\n');
      await vscode.page.keyboard.press('Control+Alt+G');
    };
    const toasts = vscode.page.locator('.notifications-toasts');
    await ask('replaced.md');
    await toasts.getByText('The safety guard replaced “nude” by ❤️.').waitFor();
    await toasts.getByRole('button', { name: 'Keep “nude”' }).waitFor();
    await vscode.untilShown('a-nude-woman.png');
    await vscode.save();
    await vscode.configure({ ...settings(), 'sanaStudio.safety': 'refuse' });
    // VS Code reads the file when it hears that it was written
    const known = () => vscode.inHost(({ workspace }) => workspace.getConfiguration('sanaStudio').get('safety'));
    await expect.poll(known, { timeout: 30_000 }).toBe('refuse');
    const written = vscode.list('images');
    await ask('refused.md');
    await toasts.getByText('words that are not drawn: “nude”').waitFor();
    expect(vscode.list('images')).toEqual(written);
    expect(vscode.read('refused.md')).toContain('```sana');
  });

  async function draw(name: string, prompt: string, model = REPO): Promise<void> {
    await vscode.open(`${name}.md`, `\`\`\`sana model=${model} steps=2 size=64\n|${prompt}\n\`\`\`\n`);
    const before = vscode.list('images');
    await vscode.page.keyboard.press('Control+Alt+G');
    const slug = prompt.replaceAll(' ', '-');
    // the one before may be written again when a window is reloaded with documents that were not saved
    const written = () => vscode.list('images').find(name => name.startsWith(slug) && !before.includes(name));
    await vscode.until('the picture is written', () => written() !== undefined);
    const picture = written()!;
    expect(requestFromPng(vscode.bytes(`images/${picture}`))).toMatchObject({ prompt, model, steps: 2 });
  }
});
