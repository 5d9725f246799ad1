import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInChromium, type Files } from '../browser/chromium.js';

const folder = resolve(import.meta.dirname, '../../examples/in-app');
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'";
const START = '2026-11-22T09:00:00Z';
const DAY = 86_400_000;

const files = async (): Promise<Files> => {
  const { outputFiles } = await build({
    entryPoints: [resolve(folder, 'app.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return {
    '/': ['text/html', readFileSync(resolve(folder, 'index.html'), 'utf8')],
    '/style.css': ['text/css', readFileSync(resolve(folder, 'style.css'), 'utf8')],
    '/app.js': ['text/javascript', outputFiles[0]?.text ?? ''],
  };
};

describeInChromium(
  'examples/in-app in Chromium, under a strict Content-Security-Policy,',
  POLICY,
  files,
  (site) => {
    /** A visitor with a browser of their own, whose clock is the test's; and all that the console complains of. */
    const visitor = async (): Promise<{ page: Page; complaints: string[] }> => {
      const context = await site().browser.newContext({
        timezoneId: 'UTC',
        viewport: { width: 1000, height: 800 },
      });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.clock.install({ time: Date.parse(START) - 1000 });
      await page.clock.pauseAt(START);
      await page.goto(site().address);
      return { page, complaints };
    };
    const message = (page: Page): Promise<string | null> =>
      page.locator('#message').getAttribute('data-message');
    const why = (page: Page): Promise<string> => page.locator('section:has(#reasons)').innerText();
    const click = async (page: Page, ...names: string[]): Promise<void> => {
      for (const name of names) await page.getByRole('button', { name, exact: true }).click();
    };
    /** Keeps a picture, where a folder for them is named. */
    const picture = async (page: Page, name: string): Promise<void> => {
      const pictures = process.env.HABITUS_PICTURES;
      if (pictures !== undefined) await page.screenshot({ path: resolve(pictures, `${name}.png`) });
    };

    it('the message follows the clicks, and says why', async () => {
      const { page, complaints } = await visitor();
      expect(complaints).toEqual([]);
      expect(await message(page)).toBe('tutorial');
      expect(await why(page)).toContain('used fewer than 3 different features (0)');
      expect(await why(page)).toContain('this changes on 25 Nov 2026, 09:00:00');
      await picture(page, 'tutorial');

      await click(page, 'Write a note', 'Search', 'Share');
      expect(await message(page)).toBe('shortcuts');
      await picture(page, 'shortcuts');

      await click(page, 'Run into the limit', 'Run into the limit');
      expect(await message(page)).toBe('shortcuts');
      await click(page, 'Run into the limit');
      expect(await message(page)).toBe('upgrade');
      await picture(page, 'upgrade');

      await click(page, 'Start over');
      expect(await message(page)).toBe('tutorial');
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    it('the clock alone changes the message, at the instant that was foretold and not before', async () => {
      const { page, complaints } = await visitor();
      expect(complaints).toEqual([]);
      await page.clock.runFor(3 * DAY - 1);
      expect(await message(page)).toBe('tutorial');
      await page.clock.runFor(1);
      expect(await message(page)).toBe('none');
      expect(await why(page)).toContain('this changes on 29 Nov 2026, 09:00:00');
      await picture(page, 'none');

      await page.clock.runFor(4 * DAY - 1);
      expect(await message(page)).toBe('none');
      await page.clock.runFor(1);
      expect(await message(page)).toBe('missed');
      await picture(page, 'missed');

      await click(page, 'Export');
      expect(await message(page)).toBe('none');
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    it('the day control moves the clock, and the events survive a reload', async () => {
      const { page, complaints } = await visitor();
      expect(complaints).toEqual([]);
      await click(page, 'Write a note', 'Advance 1 day', 'Search');
      expect(await page.locator('#events').innerText()).toContain('23 Nov 2026, 09:00:00');
      await page.reload();
      expect(await page.locator('#events li').count()).toBe(3);
      expect(await message(page)).toBe('tutorial');
      await click(page, 'Advance 1 day', 'Advance 1 day');
      expect(await message(page)).toBe('none');
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    it('the policy is in force: an inline script is refused and told of', async () => {
      const { page, complaints } = await visitor();
      await page.addScriptTag({ content: 'document.title = "changed"' }).catch(() => undefined);
      expect(await page.title()).toMatch(/^Fieldnotes/);
      expect(complaints.join()).toMatch(/Content Security Policy/i);
      await page.context().close();
    });

    it('what is broken in the storage does not break the page', async () => {
      const { page, complaints } = await visitor();
      expect(complaints).toEqual([]);
      await page.evaluate(`localStorage.setItem('fieldnotes', '{"events":[{"at":"yesterday"}]}')`);
      await page.reload();
      expect(await message(page)).toBe('tutorial');
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  },
);
