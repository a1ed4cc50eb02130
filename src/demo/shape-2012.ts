// The vocabulary of the published shape: what the assessment of 2012/13 says of the year 2012, and the years before
// it as far as a comparison needs them. Source: CEOP, Threat Assessment of Child Sexual Exploitation and Abuse (2013),
// as restated in the brief of this project. What the assessment leaves open (2010, other levels) is chosen.

export const LEVELS = ['1', '2', '3', '4', '5'] as const;
export type Level = (typeof LEVELS)[number];

type YearOfImages = {
  /** Reports of indecent images, and the files in them. */
  reports: number;
  files: number;
  /** Files at level 4 of the Sentencing Advisory Panel. */
  level4: number;
  /** Girls under ten seen in them. */
  girlsUnderTen: number;
};

/** Files twice as many as in 2011; level 4 up by 125 %; girls under ten up by 70 % in the three years to December 2012. */
export const IMAGES: Readonly<Record<2010 | 2011 | 2012, YearOfImages>> = {
  2010: { reports: 2_600, files: 22_750, level4: 1_400, girlsUnderTen: 1_000 },
  2011: { reports: 4_000, files: 35_000, level4: 2_000, girlsUnderTen: 1_320 },
  2012: { reports: 8_000, files: 70_000, level4: 4_500, girlsUnderTen: 1_700 },
};

/** Online exploitation in 2012: in 69 % no abuse was achieved, in 6.8 % the aim was to meet. */
export const EXPLOITATION = { reports: 1_145, noAbuseAchieved: 790, aimedAtMeeting: 78 } as const;

/** Abuse abroad in 2012; the assessment gives no number of reports. Most offenders were on no register. Chosen. */
export const TRANSNATIONAL = { travel: 60, foreignRecipients: 40, embedded: 60, onRegister: 35 } as const;

/** Of the files that are not at level 4. Chosen. */
export const OTHER_LEVELS = [
  ['1', 62],
  ['2', 12],
  ['3', 20],
  ['5', 6],
] as const satisfies readonly (readonly [Level, number])[];
