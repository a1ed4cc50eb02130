import type { Commands } from './commands.ts';

type Group = {
  /** With which its commands begin. */
  words: readonly string[];
  load(): Promise<(commands: Commands) => void>;
};

/** In the order of the help. Loading all takes a second of a processor: a command loads its own group alone. */
export const GROUPS: readonly Group[] = [
  { words: ['start', 'demo'], load: async () => (await import('./describe-running.ts')).describeRunning },
  {
    words: ['receive', 'queue', 'show', 'decide', 'close', 'guard'],
    load: async () => (await import('./describe-referrals.ts')).describeReferrals,
  },
  {
    words: ['package', 'packages', 'acknowledge', 'outcome', 'picture'],
    load: async () => (await import('./describe-packages.ts')).describePackages,
  },
  { words: ['removal'], load: async () => (await import('./describe-removal.ts')).describeRemoval },
  {
    words: ['hash', 'video-match', 'match'],
    load: async () => (await import('./describe-hashing.ts')).describeHashing,
  },
  { words: ['hash-list'], load: async () => (await import('./describe-lists.ts')).describeLists },
  { words: ['link'], load: async () => (await import('./describe-linking.ts')).describeLinking },
  { words: ['links'], load: async () => (await import('./describe-links.ts')).describeLinks },
  { words: ['alarms', 'quarantine'], load: async () => (await import('./describe-duty.ts')).describeDuty },
  {
    words: ['circulation'],
    load: async () => (await import('./describe-circulation.ts')).describeCirculation,
  },
  { words: ['estimate'], load: async () => (await import('./describe-estimates.ts')).describeEstimates },
  { words: ['hidden', 'tables'], load: async () => (await import('./describe-hidden.ts')).describeHidden },
  { words: ['release'], load: async () => (await import('./describe-releases.ts')).describeReleases },
  { words: ['returns'], load: async () => (await import('./describe-returns.ts')).describeReturns },
  {
    words: ['claims', 'outside', 'global'],
    load: async () => (await import('./describe-claims.ts')).describeClaims,
  },
  { words: ['alerts', 'forecast'], load: async () => (await import('./describe-alerts.ts')).describeAlerts },
  {
    words: ['instrument'],
    load: async () => (await import('./describe-instruments.ts')).describeInstruments,
  },
  { words: ['ledger'], load: async () => (await import('./describe-ledger.ts')).describeLedger },
  { words: ['lookups'], load: async () => (await import('./describe-lookups.ts')).describeLookups },
  { words: ['person', 'source'], load: async () => (await import('./describe-people.ts')).describePeople },
  { words: ['unit'], load: async () => (await import('./describe-units.ts')).describeUnits },
  { words: ['screen'], load: async () => (await import('./describe-screen.ts')).describeScreen },
  {
    words: ['screen'],
    load: async () => (await import('./describe-screening-kit.ts')).describeScreeningKit,
  },
];

/** Those of the command that a line begins with; all of them for the help, and for a word that is none. */
export function groupsFor([word = '']: readonly string[]): readonly Group[] {
  const named = GROUPS.filter(({ words }) => words.includes(word));
  return named.length > 0 ? named : GROUPS;
}
