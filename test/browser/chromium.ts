import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, hasChromium } from '../machine.js';

const executablePath = chromiumPath;
const present = hasChromium;

/** Type and text of what a page may ask for, by its path. */
export type Files = Readonly<Record<string, readonly [type: string, body: string]>>;

/** What a test of a page works with. */
export interface Site {
  /** Where `/` is served. */
  readonly address: string;
  readonly browser: Browser;
}

/**
 * Tests in Chromium over files that are served under a Content-Security-Policy. Without a Chromium they are skipped where
 * all can see it; with HABITUS_REQUIRE_CHROMIUM=1 that is a failure.
 */
export const describeInChromium = (
  title: string,
  policy: string,
  files: () => Promise<Files>,
  tests: (site: () => Site) => void,
): void => {
  if (!present)
    console.warn(`SKIPPED for want of a Chromium at ${executablePath} (set CHROMIUM_PATH): ${title}`);

  it.runIf(process.env.HABITUS_REQUIRE_CHROMIUM === '1')(
    'Chromium is there, as HABITUS_REQUIRE_CHROMIUM=1 asks',
    () => {
      expect(present, `no browser at ${executablePath}: install chromium or set CHROMIUM_PATH`).toBe(true);
    },
  );

  describe.skipIf(!present)(present ? title : `SKIPPED: no Chromium at ${executablePath}; ${title}`, () => {
    let site: Site | undefined;
    const server = createServer();

    beforeAll(async () => {
      const served = await files();
      server.on('request', (request, response) => {
        const [type, body] = served[request.url ?? ''] ?? [];
        response.writeHead(body === undefined ? 204 : 200, {
          'Content-Security-Policy': policy,
          'Content-Type': `${type ?? 'text/plain'}; charset=utf-8`,
        });
        response.end(body);
      });
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      const browser = await chromium.launch({
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
      site = { browser, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
    });

    afterAll(async () => {
      await site?.browser.close();
      await new Promise((done) => server.close(done));
    });

    tests(() => {
      if (site === undefined) throw new Error('the page is not served yet');
      return site;
    });
  });
};
