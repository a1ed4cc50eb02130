import { openJournal } from '../journal/journal.ts';
import {
  applyReportRecord,
  type ReportRecord,
  type ReportState,
  type ReportStates,
  standingOf,
} from './report-state.ts';

/** The reports of a platform, on its disk before anything is posted. */
export type Outbox<Incident> = {
  /** Notes an incident; one that is noted already stays as it is. Resolves when it is on disk. */
  note(key: string, incident: Incident, at: string): Promise<void>;
  /** Adds to what is known of a report. */
  add(record: ReportRecord<Incident>): Promise<void>;
  find(key: string): ReportState<Incident> | undefined;
  all(): ReportState<Incident>[];
  /** Those on which the reporter has work to do. */
  open(): ReportState<Incident>[];
  close(): Promise<void>;
};

/** Opens the outbox in a file of its own. What a crash cut short at its end was never promised to anybody. */
export async function openOutbox<Incident>(file: string): Promise<Outbox<Incident>> {
  const states: ReportStates<Incident> = new Map();
  const unfinished = new Set<string>();
  const apply = (record: ReportRecord<Incident>): void => {
    applyReportRecord(states, record);
    const state = states.get(record.key);
    if (state && needsWork(state)) unfinished.add(record.key);
    else unfinished.delete(record.key);
  };
  const journal = await openJournal<ReportRecord<Incident>>(file, apply);
  const add = async (record: ReportRecord<Incident>): Promise<void> => {
    await journal.append(record);
    apply(record);
  };
  return {
    add,
    note: async (key, incident, at) => {
      if (!states.has(key)) await add({ kind: 'incident', key, at, incident });
    },
    find: (key) => states.get(key),
    all: () => [...states.values()],
    open: () => [...unfinished].map((key) => states.get(key)!),
    close: () => journal.close(),
  };
}

function needsWork(state: ReportState): boolean {
  const standing = standingOf(state);
  return standing === 'to-compose' || standing === 'to-send' || standing === 'to-supplement';
}
