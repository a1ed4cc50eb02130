import type { DocumentKind, Incident, Report } from './incident.ts';

/** What is true of one referral in the generated world; stands in no document. */
export type Truth = {
  /** Key of the document and position in it (1-based). */
  document: string;
  position: number;
  kind: DocumentKind;
  incident: string;
  incidentType: Incident['type'];
  /** People that it is about, whatever it calls them. */
  suspects: string[];
  children: string[];
  /** Where the main suspect lives: force, and country (ISO alpha-2). */
  home: { force: string; country: string } | null;
  contents: string[];
  urgent: boolean;
  /** Calls a person at once. */
  alarming: boolean;
  /** It cannot be read and ends in quarantine. */
  broken: boolean;
};

const ALARMING = ['immediateDanger', 'riskToChildsLife', 'liveStreaming'] as const;

/** `broken`: the document is; of a file of rows only the first one is. */
export function truthOf(document: string, reports: readonly Report[], broken: boolean): Truth[] {
  return reports.map(({ incident, kind }, i) => ({
    document,
    position: i + 1,
    kind,
    incident: incident.id,
    incidentType: incident.type,
    suspects: incident.suspects.map(({ id }) => id),
    home: homeOf(incident),
    children: incident.children.map(({ id }) => id),
    contents: incident.files.map(({ content }) => content.id),
    urgent: incident.urgent !== undefined,
    alarming: incident.urgent !== undefined || ALARMING.some((fact) => incident.facts[fact] === 'yes'),
    broken: broken && i === 0,
  }));
}

function homeOf({ suspects: [suspect] }: Incident): Truth['home'] {
  return suspect ? { force: suspect.home.force, country: suspect.country } : null;
}
