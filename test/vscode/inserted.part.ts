import { expect, it } from 'vitest';
import type { Workbench } from './workbench.ts';

/** Pictures of the panel in a narrow side bar: seen whole, and put into the document one behind the other. */
export function insertedFromThePanel(vscode: () => Workbench): void {
  it('shows a large picture whole in a narrow side bar, and inserts two in order, saying where', async () => {
    const { panel, page } = vscode();
    await vscode().open('twice.md', 'First.\n\nA red ki|te.\n\nLast.\n');
    await vscode().runCommand('Sana: Use What Is at the Cursor in the Panel');
    await expect.poll(() => panel.locator('[name="prompt"]').inputValue()).toBe('A red kite.');
    await panel.locator('.settings').evaluate(settings => settings.setAttribute('open', ''));
    for (const [name, value] of [
      ['width', '512'],
      ['height', '512'],
      ['steps', '1'],
      ['style', ''],
    ] as const)
      await panel.locator(`[name="${name}"]`).fill(value);
    await panel.getByRole('group', { name: 'Variants' }).getByRole('radio', { name: '2', exact: true }).check();
    await panel.locator('[name="prompt"]').press('Control+Enter');
    const figures = panel.locator('figure.picture');
    const seeds = async () => Promise.all((await figures.all()).map(one => one.locator('.seed-label').textContent()));
    await panel.locator('.generate').waitFor();
    await expect.poll(() => figures.count(), { timeout: 120_000 }).toBe(2);
    await narrow();
    await figures
      .first()
      .getByRole('button', { name: /^Show large/u })
      .click();
    const image = panel.locator('dialog.viewer .viewer-picture img');
    await image.waitFor();
    const [box, width, height] = await image.evaluate(element => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return [{ left, right, top, bottom }, innerWidth, innerHeight] as const;
    });
    await vscode().shot('panel-narrow');
    expect(width).toBeLessThanOrEqual(270);
    expect(box.left).toBeGreaterThanOrEqual(0);
    expect(box.right).toBeLessThanOrEqual(width);
    expect(box.top).toBeGreaterThanOrEqual(0);
    expect(box.bottom).toBeLessThanOrEqual(height);
    await page.keyboard.press('Escape');
    const numbers = (await seeds()).map(words => words?.replace(/\D/gu, ''));
    for (const [index, line] of [5, 7].entries()) {
      await figures.nth(index).getByRole('button', { name: 'Insert', exact: true }).click();
      await panel
        .getByText(`It is in twice.md at line ${line}, as images/a-red-kite-${numbers[index]}.webp.`)
        .first()
        .waitFor();
    }
    const images = numbers.map(seed => `![A red kite](images/a-red-kite-${seed}.webp)\n\n`);
    await vscode().untilText('twice.md', `First.\n\nA red kite.\n\n${images.join('')}Last.\n`);
  });

  /** Draws the side bar's edge to where it is 270 pixels wide. */
  async function narrow(): Promise<void> {
    const { page } = vscode();
    const bar = (await page.locator('.part.sidebar').boundingBox())!;
    const edge = { x: bar.x + bar.width, y: bar.y + bar.height / 2 };
    await page.mouse.move(edge.x, edge.y);
    await page.mouse.down();
    await page.mouse.move(bar.x + 270, edge.y, { steps: 5 });
    await page.mouse.up();
    await expect.poll(async () => (await page.locator('.part.sidebar').boundingBox())?.width).toBeLessThanOrEqual(271);
  }
}
