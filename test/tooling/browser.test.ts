import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answers } from './browser-answers.js';

const root = resolve(import.meta.dirname, '../..');
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const present = existsSync(executablePath);
const required = process.env.HABITUS_REQUIRE_CHROMIUM === '1';

if (!present) {
  console.warn(`SKIPPED: the browser tests, for want of a Chromium at ${executablePath} (set CHROMIUM_PATH)`);
}

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";
const PAGE =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>habitus</title>' +
  '<script type="module" src="/page.js"></script></head><body>waiting</body></html>';

it.runIf(required)('Chromium is there, as HABITUS_REQUIRE_CHROMIUM=1 asks', () => {
  expect(present, `no browser at ${executablePath}: install chromium or set CHROMIUM_PATH`).toBe(true);
});

describe.skipIf(!present)(
  present
    ? 'in Chromium, under a strict Content-Security-Policy,'
    : `SKIPPED: no Chromium at ${executablePath} (set CHROMIUM_PATH); under a strict Content-Security-Policy`,
  () => {
    let server: Server;
    let browser: Browser;
    let address = '';

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

    beforeAll(async () => {
      const script = await bundlePage();
      server = createServer((request, response) => {
        const body = request.url === '/page.js' ? script : request.url === '/' ? PAGE : undefined;
        response.writeHead(body === undefined ? 204 : 200, {
          'Content-Security-Policy': POLICY,
          'Content-Type':
            request.url === '/page.js' ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
        });
        response.end(body);
      });
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      browser = await chromium.launch({
        executablePath,
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      });
    }, 60_000);

    afterAll(async () => {
      await browser?.close();
      await new Promise((done) => (server === undefined ? done(undefined) : server.close(done)));
    });

    /** Opens a page and gives its text once the script has written it, with all that the console complained of. */
    const visit = async (path: string): Promise<{ text: string; complaints: string[] }> => {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(address + path);
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
    }, 60_000);

    it('the policy is in force: an inline script is refused and told of', async () => {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      await page.goto(address);
      await page.addScriptTag({ content: 'document.title = "changed"' }).catch(() => undefined);
      expect(await page.title()).toBe('habitus');
      expect(complaints.join('\n')).toMatch(/Content Security Policy/i);
      await page.close();
    }, 60_000);
  },
);
