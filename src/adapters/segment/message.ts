import * as z from 'zod';
import { fieldsSchema, idSchema, noInstant } from '../envelope.js';
import type { Fields, RowReading } from '../facts.js';
import { instantOf } from '../times.js';

/** The fields of a call that are read; all others may be there. */
export const message = () =>
  z.looseObject({
    type: z.string(),
    userId: idSchema(),
    anonymousId: idSchema(),
    previousId: idSchema(),
    groupId: idSchema(),
    messageId: z.string().nullish(),
    event: z.string().nullish(),
    name: z.string().nullish(),
    category: z.string().nullish(),
    properties: fieldsSchema(),
    traits: fieldsSchema(),
    context: fieldsSchema(),
  });

/** A call whose envelope is as documented. */
export type Message = z.infer<ReturnType<typeof message>>;

const FIELDS = ['timestamp', 'originalTimestamp', 'sentAt', 'receivedAt'] as const;

/**
 * When it happened: `timestamp`, which the tool has corrected by the clock of the server; else `receivedAt −
 * (sentAt − originalTimestamp)`, which is that correction; else `originalTimestamp`, `receivedAt` or `sentAt`. A
 * field that is there and no instant is refused.
 */
export const instantOfCall = (row: Fields): number | { readonly refused: RowReading } => {
  const given: Partial<Record<(typeof FIELDS)[number], number>> = {};
  for (const field of FIELDS) {
    const value = row[field];
    if (value === undefined || value === null) continue;
    const instant = instantOf(value);
    if (instant === null) return { refused: noInstant(field, value, 'ISO 8601 text with an offset') };
    given[field] = instant;
  }
  const { timestamp, originalTimestamp, sentAt, receivedAt } = given;
  if (timestamp !== undefined) return timestamp;
  if (originalTimestamp !== undefined && sentAt !== undefined && receivedAt !== undefined)
    return receivedAt - (sentAt - originalTimestamp);
  return (
    originalTimestamp ??
    receivedAt ??
    sentAt ?? { refused: noInstant('timestamp', undefined, 'ISO 8601 text with an offset') }
  );
};
