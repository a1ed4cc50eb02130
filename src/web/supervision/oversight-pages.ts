import { listSources, may, ROLES } from '../../access/index.ts';
import {
  BAND_ORDER,
  BANDS,
  COMPLETENESS,
  IMMINENCE,
  NOVELTY,
  OVERRIDE_REASONS,
  SOLVABILITY,
} from '../../assessment/index.ts';
import { namesOfUnits } from '../../dissemination/index.ts';
import {
  LEAST_SHOWN,
  type OverrideRate,
  type OversightPage,
  type PairAgreement,
  readAgreement,
  readOversight,
} from '../../flow/index.ts';
import { type Desk, type Pages, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import { bandTag, tag } from '../frame/tags.ts';
import { kappaText, percent, rateText, whole } from './estimates.ts';
import { partsFor } from './parts.ts';

export const oversightPages: Pages = (app, desk) => {
  const { store } = desk;
  app.get('/supervision', async (request, reply) => {
    const person = signedIn(request);
    // Who grades and does not supervise has the samples here, and nothing else.
    if (may(person, 'grade-blind') && !may(person, 'supervise'))
      return reply.redirect('/supervision/samples', 303);
    const page = await readOversight(store, person);
    const reader = readerOf(request, store.clock.now());
    const { words, day } = reader;
    return reply.page('supervision/overview.njk', {
      title: words.supervision.title,
      parts: partsFor(person, words, 'overview'),
      lead: words.supervision.lead(day(page.since), day(page.until)),
      ...(await clockRows(desk, page, reader)),
      ...overrideRows(page, reader),
      workload: page.workload.map((one) => ({
        name: one.name,
        open: whole(one.open),
        decided: whole(one.decided),
        closed: whole(one.closed),
      })),
      driftNote: words.supervision.driftNote(page.drift.lately, page.drift.before),
      drift: page.drift.axes.map((one) => driftRow(one, reader)),
    });
  });

  app.get('/supervision/agreement', async (request, reply) => {
    const person = signedIn(request);
    const page = await readAgreement(store, person);
    const reader = readerOf(request, store.clock.now());
    const { words, day } = reader;
    const units = await namesOfUnits(store.db);
    const { agreement: said } = words;
    return reply.page('supervision/agreement.njk', {
      title: said.title,
      parts: partsFor(person, words, 'agreement'),
      lead: said.lead(day(page.since), day(page.until)),
      least: said.none(LEAST_SHOWN),
      standing: page.standing.cases >= LEAST_SHOWN ? agreementRow(page.standing, reader) : null,
      bands: BAND_ORDER.map((band) => reader.term(BANDS, band)),
      table: page.table?.map((row, i) => ({
        band: reader.term(BANDS, BAND_ORDER[i]!),
        counts: row.map(whole),
      })),
      several: {
        text: said.severalText(whole(page.several.cases), whole(page.several.graders)),
        fleiss: kappaText(page.several.fleiss, words),
        alpha: kappaText(page.several.alpha, words),
      },
      pairs: page.pairs.map(({ first, second, agreement }) => ({
        first,
        second,
        ...agreementRow(agreement, reader),
      })),
      pairsWithheld:
        page.pairsWithheld.pairs > 0
          ? said.pairsWithheld(page.pairsWithheld.pairs, page.pairsWithheld.cases)
          : null,
      forces: page.forces.map(({ unitId, agreement }) => ({
        unit: units.get(unitId) ?? unitId,
        ...agreementRow(agreement, reader),
      })),
      forcesWithheld:
        page.forcesWithheld.forces > 0
          ? said.forcesWithheld(page.forcesWithheld.forces, page.forcesWithheld.cases)
          : null,
    });
  });
};

function agreementRow(agreement: PairAgreement, { words }: Reader) {
  return {
    cases: whole(agreement.cases),
    same: rateText(agreement.same, words),
    kappa: kappaText(agreement.kappa, words),
    weighted: kappaText(agreement.weighted, words),
    worse: whole(agreement.worse),
    milder: whole(agreement.milder),
  };
}

async function clockRows({ store }: Desk, { forces, floods }: OversightPage, reader: Reader) {
  const units = await namesOfUnits(store.db);
  const sources = new Map((await listSources(store.db)).map(({ id, name }) => [id, name]));
  return {
    moreDue: forces.more,
    forces: forces.units.flatMap(({ unitId, byBand }) =>
      BAND_ORDER.map((band) => ({ band, counts: byBand[band] }))
        .filter(({ counts }) => counts.breached + counts.withinDay + counts.withinWeek > 0)
        .map(({ band, counts }) => ({
          unit: unitId === null ? reader.words.supervision.unplaced : (units.get(unitId) ?? unitId),
          band: bandTag(band, reader),
          breached: whole(counts.breached),
          withinDay: whole(counts.withinDay),
          withinWeek: whole(counts.withinWeek),
        })),
    ),
    floods: floods.map(({ sourceId, waiting, latest }) => ({
      id: sourceId,
      name: sources.get(sourceId) ?? sourceId,
      waiting: whole(waiting),
      latest: reader.day(latest),
    })),
  };
}

function overrideRows({ overrides }: OversightPage, reader: Reader) {
  const { words, term } = reader;
  const row = ({ overridden, raised, lowered }: OverrideRate) => ({
    decisions: whole(overridden.whole),
    departures: overridden.estimate ? whole(overridden.part) : '',
    rate: rateText(overridden, words),
    raised: overridden.estimate ? whole(raised) : '',
    lowered: overridden.estimate ? whole(lowered) : '',
  });
  return {
    overridesNote: words.supervision.overridesNote(whole(overrides.all.overridden.whole)),
    byBand: [
      ...overrides.byBand.map(({ band, rate }) => ({ name: term(BANDS, band), ...row(rate) })),
      { name: words.supervision.all, ...row(overrides.all) },
    ],
    reasonsWithheld: overrides.byReason === null ? words.supervision.tooFew(LEAST_SHOWN) : null,
    byReason: (overrides.byReason ?? []).map(({ reason, raised, lowered }) => ({
      reason: term(OVERRIDE_REASONS, reason),
      raised: whole(raised),
      lowered: whole(lowered),
    })),
    byTeam: overrides.byTeam.map(({ team, people, rate }) => ({
      name: team === 'several' ? words.supervision.severalRoles : term(ROLES, team),
      people: whole(people),
      ...row(rate),
    })),
    byPerson: overrides.byPerson.map(({ name, rate }) => ({ name, ...row(rate) })),
  };
}

const LEVELS: Readonly<Record<string, Readonly<Record<string, { label: string }>>>> = {
  band: BANDS,
  imminence: IMMINENCE,
  'suspect-risk': BANDS,
  solvability: SOLVABILITY,
  completeness: COMPLETENESS,
  novelty: NOVELTY,
};

function driftRow({ name, shares, changed, tooFew }: OversightPage['drift']['axes'][number], reader: Reader) {
  const { supervision } = reader.words;
  const largest = shares.toSorted((a, b) => Math.abs(b.lately - b.before) - Math.abs(a.lately - a.before))[0];
  return {
    axis: supervision.axes[name] ?? name,
    verdict: changed
      ? tag(supervision.changed, 'orange')
      : tag(tooFew ? supervision.tooFewToTell : supervision.stable, 'grey'),
    largest:
      largest && !tooFew
        ? supervision.change(
            reader.term(LEVELS[name] ?? {}, largest.category),
            percent(largest.before),
            percent(largest.lately),
          )
        : '',
  };
}
