import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { describeInChromium } from '../browser/chromium.js';
import { answers } from './browser-answers.js';

const root = resolve(import.meta.dirname, '../..');
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";
const PAGE =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>habitus</title>' +
  '<script type="module" src="/page.js"></script></head><body>waiting</body></html>';

/** Bundles the page from dist, as a user's build would: `habitus` is found through the package's own exports. */
const bundlePage = async (): Promise<string> => {
  if (!existsSync(resolve(root, 'dist/index.js'))) {
    throw new Error('There is no dist/index.js to load: run `npm run build` first.');
  }
  const { outputFiles } = await build({
    entryPoints: [resolve(root, 'test/tooling/browser-page.ts')],
    alias: { habitus: resolve(root, 'dist/index.js') },
    tsconfigRaw: {},
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
};

describeInChromium(
  'in Chromium, under a strict Content-Security-Policy,',
  POLICY,
  async () => ({ '/': ['text/html', PAGE], '/page.js': ['text/javascript', await bundlePage()] }),
  (site) => {
    /** Opens a page and gives its text once the script has written it, with all that the console complained of. */
    const visit = async (path: string): Promise<{ text: string; complaints: string[] }> => {
      const page = await site().browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(site().address + path);
      const body = page.locator('body');
      for (let tries = 0; tries < 100 && (await body.textContent()) === 'waiting'; tries += 1) {
        await page.waitForTimeout(50);
      }
      const text = (await body.textContent()) ?? '';
      await page.close();
      return { text, complaints };
    };

    it('the built package answers as it does in Node, without a violation or an error', async () => {
      const { text, complaints } = await visit('');
      expect(complaints).toEqual([]);
      expect(JSON.parse(text)).toEqual({ result: answers(), violations: [] });
      expect(JSON.parse(text).result).toMatchObject({ ada: true, bob: false, adaBefore: false });
    });

    it('the policy is in force: an inline script is refused and told of', async () => {
      const page = await site().browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      await page.goto(site().address);
      await page.addScriptTag({ content: 'document.title = "changed"' }).catch(() => undefined);
      expect(await page.title()).toBe('habitus');
      expect(complaints.join('\n')).toMatch(/Content Security Policy/i);
      await page.close();
    });
  },
);
