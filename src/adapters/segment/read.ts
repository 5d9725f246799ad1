import { own } from '../../internal/index.js';
import { checker, type Draft, draft, nobody, rejection } from '../envelope.js';
import type { Fields, Person, ReadRow, RowReading } from '../facts.js';
import { decimalOf, lineOf } from '../figures.js';
import { flatten, isFields } from '../history.js';
import { orderOf } from '../orders.js';
import { shown } from '../shown.js';
import { instantOfCall, type Message, message } from './message.js';
import { CART, ORDERED_PRODUCT, ORDERS, VIEWED } from './words.js';

interface Call {
  readonly row: Message;
  readonly at: number;
  readonly who: Person;
  readonly id: string | undefined;
  readonly into: Draft;
}

/** What each kind of call says; a reading is a refusal. */
type Kinds = Readonly<Record<string, (call: Call) => RowReading | undefined>>;

const track = ({ row, at, who, id, into }: Call): RowReading | undefined => {
  const name = row.event;
  if (typeof name !== 'string' || name === '')
    return rejection('no-name', 'event', `expected the name of the event, got ${shown(name)}`);
  const account = into.id(own(row.context, 'groupId'), 'context.groupId');
  const event = { kind: 'event', who, at, account } as const;
  const given = row.properties ?? {};
  if (!ORDERS.includes(name)) {
    into.emit({ ...event, name, id, properties: flatten(withFigures(name, given, into)) });
    return undefined;
  }
  const { properties, products } = orderOf(given, into);
  into.emit(
    { ...event, name, id, properties: flatten(properties) },
    ...products.map((product, i) => ({
      ...event,
      name: ORDERED_PRODUCT,
      id: id === undefined ? undefined : `${id}#${i}`,
      properties: flatten(product),
    })),
  );
  return undefined;
};

/**
 * What only a calculation tells, such as the amount of what went into a cart; and what the specification writes in
 * another type than the model has: a step as a number, a rating as a text.
 */
const withFigures = (name: string, properties: Fields, into: Draft): Fields => {
  if (CART.includes(name)) return { amount: lineOf(into, properties, 'properties').amount, ...properties };
  const { step, rating } = properties;
  if (name === 'Checkout Step Completed' && typeof step === 'number')
    return { ...properties, step: String(step) };
  return name === 'Product Reviewed' ? { ...properties, rating: decimalOf(rating) ?? rating } : properties;
};

const viewed =
  (kind: keyof typeof VIEWED, word: string) =>
  ({ row, at, who, id, into }: Call): undefined => {
    const given = row.properties ?? {};
    const name = row.name ?? own(given, 'name');
    const category = row.category ?? own(given, 'category');
    into.emit({
      kind: 'event',
      who,
      at,
      id,
      name: VIEWED[kind],
      aliases: [...(typeof name === 'string' ? [`Viewed ${name} ${word}`] : []), VIEWED[kind]],
      account: into.id(own(row.context, 'groupId'), 'context.groupId'),
      properties: flatten({
        ...given,
        ...(name === undefined ? {} : { name }),
        ...(category === undefined ? {} : { category }),
      }),
    });
  };

const identify = ({ row, at, who, id, into }: Call): undefined => {
  const inContext = own(row.context, 'traits');
  const traits = { ...(isFields(inContext) ? inContext : {}), ...row.traits };
  into.emit({ kind: 'user', who, at, id, changes: { set: traits } });
  const company = own(traits, 'company');
  const account = isFields(company) ? into.id(company.id, 'traits.company.id') : undefined;
  if (account !== undefined) into.emit({ kind: 'member', who, account, at });
};

const group = ({ row, at, who, id, into }: Call): RowReading | undefined => {
  const account = into.id(row.groupId, 'groupId');
  if (account === undefined)
    return rejection('no-id', 'groupId', 'expected the id of the group, got none, or only a placeholder');
  into.emit({ kind: 'member', who, account, at });
  into.emit({ kind: 'account', account, at, id, changes: { set: row.traits ?? {} } });
  return undefined;
};

const alias = ({ row, at, who, into }: Call): RowReading | undefined => {
  const from = into.id(row.previousId, 'previousId');
  const to = who.known ?? who.anonymous;
  if (from === undefined || to === undefined)
    return rejection('no-id', 'previousId', 'expected the earlier id, got none, or only a placeholder');
  into.emit({ kind: 'user', who, at, changes: {} });
  if (from !== to) into.emit({ kind: 'link', from, to, at, certain: true });
  return undefined;
};

/** The calls of Segment's specification. */
export const SEGMENT_KINDS: Kinds = {
  track,
  page: /* @__PURE__ */ viewed('page', 'Page'),
  screen: /* @__PURE__ */ viewed('screen', 'Screen'),
  identify,
  group,
  alias,
};

/** Reads messages of these kinds. */
export const reader = (kinds: Kinds): ReadRow => {
  const check = checker(message());
  return (given) => {
    const checked = check(given);
    if ('rejected' in checked) return checked;
    const { data: row } = checked;
    // RudderStack's libraries and samples write Identify as well as identify.
    const kind = own(kinds, row.type.toLowerCase()) as Kinds[string] | undefined;
    if (kind === undefined)
      return rejection(
        'unknown-type',
        'type',
        `expected one of ${Object.keys(kinds).join(', ')}, got ${shown(row.type)}`,
      );
    const at = instantOfCall(given);
    if (typeof at !== 'number') return at.refused;
    const into = draft();
    const who = into.person(into.id(row.userId, 'userId'), into.id(row.anonymousId, 'anonymousId'), at);
    if (who === undefined) return nobody('userId');
    const id = row.messageId ?? undefined;
    return kind({ row, at, who, id, into }) ?? into.done();
  };
};
