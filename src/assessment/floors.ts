import type { FactName, OpenFacts } from '../referral/index.ts';

// Floors are code, not policy: where one holds, the referral stands before every other that has none, its band is
// the worst there is, and an alarm calls a person. Nothing here reads a flag that would lower, a score, the sender,
// matching or the number of reports.

export const FLOORS = {
  'immediate-danger': { label: 'A child is stated to be in immediate danger' },
  'risk-to-life': { label: 'A child is stated to be at risk of harming themselves' },
  'live-streaming': { label: 'Abuse is stated to be, or about to be, live-streamed' },
  'urgent-with-harm': { label: 'The sender calls it urgent and states harm to a child' },
} as const;
export type Floor = keyof typeof FLOORS;

/** Why an alarm calls a person: a floor holds, or a document that nobody can read yet may tell of one. */
export const ALARM_CAUSES = {
  ...FLOORS,
  'unread-danger': { label: 'A document that could not be read may tell of immediate danger' },
} as const;
export type AlarmCause = keyof typeof ALARM_CAUSES;

/** Facts that bear out a sender's claim of urgency: each is harm to a child now or soon. */
const BEARS_OUT_URGENCY: readonly FactName[] = [
  'contactAbuse',
  'meetingPlanned',
  'aimsToMeet',
  'coercion',
  'travelPlanned',
  'production',
  'abuseAchieved',
  'accessToChildren',
];

/** Kinds of incident that bear it out: the report is of somebody doing something to a child, not of a file alone. */
const URGENT_INCIDENTS: readonly string[] = [
  'online-enticement',
  'contact-abuse',
  'live-streamed-abuse',
  'child-sex-trafficking',
  'child-sex-tourism',
  'financial-sextortion',
];

/** Whether the kind of incident is somebody dealing with a child, whatever else is stated. */
export function isWithChild({ incidentType }: Pick<OpenFacts, 'incidentType'>): boolean {
  return URGENT_INCIDENTS.includes(incidentType);
}

/** Every floor that holds. Pure; adding a "yes" can only add floors. */
export function floorsOf(facts: OpenFacts): Floor[] {
  const says = (fact: FactName) => facts.answers[fact] === 'yes';
  const borneOut = BEARS_OUT_URGENCY.some(says) || isWithChild(facts);
  const holds: Record<Floor, boolean> = {
    'immediate-danger': says('immediateDanger'),
    'risk-to-life': says('riskToChildsLife'),
    'live-streaming': says('liveStreaming'),
    'urgent-with-harm': facts.urgencyClaimed && borneOut,
  };
  return (Object.keys(FLOORS) as Floor[]).filter((floor) => holds[floor]);
}
