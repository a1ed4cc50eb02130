import type { PersonActor } from '../access/index.ts';
import { confirmReturn, readReturn, setReturnsDue, uploadReturn } from '../flow/index.ts';
import { schemeOn } from '../returns/index.ts';
import type { Store } from '../shared/db.ts';
import type { Period } from '../shared/period.ts';
import { DAY_MS } from './make-incident.ts';
import { type Cast, staffWith } from './people.ts';
import type { Stage } from './play.ts';
import { type ForceTruth, truthKey } from './returns/force-truth.ts';
import type { PlantedFault } from './returns/plant-fault.ts';
import { truthBefore, writeReturns } from './returns/write-returns.ts';

/** Forces whose returns the first example shows. Chosen: enough for every check, few enough to load in a second. */
const SHOWN_FORCES = 20;
/** What goes wrong, and where; each is for somebody to find. */
const FAULTS: Readonly<Record<string, PlantedFault>> = {
  hampshire: 'thousands',
  essex: 'slipped-rows',
  humberside: 'copy-of-last-year',
  'south-wales': 'impossible-ratio',
};
/** Always the same returns, so that each fault stands in a layout that lets it be seen. */
const SEED = 1;
/** Every eighth is left for the reader to confirm; every fifth came after the day it was due. */
const LEFT_EVERY = 8;
const LATE_EVERY = 5;
const DUE_DAYS_AGO = 12;

const yearOf = (year: number): Period => ({ from: `${year}-01-01`, to: `${year}-12-31` });

/** Two years of returns: the earlier one as a table of the bureau, the later one as forces sent it, faults and all. */
export async function sendReturns({ storeAt, cast, until, count }: Stage): Promise<void> {
  const year = new Date(until).getUTCFullYear() - 1;
  const bureau = staffWith(cast, 'statistician');
  const dueAt = until - DUE_DAYS_AGO * DAY_MS;
  const store = storeAt(dueAt - 10 * DAY_MS);
  await setReturnsDue(store, bureau, { period: yearOf(year), due: dayOf(dueAt) });
  const before = truthBefore(SEED, 2012);
  await accept(store, bureau, {
    force: null,
    period: yearOf(year - 1),
    name: 'all-forces.csv',
    content: tableOf(before),
  });
  const asked = {
    seed: SEED,
    year: 2012,
    saidYear: year,
    faults: FAULTS,
    before,
    most: SHOWN_FORCES,
  } as const;
  for (const [i, one] of writeReturns(asked).entries()) {
    const late = i % LATE_EVERY === LATE_EVERY - 1;
    const at = storeAt(dueAt + (late ? 3 : -1 - (i % 7)) * DAY_MS);
    const upload = { force: one.force, period: yearOf(year), name: one.fileName, content: one.raw };
    const officer = cast.officers.get(one.force) ?? bureau;
    if (i % LEFT_EVERY === LEFT_EVERY - 1) await uploadReturn(at, officer, upload);
    else await accept(at, officer, upload);
    count('returns sent');
  }
}

/** The returns of a past year and of the one before, all of them accepted: what the published figures were computed from. */
export async function acceptReturnsOf(
  store: Store,
  cast: Cast,
  { seed, year }: { seed: number; year: 2012 },
): Promise<number> {
  const bureau = staffWith(cast, 'statistician');
  const due = dayOf(store.clock.now().getTime() + DAY_MS);
  for (const one of [year - 1, year]) await setReturnsDue(store, bureau, { period: yearOf(one), due });
  const all = [year - 1, year].flatMap((one) => writeReturns({ seed, year: one as 2011 | 2012 }));
  for (const { force, year: of, fileName, raw } of all)
    await accept(store, bureau, { force, period: yearOf(of), name: fileName, content: raw });
  return all.length;
}

type Upload = Parameters<typeof uploadReturn>[2];

/** One of which nothing could be read waits for somebody to say what its labels mean. */
async function accept(store: Store, person: PersonActor, upload: Upload): Promise<void> {
  const { id } = await uploadReturn(store, person, upload);
  const { seen, report } = await readReturn(store, person, id);
  if (report?.figures.length) await confirmReturn(store, person, { id, seen });
}

/** The whole answers of many forces in one table, a force in each row. */
function tableOf(truths: readonly ForceTruth[]): Buffer {
  const questions = [...new Set(truths.flatMap((one) => [...one.questions]))].sort();
  const lines = truths.map(({ name, counts }) =>
    [name, ...questions.map((question) => counts.get(truthKey(question)) ?? '')].join(','),
  );
  const titles = questions.map(
    (id) => schemeOn(FIRST_DAY).questions.find((one) => one.id === id)?.title ?? id,
  );
  return Buffer.from(`Force,${titles.join(',')}\n${lines.join('\n')}\n`);
}

const FIRST_DAY = '2012-01-01';

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
