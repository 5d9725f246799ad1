import { existsSync } from 'node:fs';

/** Where Chromium is: `CHROMIUM_PATH`, or where Debian's package puts it. */
export const chromiumPath: string = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

export const hasChromium: boolean = existsSync(chromiumPath);

/** The packages that are too large for everybody who works on the library. */
export const peers: URL = new URL('../bench/peers/package.json', import.meta.url);

/** Whether ClickHouse is asked: where its 543 MB are installed, and where they have to be (`HABITUS_REQUIRE_CLICKHOUSE=1`). */
export const hasClickHouse: boolean =
  process.env.HABITUS_REQUIRE_CLICKHOUSE === '1' ||
  existsSync(new URL('./node_modules/chdb/package.json', peers));

/** Whether the data sets are there that the package does not ship. */
export const hasData: boolean = existsSync(process.env.HABITUS_DATA ?? '');
