import { events, type Metric, metric, type Segment, type Selection, segment } from '../definitions/index.js';

/** Tickets that were not resolved yet. */
const unresolved = (): Selection =>
  events('support_ticket').notYetFollowedBy(events('support_resolved'), { same: 'ticket' });

/**
 * How many support tickets of a customer are open: written, and not resolved since. `ticket` tells them apart.
 *
 * Edge cases: 0 without tickets, for a new customer too; without ids all tickets are one, which any `support_resolved`
 * ends; a ticket that is opened again counts from its next `support_ticket` on.
 * @example
 * ```ts
 * import { openTickets, profile } from 'habitus';
 * const ticket = (name: string, ticket: string, day: string) => ({
 *   name,
 *   at: `2026-11-${day}T09:00:00Z`,
 *   properties: { ticket },
 * });
 * const history = [
 *   ticket('support_ticket', 'a', '01'),
 *   ticket('support_ticket', 'b', '02'),
 *   ticket('support_resolved', 'a', '03'),
 * ];
 * openTickets(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 1
 * ```
 */
export const openTickets: Metric<'number'> = /* @__PURE__ */ metric('open-tickets', {
  title: 'Open tickets',
  unit: 'tickets',
  dimension: 'engagement',
  goal: 'Know what customers are waiting for',
  action: 'Show it to whoever speaks to them next',
  source: 'By definition; there is no cut-off',
  value: () => unresolved().count(),
});

/**
 * Waits for an answer: at least one support ticket is open, see {@link openTickets}.
 *
 * Edge cases: those of the metric; a new customer can qualify.
 * @example
 * ```ts
 * import { openTicket, profile } from 'habitus';
 * const ticket = { name: 'support_ticket', at: '2026-11-20T09:00:00Z', properties: { ticket: 'a' } };
 * const resolved = { name: 'support_resolved', at: '2026-11-21T09:00:00Z', properties: { ticket: 'a' } };
 * openTicket(profile({ id: 'ada' }, [ticket], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * openTicket(profile({ id: 'bob' }, [ticket, resolved], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const openTicket: Segment = /* @__PURE__ */ segment('open-ticket', {
  title: 'Open ticket',
  dimension: 'engagement',
  goal: 'Do not sell to those who wait for help',
  action: 'Hold back every campaign until it is resolved',
  source: 'By definition; there is no cut-off',
  where: () => unresolved().any(),
});

/**
 * Is in talks with sales: a deal was created or entered a stage, and was neither won nor lost since. `deal` tells deals
 * apart.
 *
 * Edge cases: without ids all deals are one, which the next one won or lost ends; without events nobody qualifies; a new
 * customer can qualify.
 * @example
 * ```ts
 * import { openDeal, profile } from 'habitus';
 * const created = { name: 'deal_created', at: '2026-11-20T09:00:00Z', properties: { deal: 'a' } };
 * const lost = { name: 'deal_lost', at: '2026-11-21T09:00:00Z', properties: { deal: 'a' } };
 * openDeal(profile({ id: 'acme' }, [created], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * openDeal(profile({ id: 'globex' }, [created, lost], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const openDeal: Segment = /* @__PURE__ */ segment('open-deal', {
  title: 'Open deal',
  dimension: 'journey',
  goal: 'Speak with one voice while sales is talking',
  action: 'Leave prices and offers to sales until the deal is closed',
  source: 'By definition; there is no cut-off',
  where: () =>
    events('deal_created', 'stage_entered')
      .notYetFollowedBy(events('deal_won', 'deal_lost'), { same: 'deal' })
      .any(),
});
