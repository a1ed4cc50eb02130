import type { CountedState, ViralState } from '../viral-state.ts';

// Many reports in a week are no circulation by themselves: a known series is traded by many, year in, year out. What is
// passed on in outrage comes in one burst, by itself, from accounts that have nothing to do with one another.

/** What is known of the incidents of a group's strongest wave. Accounts: where a report states one at all. */
export type WaveFacts = {
  incidents: number;
  /** Incidents in the four weeks before the wave, in it and in the four weeks after it. */
  around: number;
  /** Of the wave's, those that show at most `ALONE_FILES` files. */
  alone: number;
  withAccount: number;
  accounts: number;
  /** Incidents of the account that has most of them. */
  ofOneAccount: number;
  /** Incidents told by whoever meets content in the open: the public, hotlines, schools. */
  inTheOpen: number;
  /** What the lists that the bureau holds call it; a meme also where an entry was found not harmful. */
  listedAs: 'meme' | 'harmful' | null;
};

/** Which signs hold; each must, for circulation. */
/** `open`: seen where everybody may see it, or on no list by which platforms search what their users hold. */
type Signs = { burst: boolean; alone: boolean; unrelated: boolean | 'unknown'; open: boolean };

/** Days on either side of the wave that it must stand out from. Chosen: four waves. */
export const AROUND_DAYS = 28;
/** A picture and its thumbnail or second copy. Chosen; a trader's report shows a series. */
export const ALONE_FILES = 2;

/** All chosen, to be measured on national data; each errs towards more work, never towards closing. */
const LEAST = {
  /** Content that comes in evenly has a ninth of nine weeks in any one. */
  shareInBurst: 0.6,
  shareAlone: 0.6,
  /** Accounts: half of the incidents that make a wave. One person's uploads, or a ring's, are of fewer. */
  accounts: 10,
  /** Of fewer incidents that name one, so many accounts to each. */
  accountsOfFew: 0.5,
  shareWithAccount: 0.5,
};
/** No account stands behind more of the wave than this. */
const MOST_OF_ONE_ACCOUNT = 0.3;

function signsOf(wave: WaveFacts): Signs {
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  const isKnown = share(wave.withAccount, wave.incidents) >= LEAST.shareWithAccount;
  return {
    burst: share(wave.incidents, wave.around) >= LEAST.shareInBurst,
    alone: share(wave.alone, wave.incidents) >= LEAST.shareAlone,
    unrelated: isKnown ? areUnrelated(wave) : 'unknown',
    open: wave.listedAs !== 'harmful' || wave.inTheOpen > 0,
  };
}

function areUnrelated({ accounts, ofOneAccount, withAccount }: WaveFacts): boolean {
  const needed = Math.min(LEAST.accounts, withAccount * LEAST.accountsOfFew);
  return accounts >= needed && ofOneAccount <= Math.max(1, withAccount * MOST_OF_ONE_ACCOUNT);
}

/**
 * Pure. Of what the numbers allow, what the wave bears out. Content on a meme list is believed to circulate from the
 * lower numbers on; whatever a list says, the wave itself must look like circulation. Known harmful content that
 * platforms alone report in one week is a search through what their users hold, as after a list was published.
 */
export function judgeCirculation(counted: CountedState, wave: WaveFacts): ViralState {
  if (counted === 'none') return 'none';
  const { burst, alone, unrelated, open } = signsOf(wave);
  const looksLikeIt = burst && alone && open && unrelated !== false;
  if (looksLikeIt && unrelated === true && (counted === 'viral' || wave.listedAs === 'meme')) return 'viral';
  if (looksLikeIt) return 'possible';
  return counted === 'viral' ? 'traded' : 'none';
}
