import {
  BAND_ORDER,
  BANDS,
  ORDERS,
  SCENARIOS,
  type ScenarioName,
  type Simulation,
} from '../../assessment/index.ts';
import { drawWaits, shorteningOf, simulateOwn } from '../../flow/index.ts';
import { isOneOf } from '../frame/forms.ts';
import { type Pages, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import { whole } from './estimates.ts';
import { partsFor } from './parts.ts';

type Asked = { Querystring: Record<string, string | string[] | undefined> };

/** A desk of three by day and one by night, and twenty-five minutes each: to begin with. */
const FIRST = { byDay: 3, byNight: 1, minutesEach: 25 } as const;
/** Of a band in which nobody came. */
const NOBODY = '–';
const MINUTES_PER_DAY = 1_440;

export const simulationPages: Pages = (app, { store }) => {
  app.get<Asked>('/supervision/simulation', async (request, reply) => {
    const person = signedIn(request);
    const own = await simulateOwn(store, person, askedIn(request.query));
    const reader = readerOf(request, store.clock.now());
    const { words, term } = reader;
    const said = words.queueSimulation;
    const { asked, simulation } = own;
    return reply.page('supervision/simulation.njk', {
      title: said.title,
      parts: partsFor(person, words, 'simulation'),
      lead: own.from === 0 ? said.nothing : said.lead(whole(own.from), whole(own.perDay)),
      asked: { ...asked, arrivalsPerDay: asked.arrivalsPerDay ?? own.perDay },
      scenarios: Object.keys(SCENARIOS).map((name) => ({
        value: name,
        text: term(SCENARIOS, name),
        selected: name === asked.scenario,
      })),
      result: simulation && resultView(simulation, reader),
    });
  });
};

function askedIn(query: Asked['Querystring']): Parameters<typeof simulateOwn>[2] {
  const number = (name: string, otherwise: number) => {
    const value = query[name];
    return typeof value === 'string' && value.trim() !== '' ? Number(value) : otherwise;
  };
  const scenario = query['scenario'];
  const arrivals = number('arrivals', Number.NaN);
  return {
    arrivalsPerDay: Number.isFinite(arrivals) ? arrivals : null,
    byDay: number('day', FIRST.byDay),
    byNight: number('night', FIRST.byNight),
    minutesEach: number('minutes', FIRST.minutesEach),
    scenario: isOneOf(SCENARIOS, typeof scenario === 'string' ? scenario : undefined)
      ? (scenario as ScenarioName)
      : 'ordinary',
  };
}

function resultView(simulation: Simulation, { words, term }: Reader) {
  const said = words.queueSimulation;
  const { policyMinutes, against } = shorteningOf(simulation);
  const minutes = (value: number) => said.minutesShort(whole(value));
  return {
    load: said.load(String(simulation.load)),
    overloaded: simulation.load > 1 ? said.overloaded : null,
    count: said.result(whole(simulation.arrivals - simulation.flooding)),
    flooding: simulation.flooding > 0 ? said.flooding(whole(simulation.flooding)) : null,
    shortened: said.shortened(minutes(policyMinutes)),
    against: against.map(({ order, minutes: other, percent }) => {
      const name = term(ORDERS, order);
      if (other === policyMinutes) return said.same(name, minutes(other));
      return percent >= 0
        ? said.against(name, minutes(other), String(percent))
        : said.longer(name, minutes(other), String(-percent));
    }),
    bands: BAND_ORDER.map((band) => term(BANDS, band)),
    rows: simulation.results.map(({ order, byBand, all }) => ({
      order: term(ORDERS, order),
      waits: BAND_ORDER.map((band) =>
        byBand[band].referrals === 0
          ? NOBODY
          : said.late(whole(byBand[band].meanMinutes), whole(byBand[band].late)),
      ),
      longest: whole(Math.round((all.longestMinutes / MINUTES_PER_DAY) * 10) / 10),
      stillWaiting: whole(all.stillWaiting),
    })),
    svg: drawWaits(simulation, {
      title: said.chart,
      description: said.chartDescription,
      minutes,
      order: (order) => term(ORDERS, order),
      row: (index) => term(BANDS, BAND_ORDER[index]!),
    }),
  };
}
