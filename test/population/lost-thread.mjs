/** Asks a threaded population three times, and prints each answer or error; its argument is the folder of the built package. */
import { pathToFileURL } from 'node:url';

const entry = (path) => import(pathToFileURL(`${process.argv[2]}/${path}index.js`).href);
const { events } = await entry('');
const { threadedPopulation } = await entry('population/node/');
const customers = Array.from({ length: 20_000 }, (_, i) => ({ id: `c${i}` }));
const people = threadedPopulation({ customers, asOf: 0, threads: 3 });
for (let question = 1; question <= 3; question++) {
  try {
    console.log(people.count(events().none()));
  } catch (error) {
    console.log(error.name, error.code);
  }
}
