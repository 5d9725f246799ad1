/**
 * Names of columns: of small letters, digits and `_`, so that they are the same in engines that tell case apart and in those that do
 * not, and short enough for all of them (63 bytes). What a name is taken from may be anything that a definition says.
 */

/** The longest part of a name that comes from a meaning; a number may follow. */
const LONGEST = 52;

/** How much of it is the begin of a meaning that is longer. */
const HEAD = 36;

/** Names that something else has in a statement: columns of every step, of the answer, and what dialects call things inside an expression. */
const TAKEN: readonly string[] = [
  ...['customer', 'customer_id', 'name', 'actor', 'who', 'whose', 'when', 'order', 'as_of'],
  ...['segment', 'customers', 'change', 'from', 'label', 'is_now', 'was_then'],
  ...['item', 'part', 'parts', 'place', 'side', 'sides', 'token'],
];

/** Names of tables in a statement, and columns of every row, are this short: `e`, `b1`, `at`, `id`. */
const SHORTEST = 3;

/** A meaning as a plain name: "accountPlan" is `account_plan`. */
export const plainName = (meaning: string): string => {
  const words = meaning
    .slice(0, 4 * LONGEST)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  const named = words === '' ? 'value' : /^[a-z]/.test(words) ? words : `value_${words}`;
  const cut = named.length > LONGEST ? shortened(named) : named;
  return cut.length < SHORTEST ? `${cut}_value` : cut;
};

/** The begin and the end of a name, cut between words: the end says what sets it apart from others of the same begin. */
const shortened = (named: string): string => {
  const head = named.slice(0, HEAD).replace(/(.)_[^_]*$/, '$1');
  const tail = named.slice(head.length - LONGEST).replace(/^[^_]*_+/, '');
  return `${head}_${tail}`.replace(/_+/g, '_').slice(0, LONGEST);
};

/** Gives a name to each meaning, and none twice: the second of two that read alike has a number. */
export type Namer = (meaning: string) => string;

/** A namer through a whole statement, so that no name means two things. */
export const namer = (): Namer => {
  const taken = new Set(TAKEN);
  const next = new Map<string, number>();
  return (meaning) => {
    const plain = plainName(meaning);
    let [named, count] = [plain, next.get(plain) ?? 2];
    while (taken.has(named)) named = `${plain}_${count++}`;
    next.set(plain, count);
    taken.add(named);
    return named;
  };
};
