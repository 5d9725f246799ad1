import { CATEGORIES, DAY, NAMES } from '../batch/data.js';
import { PREMIUM } from '../batch/definitions.js';
import { csvFiles } from '../batch/files.js';
import { type Answer, installed, type MakePeer } from '../batch/peer.js';

// biome-ignore lint/suspicious/noExplicitAny: the package may be absent, and so its types.
type Polars = any;

const code = (name: string): number => NAMES.indexOf(name);
const premium = PREMIUM.map((category) => CATEGORIES.indexOf(category));

/** Polars, lazily, on frames in the order of customer and time; it takes as many threads as there are cores. */
export const polars: MakePeer = async (columns) => {
  const library = await installed(() => import('nodejs-polars' as string) as Promise<{ default: Polars }>);
  if (library === null) return null;
  const pl = library.default;
  const files = csvFiles(columns);
  const read = (file: string, names: readonly string[]) => {
    const frame = pl.readCSV(file, { hasHeader: false });
    return frame.rename(Object.fromEntries(frame.columns.map((old: string, i: number) => [old, names[i]])));
  };
  const events = read(files.events, ['cid', 'name', 'at', 'category', 'cents'])
    .sort(['cid', 'at'])
    .withColumn(pl.col('at').div(DAY).floor().cast(pl.Int32).alias('day'));
  const customers = read(files.customers, ['cid', 'signed', 'seats', 'used']).sort('cid');
  files.remove();

  const answer = async (a: number): Promise<Answer> => {
    const at = pl.col('at');
    const since = (days: number) => at.gt(a - days * DAY);
    const bought = pl.col('name').eq(code('purchase'));
    const number = (condition: Polars) => condition.cast(pl.Int32).sum();
    const metrics = events
      .lazy()
      .filter(at.ltEq(a).and(since(60).or(bought)))
      .groupBy('cid')
      .agg(
        pl.col('day').filter(since(28)).nUnique().alias('active'),
        pl
          .col('category')
          .filter(since(28).and(pl.col('name').eq(code('feature_used'))))
          .nUnique()
          .alias('features'),
        number(since(30)).alias('recent'),
        number(since(60).and(at.ltEq(a - 30 * DAY))).alias('earlier'),
        pl.col('cents').filter(since(365).and(bought)).sum().alias('cents'),
        number(since(365).and(bought)).alias('orders'),
        number(since(90).and(bought)).alias('quarter'),
        at.filter(bought).max().alias('last'),
        number(since(30).and(pl.col('name').eq(code('support_ticket')))).alias('tickets'),
        number(
          since(180).and(bought).and(pl.col('cents').gtEq(5000)).and(pl.col('category').isIn(premium)),
        ).alias('special'),
      );
    const or0 = (name: string) => pl.col(name).fillNull(0);
    const truths = [
      or0('active').gtEq(3).and(or0('features').gtEq(2)),
      or0('recent')
        .eq(0)
        .and(pl.col('signed').ltEq(a - 30 * DAY)),
      or0('cents').gtEq(10_000),
      or0('quarter').gtEq(1),
      pl
        .col('last')
        .lt(a - 60 * DAY)
        .fillNull(false),
      or0('earlier')
        .gtEq(2)
        .and(or0('recent').lt(or0('earlier').mul(0.5))),
      pl.col('used').cast(pl.Float64).div(pl.col('seats')).gtEq(0.8).and(or0('active').gtEq(1)),
      or0('special')
        .gtEq(1)
        .and(or0('cents').cast(pl.Float64).div(100).div(or0('orders')).gtEq(40))
        .and(or0('tickets').ltEq(1)),
    ];
    const frame = await customers
      .lazy()
      .join(metrics, { on: 'cid', how: 'left' })
      .select(
        pl.col('cid'),
        truths
          .map((truth, i) => truth.cast(pl.Int32).mul(1 << i))
          .reduce((sum, each) => sum.add(each))
          .alias('bits'),
      )
      .collect();
    const bits = new Uint8Array(columns.ids.length);
    const [ids, found] = [frame.getColumn('cid').toTypedArray(), frame.getColumn('bits').toTypedArray()];
    for (let row = 0; row < ids.length; row++) bits[Number(ids[row])] = found[row];
    return bits;
  };
  return { name: `Polars ${library.default.version ?? ''}, sorted, lazy`, rounds: 21, answer };
};
