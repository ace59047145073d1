import puppeteer from 'puppeteer-core';
import { ensureProgram } from './debian.ts';
import type { DrivenPage } from './driven-page.ts';

/** Debian's Firefox ESR, spoken to by WebDriver BiDi. */
export async function openFirefox(): Promise<DrivenPage> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: ensureProgram('/usr/bin/firefox-esr', 'firefox-esr'),
    headless: true,
    extraPrefsFirefox: { 'intl.accept_languages': 'en-US' },
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 1000, height: 900 });
  return {
    open: async url => void (await page.goto(url, { waitUntil: 'load' })),
    run: body => page.evaluate(`(async () => { ${body} })()`),
    type: (selector, text) => page.type(selector, text),
    click: selector => page.click(selector),
    close: () => browser.close(),
  };
}
