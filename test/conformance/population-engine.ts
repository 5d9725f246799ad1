import type { Customer, Event } from 'habitus';
import { type Asked, population } from 'habitus/population';
import type { CaseCustomer, CaseEvent } from './cases.js';
import { parsed } from './profile-engine.js';
import type { Engine } from './run.js';

/** Somebody else with the same events, so that a customer never stands alone at the start of a column. */
const double = (customer: CaseCustomer, suffix: string): CaseCustomer => ({
  ...customer,
  id: `${customer.id}${suffix}`,
});

/** Customers and events as tests have them, whatever they hold. */
interface Raw {
  readonly customer: { readonly id: string };
  readonly events: readonly object[];
}

/** A population of raw people: what the types of the API forbid is exactly what is tried. */
export const populationOfPeople = (people: readonly Raw[], asOf: unknown) =>
  population({
    customers: people.map(({ customer }) => customer) as readonly Customer[],
    events: people.flatMap(({ customer, events }) =>
      events.map((event) => ({ ...event, customerId: customer.id })),
    ) as unknown as readonly Event[],
    asOf: asOf as number,
  });

/** The library asked about many customers. */
export const populationEngine: Engine = {
  answer: (definition, customer, events: readonly CaseEvent[], asOf) =>
    populationOfPeople(
      ['-before', '', '-after'].map((suffix) => ({
        customer: suffix === '' ? customer : double(customer, suffix),
        events,
      })),
      asOf,
    )
      .values(parsed(definition) as unknown as Asked)
      .get(customer.id),
  members: (definition, people, asOf) =>
    populationOfPeople(people, asOf)
      .members(parsed(definition) as never)
      .ids(),
  // Here a rank needs nothing more.
  errors: { allBut: ['needs-population'] },
};
