import { ensureNoContent } from '../report/ensure-no-content.ts';
import type { Incident } from '../report/incident.ts';
import type { PlatformFacts } from '../report/platform-facts.ts';
import type { FactsAnswer } from '../report/reporter.ts';
import type { KitOptions } from './kit-options.ts';

/** Chosen: a report waits no longer for facts that can follow as a supplement. */
const LONGEST_ANSWER_MS = 10_000;

/** Asks the platform's own records. `undefined`: no answer in time. Throws `prevention.content-in-report`. */
export async function askPlatform(
  { facts: ask }: Pick<KitOptions, 'facts'>,
  incidentKey: string,
  incident: Incident,
): Promise<FactsAnswer<PlatformFacts>> {
  if (!ask) return { facts: {} };
  const answer = await within(LONGEST_ANSWER_MS, ask({ incidentKey, incident }));
  if (answer === undefined) return undefined;
  if ('elsewhere' in answer) return { elsewhere: answer.elsewhere };
  ensureNoContent(JSON.stringify(answer));
  return { facts: answer };
}

async function within<T>(ms: number, answer: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
