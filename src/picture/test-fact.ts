import { newId } from '../shared/ids.ts';
import type { PictureFact } from './picture-fact.ts';

/** An open image report of which little is known, received on a day; `part` says what is otherwise. */
export function plainFact(receivedOn: string, part: Partial<PictureFact> = {}): PictureFact {
  return {
    referralId: part.referralId ?? newId(Date.parse(receivedOn)),
    receivedOn,
    receivedMonth: `${receivedOn.slice(0, 7)}-01`,
    source: 'platform-one',
    sourceKind: 'platform',
    channel: 'api',
    state: 'open',
    threat: 'images',
    incidentType: 'csam-possession-or-distribution',
    imminence: 'P3',
    band: 'low',
    decided: false,
    novelty: 'unknown',
    unit: 'none',
    files: 0,
    filesLevel4: 0,
    filesCategoryA: 0,
    girlsUnder10: 0,
    children: 0,
    abuseAchieved: 'unknown',
    aimsToMeet: 'unknown',
    registeredOffender: 'unknown',
    offenderAbroad: 'unknown',
    abroadCountry: 'none',
    abroadRisk: 'none',
    locatable: true,
    sentMinutes: null,
    acknowledgedMinutes: null,
    outcome: null,
    ...part,
  };
}
