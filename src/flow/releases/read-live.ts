import { type Actor, ensureMay, type PersonActor } from '../../access/index.ts';
import { type Figures, latestHidden, readAlerts } from '../../picture/index.ts';
import {
  type FrozenRelease,
  type NewContent,
  protectAlerts,
  protectFigure,
  protectForecast,
  protectHidden,
  type ReleasedForecast,
  readClaims,
  readOutsideSeries,
  type Section,
  shownIn,
  type Warning,
} from '../../publication/index.ts';
import type { Store } from '../../shared/db.ts';
import type { Period } from '../../shared/period.ts';
import { readForecasts } from '../emerging/read-forecasts.ts';
import { readNationalFigures } from '../picture/read-national-figures.ts';
import { readLiveTables } from './live-tables.ts';

/** `figures`: where the bureau's own records are counted. */
export type ReleaseSource = { store: Store; figures: Figures };

/**
 * `sections`: of the edition. `tablesOf`: those whose tables are needed with their rows, which takes seconds; of other tables
 * only the names are there. `beside`: other editions that readers may hold beside this one, as `editionsBeside` gives them.
 */
export type LiveAsked = {
  period: Period;
  sections: readonly Section[];
  tablesOf: readonly Section[];
  beside: readonly FrozenRelease[];
};

/** What an edition of a period would say now, protected as it would be published; and what is left out of it. */
export type Live = { content: NewContent; leftOut: Warning[] };

export async function readLive(source: ReleaseSource, actor: Actor, asked: LiveAsked): Promise<Live> {
  ensureMay(actor, 'see-releases');
  const { db } = source.store;
  const figures = await readNationalFigures(source, actor, asked.period);
  const showsAlerts = shownIn(asked.sections, 'alerts').size > 0;
  const { shown, leftOut } = protectAlerts(showsAlerts ? await readAlerts(db, asked.period) : []);
  const { tables, leftOut: disclosing } = await readLiveTables({ db, figures: source.figures }, asked);
  return {
    content: {
      figures: figures.map(protectFigure),
      claims: await readClaims(db),
      series: await readOutsideSeries(db),
      hidden: protectHidden(await latestHidden(db)),
      tables,
      alerts: shown,
      forecasts: await liveForecasts(source, actor, asked),
    },
    leftOut: [...leftOut, ...disclosing],
  };
}

/** Of what was known at the end of the period, or is now. */
async function liveForecasts(
  { store, figures }: ReleaseSource,
  actor: PersonActor,
  { period }: LiveAsked,
): Promise<ReleasedForecast[]> {
  const source = { figures, clock: store.clock, db: store.db };
  const { figures: all, backtest } = await readForecasts(source, actor, { asOf: period.to.slice(0, 7) });
  return all.flatMap(({ id, title, forecast, series }) =>
    forecast && backtest
      ? [{ id, title, unit: series.unit, forecast: protectForecast(forecast), backtest }]
      : [],
  );
}
