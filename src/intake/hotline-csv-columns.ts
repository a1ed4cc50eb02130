// The vocabulary of the hotline CSV: one assessed report in each row, its columns in any order, upper or lower case.

type Column = { says: string; names: readonly string[] };

/** `names`: how a header may call the column, in lower case, words parted by one blank. A column of another name is kept. */
export const COLUMNS = {
  reportId: {
    says: "the hotline's own number",
    names: ['report id', 'report number', 'report reference', 'reference', 'case id', 'id'],
  },
  url: { says: 'where the file or page is', names: ['url', 'uri', 'web address', 'link'] },
  fileName: { says: 'name of the file', names: ['file name', 'filename'] },
  md5: { says: 'MD5, 32 hexadecimal digits', names: ['md5', 'hash md5', 'md5 hash'] },
  sha1: { says: 'SHA-1, 40 hexadecimal digits', names: ['sha1', 'sha 1', 'hash sha1', 'sha1 hash'] },
  sha256: {
    says: 'SHA-256, 64 hexadecimal digits',
    names: ['sha256', 'sha 256', 'hash sha256', 'sha256 hash'],
  },
  pdq: { says: 'PDQ, 64 hexadecimal digits', names: ['pdq', 'pdq hash'] },
  pdqQuality: { says: 'quality of the PDQ hash, 0 to 100', names: ['pdq quality'] },
  photodna: { says: 'PhotoDNA', names: ['photodna', 'photo dna', 'pdna'] },
  category: {
    says: 'A, B or C; SAP level 1 to 5; "prohibited"; or A1 to B2',
    names: ['category', 'uk category', 'classification', 'grade'],
  },
  sapLevel: { says: 'SAP level 1 to 5', names: ['sap level', 'sap', 'uk level', 'level'] },
  assessedBy: { says: 'who assessed it', names: ['assessed by', 'assessor', 'grader'] },
  ageBand: {
    says: 'years, one or from-to: 0-2, 3-6, 7-10, 11-13, 14-15, 16-17',
    names: ['age band', 'age', 'apparent age', 'age group', 'age range'],
  },
  sex: { says: 'female, male, both or unknown', names: ['sex', 'gender', 'sex of child', 'child sex'] },
  hostingCountry: {
    says: 'ISO 3166-1, two letters',
    names: ['hosting country', 'host country', 'hosted in', 'country'],
  },
  siteName: { says: 'name of the site or service', names: ['site name', 'site', 'platform', 'service'] },
  siteType: { says: 'kind of site', names: ['site type', 'type of site'] },
  reportedAt: {
    says: 'when it was reported',
    names: ['reported at', 'report time', 'date reported', 'report date', 'received at'],
  },
  assessedAt: {
    says: 'when it was assessed',
    names: ['assessed at', 'assessment time', 'date assessed', 'assessment date'],
  },
  uploadedAt: { says: 'when it was uploaded', names: ['uploaded at', 'upload time', 'date uploaded'] },
  incidentAt: { says: 'when it happened', names: ['incident at', 'incident time', 'date of incident'] },
  reportedBy: { says: 'who reported it to the hotline', names: ['reported by', 'reporter'] },
  heldBy: { says: 'who holds the content', names: ['held by', 'content held by'] },
  holderReference: { says: "the holder's reference", names: ['holder reference', 'evidence reference'] },
  preservedUntil: {
    says: 'day until which it is preserved',
    names: ['preserved until', 'preservation expiry'],
  },
  username: {
    says: 'user name of whoever posted it',
    names: ['username', 'user name', 'uploader', 'posted by'],
  },
  email: { says: 'e-mail address of whoever posted it', names: ['email', 'e mail'] },
  ip: { says: 'IP address of whoever posted it', names: ['ip', 'ip address', 'upload ip'] },
  port: { says: 'port of that address', names: ['port', 'upload port'] },
  public: { says: 'yes or no: anyone can see it', names: ['publicly available', 'public'] },
  newMaterial: { says: 'yes or no: not seen before', names: ['new material', 'first generation'] },
  selfGenerated: { says: 'yes: may be made by the child', names: ['self generated', 'self produced'] },
  drawn: { says: 'yes: drawing, animation or virtual', names: ['drawn', 'drawing', 'non photographic'] },
  aiGenerated: { says: 'yes: made with generative AI', names: ['ai generated', 'generative ai'] },
  liveStream: { says: 'yes: recorded from a live stream', names: ['live stream', 'live streamed'] },
  notes: { says: 'free text', names: ['notes', 'note', 'comments', 'description'] },
} as const satisfies Record<string, Column>;
export type ColumnName = keyof typeof COLUMNS;

/** Columns whose "yes" is an annotation of the file. */
export const ANNOTATION_COLUMNS = {
  selfGenerated: 'possibleSelfProduction',
  drawn: 'animeDrawingVirtualHentai',
  aiGenerated: 'generativeAi',
  liveStream: 'liveStreaming',
} as const satisfies Partial<Record<ColumnName, string>>;

const BY_NAME: ReadonlyMap<string, ColumnName> = new Map(
  Object.entries(COLUMNS).flatMap(([column, { names }]) =>
    names.map((name) => [name as string, column as ColumnName] as const),
  ),
);

/** The column that a header means, however it writes it; undefined for one that is not known here. */
export function columnOf(header: string): ColumnName | undefined {
  return BY_NAME.get(
    header
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim(),
  );
}

/** Cells that say that nothing is known. */
const SAYS_NOTHING = new Set([
  '',
  '-',
  'n/a',
  'na',
  'null',
  'none',
  'unknown',
  'not known',
  'not determined',
]);

export function saysNothing(cell: string): boolean {
  return SAYS_NOTHING.has(cell.trim().toLowerCase());
}
