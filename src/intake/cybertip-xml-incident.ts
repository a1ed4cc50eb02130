import type { Connection, Party, Place } from '../referral/index.ts';
import {
  child,
  childrenOf,
  type DocNode,
  takeAs,
  takeChild,
  takeEach,
  takeEvidence,
} from './cybertip-tree.ts';
import { readDegrees } from './cybertip-values.ts';
import { connectionsOf, emailFrom, phoneFrom, placeFrom } from './cybertip-xml-parts.ts';
import type { EvidenceList } from './evidence-list.ts';
import { present } from './making.ts';

/** What `internetDetails` says of the incident, apart from the people in it. */
export type IncidentDetails = {
  flags: string[];
  services: string[];
  places: Place[];
  /** Whose address or number is named, but not what part they had. */
  parties: Party[];
  /** Addresses that the reported person used. */
  connections: Connection[];
};

const LABELS: Readonly<Record<string, string>> = {
  webPageIncident: 'Web page',
  emailIncident: 'E-mail',
  newsgroupIncident: 'Newsgroup',
  chatImIncident: 'Chat',
  onlineGamingIncident: 'Online game',
  cellPhoneIncident: 'Mobile phone',
  nonInternetIncident: 'Incident offline',
  peer2peerIncident: 'Peer-to-peer network',
};

const SERVICE_NAMES = ['name', 'chatClient', 'gameName', 'console', 'client'];

export function readIncidentDetails(report: DocNode, list: EvidenceList): IncidentDetails {
  const incidents = childrenOf(report, 'internetDetails').flatMap((details) =>
    details.children.filter((each) => each.known),
  );
  for (const incident of incidents) takeTexts(incident, list);
  return {
    flags: incidents.flatMap(thirdPartyFlag),
    services: incidents.flatMap((each) => SERVICE_NAMES.flatMap((name) => takeChild(each, name, 300) ?? [])),
    places: incidents.flatMap(placesOf),
    parties: incidents.flatMap(partyOf),
    connections: incidents.flatMap((each) => connectionsOf(each) ?? []),
  };
}

function takeTexts(incident: DocNode, list: EvidenceList): void {
  const label = LABELS[incident.name] ?? incident.name;
  const add = (name: string, kind: 'text' | 'file-name' | 'url', what: string) => {
    for (const node of childrenOf(incident, name))
      takeEvidence(node, { list, kind, label: `${label}: ${what}` });
  };
  add('url', 'url', 'address');
  add('chatRoomName', 'text', 'room');
  add('content', 'text', 'what was written');
  add('fileNames', 'file-name', 'file names');
  add('additionalInfo', 'text', 'additional information');
}

/** The sender knows no more than this address: another company holds the content. "No" says nothing more than silence, and is kept. */
function thirdPartyFlag(incident: DocNode): string[] {
  const node = child(incident, '@thirdPartyHostedContent');
  const flag = takeAs(node, (value) =>
    value === 'true' || value === '1' ? 'thirdPartyHostedContent' : undefined,
  );
  return flag === undefined ? [] : [flag];
}

function placesOf(incident: DocNode): Place[] {
  const name = takeChild(incident, 'locationName', 1_000);
  const point = present<Omit<Place, 'meaning'>>({
    latitude: takeAs(child(incident, 'latitude'), readDegrees(90)),
    longitude: takeAs(child(incident, 'longitude'), readDegrees(180)),
  });
  const places: Place[] = [];
  if (name !== undefined) places.push({ meaning: 'incident', lines: [name] });
  if (Object.keys(point).length > 0) places.push({ meaning: 'incident', ...point });
  return [
    ...places,
    ...(takeEach(childrenOf(incident, 'incidentAddress'), (node) => placeFrom(node, 'incident')) ?? []),
  ];
}

function partyOf(incident: DocNode): Party[] {
  const identifiers = [
    ...(takeEach(childrenOf(incident, 'emailAddress'), emailFrom) ?? []),
    ...(takeEach(childrenOf(incident, 'phoneNumber'), phoneFrom) ?? []),
  ];
  if (identifiers.length === 0) return [];
  return [{ role: 'unknown', relation: LABELS[incident.name] ?? incident.name, identifiers }];
}
