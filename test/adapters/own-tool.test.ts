import { attribute, events } from 'habitus';
import {
  type Adaptation,
  type AdapterOptions,
  adapt,
  type Fields,
  type Rows,
  type Tool,
} from 'habitus/adapters';
import { population } from 'habitus/population';
import { describe, expect, it } from 'vitest';

/** A help desk that nobody here has heard of, by the public entry alone. */
const HELP_DESK: Tool = {
  words: {
    events: {
      support_ticket: {
        event: ['Ticket Created'],
        properties: { ticket: ['ticket_id'], topic: ['tag', 'group'] },
      },
      support_resolved: { event: ['Ticket Closed'], properties: { ticket: ['ticket_id'] } },
    },
    attributes: { job_title: 'role' },
  },
  read: ({ kind, requester, visitor, when, ...fields }) => {
    const at = typeof when === 'string' ? Date.parse(when) : NaN;
    if (Number.isNaN(at))
      return { rejected: [{ path: 'when', code: 'bad-instant', message: 'expected ISO 8601 text' }] };
    if (typeof requester !== 'string')
      return { rejected: [{ path: 'requester', code: 'no-id', message: 'expected the id of somebody' }] };
    const who = { known: requester };
    if (kind === 'profile')
      return { facts: [{ kind: 'user', who, at, changes: { set: fields.set as Fields } }], notes: [] };
    const happened = { kind: 'event', who, at, name: String(kind), properties: fields } as const;
    if (typeof visitor !== 'string') return { facts: [happened], notes: [] };
    return {
      facts: [happened, { kind: 'link', from: visitor, to: requester, at, certain: false }],
      notes: [],
    };
  },
};
const fromHelpDesk = <R extends Rows>(rows: R, options: AdapterOptions = {}): Adaptation<R> =>
  adapt(rows, HELP_DESK, options);

const ROWS = [
  {
    kind: 'Ticket Created',
    requester: 'ada',
    visitor: 'v-1',
    when: '2026-11-20T09:00:00Z',
    ticket_id: 't-1',
    tag: 'billing',
  },
  { kind: 'Ticket Closed', requester: 'ada', when: '2026-11-20T11:00:00Z', ticket_id: 't-1' },
  { kind: 'Ticket Rated', requester: 'ada', when: '2026-11-20T12:00:00Z', ticket_id: 't-1' },
  { kind: 'profile', requester: 'ada', when: '2026-11-19T00:00:00Z', set: { job_title: 'Engineer' } },
  { kind: 'Ticket Created', requester: 'ada', when: 'today' },
];

describe('an adapter written outside, from the public entry alone', () => {
  it('names a tool’s words and reads its rows; all else is done for it', () => {
    const answer = fromHelpDesk(ROWS);
    expect(
      answer.events.map(({ name, properties }) => [name, properties?.ticket, properties?.topic]),
    ).toEqual([
      ['support_ticket', 't-1', 'billing'],
      ['support_resolved', 't-1', undefined],
      ['Ticket Rated', undefined, undefined],
    ]);
    expect(answer.summary).toMatchObject({ given: 5, accepted: 4, rejected: 1 });
    expect(answer.identities.groups).toEqual([{ id: 'ada', ids: ['ada', 'v-1'] }]);
    const people = population({ ...answer, asOf: '2026-11-22T00:00:00Z' });
    expect(people.values(events('support_ticket').count()).toArray()).toEqual([1]);
    expect(people.values(attribute('role', { as: 'text' })).toArray()).toEqual(['Engineer']);
  });

  it('takes lines of JSON, and rows that come with time', async () => {
    async function* stream() {
      yield* ROWS;
    }
    const lines = fromHelpDesk(ROWS.map((row) => JSON.stringify(row)));
    expect((await fromHelpDesk(stream())).events).toEqual(lines.events);
  });

  it('takes the options of all adapters and refuses others', () => {
    const renamed = { events: { purchase: { event: 'Ticket Rated' } }, attributes: {} };
    expect(fromHelpDesk(ROWS, { vocabulary: renamed }).events.at(-1)?.name).toBe('purchase');
    expect(() => fromHelpDesk(ROWS, { grup: 'x' } as never)).toThrow(
      expect.objectContaining({ code: 'unknown-key', path: 'options' }),
    );
  });

  it('is refused where it is none', () => {
    for (const tool of [undefined, {}, { ...HELP_DESK, read: 'rows' }, { ...HELP_DESK, words: {} }])
      expect(() => adapt(ROWS, tool as never)).toThrow(expect.objectContaining({ code: 'bad-value' }));
  });

  it('is told where its reading is none', () => {
    const broken: Tool = { ...HELP_DESK, read: () => ({}) as never };
    expect(() => adapt(ROWS, broken)).toThrow(
      'row 0: expected { facts, notes } or { rejected } from the read of the tool, got an object',
    );
  });
});
