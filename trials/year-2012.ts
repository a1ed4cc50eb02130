import type { TrialResult } from '../checks/named-runs.ts';
import { addPerson } from '../src/access/index.ts';
import { loadYear, type Truth2012 } from '../src/demo/index.ts';
import { type Picture, readPicture } from '../src/flow/index.ts';
import { figuresHere } from '../src/picture/index.ts';
import { memorySigner } from '../src/shared/signer.ts';
import { startTestServer, testStore } from '../src/store/test-database.ts';

export const title = 'The year 2012: what the picture says of it against what is known to be true';

/** Loads the generated years through the real intake and compares every published figure. */
export async function run(): Promise<TrialResult> {
  const server = await startTestServer();
  Object.assign(process.env, server.env);
  const bench = await testStore(new Date('2013-01-02T09:00:00Z'));
  try {
    const opened = { store: bench.store, signer: memorySigner() };
    const { truth } = (await loadYear(opened, 2012, { seed: 1 })) as { truth: Truth2012 };
    const reader = await addPerson(bench.store.db, { name: 'Reader', roles: ['statistician', 'analyst'] });
    const source = { figures: figuresHere(bench.store.db), store: bench.store };
    const picture = (year: number) =>
      readPicture(source, reader, { from: `${year}-01-01`, to: `${year}-12-31` });
    const pairs = compare(truth, await picture(2012));
    const amiss = Object.entries(pairs).filter(([, [said, known]]) => said !== known);
    const facts = Object.entries(pairs).map(([name, [said, known]]) => [name, `${said} (known: ${known})`]);
    return { held: amiss.length === 0, facts: Object.fromEntries(facts) };
  } finally {
    await bench.drop();
    await server.stop();
  }
}

/** Source: the national threat assessment of 2012/13. */
const RETURNED = { lone: { total: 2120, forces: 25 }, group: { total: 65, forces: 31 } } as const;

/** What the picture says, and what is known, by the name of the published figure. */
function compare(truth: Truth2012, in2012: Picture): Record<string, [number, number]> {
  const figure = (id: string) => in2012.figures.find((one) => one.id === id)!;
  const returned = (id: string) => in2012.figures.find((one) => one.id === id)?.measured.value ?? Number.NaN;
  const forces = (id: string) =>
    in2012.figures.find((one) => one.id === id)?.coverage?.answered ?? Number.NaN;
  const now = (id: string) => figure(id).measured.numerator;
  const before = (id: string) => figure(id).before?.numerator ?? Number.NaN;
  const { '2010': y2010, '2011': y2011, '2012': y2012 } = truth.images;
  return {
    'image reports': [now('image-reports'), y2012!.reports],
    'files 2012': [now('files-reported'), y2012!.files],
    'files 2011': [before('files-reported'), y2011!.files],
    'level 4, 2012': [now('files-level-4'), y2012!.byLevel[4]],
    'level 4, 2011': [before('files-level-4'), y2011!.byLevel[4]],
    'girls under 10, 2012': [now('girls-under-10'), y2012!.girlsUnderTen],
    'girls under 10, 2010': [before('girls-under-10'), y2010!.girlsUnderTen],
    'exploitation reports': [now('exploitation-reports'), truth.exploitation.reports],
    'no abuse achieved': [now('exploitation-no-abuse-achieved'), truth.exploitation.noAbuseAchieved],
    'aimed at meeting': [now('exploitation-aiming-to-meet'), truth.exploitation.aimedAtMeeting],
    'transnational reports': [now('transnational-reports'), truth.transnational.reports],
    'lone perpetrators': [returned('lone-perpetrators'), RETURNED.lone.total],
    'forces that counted them': [forces('lone-perpetrators'), RETURNED.lone.forces],
    'group offences': [returned('group-offences'), RETURNED.group.total],
    'forces that counted those': [forces('group-offences'), RETURNED.group.forces],
    'on a register': [now('transnational-registered'), truth.transnational.onRegister],
    'living abroad': [now('transnational-embedded'), truth.transnational.embedded],
    'about to travel': [now('transnational-travelling'), truth.transnational.travel],
    'not on a register': [
      now('transnational-not-registered'),
      truth.transnational.reports - truth.transnational.onRegister,
    ],
  };
}
