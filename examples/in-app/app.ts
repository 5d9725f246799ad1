/**
 * A page that picks a message from the visitor's own events, says why, and picks again when the answer changes.
 *   npx esbuild examples/in-app/app.ts --bundle --format=esm --outdir=examples/in-app --servedir=examples/in-app
 */
import { days, explain, type Reason } from 'habitus';
import { pick } from './messages.js';
import { openStore } from './store.js';

const ACTIONS = [
  { label: 'Write a note', name: 'feature_used', properties: { feature: 'write' } },
  { label: 'Search', name: 'feature_used', properties: { feature: 'search' } },
  { label: 'Share', name: 'feature_used', properties: { feature: 'share' } },
  { label: 'Export', name: 'feature_used', properties: { feature: 'export' } },
  { label: 'Run into the limit', name: 'limit_reached', properties: { limit: 'notes' } },
];

/** A timer holds 24.8 days at most; longer waits are cut in pieces. */
const LONGEST_TIMER = 2 ** 31 - 1;

const store = openStore(localStorage);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows what is to be said now, and comes back at the instant at which that changes. */
const show = (): void => {
  const visitor = store.visitor();
  const { key, title, text, seen } = pick(visitor);
  const { reason, changesAt } = explain(seen, visitor);

  byId('message').dataset.message = key;
  write('message-title', title);
  write('message-text', text);
  byId('reasons').replaceChildren(...partsOf(reason).map(reasonItem));
  write(
    'change',
    changesAt === null
      ? 'If you do nothing, this stays as it is.'
      : `If you do nothing, this changes on ${written(changesAt)}.`,
  );
  clearTimeout(timer);
  if (changesAt !== null) timer = setTimeout(show, Math.min(changesAt - store.now(), LONGEST_TIMER));

  write('now', written(visitor.asOf));
  byId('events').replaceChildren(
    ...store
      .events()
      .slice(-8)
      .reverse()
      .map(({ name, at, properties }) =>
        item(`${written(Number(at))}  ${name} ${Object.values(properties ?? {}).join(' ')}`),
      ),
    item(`${written(store.signedUpAt())}  first visit`),
  );
};

/** A reason as a list item, with those of its parts below it; what a visitor is not in is said in one line. */
const reasonItem = (reason: Reason): HTMLLIElement => {
  const shortfall = reason.kind === 'test' && reason.shortfall !== undefined ? `: ${reason.shortfall}` : '';
  const head = reason.kind === 'or' ? 'at least one of these' : reason.text;
  const line = item(reason.kind === 'and' ? 'all of these' : head + shortfall);
  line.className = reason.passed ? 'passed' : 'failed';
  if (reason.kind !== 'test' && reason.kind !== 'not') {
    const parts = document.createElement('ul');
    parts.append(...partsOf(reason).map(reasonItem));
    line.append(parts);
  }
  return line;
};

/** What is listed below a reason: that all of a list must hold goes without saying. */
const partsOf = (reason: Reason): readonly Reason[] => {
  if (reason.kind === 'test') return [reason];
  const [only] = reason.of;
  return reason.kind === 'named' && only?.kind === 'and' ? only.of : reason.of;
};

const byId = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no element #${id}`);
  return found;
};

const write = (id: string, text: string): void => {
  byId(id).textContent = text;
};

const item = (text: string): HTMLLIElement => {
  const line = document.createElement('li');
  line.append(text);
  return line;
};

const written = (instant: number): string =>
  new Date(instant).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

byId('actions').replaceChildren(
  ...ACTIONS.map(({ label, name, properties }) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', () => {
      store.track(name, properties);
      show();
    });
    return button;
  }),
);
byId('advance').addEventListener('click', () => {
  store.advance(days(1));
  show();
});
byId('reset').addEventListener('click', () => {
  store.startOver();
  show();
});
show();
