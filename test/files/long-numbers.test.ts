import { attribute, events } from 'habitus';
import { saas } from 'habitus/model';
import { type EventsFrom, populationFromFiles } from 'habitus/population/node';
import { describe, expect, it } from 'vitest';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const AS_TEXT = { column: 'customerId', as: 'text' } as const;
const AT = '"name":"a","at":1763600000000';

const loaded = (lines: readonly string[], more: Partial<EventsFrom> = {}) =>
  populationFromFiles({
    events: { file: bytes(lines.join('\n')), format: 'ndjson', customerId: AS_TEXT, ...more } as EventsFrom,
    asOf: '2026-11-22T00:00:00Z',
  });

describe('numbers of more digits than a number holds, read as texts, keep those of the file', () => {
  const IDS = ['9007199254740992', '9007199254740993', '-9007199254740993', '12345678901234567890123', '7'];

  it('as ids of customers: none is merged with another', async () => {
    const people = await loaded(IDS.map((id) => `{"customerId":${id},${AT}}`));
    expect(people.ids).toEqual(IDS);
    expect(people.files[0]).toMatchObject({ accepted: 5, rejected: 0 });
  });

  it('in lines that have to be parsed, too', async () => {
    const people = await loaded(
      IDS.map(
        (id) =>
          `{"customerId":${id},${AT},"properties":{"note":"\\"9007199254740993\\"","x":0.12345678901234567,"y":1e-0000000000000000001}}`,
      ),
    );
    expect(people.ids).toEqual(IDS);
  });

  it('as ids of events, actors and properties', async () => {
    const lines = IDS.slice(0, 2).map((id) => `{"customerId":"ada",${AT},"id":${id},"order":${id}}`);
    const fields = {
      customerId: 'customerId',
      id: { column: 'id', as: 'text' },
      properties: { columns: { order: { column: 'order', as: 'text' } } },
    } as const;
    const people = await loaded(lines, fields);
    expect(people.copies).toBe(0);
    expect(people.values(events('a').distinct('order')).toArray()).toEqual([2]);
  });

  it('as ids of rows that are customers', async () => {
    const people = await populationFromFiles({
      customers: {
        file: bytes(
          '{"id":9007199254740992,"attributes":{"plan":"a"}}\n{"id":9007199254740993,"attributes":{"plan":"b"}}\n',
        ),
        format: 'ndjson',
        id: { column: 'id', as: 'text' },
      },
    });
    expect(people.ids).toEqual(['9007199254740992', '9007199254740993']);
    expect(people.values(attribute('plan', { as: 'text' })).toArray()).toEqual(['a', 'b']);
  });

  it('a row whose digits are lost already is rejected: 1e17, or a number beyond 2⁵³ in JavaScript', async () => {
    const people = await loaded([`{"customerId":1e17,${AT}}`, `{"customerId":9007199254740993.0,${AT}}`]);
    expect(people.files[0]).toMatchObject({ accepted: 0, rejected: 2 });
    expect(people.files[0]!.rejectedRows[0]!.issues[0]).toMatchObject({
      path: 'customerId',
      code: 'not-a-text',
    });
    const rows = [{ user: Number('9007199254740993'), name: 'logged_in', at: '2026-11-20T00:00:00Z' }];
    const { rejected } = saas.parseEvents(rows, { fields: { customerId: { column: 'user', as: 'text' } } });
    expect(rejected[0]?.issues[0]).toMatchObject({
      path: 'user',
      code: 'not-a-text',
      message:
        'expected a text, or a number of at most 2^53 − 1, whose digits are known, got 9007199254740992: it is missing',
    });
  });

  it('a number read as a number is the nearest one, as ever', async () => {
    const people = await loaded(
      [
        `{"customerId":1,${AT},"total":9007199254740993}`,
        `{"customerId":1,"x":"\\n",${AT},"total":9007199254740993}`,
      ],
      { properties: { columns: { total: { column: 'total', as: 'number' } } } },
    );
    expect(people.values(events('a').max('total')).toArray()).toEqual([9007199254740992]);
    expect(people.files[0]!.notedRows).toEqual([]);
  });
});
