import { Compile, type Validator } from 'typebox/compile';
import { type Fault, Problem } from '../../shared/problem.ts';
import { categoriseReference } from './categorise-reference.ts';
import { EVENT_TYPES, type EventType, INCOMING, type ScreenEvent } from './screen-event.ts';

const MOST_FAULTS = 10;
/** Clocks of servers differ. Chosen: longer than any that is synchronised, shorter than any useful lie. */
const FURTHEST_AHEAD_MS = 60_000;

const VALIDATORS = Object.fromEntries(
  EVENT_TYPES.map((type) => [type, Compile(INCOMING[type])]),
) as unknown as Record<EventType, Validator>;

/**
 * Checks one event. Throws `prevention.invalid-event` with the place of each fault; no fault quotes a value.
 * `nowMs` is the receiving clock: given, an event from the future is refused, as it would make all others too late.
 */
export function readEvent(value: unknown, { nowMs }: { nowMs?: number } = {}): ScreenEvent {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refusal([{ path: '/', reason: 'is no JSON object: one event is one' }]);
  const { type } = value as { type?: unknown };
  if (!EVENT_TYPES.includes(type as EventType))
    throw refusal([{ path: '/type', reason: `must be one of ${EVENT_TYPES.join(', ')}` }]);
  const validator = VALIDATORS[type as EventType];
  if (!validator.Check(value)) throw refusal(faultsOf(validator, value));
  const event = dropReferenceText(value as ScreenEvent & { referenceText?: string });
  const atMs = Date.parse(event.time);
  if (Number.isNaN(atMs)) throw refusal([{ path: '/time', reason: 'is no day or hour that exists' }]);
  if (nowMs !== undefined && atMs > nowMs + FURTHEST_AHEAD_MS)
    throw refusal([{ path: '/time', reason: 'lies in the future' }]);
  if (event.type === 'payment' && event.payer.account === event.beneficiary.account)
    throw refusal([{ path: '/beneficiary/account', reason: 'must differ from the payer' }]);
  return event;
}

function dropReferenceText(incoming: ScreenEvent & { referenceText?: string }): ScreenEvent {
  if (incoming.referenceText === undefined) return incoming;
  const { referenceText, ...event } = incoming;
  if (event.type !== 'payment' || event.reference !== undefined) return event;
  return { ...event, reference: categoriseReference(referenceText) };
}

function refusal(faults: readonly Fault[]): Problem {
  return new Problem('prevention.invalid-event', { faults });
}

/** Names of unknown fields are told, since a sender has to find them; they come from the sender's program, not from people. */
function faultsOf(validator: Validator, value: unknown): Fault[] {
  return validator
    .Errors(value)
    .filter(({ keyword }) => keyword !== 'boolean')
    .slice(0, MOST_FAULTS)
    .map(({ instancePath, keyword, message, params }) => ({
      path: instancePath || '/',
      reason: keyword === 'additionalProperties' ? unknownFields(params) : message,
    }));
}

function unknownFields(params: unknown): string {
  const { additionalProperties: names } = params as { additionalProperties: readonly string[] };
  const shown = names
    .slice(0, MOST_FAULTS)
    .map((name) => (/^[\w.-]{1,40}$/.test(name) ? name : '(unprintable)'));
  return `must not have the fields ${shown.join(', ')}`;
}
