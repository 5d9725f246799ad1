import { it } from 'vitest';
import { conforms } from './conforms.js';
import { hasClickHouse, openClickHouse } from './engines.js';

if (hasClickHouse) conforms(openClickHouse);
else
  it.skip('ClickHouse: chdb is not installed (npm install in bench/peers), and nothing was compared', () => {});
