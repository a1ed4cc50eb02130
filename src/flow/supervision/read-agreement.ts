import { type Actor, actorRef, ensureMay, listPeople } from '../../access/index.ts';
import { BAND_ORDER, type Band, gradesBetween, type JudgedGrade } from '../../assessment/index.ts';
import { expectedUnits } from '../../dissemination/index.ts';
import {
  cohenKappa,
  type Estimate,
  fleissKappa,
  type GradeCounts,
  type Kappa,
  krippendorffAlpha,
  tableOf,
} from '../../evaluation/index.ts';
import { record } from '../../ledger/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { LEAST_SHOWN, type Rate, rateOf } from './rates.ts';

/** Two grades of the same referrals. Null kappas: too few, or one grade for everything. */
export type PairAgreement = {
  cases: number;
  same: Rate;
  kappa: Estimate | null;
  /** By steps: one band apart counts less than two. */
  weighted: Estimate | null;
  /** Where the second grade is worse, and milder. */
  worse: number;
  milder: number;
};

/** Any number of people on the same referrals. */
export type SeveralAgreement = {
  cases: number;
  graders: number;
  fleiss: Estimate | null;
  /** Krippendorff's, for ordered bands. */
  alpha: Estimate | null;
};

export type AgreementPage = {
  since: Date;
  until: Date;
  /** As it stood against as somebody graded it who did not see that; of referrals drawn by lot. */
  standing: PairAgreement;
  /** The same table, bands worst first: rows as it stood, columns as graded. Null where too few. */
  table: number[][] | null;
  several: SeveralAgreement;
  /** The first grader by name; pairs of fewer than can be shown are counted together. */
  pairs: { first: string; second: string; agreement: PairAgreement }[];
  pairsWithheld: { pairs: number; cases: number };
  /** By the force that each referral goes to. */
  forces: { unitId: string; agreement: PairAgreement }[];
  forcesWithheld: { forces: number; cases: number };
};

const DAY_MS = 86_400_000;
const MOST_DAYS = 366;
const DEFAULT_DAYS = 182;

/** How well those who grade agree, from blind grades of the last `days`. One ledger entry; no referral is named. */
export async function readAgreement(store: Store, actor: Actor, days = DEFAULT_DAYS): Promise<AgreementPage> {
  ensureMay(actor, 'supervise');
  const until = store.clock.now();
  const since = new Date(
    until.getTime() - Math.min(Math.max(1, Math.floor(days) || DEFAULT_DAYS), MOST_DAYS) * DAY_MS,
  );
  return inTransaction(store, async (tx) => {
    const entry = { verb: 'consulted', action: 'read-agreement', purpose: 'supervision' } as const;
    await record(tx, [{ ...entry, actor: actorRef(actor), subjects: [] }]);
    const names = new Map((await listPeople(tx)).map(({ id, name }) => [id, name]));
    // To the end of this millisecond: what was graded now belongs to it.
    const grades = (await gradesBetween(tx, since, new Date(until.getTime() + 1))).filter(isClear);
    const units = await expectedUnits(tx, [...new Set(grades.map(({ referralId }) => referralId))]);
    return { since, until, ...agreementOf(grades, { names, units }) };
  });
}

type Clear = JudgedGrade & { band: Band };

function isClear(grade: JudgedGrade): grade is Clear {
  return grade.band !== null;
}

type Named = { names: ReadonlyMap<string, string>; units: ReadonlyMap<string, string> };

/** Pure. */
function agreementOf(
  grades: readonly Clear[],
  { names, units }: Named,
): Omit<AgreementPage, 'since' | 'until'> {
  const stood = (some: readonly Clear[]) => some.map(({ stood: was, band }): Pair => [was, band]);
  const byReferral = [
    ...Map.groupBy(grades, ({ sampleId, referralId }) => `${sampleId} ${referralId}`).values(),
  ];
  const pairs = pairsOf(byReferral, names);
  const forces = [...Map.groupBy(grades, ({ referralId }) => units.get(referralId) ?? null)].filter(
    (one): one is [string, Clear[]] => one[0] !== null,
  );
  const shownPairs = pairs.filter(({ both }) => both.length >= LEAST_SHOWN);
  const shownForces = forces.filter(([, some]) => some.length >= LEAST_SHOWN);
  const casesOf = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size, 0);
  return {
    standing: agreementOfPairs(stood(grades)),
    table: grades.length >= LEAST_SHOWN ? tableOf(stood(grades).map(places), BAND_ORDER.length) : null,
    several: severalOf(byReferral),
    pairs: shownPairs.map(({ first, second, both }) => ({
      first,
      second,
      agreement: agreementOfPairs(both),
    })),
    pairsWithheld: {
      pairs: pairs.length - shownPairs.length,
      cases:
        casesOf(pairs.map(({ both }) => both.length)) - casesOf(shownPairs.map(({ both }) => both.length)),
    },
    forces: shownForces.map(([unitId, some]) => ({ unitId, agreement: agreementOfPairs(stood(some)) })),
    forcesWithheld: {
      forces: forces.length - shownForces.length,
      cases:
        casesOf(forces.map(([, some]) => some.length)) - casesOf(shownForces.map(([, some]) => some.length)),
    },
  };
}

type Pair = readonly [first: Band, second: Band];

function places([first, second]: Pair): [number, number] {
  return [BAND_ORDER.indexOf(first), BAND_ORDER.indexOf(second)];
}

function agreementOfPairs(pairs: readonly Pair[]): PairAgreement {
  const placed = pairs.map(places);
  const shown = pairs.length >= LEAST_SHOWN;
  const kappa = (weighting: Parameters<typeof cohenKappa>[1]): Kappa['kappa'] =>
    shown ? cohenKappa(tableOf(placed, BAND_ORDER.length), weighting).kappa : null;
  return {
    cases: pairs.length,
    same: rateOf(placed.filter(([first, second]) => first === second).length, pairs.length),
    kappa: kappa('none'),
    weighted: kappa('linear'),
    worse: shown ? placed.filter(([first, second]) => second < first).length : 0,
    milder: shown ? placed.filter(([first, second]) => second > first).length : 0,
  };
}

/** Each two people who graded the same referrals, by name. */
function pairsOf(
  byReferral: readonly (readonly Clear[])[],
  names: ReadonlyMap<string, string>,
): { first: string; second: string; both: Pair[] }[] {
  const found = new Map<string, { first: string; second: string; both: Pair[] }>();
  for (const graded of byReferral)
    for (const one of graded)
      for (const other of graded) {
        if (one.gradedBy === other.gradedBy || nameOf(one) > nameOf(other)) continue;
        if (nameOf(one) === nameOf(other) && one.gradedBy > other.gradedBy) continue;
        const key = `${one.gradedBy} ${other.gradedBy}`;
        const pair = found.get(key) ?? { first: nameOf(one), second: nameOf(other), both: [] };
        pair.both.push([one.band, other.band]);
        found.set(key, pair);
      }
  return [...found.values()].sort(
    (a, b) => a.first.localeCompare(b.first) || a.second.localeCompare(b.second),
  );

  function nameOf({ gradedBy }: Clear): string {
    return names.get(gradedBy) ?? '';
  }
}

function severalOf(byReferral: readonly (readonly Clear[])[]): SeveralAgreement {
  const several = byReferral.filter((graded) => graded.length > 1);
  const counts = several.map(
    (graded): GradeCounts => BAND_ORDER.map((band) => graded.filter((grade) => grade.band === band).length),
  );
  const shown = several.length >= LEAST_SHOWN;
  return {
    cases: several.length,
    graders: new Set(several.flatMap((graded) => graded.map(({ gradedBy }) => gradedBy))).size,
    fleiss: shown ? fleissKappa(counts) : null,
    alpha: shown ? krippendorffAlpha(counts, 'ordinal') : null,
  };
}
