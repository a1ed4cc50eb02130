// The vocabulary of the published shape of the returns: how much every force together said, and how many forces said it.
// Source: the national threat assessment of 2012/13 gives 2,120 lone perpetrators (25 forces) and 65 group or gang
// offences (31 forces); every other number, and the year before, is chosen.

export type AskedShape = {
  /** Over all forces that answer. */
  total: number;
  /** How many forces answer. */
  forces: number;
};

/** Forces that send a return at all. */
export const RETURNING = { 2011: 34, 2012: 36 } as const;
export type ReturnYear = keyof typeof RETURNING;

export const NATIONAL_SHAPE: Readonly<Record<ReturnYear, Readonly<Record<string, AskedShape>>>> = {
  2011: {
    'referrals-received': { total: 19_800, forces: 34 },
    'image-reports': { total: 5_900, forces: 33 },
    'image-files': { total: 51_000, forces: 30 },
    victims: { total: 4_100, forces: 28 },
    'exploitation-reports': { total: 1_980, forces: 31 },
    'lone-perpetrators': { total: 1_870, forces: 23 },
    'group-offences': { total: 57, forces: 28 },
    'transnational-reports': { total: 240, forces: 25 },
    arrests: { total: 2_650, forces: 32 },
    'national-operations': { total: 61, forces: 24 },
    'registered-offenders': { total: 29_400, forces: 34 },
    'recorded-offences': { total: 14_200, forces: 29 },
  },
  2012: {
    'referrals-received': { total: 24_300, forces: 36 },
    'image-reports': { total: 7_700, forces: 35 },
    'image-files': { total: 68_500, forces: 31 },
    victims: { total: 4_700, forces: 30 },
    'exploitation-reports': { total: 2_260, forces: 33 },
    'lone-perpetrators': { total: 2_120, forces: 25 },
    'group-offences': { total: 65, forces: 31 },
    'transnational-reports': { total: 270, forces: 26 },
    arrests: { total: 2_900, forces: 34 },
    'national-operations': { total: 66, forces: 26 },
    'registered-offenders': { total: 31_100, forces: 36 },
    'recorded-offences': { total: 15_600, forces: 31 },
  },
};

/** How a whole divides among codes. Chosen. */
export const SPLITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'sap-level': { '1': 58, '2': 12, '3': 16, '4': 9, '5': 2, ungraded: 3 },
  sex: { female: 74, male: 22, 'not-known': 4 },
  'age-band': { '0-9': 14, '10-12': 22, '13-15': 44, '16-17': 15, 'not-known': 5 },
  'exploitation-aim': { meeting: 7, images: 40, 'online-activity': 43, 'not-known': 10 },
  'abuse-achieved': { yes: 27, no: 66, 'not-known': 7 },
  'offender-type': { family: 28, acquaintance: 34, trust: 8, stranger: 24, 'not-known': 6 },
  'transnational-kind': { travel: 38, recipient: 24, embedded: 32, 'not-known': 6 },
  register: { yes: 20, no: 71, 'not-known': 9 },
  offence: { '19E': 6, '20B': 14, '21': 10, '22B': 31, '71': 9, '88A': 8, '86/2': 22 },
};
