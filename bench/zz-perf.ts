import { and, attribute, atLeast, days, events, oneOf } from 'habitus';
import { populationFromColumns } from 'habitus/population';
const N = Number(process.env.N ?? 100_000);
const DAY = 86_400_000, A = Date.parse('2026-11-22T00:00:00Z');
let st = 42; const rnd = () => (st = (st * 48271) % 2147483647) / 2147483647;
const gauss = () => Math.sqrt(-2 * Math.log(rnd())) * Math.cos(2 * Math.PI * rnd());
const counts = Array.from({ length: N }, () => Math.max(1, Math.round(24 * Math.exp(1.207 * gauss()))));
const total = counts.reduce((a, b) => a + b, 0);
const cust = new Int32Array(total), name = new Uint8Array(total), at = new Float64Array(total), cat = new Uint8Array(total), amount = new Float64Array(total);
let k = 0;
const shares = [20, 30, 8, 2, 15, 5, 5, 5, 4, 3, 2, 1]; const cum: number[] = []; let s = 0; for (const x of shares) cum.push((s += x));
counts.forEach((c, i) => { for (let j = 0; j < c; j++) { cust[k] = i; const r = rnd() * s; name[k] = cum.findIndex((x) => r < x); at[k] = A - Math.floor(rnd() * 730 * DAY); cat[k] = Math.floor(rnd() * 40); amount[k] = Math.floor(rnd() * 10000) / 100; k++; } });
// shuffle
if (process.env.ORDER !== 'sorted') {
  const perm = new Int32Array(total); for (let i = 0; i < total; i++) perm[i] = i;
  if (process.env.ORDER === 'log') perm.sort((a, b) => at[a]! - at[b]!);
  else for (let i = total - 1; i > 0; i--) { const j = Math.floor(rnd() * (i + 1)); const t = perm[i]!; perm[i] = perm[j]!; perm[j] = t; }
  const p = <T extends Int32Array | Uint8Array | Float64Array>(x: T) => { const y = x.slice() as T; for (let i = 0; i < total; i++) y[i] = x[perm[i]!]!; x.set(y as never); };
  p(cust); p(name); p(at); p(cat); p(amount);
}
const names = ['logged_in', 'feature_used', 'purchase', 'support_ticket', 'content_viewed', 'searched', 'cart_add', 'product_viewed', 'invite_sent', 'message_opened', 'review_written', 'limit_reached'];
const ids = Array.from({ length: N }, (_, i) => `customer-${i}`);
const src = {
  customers: { id: ids, attributes: { signedUpAt: Float64Array.from({ length: N }, () => A - Math.floor(rnd() * 800) * DAY), seats: Float64Array.from({ length: N }, () => 1 + Math.floor(rnd() * 20)), seatsUsed: Float64Array.from({ length: N }, () => Math.floor(rnd() * 20)) } },
  events: { customerId: { codes: cust, values: ids }, name: { codes: name, values: names }, at, properties: { category: { codes: cat, values: Array.from({ length: 40 }, (_, i) => `cat-${i}`) }, amount } },
  asOf: A,
};
const used = events('feature_used'), buy = events('purchase');
const activeDays28 = events().within(days(28)).activeDays();
const features28 = used.within(days(28)).distinct('category');
const events30 = events().within(days(30)).count();
const eventsBefore = events().within(days(30), { ago: days(30) }).count();
const spend365 = buy.within(days(365)).sum('amount');
const orders365 = buy.within(days(365)).count();
const orders90 = buy.within(days(90)).count();
const last = buy.daysSinceLast();
const avg = spend365.dividedBy(orders365);
const tickets30 = events('support_ticket').within(days(30)).count();
const premium = buy.within(days(180)).where({ category: oneOf('cat-1', 'cat-2', 'cat-3'), amount: atLeast(50) }).count();
const age = attribute('signedUpAt').daysSince();
const util = attribute('seatsUsed').dividedBy(attribute('seats'));
const defs = {
  a: and(activeDays28.atLeast(3), features28.atLeast(2)), b: and(events30.atMost(0), age.atLeast(30)), c: spend365.atLeast(100), d: orders90.atLeast(1), e: last.above(60),
  f: and(eventsBefore.atLeast(2), events30.below(eventsBefore.times(0.5))), g: and(util.atLeast(0.8), activeDays28.atLeast(1)), h: and(premium.atLeast(1), avg.atLeast(40), tickets30.atMost(3)),
};
const time = <T>(label: string, f: () => T): T => { const t = performance.now(); const r = f(); console.log(label, (performance.now() - t).toFixed(1)); return r; };
console.log('events', total);
let people = time('build', () => populationFromColumns(src));
for (let i = 0; i < Number(process.env.B ?? 3); i++) people = time('build', () => populationFromColumns(src));
console.log(String(people.evaluate(defs)));
const ts: number[] = [];
for (let i = 0; i < Number(process.env.R ?? 25); i++) { const p = people.at(A - i * 3_600_000 + i); const t = performance.now(); p.evaluate(defs); ts.push(performance.now() - t); }
ts.sort((a, b) => a - b);
console.log('evaluate median', ts[12]!.toFixed(1), 'min', ts[0]!.toFixed(1), 'max', ts[24]!.toFixed(1));
if (process.env.EACH) for (const [n, d] of Object.entries({ activeDays28, features28, events30, eventsBefore, spend365, orders365, orders90, last, avg, tickets30, premium, age, util })) { const xs: number[] = []; for (let i = 0; i < 9; i++) { const p = people.at(A - i * 3_600_000); const t = performance.now(); p.values(d as never); xs.push(performance.now() - t); } xs.sort((a, b) => a - b); console.log(n.padEnd(14), xs[4]!.toFixed(1)); }
if (globalThis.gc) { globalThis.gc(); const m = process.memoryUsage(); console.log(m); }
