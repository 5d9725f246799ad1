import { and, attribute, not, type Segment, segment } from '../definitions/index.js';
import { onlyKeys } from '../internal/index.js';

/** What {@link eligible} takes. */
export interface EligibleOptions {
  /** The channel, such as `email`: as the lists `consents` and `suppressed` have it. */
  readonly channel: string;
  /** The purpose, such as `marketing`: as the list `consents` has it. */
  readonly purpose: string;
}

/**
 * May be written to: has agreed to the channel and to the purpose, and is not suppressed on the channel.
 *
 * `channel` and `purpose` are given, and changed by `with`: the attribute `consents` lists both of them, and the
 * attribute `suppressed` does not list the channel.
 * Edge cases: without `consents` nobody qualifies, for silence is no agreement; without `suppressed` nobody is
 * suppressed; an attribute of one text is a list of one; no event is read, so a new customer can qualify.
 * @example
 * ```ts
 * import { eligible, profile } from 'habitus';
 * const newsletter = eligible({ channel: 'email', purpose: 'marketing' });
 * newsletter(profile({ id: 'ada', attributes: { consents: ['email', 'marketing'] } })); //=> true
 * newsletter(profile({ id: 'bob', attributes: { consents: ['email'] } })); //=> false
 * const bounced = { consents: ['email', 'marketing'], suppressed: ['email'] };
 * newsletter(profile({ id: 'eve', attributes: bounced })); //=> false
 * ```
 */
export const eligible = (
  options: EligibleOptions,
): Segment<{ readonly channel: string; readonly purpose: string }> => {
  onlyKeys(options, ['channel', 'purpose'], 'eligible');
  const { channel, purpose } = options;
  return segment('eligible', {
    title: `May be written to by ${channel} for ${purpose}`,
    dimension: 'engagement',
    goal: 'Write only to those who want it',
    action: 'Put it in front of every campaign, and ask the others once where they manage their account',
    source: 'By definition: consent by channel and purpose; there is no cut-off',
    parameters: { channel, purpose },
    where: (p) =>
      and(
        attribute('consents').includes(p.channel),
        attribute('consents').includes(p.purpose),
        not(attribute('suppressed').includes(p.channel)),
      ),
  });
};
