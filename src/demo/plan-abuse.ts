import type { Incident, Report } from './incident.ts';
import { SENTENCES } from './invented.ts';
import { arrivalIn, incidentBefore } from './period.ts';
import { activeSuspect } from './plan-images.ts';
import { type Planning, times } from './planning.ts';

// Contact abuse and abuse abroad: few reports, mostly from forces, schools and banks, and most of the urgent ones.

const COUNTS = { contact: 48, transnational: 40, payments: 26, urgent: 6 } as const;

export function planAbuse(planning: Planning): Report[] {
  return [...contact(planning), ...transnational(planning), ...payments(planning), ...urgent(planning)];
}

function contact(planning: Planning): Report[] {
  const { dice, period } = planning;
  return times(planning, COUNTS.contact, () => {
    const receivedAt = arrivalIn(dice, period);
    const incident = contactIncident(planning, incidentBefore(dice, receivedAt, 3));
    const [kind, sourceId] = dice.weighted([
      [['native-json', 'schools'], 45],
      [['native-json', 'force-desk'], 25],
      [['cybertip-json', 'agency-feed'], 15],
      [['public-form', 'public'], 15],
    ] as const);
    return { incident, kind, sourceId, receivedAt };
  });
}

function contactIncident({ dice, world, make, ...planning }: Planning, at: number): Incident {
  return make({
    type: 'contact-abuse',
    at,
    suspects: [activeSuspect({ dice, world, make, ...planning })],
    children: [dice.pick(world.children)],
    facts: {
      contactAbuse: 'yes',
      accessToChildren: dice.chance(0.8) ? 'yes' : 'unknown',
      ...(dice.chance(0.1) && { positionOfTrust: 'yes' as const }),
      ...(dice.chance(0.04) && { policeSuspect: 'yes' as const }),
    },
    thin: false,
  });
}

/** Travel, foreign recipients, offenders who live abroad; most are not on a register (2012 assessment). */
function transnational(planning: Planning): Report[] {
  const { dice, world, make, period } = planning;
  return times(planning, COUNTS.transnational, () => {
    const receivedAt = arrivalIn(dice, period);
    const embedded = dice.chance(0.4);
    const incident = make({
      type: 'child-sex-tourism',
      at: incidentBefore(dice, receivedAt, 8),
      suspects: [embedded ? dice.pick(world.abroad.slice(16)) : activeSuspect(planning)],
      recipients: dice.chance(0.5) ? [dice.pick(world.abroad.slice(6, 16))] : [],
      facts: {
        registeredOffender: dice.chance(0.2) ? 'yes' : 'no',
        offenderAbroad: embedded ? 'yes' : 'no',
        ...(!embedded && dice.chance(0.35) && { travelPlanned: 'yes' as const }),
      },
      thin: false,
    });
    const [kind, sourceId] = dice.weighted([
      [['native-json', 'force-desk'], 60],
      [['cybertip-xml', 'ncmec'], 40],
    ] as const);
    return { incident, kind, sourceId, receivedAt };
  });
}

function payments(planning: Planning): Report[] {
  const { dice, world, make, period } = planning;
  return times(planning, COUNTS.payments, () => {
    const receivedAt = arrivalIn(dice, period);
    const incident = make({
      type: 'payment-for-abuse',
      at: incidentBefore(dice, receivedAt, 10),
      suspects: [activeSuspect(planning)],
      recipients: [dice.pick(world.abroad.slice(6, 16))],
      thin: false,
    });
    return { incident, kind: 'bank-report', sourceId: dice.pick(['bank-one', 'bank-two']), receivedAt };
  });
}

/** One alarm is fresh when the example is first looked at. */
const JUST_BEFORE_THE_END_MS = 40 * 60_000;

/** A child in danger now, told by forces, schools and the public. */
function urgent(planning: Planning): Report[] {
  const { dice, period } = planning;
  const senders = [
    ['native-json', 'schools'],
    ['public-form', 'public'],
    ['native-json', 'force-desk'],
  ] as const;
  // Few as they are, a smaller example has all of them.
  return Array.from({ length: COUNTS.urgent }, (_, i) => {
    const receivedAt = i === 0 ? period.to - JUST_BEFORE_THE_END_MS : arrivalIn(dice, period);
    const incident = contactIncident(planning, incidentBefore(dice, receivedAt, 0.1));
    incident.facts = { ...incident.facts, immediateDanger: 'yes' };
    incident.urgent = dice.pick(SENTENCES.reason);
    const [kind, sourceId] = senders[i % senders.length]!;
    return { incident, kind, sourceId, receivedAt };
  });
}
