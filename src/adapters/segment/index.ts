import { adapt } from '../adapt.js';
import { rejection } from '../envelope.js';
import { isFields } from '../history.js';
import type { Adaptation, AdapterOptions, Rows } from '../types.js';
import { reader, SEGMENT_KINDS } from './read.js';
import { SEGMENT_WORDS } from './words.js';

/**
 * Calls of Segment's specification as customers and events: `track`, `identify`, `group`, `alias`, `page`, `screen`.
 * @example
 * ```ts
 * import { fromSegment } from 'habitus/adapters';
 * const order = {
 *   type: 'track', event: 'Order Completed', userId: 'ada', messageId: 'm-1', timestamp: '2026-11-20T09:30:00Z',
 *   properties: { order_id: 'o-1', total: 30, products: [{ product_id: 'tea', price: 30 }] },
 * };
 * const { customers, events } = fromSegment([order]);
 * customers; //=> [{ id: 'ada' }]
 * events.map(({ name, properties }) => [name, properties?.amount]); //=> [['item_purchased', 30], ['purchase', 30]]
 * ```
 * @see https://segment.com/docs/connections/spec/
 */
export const fromSegment = <R extends Rows>(rows: R, options: AdapterOptions = {}): Adaptation<R> =>
  adapt(rows, { read: reader(SEGMENT_KINDS), words: SEGMENT_WORDS }, options);

/** The calls of RudderStack: the same, and `merge`, whose values are other ids of the person. */
const rudderstackKinds = (): typeof SEGMENT_KINDS => ({
  ...SEGMENT_KINDS,
  merge: ({ row, at, who, into }) => {
    const others = Array.isArray(row.mergeProperties) ? row.mergeProperties : [];
    const ids = others.flatMap((other, i) =>
      isFields(other) ? (into.id(other.value, `mergeProperties[${i}].value`) ?? []) : [],
    );
    if (ids.length === 0)
      return rejection('no-id', 'mergeProperties', 'expected values that are ids, got none');
    const to = (who.known ?? who.anonymous)!;
    into.emit({ kind: 'user', who, at, changes: {} });
    for (const from of ids) if (from !== to) into.emit({ kind: 'link', from, to, at, certain: false });
    return undefined;
  },
});

/**
 * Events of RudderStack's specification as customers and events: that of Segment with its own envelope, and `merge`.
 * @example
 * ```ts
 * import { fromRudderStack } from 'habitus/adapters';
 * const { customers } = fromRudderStack([
 *   {
 *     type: 'identify', userId: 'ada', originalTimestamp: '2026-11-20T09:30:00Z',
 *     context: { traits: { plan: 'pro' } },
 *   },
 * ]);
 * customers[0]?.history; //=> [{ at: Date.parse('2026-11-20T09:30:00Z'), attributes: { plan: 'pro' } }]
 * ```
 * @see https://www.rudderstack.com/docs/event-spec/
 */
export const fromRudderStack = <R extends Rows>(rows: R, options: AdapterOptions = {}): Adaptation<R> =>
  adapt(rows, { read: reader(rudderstackKinds()), words: SEGMENT_WORDS }, options);
