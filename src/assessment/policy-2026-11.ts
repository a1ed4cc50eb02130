import type { Policy } from './policy.ts';

/**
 * The first policy. Every weight is this project's own judgement of 22 November 2026, in the shape that published
 * instruments have; none is taken from, or claims to be, KIRAT. Not validated: no outcome has been compared yet.
 */
export const POLICY_2026_11: Policy = {
  version: '2026-11',
  validation: 'Not validated: the points and thresholds are judgements that no outcomes have tested yet.',

  imminence: [
    // P1: what the floors hold as well, listed so that the axis reads whole.
    {
      code: 'immediate-danger',
      label: 'A child is in immediate danger',
      level: 'P1',
      when: [{ fact: 'immediateDanger' }],
    },
    {
      code: 'risk-to-life',
      label: 'The child may harm themselves',
      level: 'P1',
      when: [{ fact: 'riskToChildsLife' }],
    },
    {
      code: 'live-streaming',
      label: 'Abuse is or will be live-streamed',
      level: 'P1',
      when: [{ fact: 'liveStreaming' }],
    },
    {
      code: 'contact-with-access',
      label: 'Contact abuse, and the suspect has access to children',
      level: 'P1',
      when: [{ fact: 'contactAbuse' }, { fact: 'accessToChildren' }],
    },
    // P2: harm in the near future, or evidence of it that will not wait.
    {
      code: 'contact-abuse',
      label: 'Contact abuse is happening or happened recently',
      level: 'P2',
      when: [{ fact: 'contactAbuse' }],
    },
    {
      code: 'meeting-planned',
      label: 'A meeting with a child is planned',
      level: 'P2',
      when: [{ fact: 'meetingPlanned' }],
    },
    {
      code: 'aims-to-meet',
      label: 'The aim is to meet the child',
      level: 'P2',
      when: [{ fact: 'aimsToMeet' }],
    },
    {
      code: 'coercion',
      label: 'A child is being coerced or blackmailed',
      level: 'P2',
      when: [{ fact: 'coercion' }],
    },
    {
      code: 'travel-planned',
      label: 'The suspect is about to travel',
      level: 'P2',
      when: [{ fact: 'travelPlanned' }],
    },
    { code: 'production', label: 'Material is being made', level: 'P2', when: [{ fact: 'production' }] },
    {
      code: 'new-material-with-access',
      label: 'May be first-generation, and the suspect has access to children',
      level: 'P2',
      when: [{ fact: 'newMaterial' }, { fact: 'accessToChildren' }],
    },
    // A sender's claim is evidence, not a verdict: alone it gives P2; with a harm fact it meets a floor.
    {
      code: 'urgency-claimed',
      label: 'The sender says that it is urgent',
      level: 'P2',
      when: [{ urgencyClaimed: true }],
    },
    {
      code: 'incident-of-contact',
      label: 'The kind of incident suggests present contact with a child',
      level: 'P2',
      when: [
        { incident: ['contact-abuse', 'live-streamed-abuse', 'child-sex-trafficking', 'child-sex-tourism'] },
      ],
    },
    {
      code: 'incident-of-extortion',
      label: 'The kind of incident puts a child under pressure now',
      level: 'P2',
      when: [{ incident: ['financial-sextortion'] }],
    },
    {
      code: 'flag-sextortion',
      label: 'Flagged: sexual extortion',
      level: 'P2',
      when: [{ flag: 'sextortion' }],
    },
    {
      code: 'flag-sadistic-exploitation',
      label: 'Flagged: sadistic online exploitation',
      level: 'P2',
      when: [{ flag: 'sadisticOnlineExploitation' }],
    },
    {
      code: 'file-live-stream',
      label: 'A file is flagged as a live stream',
      level: 'P2',
      when: [{ annotation: 'liveStreaming' }],
    },
  ],

  suspectRisk: {
    items: [
      { fact: 'priorOffending', points: 5, filter: 'previous-offending' },
      { fact: 'registeredOffender', points: 5, filter: 'previous-offending' },
      { fact: 'accessToChildren', points: 3, filter: 'access-to-children' },
      { fact: 'positionOfTrust', points: 3, filter: 'access-to-children' },
      { fact: 'contactAbuse', points: 8, filter: 'current-behaviour' },
      { fact: 'production', points: 4, filter: 'current-behaviour' },
      { fact: 'liveStreaming', points: 4, filter: 'current-behaviour' },
      { fact: 'coercion', points: 4, filter: 'current-behaviour' },
      { fact: 'abuseAchieved', points: 4, filter: 'current-behaviour' },
      { fact: 'meetingPlanned', points: 4, filter: 'current-behaviour' },
      { fact: 'aimsToMeet', points: 3, filter: 'current-behaviour' },
      { fact: 'newMaterial', points: 2, filter: 'current-behaviour' },
      { fact: 'distribution', points: 1, filter: 'current-behaviour' },
      { fact: 'travelPlanned', points: 3, filter: 'other-factors' },
      { fact: 'groupOffending', points: 2, filter: 'other-factors' },
    ],
    // Contact abuse alone reaches the highest band; previous offending alone the second; access alone the third.
    atLeast: { 'very-high': 8, high: 5, medium: 3 },
  },

  band: {
    byImminence: { P1: 'very-high', P2: 'high', P3: 'low' },
    whileUnknown: 'medium',
    unknownMatters: 'high',
    // "Being distributed" alone (1 point) is what circulation is.
    harmFromPoints: 2,
  },

  // Novelty before solvability: first-generation material may mean that a child is being abused now.
  orderWithinDay: ['imminence', 'suspect-risk', 'gravity', 'novelty', 'solvability'],
  headStarts: null,
  fairness: null,

  gravity: {
    // Source of the order: Sentencing Council, Sexual Offences Definitive Guideline, 2014. US: letter is an age, digit an act.
    grades: {
      'uk-abc:A': 'gravest',
      'uk-abc:B': 'grave',
      'uk-sap:5': 'gravest',
      'uk-sap:4': 'gravest',
      'uk-sap:3': 'grave',
      'uk-sap:2': 'grave',
      'us-industry:A1': 'gravest',
      'us-industry:A2': 'grave',
      'us-industry:B1': 'grave',
    },
    annotations: { infant: 'gravest', physicalHarm: 'gravest', violenceGore: 'grave', bestiality: 'gravest' },
    ageBelow: { gravest: 7, grave: 13 },
  },

  completeness: {
    fields: [
      'network-address',
      'port-and-time',
      'suspect-account',
      'suspect-place',
      'child-details',
      'incident-time',
      'files-or-text',
      'file-hashes',
      'viewed-by-sender',
      'preservation',
      'danger',
    ],
    // Chosen so that two of eleven fields may be missing before a report stops counting as complete.
    atLeast: { complete: 0.8, partial: 0.5 },
  },

  preservation: {
    // 18 U.S.C. 2258A(h)(1): providers preserve the content of a report for one year after it was made.
    assumedDays: { agency: 365 },
  },
};
