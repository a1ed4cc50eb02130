import { type ConservationReport, proveConservation } from '../flow/index.ts';
import {
  databaseReader,
  exportLedger,
  fileReader,
  type LedgerReport,
  readAnchor,
  sealEverything,
  verifyLedger,
  writeAnchor,
} from '../ledger/index.ts';
import { STATES, type State } from '../referral/index.ts';
import { EXIT, type Opened, type Result } from './command.ts';
import { tableLines } from './table.ts';

type VerifyOptions = { checkpoint?: string[]; file?: string };

/** `everydot ledger verify`: recomputes every hash and signature, also against checkpoints that were kept elsewhere. */
export async function verifyCommand(opened: Opened, options: VerifyOptions): Promise<Result> {
  const anchors = await Promise.all((options.checkpoint ?? []).map(readAnchor));
  const publicKey = opened.signer.publicKey.toString('hex');
  return verification(await verifyLedger(databaseReader(opened.store.db), { anchors, publicKey }));
}

/** The same over an exported file: needs no database, no key and nothing else of ours. */
export async function verifyFileCommand(file: string, options: VerifyOptions): Promise<Result> {
  const anchors = await Promise.all((options.checkpoint ?? []).map(readAnchor));
  return verification(await verifyLedger(fileReader(file), { anchors }));
}

function verification(report: LedgerReport): Result {
  const { entries: unsealed, oldest } = report.unsealed;
  const lines = [
    `${report.entries} entries in ${report.checkpoints} checkpoints`,
    `head ${report.head}`,
    unsealed === 0 ? 'no entry is unsealed' : `${unsealed} entries not sealed yet, the oldest from ${oldest}`,
    ...report.faults.map(({ checkpoint, fault }) => `FAULT at checkpoint ${checkpoint}: ${fault}`),
    report.faults.length === 0 ? 'The ledger verifies.' : 'The ledger DOES NOT verify.',
  ];
  return {
    json: { verifies: report.faults.length === 0, ...report },
    lines,
    exitCode: report.faults.length === 0 ? EXIT.done : EXIT.doesNotVerify,
  };
}

/** `everydot ledger conserve`: every receipt is in exactly one state, and the states add up to what was received. */
export async function conserveCommand(opened: Opened): Promise<Result> {
  const report = await proveConservation(opened.store);
  return {
    json: report,
    lines: conservationLines(report),
    exitCode: report.holds ? EXIT.done : EXIT.doesNotVerify,
  };
}

function conservationLines(report: ConservationReport): string[] {
  const states = Object.keys(STATES) as State[];
  const bySource = new Map<string, { received: number; states: Partial<Record<State, number>> }>();
  for (const line of report.lines) {
    const sum = bySource.get(line.source) ?? { received: 0, states: {} };
    sum.received += line.received;
    for (const state of states) sum.states[state] = (sum.states[state] ?? 0) + (line.states[state] ?? 0);
    bySource.set(line.source, sum);
  }
  const body = [...bySource].map(([source, sum]) => [
    source,
    sum.received,
    ...states.map((state) => sum.states[state] ?? 0),
  ]);
  const total = ['all', report.received, ...states.map((state) => report.states[state])];
  return [
    ...tableLines(['source', 'received', ...states], [...body, total]),
    ...report.discrepancies.map(
      ({ id, recorded, current }) =>
        `AMISS ${id}: ledger ${recorded ?? 'nothing'}, record ${current ?? 'nothing'}`,
    ),
    report.holds ? `Conserved: ${report.received} received, each in exactly one state.` : 'NOT conserved.',
  ];
}

/** `everydot ledger anchor FILE`: seals what is committed and writes the newest checkpoint, to be kept elsewhere. */
export async function anchorCommand(opened: Opened, file: string): Promise<Result> {
  await sealEverything(opened.store, opened.signer);
  const checkpoint = await writeAnchor(opened.store.db, file);
  return {
    json: checkpoint,
    lines: [
      `Checkpoint ${checkpoint.number} over ${checkpoint.total} entries written. Keep it where this bureau cannot change it.`,
    ],
  };
}

/** `everydot ledger export FILE`: the sealed ledger, for a verifier that has no access to this database. */
export async function exportCommand(opened: Opened, file: string): Promise<Result> {
  await sealEverything(opened.store, opened.signer);
  const written = await exportLedger(opened.store.db, file);
  return {
    json: written,
    lines: [`${written.entries} entries in ${written.checkpoints} checkpoints written.`],
  };
}
