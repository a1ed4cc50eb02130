import type { BureauReceipt, Refusal } from './post-document.ts';

// What has become of each report, told by the records of a journal: the state is what their sequence says.

/** A report is filed as one document; what becomes known later follows as supplements under the same reference. */
export type ReportRecord<Incident = unknown> =
  | { kind: 'incident'; key: string; at: string; incident: Incident }
  /** More is known, or a person has decided: what was sent before needs a supplement. */
  | { kind: 'amended'; key: string; at: string; incident: Incident }
  /** The bytes that are posted, every time the same. `lacksFacts`: the platform's own records did not answer in time. */
  | { kind: 'document'; key: string; at: string; part: number; text: string; lacksFacts: boolean }
  | { kind: 'receipt'; key: string; at: string; part: number; receipt: BureauReceipt }
  | { kind: 'refusal'; key: string; at: string; part: number; refusal: Refusal }
  /** The platform has reported it under a duty of another country: s.66 asks for one report, not two. */
  | { kind: 'elsewhere'; key: string; at: string; reference: { scheme: string; value: string } };

type ReportPart = {
  text: string;
  at: string;
  receipt?: BureauReceipt;
  refusal?: Refusal;
};

export type ReportState<Incident = unknown> = {
  key: string;
  incident: Incident;
  notedAt: string;
  parts: ReportPart[];
  /** A supplement is owed: because the platform's records did not answer, or because there is news. */
  lacksFacts: boolean;
  amended: boolean;
  elsewhere?: { scheme: string; value: string };
};

export type ReportStates<Incident = unknown> = Map<string, ReportState<Incident>>;

/** Brings the states up to date with one record. A record that is there already changes nothing. */
export function applyReportRecord<I>(states: ReportStates<I>, record: ReportRecord<I>): void {
  if (record.kind === 'incident') {
    const { key, at, incident } = record;
    if (states.has(key)) return;
    states.set(key, { key, incident, notedAt: at, parts: [], lacksFacts: false, amended: false });
    return;
  }
  const state = states.get(record.key);
  if (!state) return;
  if (record.kind === 'elsewhere') state.elsewhere = record.reference;
  else if (record.kind === 'amended') {
    state.incident = record.incident;
    state.amended = state.parts.length > 0;
  } else if (record.kind === 'document') {
    state.parts[record.part] ??= { text: record.text, at: record.at };
    state.lacksFacts = record.lacksFacts;
    state.amended = false;
  } else if (record.kind === 'receipt') state.parts[record.part]!.receipt ??= record.receipt;
  else state.parts[record.part]!.refusal ??= record.refusal;
}

/** `refused` waits for a person, `filed` and `reported-elsewhere` are done; the rest is work for the reporter. */
export type ReportStanding =
  | 'to-compose'
  | 'to-send'
  | 'to-supplement'
  | 'filed'
  | 'refused'
  | 'reported-elsewhere';

export function standingOf({ parts, elsewhere, lacksFacts, amended }: ReportState): ReportStanding {
  if (elsewhere && parts.length === 0) return 'reported-elsewhere';
  const last = parts.at(-1);
  if (!last) return 'to-compose';
  if (partToSend(parts) !== undefined) return 'to-send';
  if (lacksFacts || amended) return 'to-supplement';
  return last.refusal ? 'refused' : 'filed';
}

/** The first part that has no answer: parts are sent in their order. */
export function partToSend(parts: readonly ReportPart[]): number | undefined {
  const index = parts.findIndex(({ receipt, refusal }) => !receipt && !refusal);
  return index < 0 ? undefined : index;
}
