import { addPerson, type PersonActor } from '../../access/index.ts';
import { figuresHere, type PictureFact, putFacts } from '../../picture/index.ts';
import { plainFact } from '../../picture/test-fact.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import type { ReleaseSource } from './read-live.ts';

// Fixtures: a bureau's picture of 2025, two strategic analysts and a supervisor.

export type ReleaseBureau = {
  test: TestStore;
  source: ReleaseSource;
  one: PersonActor;
  other: PersonActor;
  supervisor: PersonActor;
  auditor: PersonActor;
  analyst: PersonActor;
  officer: PersonActor;
  /** So many more image reports of 2025. */
  report(count: number, part?: Partial<PictureFact>): Promise<void>;
};

export const PERIOD_2025 = { from: '2025-01-01', to: '2025-12-31' };

export async function releaseBureau(): Promise<ReleaseBureau> {
  const test = await testStore(new Date('2026-02-02T09:00:00Z'));
  const { store } = test;
  const add = (name: string, ...roles: PersonActor['roles']) => addPerson(store.db, { name, roles });
  return {
    test,
    source: { store, figures: figuresHere(store.db) },
    one: await add('One Statistician', 'statistician'),
    other: await add('Other Statistician', 'statistician'),
    supervisor: await add('Sage Supervisor', 'supervisor'),
    auditor: await add('Aspen Auditor', 'auditor'),
    analyst: await add('Amber Analyst', 'analyst'),
    officer: await addPerson(store.db, { name: 'Officer', roles: ['force-officer'], compartment: 'kent' }),
    report: (count, part) =>
      putFacts(
        store.db,
        Array.from({ length: count }, () => imageReport(part)),
      ),
  };
}

function imageReport(part: Partial<PictureFact> = {}): PictureFact {
  return plainFact('2025-06-02', { novelty: 'known', files: 3, ...part });
}
