import { describe, expect, it } from 'vitest';
import { eventsOfOthers, saas, type Vocabulary } from '../../src/vocabulary/index.js';

const { attributes, events }: Vocabulary = saas;
const TYPES = ['number', 'text', 'boolean', 'instant'];

describe('the built-in model', () => {
  it('names events in snake_case, attributes and properties in camelCase', () => {
    for (const name of Object.keys(events)) expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    const properties = Object.values(events).flatMap((event) => Object.keys(event.properties));
    for (const name of [...Object.keys(attributes), ...properties])
      expect(name).toMatch(/^[a-z]+([A-Z][a-z]*)*$/);
  });

  it('gives every attribute a type of the language', () => {
    for (const type of Object.values(attributes)) expect([...TYPES, 'list']).toContain(type);
  });

  it('gives every property a type that an event can hold, or a closed set of texts', () => {
    for (const type of Object.values(events).flatMap((event) => Object.values(event.properties))) {
      if (typeof type === 'string') expect(TYPES).toContain(type);
      else expect(new Set(type).size).toBe(type.length);
    }
  });

  it('gives one name of a property one type, wherever it occurs', () => {
    const types = new Map<string, string>();
    for (const [name, type] of Object.values(events).flatMap((event) => Object.entries(event.properties))) {
      // `kind` is a closed set for offers and free for feedback.
      if (name === 'kind') continue;
      const text = JSON.stringify(type);
      expect(types.get(name) ?? text).toBe(text);
      types.set(name, text);
    }
  });

  it('lists exactly the events that are not the customer’s doing', () => {
    const others = Object.entries(events).filter(([, { by }]) => by !== 'customer');
    expect(eventsOfOthers).toEqual(others.map(([name]) => name));
  });

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(saas))).toEqual(saas);
  });
});
