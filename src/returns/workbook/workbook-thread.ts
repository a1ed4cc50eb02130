import { parentPort } from 'node:worker_threads';
import { Problem } from '../../shared/problem.ts';
import type { Sheet } from '../sheet.ts';
import { readSpreadsheet } from './read-spreadsheet.ts';
import type { UnreadableReason } from './unreadable.ts';

/** What the thread answers. A workbook that its reader fails on is damaged, and not a fault of this program. */
export type Answer = { sheets: Sheet[] } | { why: UnreadableReason };

parentPort?.on('message', (raw: Uint8Array) => {
  parentPort?.postMessage(answerTo(Buffer.from(raw)));
});

function answerTo(raw: Buffer): Answer {
  try {
    return { sheets: readSpreadsheet(raw) };
  } catch (failure) {
    const why = failure instanceof Problem ? failure.faults[0]?.path : 'damaged';
    return { why: (why ?? 'damaged') as UnreadableReason };
  }
}
