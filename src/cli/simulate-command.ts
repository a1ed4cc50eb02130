import {
  BAND_ORDER,
  BANDS,
  CURRENT_POLICY,
  compareOrders,
  ORDERS,
  type OrderResult,
  POLICIES,
  SCENARIOS,
  type ScenarioName,
  type Simulation,
} from '../assessment/index.ts';
import { drawWaits, shorteningOf } from '../flow/index.ts';
import { Problem } from '../shared/problem.ts';
import type { Progress, Result, Wiring } from './command.ts';
import { tableLines } from './table.ts';
import { writeFileNamed } from './write-file.ts';

type SimulateOptions = {
  seed: number;
  months: number;
  scale: number;
  analysts: string[];
  night: number;
  minutes: number;
  scenario: string[];
  chart?: string;
  onProgress: Progress;
};

/** `everydot queue simulate`. Throws `command.unknown-value`, `command.file-unwritable`. */
export async function simulateCommand(wiring: Wiring, options: SimulateOptions): Promise<Result> {
  const analysts = options.analysts.map(analystsFrom);
  const scenarios = options.scenario.map(scenarioNamed);
  if (options.minutes < 1) throw new Problem('command.unknown-value', { detail: 'minutes is 1 or more' });
  const { seed, months, onProgress } = options;
  const arrivals = { seed, months, scale: options.scale / 100, onProgress };
  const incoming = (await wiring.exampleArrivals?.(arrivals)) ?? [];
  const runs = scenarios.flatMap((scenario) => analysts.map((byDay) => ({ scenario, byDay })));
  const simulations = runs.map(({ scenario, byDay }, i) => {
    onProgress('Working off the year', i, runs.length);
    const staff = { byDay, byNight: options.night };
    return compareOrders({ incoming, scenario, staff, minutesEach: options.minutes, seed });
  });
  onProgress('Working off the year', runs.length, runs.length);
  if (options.chart !== undefined)
    await writeFileNamed(options.chart, drawWaits(chosenForChart(simulations)));
  const shortening = simulations.map(shorteningOf);
  return {
    json: {
      policy: CURRENT_POLICY.version,
      seed,
      months,
      minutesEach: options.minutes,
      simulations,
      shortening,
    },
    lines: [
      `Policy ${CURRENT_POLICY.version} on ${incoming.length.toLocaleString('en-GB')} example referrals in ${months} months, ${options.minutes} minutes each. Minutes to first action.`,
      'Harm is what the generator knows, not what the documents state; simulated, not measured at a bureau.',
      ...simulations.flatMap(linesOf),
      ...(options.chart === undefined ? [] : ['', `Chart: ${options.chart}`]),
    ],
  };
}

/** The ordinary year with the load nearest to what the staff can just do: there the order matters most. */
function chosenForChart(simulations: readonly Simulation[]): Simulation {
  const ordinary = simulations.filter(({ scenario }) => scenario === 'ordinary');
  const from = ordinary.length > 0 ? ordinary : simulations;
  return from.toSorted((a, b) => Math.abs(a.load - 1) - Math.abs(b.load - 1))[0]!;
}

function analystsFrom(text: string): number {
  if (/^\d{1,3}$/.test(text) && Number(text) > 0) return Number(text);
  throw new Problem('command.unknown-value', { detail: 'analysts is a whole number, 1 or more' });
}

function scenarioNamed(name: string): ScenarioName {
  if (Object.hasOwn(SCENARIOS, name)) return name as ScenarioName;
  throw new Problem('command.unknown-value', {
    detail: `scenario is one of ${Object.keys(SCENARIOS).join(', ')}`,
  });
}

const count = (value: number) => value.toLocaleString('en-GB');

function linesOf(simulation: Simulation): string[] {
  const { scenario, staff, load, flooding, results } = simulation;
  return [
    '',
    `${SCENARIOS[scenario].label}: ${staff.byDay} analysts by day, ${staff.byNight} by night, ${load} hours of work for each hour of staff${flooding > 0 ? `, ${count(flooding)} reports of the flood` : ''}`,
    ...tableLines(
      [
        'order',
        'most harm (tenth)',
        'its 95 %',
        ...BAND_ORDER.map((band) => BANDS[band].label),
        'longest',
        'waiting',
      ],
      results.map(lineOf),
    ),
    shortened(simulation),
  ];
}

function lineOf({ order, byHarmDecile, byBand, all }: OrderResult): string[] {
  const [most] = byHarmDecile;
  return [
    ORDERS[order].label,
    most ? count(most.meanMinutes) : '',
    most ? count(most.p95Minutes) : '',
    ...BAND_ORDER.map((band) =>
      byBand[band].referrals === 0
        ? '-'
        : `${count(byBand[band].meanMinutes)} (${count(byBand[band].late)} late)`,
    ),
    count(all.longestMinutes),
    count(all.stillWaiting),
  ];
}

function shortened(simulation: Simulation): string {
  const { against } = shorteningOf(simulation);
  const said = against.map(({ order, percent }) => `${percent} % against "${ORDERS[order].label}"`);
  return `The policy shortens the mean wait of the tenth with most harm by ${said.join(', ')}.`;
}

/** `everydot queue policy`: every number of it. Throws `command.unknown-value`. */
export function policyCommand(version: string | undefined): Result {
  const known = version === undefined || Object.hasOwn(POLICIES, version);
  const policy = known ? POLICIES[version ?? CURRENT_POLICY.version] : undefined;
  if (!policy)
    throw new Problem('command.unknown-value', {
      detail: `policies are ${Object.keys(POLICIES).join(', ')}`,
    });
  const { headStarts, fairness } = policy;
  const starts = Object.entries(headStarts?.daysSooner ?? {}).flatMap(([axis, days]) =>
    typeof days === 'number'
      ? [[axis, 'yes', days]]
      : Object.entries(days).map(([level, each]) => [axis, level, each]),
  );
  return {
    json: policy,
    lines: [
      `Policy ${policy.version}. ${policy.validation}`,
      'First imminent danger (floors, in code), then current harm (P1), then every other very high band, then the others.',
      ...(headStarts
        ? [
            'Within each: receipt, plus the days that the band can wait, less the days of each axis.',
            ...tableLines(['band', 'days'], Object.entries(headStarts.waitDays)),
            ...tableLines(['axis', 'level', 'days sooner'], starts as (string | number)[][]),
          ]
        : [`Within each: day of the deadline, then ${policy.orderWithinDay.join(', ')}.`]),
      ...(fairness
        ? [
            `Turns of sources: reports without stated harm beyond ${fairness.timesMedian} times the median day of the last ${fairness.overDays} (at least ${fairness.leastPerDay}) wait for their source’s turn, ${fairness.mostDaysBack} days at most.`,
          ]
        : []),
    ],
  };
}
