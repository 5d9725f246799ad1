import { describe, expect, it } from 'vitest';
import { saas, type Vocabulary } from '../../src/vocabulary/index.js';

const TYPES = ['number', 'text', 'boolean', 'instant', 'list'];
const events: Vocabulary['events'] = saas.events;

describe('saas', () => {
  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(saas))).toEqual(saas);
  });

  it('gives every attribute a type', () => {
    expect(Object.keys(saas.attributes)).toHaveLength(33);
    for (const [name, type] of Object.entries(saas.attributes)) expect(TYPES, name).toContain(type);
  });

  it('writes events in snake_case, and attributes and properties in camelCase', () => {
    for (const [name, { properties }] of Object.entries(events)) {
      expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
      for (const property of Object.keys(properties)) expect(property).toMatch(/^[a-z]+([A-Z][a-z]+)*$/);
    }
    for (const name of Object.keys(saas.attributes)) expect(name).toMatch(/^[a-z]+([A-Z][a-z]+)*$/);
  });

  it('says of every event who makes it happen, and gives every property a type or its few values', () => {
    for (const [name, { by, properties }] of Object.entries(events)) {
      expect(['customer', 'company', 'world'], name).toContain(by);
      for (const type of Object.values(properties)) {
        if (Array.isArray(type)) expect(new Set(type).size).toBe(type.length);
        else expect(TYPES.slice(0, 4), name).toContain(type);
      }
    }
  });

  it('gives a property the same type in every event', () => {
    const types = new Map<string, string>();
    for (const { properties } of Object.values(events)) {
      for (const [name, type] of Object.entries(properties)) {
        const plain = typeof type === 'string' ? type : 'text';
        expect(types.get(name) ?? plain, name).toBe(plain);
        types.set(name, plain);
      }
    }
  });
});
