import type { Connection, Identifier, Moment, Place } from '../referral/index.ts';
import { child, childrenOf, type DocNode, peek, take, takeAs, takeChild, takeEach } from './cybertip-tree.ts';
import { readAnswer, readCountry, readEvent, readIp, readMoment, readPort } from './cybertip-values.ts';
import { lookUp } from './look-up.ts';
import { present } from './making.ts';

// The small parts that stand in many places of a CyberTipline document. Each takes what it can say in the scheme;
// a part that cannot be formed takes nothing, so that all of it is kept.

export function answerAt(node: DocNode | undefined, name: string) {
  return takeAs(child(node, name), readAnswer);
}

export function momentAt(
  node: DocNode | undefined,
  name: string,
  meaning: Moment['meaning'] = 'other',
): Moment | undefined {
  return takeAs(child(node, name), readMoment(meaning));
}

/** An address on the network; none where it is no IP address, since later stages compare addresses. */
function connectionFrom(node: DocNode): Connection | undefined {
  const ip = takeAs(child(node, 'ipAddress'), readIp);
  if (ip === undefined) return undefined;
  const event = takeAs(child(node, 'eventName'), readEvent) ?? 'unknown';
  return present<Connection>({
    ip,
    port: takeAs(child(node, 'port'), (value) => readPort(value)),
    at: momentAt(node, 'dateTime', event),
    event,
    possibleProxy: answerAt(node, 'possibleProxy'),
  });
}

export function connectionsOf(node: DocNode | undefined): Connection[] | undefined {
  return takeEach(childrenOf(node, 'ipCaptureEvent'), connectionFrom);
}

export function deviceFrom(node: DocNode): Identifier | undefined {
  const value = takeChild(node, 'idValue');
  if (value === undefined) return undefined;
  const at = momentAt(node, 'dateTime', readEvent(peek(child(node, 'eventName')) ?? '') ?? 'unknown');
  if (at) takeChild(node, 'eventName');
  return present<Identifier>({ kind: 'device', value, type: takeChild(node, 'idType', 200), at });
}

export function emailFrom(node: DocNode): Identifier | undefined {
  const value = take(node);
  if (value === undefined) return undefined;
  return present<Identifier>({
    kind: 'email',
    value,
    type: takeChild(node, '@type'),
    verified: answerAt(node, '@verified'),
  });
}

/** A phone number with the calling code and extension that are stated apart from it. */
export function phoneFrom(node: DocNode): Identifier | undefined {
  const number = take(node, 400);
  if (number === undefined) return undefined;
  const code = takeChild(node, '@countryCallingCode', 10);
  const extension = takeChild(node, '@extension', 50);
  const value = `${code === undefined ? '' : `${code} `}${number}${extension === undefined ? '' : ` ext. ${extension}`}`;
  return present<Identifier>({
    kind: 'phone',
    value,
    type: takeChild(node, '@type'),
    verified: answerAt(node, '@verified'),
  });
}

const PLACE_MEANINGS: Readonly<Record<string, Place['meaning']>> = {
  Home: 'home',
  Business: 'business',
  Billing: 'billing',
  Shipping: 'shipping',
  Technical: 'technical',
};

export function placeFrom(node: DocNode, unlessTyped: Place['meaning'] = 'stated'): Place | undefined {
  const meaning = takeAs(child(node, '@type'), (value) => lookUp(PLACE_MEANINGS, value)) ?? unlessTyped;
  const line = takeChild(node, 'address', 1_000);
  const region = [takeChild(node, 'state', 90), takeChild(node, 'nonUsaState', 100)].filter(
    (part) => part !== undefined,
  );
  const place = present<Place>({
    meaning,
    lines: line === undefined ? undefined : [line],
    city: takeChild(node, 'city', 200),
    region: region.length > 0 ? region.join(', ') : undefined,
    postcode: takeChild(node, 'zipCode', 20),
    country: takeCountry(child(node, 'country')),
  });
  return ensureSaysMore(place);
}

export function estimatedPlaceFrom(node: DocNode): Place | undefined {
  const place = present<Place>({
    meaning: 'estimated',
    city: takeChild(node, 'city', 200),
    region: takeChild(node, 'region', 200),
    country: takeCountry(child(node, 'countryCode')),
    verified: answerAt(node, '@verified'),
  });
  return ensureSaysMore(place);
}

/** "UK" is read as the code it stands for and stays on record as it was written. */
export function takeCountry(node: DocNode | undefined): string | undefined {
  const country = takeAs(node, readCountry);
  if (node && country !== undefined && country !== peek(node)) node.taken = false;
  return country;
}

/** A place of which only the meaning is known is none. */
function ensureSaysMore(place: Place): Place | undefined {
  return Object.keys(place).length > 1 ? place : undefined;
}
