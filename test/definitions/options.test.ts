import * as habitus from 'habitus';
import * as adapters from 'habitus/adapters';
import * as analyses from 'habitus/analysis';
import * as models from 'habitus/model';
import * as populations from 'habitus/population';
import * as nodes from 'habitus/population/node';
import * as sql from 'habitus/sql';
import * as conformance from 'habitus/sql/conformance';
import { describe, expect, it } from 'vitest';

const { attribute, days, events, HabitusError, parseSegment } = habitus;
const all = { ...habitus };

/** A function with all options that it takes, how it is called with them, and what somebody might write for one of them. */
type Row = readonly [name: string, call: (options: never) => unknown, wrong: string, meant: string];

const any = events().any();
const count = events().count();
const ada = habitus.profile({ id: 'ada' });
const customers = [{ id: 'ada' }];
const people = populations.population({ customers, asOf: 0 });
const source = {
  customers: { table: 'c', id: 'id' },
  events: { table: 'e', customerId: 'c', at: 'at', name: 'n' },
};
const dialect = sql.duckdb;
const bytes = new TextEncoder().encode('id\n1\n');
const model = models.defineModel({ events: { bought: { amount: 'number' } }, attributes: {} } as never);
const selection = events('a') as unknown as Record<string, (options: object) => unknown>;
const run = async (): Promise<never[]> => [];
const where = () => any;
const labels = () => ({ a: any });
const measures = () => ({ a: count });
const more = (given: object) => ({ ...given }) as never;

const calendar: readonly Row[] = (['Days', 'Weeks', 'Months', 'Quarters', 'Years'] as const).map((unit) => [
  `calendar${unit}`,
  (options) => all[`calendar${unit}`](1, options),
  'timezone',
  'timeZone',
]);
const texts: readonly Row[] = (
  ['startsWith', 'endsWith', 'contains', 'is', 'isNot', 'oneOf', 'noneOf'] as const
).map((name) => [name, (options) => all[name]('a', options), 'ignorecase', 'ignoreCase']);
/** Tests that have no options: what looks like some is refused. */
const plain: readonly Row[] = Object.entries({
  atLeast: [1],
  atMost: [1],
  above: [1],
  below: [1],
  between: [1, 2],
  exists: [],
  missing: [],
  includes: ['a'],
  atLeastVersion: ['1.0'],
  atMostVersion: ['1.0'],
  aboveVersion: ['1.0'],
  belowVersion: ['1.0'],
  isVersion: ['1.0'],
  before: [0],
  after: [0],
  withinLast: [days(1)],
  withinNext: [days(1)],
}).map(([name, args]) => [
  name,
  (options) => (all[name as 'exists'] as (...of: unknown[]) => unknown)(...args, options),
  'ignoreCase',
  '',
]);
const series = { every: days(1), periods: 2 };
const methods: readonly Row[] = [
  ['Selection.within', (options) => events().within(days(1), options), 'Ago', 'ago'],
  ['Selection.sessions', (options) => selection.sessions!(options), 'gaps', 'gap'],
  ...['activeDays', 'activeWeeks', 'activeMonths'].map(
    (name): Row => [`Selection.${name}`, (options) => selection[name]!(options), 'atleast', 'atLeast'],
  ),
  ...['trend', 'peak', 'low', 'streak'].map(
    (name): Row => [
      `Selection.${name}`,
      (options) => selection[name]!({ ...series, ...(options as object) }),
      'time_zone',
      'timeZone',
    ],
  ),
  ...['sum', 'average', 'min', 'max', 'first', 'last', 'distinct', 'mostFrequent', 'topShare'].flatMap(
    (name): Row[] => [
      [`Selection.${name}`, (options) => (selection[name] as never as Reader)('a', options), 'As', 'as'],
      [
        `Selection.${name} of a model`,
        (options) => (events2()[name] as never as Reader)('amount', options),
        'as',
        '',
      ],
    ],
  ),
  ['Segment.with', (options) => any.with({}, options), 'titel', 'title'],
];
type Reader = (reading: string, options: object) => unknown;
const events2 = () => model.events('bought' as never) as unknown as Record<string, unknown>;

/** Each analysis takes whom to leave out, or a span of time. */
const analysing: readonly Row[] = [
  ['sizes', (options) => analyses.sizes(people, { any }, options), 'excludin', 'excluding'],
  [
    'growth',
    (options) => analyses.growth(people, { any }, { every: 'week', periods: 1, ...(options as object) }),
    'timezone',
    'timeZone',
  ],
  [
    'transitions',
    (options) => analyses.transitions(people, any, { from: -1, ...(options as object) }),
    'til',
    '',
  ],
  ['overlap', (options) => analyses.overlap(people, { any }, options), 'excludin', 'excluding'],
  [
    'compare',
    (options) => analyses.compare(people, { any }, { metrics: { count }, ...(options as object) }),
    'resample',
    'resamples',
  ],
  ['history', (options) => analyses.history(ada, { any }, { from: 0, ...(options as object) }), 'too', 'to'],
];

const rows: readonly Row[] = [
  ...calendar,
  ...texts,
  ...plain,
  ...methods,
  ...analysing,
  ['attribute', (options) => attribute('a', options), 'As', 'as'],
  ['following', (options) => habitus.following('a', days(1), options), 'afer', 'after'],
  ['hourOfDay', (options) => habitus.hourOfDay(options), 'timezone', 'timeZone'],
  ['dayOfWeek', (options) => habitus.dayOfWeek(options), 'timezone', 'timeZone'],
  ['inBucket', (options) => habitus.inBucket('salt', options), 'form', 'from'],
  ['profile', (options) => habitus.profile({ id: 'a' }, [], options), 'asof', 'asOf'],
  [
    'timeline',
    (options) => habitus.timeline(any, ada, more({ from: 0, to: 1, ...(options as object) })),
    'form',
    'from',
  ],
  ['segment', (options) => habitus.segment('a', more({ where, ...(options as object) })), 'titel', 'title'],
  [
    'metric',
    (options) => habitus.metric('a', more({ value: () => count, ...(options as object) })),
    'units',
    'unit',
  ],
  [
    'classification',
    (options) => habitus.classification('a', more({ labels, ...(options as object) })),
    'gaol',
    'goal',
  ],
  [
    'dominant',
    (options) => habitus.dominant('a', more({ labels: measures, ...(options as object) })),
    'atleast',
    'atLeast',
  ],
  [
    'score',
    (options) => habitus.score('a', more({ parts: () => [], ...(options as object) })),
    'mising',
    'missing',
  ],
  ...(
    [
      ['timeToAdopt', { feature: 'a' }, 'relaesedAt', 'releasedAt'],
      ['featureAdopter', { feature: 'a' }, 'Days', 'days'],
      ['featuresOf', { plan: { pro: ['a'] } }, 'plans', 'plan'],
      ['tutorialCandidate', { feature: 'a' }, 'plan', 'plans'],
      ['benefitSoughtAmong', { benefits: { a: count } }, 'shares', 'share'],
      ['cadenceAround', { trigger: 'a' }, 'afer', 'after'],
      ['engagementScoreOf', { records: [] }, 'record', 'records'],
      ['interestedIn', { topic: 'a' }, 'sign', 'signs'],
      ['persona', { topics: ['a'] }, 'topic', 'topics'],
      ['interest', { topics: ['a'] }, 'sign', 'signs'],
      ['inCountry', { country: 'a' }, 'contry', 'country'],
      ['inRegion', { region: 'a' }, 'regions', 'region'],
      ['inIndustry', { industry: 'a' }, 'industri', 'industry'],
      ['inRole', { role: 'a' }, 'roles', 'role'],
      ['inAgeBand', { ageBand: 'a' }, 'ageband', 'ageBand'],
      ['speaks', { language: 'a' }, 'languages', 'language'],
      ['shares', { value: 'a' }, 'values', 'value'],
      ['stuckInStage', { stage: 'a' }, 'limits', 'limit'],
      ['upgraded', { within: days(1) }, 'witin', 'within'],
      ['upgradedAfter', { months: 12 }, 'month', 'months'],
      ['addOnCandidate', { addOn: 'a' }, 'addon', 'addOn'],
      ['eligible', { channel: 'a', purpose: 'b' }, 'purpos', 'purpose'],
      ['healthScoreOf', { records: [] }, 'record', 'records'],
      ['powerUserOf', { events: ['a'] }, 'event', 'events'],
      ['inCity', { city: 'a' }, 'citty', 'city'],
      ['acquiredThrough', { source: 'a' }, 'sorce', 'source'],
      ['cancelled', { within: days(1) }, 'witin', 'within'],
    ] as const
  ).map(
    ([name, right, wrong, meant]): Row => [
      name,
      (options) => (all[name] as (of: object) => unknown)({ ...right, ...(options as object) }),
      wrong,
      meant,
    ],
  ),
  [
    'population',
    (options) => populations.population(more({ customers, ...(options as object) })),
    'asof',
    'asOf',
  ],
  ['loadPopulation', (options) => populations.loadPopulation({ customers }, options), 'Signal', 'signal'],
  [
    'loadPopulation source',
    (options) => populations.loadPopulation(more({ customers, ...(options as object) })),
    'asof',
    'asOf',
  ],
  ['populationBuilder', (options) => populations.populationBuilder().build(options), 'asof', 'asOf'],
  [
    'populationFromColumns',
    (options) =>
      populations.populationFromColumns(more({ customers: { id: ['a'] }, ...(options as object) })),
    'asof',
    'asOf',
  ],
  [
    'populationFromColumns customers',
    (options) =>
      populations.populationFromColumns({ customers: more({ id: ['a'], ...(options as object) }) }),
    'attribute',
    'attributes',
  ],
  [
    'populationFromColumns events',
    (options) =>
      populations.populationFromColumns({
        customers: { id: ['a'] },
        events: more({ customerId: ['a'], name: ['a'], at: [0], ...(options as object) }),
      }),
    'Sorted',
    'sorted',
  ],
  [
    'rollUp',
    (options) => populations.rollUp(people, more({ by: 'a', ...(options as object) })),
    'account',
    'accounts',
  ],
  ['withAttributes', (options) => populations.withAttributes(people, {}, options), 'replaces', 'replace'],
  [
    'inherit',
    (options) =>
      populations.inherit(people, people, more({ by: 'a', attributes: {}, ...(options as object) })),
    'attribute',
    'attributes',
  ],
  ['shareOf', (options) => populations.shareOf(any, options), 'Of', 'of'],
  [
    'threadedPopulation',
    (options) => nodes.threadedPopulation(more({ customers, ...(options as object) })),
    'thread',
    'threads',
  ],
  [
    'populationFromFiles',
    (options) => nodes.populationFromFiles({ customers: { file: bytes, format: 'csv' } }, options),
    'onprogress',
    'onProgress',
  ],
  [
    'populationFromFiles source',
    (options) => nodes.populationFromFiles(more({ customers: { file: bytes }, ...(options as object) })),
    'asof',
    'asOf',
  ],
  [
    'populationFromFiles file',
    (options) => nodes.populationFromFiles({ customers: more({ file: bytes, ...(options as object) }) }),
    'delimeter',
    'delimiter',
  ],
  ['readCsv', (options) => nodes.readCsv(bytes, options), 'delimeter', 'delimiter'],
  ['readNdjson', (options) => nodes.readNdjson(bytes, options), 'onrejected', 'onRejected'],
  [
    'toSQL',
    (options) => sql.toSQL({ any }, more({ dialect, source, ...(options as object) })),
    'asof',
    'asOf',
  ],
  [
    'splitSQL',
    (options) => sql.splitSQL({ any }, more({ dialect, source, ...(options as object) })),
    'atmost',
    'atMost',
  ],
  [
    'toSQL changesSince',
    (options) =>
      sql.toSQL({ any }, { dialect, source, changesSince: more({ table: 't', ...(options as object) }) }),
    'labels',
    'label',
  ],
  [
    'toSQL accounts',
    (options) =>
      sql.toSQL(
        { any },
        {
          dialect,
          source: {
            ...source,
            customers: {
              ...source.customers,
              accounts: more({
                table: 'a',
                id: 'id',
                by: 'b',
                attributes: { columns: {} },
                ...(options as object),
              }),
            },
          },
        },
      ),
    'attribute',
    'attributes',
  ],
  ['lintSQL', (options) => sql.lintSQL(source, more({ dialect, ...(options as object) })), 'Since', 'since'],
  [
    'toSQL source',
    (options) => sql.toSQL({ any }, { dialect, source: more({ ...source, ...(options as object) }) }),
    'customer',
    'customers',
  ],
  [
    'checkCases',
    (options) => conformance.checkCases([], more({ dialect, run, ...(options as object) })),
    'Together',
    'together',
  ],
  [
    'verifySQL',
    (options) => conformance.verifySQL(more({ dialect, run, ...(options as object) })),
    'Together',
    'together',
  ],
  [
    'defineDialect',
    (options) => sql.defineDialect(dialect, more({ name: 'mine', ...(options as object) })),
    'type',
    'types',
  ],
  ...(['parseSegment', 'parseMetric', 'parseClassification'] as const).map(
    (name): Row => [name, (options) => all[name]('{}', options), 'costs', 'cost'],
  ),
  ['pacedNextChange', (options) => habitus.pacedNextChange(any, ada, options), 'Signal', 'signal'],
  [
    'pacedTimeline',
    (options) => habitus.pacedTimeline(any, ada, more({ from: 0, to: 1, ...(options as object) })),
    'form',
    'from',
  ],
  ['Population.paced', (options) => people.paced(options), 'Signal', 'signal'],
  ['fromSegment', (options) => adapters.fromSegment([], options), 'By', 'by'],
  ['fromRudderStack', (options) => adapters.fromRudderStack([], options), 'By', 'by'],
  ['fromAmplitude', (options) => adapters.fromAmplitude([], options), 'groups', 'group'],
  ['fromMixpanel', (options) => adapters.fromMixpanel([], options), 'groups', 'group'],
  ['fromPostHog', (options) => adapters.fromPostHog([], options), 'groups', 'group'],
  [
    'fromStripe',
    (options) =>
      adapters.fromStripe([], more({ money: { currency: 'EUR', rates: {} }, ...(options as object) })),
    'metadataID',
    'metadataId',
  ],
  [
    'adapt',
    (options) =>
      adapters.adapt([], { read: () => [], words: { events: {}, attributes: {} } } as never, options),
    'By',
    'by',
  ],
  ['howMany', (options) => habitus.howMany(habitus.powerUser, options as never), 'point', 'points'],
  [
    'calibrate',
    (options) =>
      populations.calibrate(habitus.powerUser, people, more({ share: 0.1, ...(options as object) })),
    'paramter',
    'parameter',
  ],
  ['mergeIdentities', (options) => adapters.mergeIdentities([], options), 'knwon', 'known'],
  [
    'defineModel',
    (options) => models.defineModel(more({ events: {}, attributes: {}, ...(options as object) })),
    'event',
    'events',
  ],
  ['vocabulary', (options) => models.vocabulary({}, options), 'attribute', 'attributes'],
  ...(['parseEvents', 'parseCustomers', 'readEvents', 'readCustomers'] as const).map(
    (name): Row => [
      `Model.${name}`,
      (options) => (model[name] as never as (rows: unknown[], options: object) => unknown)([], options),
      'Mode',
      'mode',
    ],
  ),
];

/** Functions that take no options. */
const WITHOUT = `
  HabitusError activity actor ago and at catalogueByDimension choose days describe events explain hours milliseconds minutes seconds weeks
  nextChange not or period productUse sequence sheet since isPlaceholderId
  allOf anyOf check countOf diff fit needs parametersSchema topShareOf explainSQLError runSQL sqlCases raw sql textValue costOf
`.match(/\w+/g)!;

/** Calls, waits where the answer comes later, and gives the error. */
const errorOf = async (act: () => unknown): Promise<unknown> => {
  try {
    await act();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('options', () => {
  it.each(rows)(
    'of %s that nothing reads are refused, with what was probably meant',
    async (_, call, wrong, meant) => {
      const error = await errorOf(() => call({ [wrong]: 1 } as never));
      expect(error).toBeInstanceOf(HabitusError);
      expect(error).toMatchObject({ code: 'unknown-key' });
      expect(String(error)).toContain(`got "${wrong}"`);
      if (meant !== '') expect(String(error)).toContain(`did you mean "${meant}"`);
    },
  );

  it('are walked for every function that is exported', () => {
    const entries = [habitus, adapters, analyses, models, populations, nodes, sql, conformance];
    const functions = entries.flatMap((entry) =>
      Object.entries(entry as Record<string, unknown>)
        .filter(([, value]) => typeof value === 'function' && !('definition' in value))
        .map(([name]) => name),
    );
    const walked = [...WITHOUT, ...rows.map(([name]) => name)];
    expect([...new Set(functions)].filter((name) => !walked.includes(name))).toEqual([]);
  });

  it('that are undefined are none, and an adapter’s answer is a source', () => {
    expect(habitus.calendarDays(1, { timeZone: undefined, skip: undefined }).kind).toBe('calendar');
    expect(populations.population({ ...adapters.fromSegment([]), asOf: 0 }).size).toBe(0);
    expect(any(habitus.profile({ id: 'a' }, undefined, { asOf: undefined }))).toBe(false);
  });

  it('that stand beside what cannot use them are refused too', () => {
    const bad = [
      () => events().within(habitus.calendarDays(1), { ago: days(1) }),
      () => events().activeDays({ unit: 'month' } as never),
      () => events().trend({ ...series, answer: 'peak' } as never),
      () =>
        habitus.score('a', { parts: () => [{ metric: count, weight: 1, from: 0, to: 1, value: 1 } as never] })
          .definition,
      () => habitus.profile({ id: 'a' }, [], null as never),
      () => parseSegment({ ...JSON.parse(JSON.stringify(any)), tilte: 'a' }),
      () => (attribute('a').is as (...of: unknown[]) => unknown)(5, { ignoreCase: true }),
      () => (attribute('a').is as (...of: unknown[]) => unknown)('x', 'y'),
      () => (attribute('a').oneOf as (...of: unknown[]) => unknown)({ ignoreCase: true }, 'x'),
      () => (attribute('a').topPercent as (...of: unknown[]) => unknown)(10, { of: 'all' }),
    ];
    for (const act of bad) expect(act).toThrow(HabitusError);
  });
});

describe('the ids that a statement is for', () => {
  it('are texts that every engine can hold', () => {
    for (const only of [['a\0'], ['a', '\ud800'], [5]] as never[])
      expect(() => sql.toSQL({ any }, { dialect, source, only })).toThrow(
        /^only\[\d\]: expected the id of a customer/,
      );
    expect(() => models.vocabulary({ a: { event: 'a\0' } })).toThrow(/the host's name of the event/);
  });
});
