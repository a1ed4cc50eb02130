import type { Incident, PictureFinding } from './incident.ts';

/** What a picture on a list says to a bureau. Who put it there is not thereby a suspect: accounts are taken over. */
export function incidentOfPicture({ at, file, account, status, hashes, hits }: PictureFinding): Incident {
  return {
    at,
    incidentType: 'csam-possession-or-distribution',
    accounts: account === undefined ? [] : [{ account, part: 'unknown' }],
    protect: false,
    interrupted: status === 'known',
    files: [{ id: file, hashes, live: false, at }],
    payments: [],
    streams: [],
    detectedBy: hits.map(
      ({ list, holder, entryId, kind, distance, scheme, classification }) =>
        `List ${list} of ${holder}, entry ${entryId}: ${kind}${kind === 'pdq' ? ` at distance ${distance}` : ''}` +
        `${classification === null ? '' : `, ${scheme} ${classification}`}.`,
    ),
    evidence: [file],
  };
}
