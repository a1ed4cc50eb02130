import { type SeriesOf, type StoredAlert, seriesOf } from '../../picture/index.ts';
import { INCIDENT_TYPES } from '../../referral/index.ts';

/** An alert with those that rose as parts of it, or by another method: they are one rise, told once. */
export type RankedAlert = { alert: StoredAlert; parts: StoredAlert[] };

/** Threats before senders and units, those that nobody judged first, then by how far the rise lies above what was to be expected, at the least. */
export function rankAlerts(alerts: readonly StoredAlert[]): RankedAlert[] {
  const ranked = alerts.toSorted(
    (a, b) =>
      Number(isThreat(b)) - Number(isThreat(a)) || standing(a) - standing(b) || strength(b) - strength(a),
  );
  const wholes: RankedAlert[] = [];
  // The widest series first: a part is met only once what it is a part of stands.
  for (const alert of ranked.toSorted((a, b) => breadth(a) - breadth(b))) {
    const whole = wholes.find((one) => isPartOf(seriesOf(alert.series), seriesOf(one.alert.series)));
    if (whole) whole.parts.push(alert);
    else wholes.push({ alert, parts: [] });
  }
  const place = new Map(ranked.map(({ id }, i) => [id, i]));
  return wholes.sort((a, b) => place.get(a.alert.id)! - place.get(b.alert.id)!);
}

/** Whether it says what is reported, and not only by whom or for whom. */
export function isThreat({ series }: StoredAlert): boolean {
  const { threat, incident_type, tag } = seriesOf(series);
  return [threat, incident_type, tag].some((group) => group !== undefined);
}

function standing({ state }: StoredAlert): number {
  return state === 'new' || state === 'seen' ? 0 : 1;
}

/** Of a slow rise the lower limit of its ratio; of a week how many times its limit it had. */
function strength({ method, lowRatio, count, upper }: StoredAlert): number {
  return method === 'farrington' ? count / Math.max(1, upper) : (lowRatio ?? 0);
}

const THREATS_FIRST = ['threat', 'tag', 'incident_type', 'source', 'unit'];

function breadth({ series }: StoredAlert): number {
  const columns = Object.keys(seriesOf(series));
  return columns.length * THREATS_FIRST.length + THREATS_FIRST.indexOf(columns[0]!);
}

/** Whether everything counted in one series is counted in the other too: "images from one sender" in "images". */
function isPartOf(part: SeriesOf, whole: SeriesOf): boolean {
  const all = withThreat(part);
  return Object.entries(whole).every(([column, group]) => all[column] === group);
}

/** Each incident type belongs to one threat. */
function withThreat(of: SeriesOf): SeriesOf {
  const type = of['incident_type'];
  if (type === undefined || !Object.hasOwn(INCIDENT_TYPES, type)) return of;
  return { ...of, threat: INCIDENT_TYPES[type as keyof typeof INCIDENT_TYPES].threat };
}
