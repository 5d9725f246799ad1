/**
 * The main job on real input: every order line of a UK wholesaler of gifts, 2010-12-01 to 2011-12-09, becomes customers
 * and events; a dozen segments and a classification are answered for all of them; one customer is explained in words.
 *   npm start
 */
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
