import { createInterface } from 'node:readline';
import type { Kit, Refused } from '../kit/kit.ts';
import type { Decision } from '../screen/decision.ts';

/** Chosen: as many lines as are read together, so that they share one flush. */
const LINES_AT_ONCE = 1_000;

export type EventStreamCounts = { taken: number; refused: number };

type Told = { onDecision(decision: Decision): void; onRefused(line: number, code: Refused['code']): void };

/** Takes events one a line, such as from standard input, in their order and no faster than they can be taken. */
export async function readEventStream(
  kit: Kit,
  input: NodeJS.ReadableStream,
  told: Told,
): Promise<EventStreamCounts> {
  const counts: EventStreamCounts = { taken: 0, refused: 0 };
  let lines: string[] = [];
  let before = 0;
  const takeLines = async (): Promise<void> => {
    const { decisions, refused } = await kit.take(lines.map(parsed));
    for (const decision of decisions) told.onDecision(decision);
    for (const { place, code } of refused) told.onRefused(before + place + 1, code);
    counts.taken += lines.length - refused.length;
    counts.refused += refused.length;
    before += lines.length;
    lines = [];
  };
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    lines.push(line);
    if (lines.length >= LINES_AT_ONCE) await takeLines();
  }
  await takeLines();
  return counts;
}

/** What is no JSON is refused as what fits no schema is. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
