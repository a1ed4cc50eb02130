import { markBureauReady } from '../access/index.ts';
import { openIntake, refreshPicture } from '../flow/index.ts';
import { settableClock } from '../shared/clock.ts';
import { Problem } from '../shared/problem.ts';
import { type LoadOptions, type Opened, openExampleBureau } from './load-example.ts';
import { deriveReceived, receiveAll } from './receive-example.ts';
import { ASSESSED_AT, ASSESSMENT_2012 } from './reports-of-2012.ts';
import { judgeWhatRose } from './story-of-emerging.ts';
import { askAboutHidden } from './story-of-hidden.ts';
import { writeReports } from './story-of-reports.ts';
import { acceptReturnsOf } from './story-of-returns.ts';
import { writeYear2012 } from './year-2012.ts';

const FIRST_DAY = new Date('2010-01-01T00:00:00Z');
const RECEIVE_TOGETHER = 400;

/** Fills an empty database with the published shape of a year. Throws `demo.unknown-year`, `demo.not-empty`. */
export async function loadYear(
  opened: Opened,
  year: number,
  options: LoadOptions,
): Promise<Record<string, unknown>> {
  if (year !== 2012) throw new Problem('demo.unknown-year');
  const startedMs = performance.now();
  const cast = await openExampleBureau(opened.store, 'The year 2012 (synthetic)', FIRST_DAY);
  const { documents, truth } = writeYear2012({ seed: options.seed });
  const clock = settableClock(FIRST_DAY);
  const intake = openIntake({ ...opened.store, clock });
  for (let from = 0; from < documents.length; from += RECEIVE_TOGETHER) {
    const together = documents.slice(from, from + RECEIVE_TOGETHER);
    await receiveAll(intake, together);
    clock.set(together.at(-1)!.receivedAt);
    await deriveReceived(intake.store);
    options.onProgress?.('Receiving 2010 to 2012', from + together.length, documents.length);
  }
  const returns = await acceptReturnsOf(opened.store, cast, { seed: options.seed, year });
  await options.settle?.();
  await refreshPicture(opened.store);
  await judgeWhatRose(opened.store, cast);
  await writeReports({ store: opened.store, cast, at: ASSESSED_AT }, [ASSESSMENT_2012]);
  await askAboutHidden(opened.store, cast, { from: Date.UTC(year, 0, 1), to: Date.UTC(year + 1, 0, 1) });
  await markBureauReady(opened.store.db, opened.store.clock.now());
  return {
    documents: documents.length,
    truth,
    returns,
    seconds: Math.round((performance.now() - startedMs) / 100) / 10,
  };
}
