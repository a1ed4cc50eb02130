// What a platform's own records add to a report: what regulations under s.66 of the Online Safety Act 2023 ask for
// "where available", as far as the bureau's scheme has a place for it. Everything may be absent: absent is unknown.

type Answer = 'yes' | 'no' | 'unknown';
type Verifiable = { value: string; verified?: Answer };

/** One use of an address. Without port and time an address is a weak link (CGNAT). */
export type ConnectionFacts = {
  ip: string;
  port?: number;
  /** ISO 8601 with offset. */
  at?: string;
  event?: 'login' | 'registration' | 'upload' | 'chat' | 'purchase' | 'other' | 'unknown';
  possibleProxy?: Answer;
};

/** About one account of an incident, named as in the events. */
export type AccountFacts = {
  account: string;
  accountId?: string;
  username?: string;
  displayNames?: string[];
  profileUrls?: string[];
  names?: string[];
  /** YYYY-MM-DD. */
  dateOfBirth?: string;
  age?: number | { from: number; to: number };
  emails?: Verifiable[];
  phones?: Verifiable[];
  devices?: { value: string; type?: string }[];
  paymentAccounts?: Verifiable[];
  billingAddresses?: { lines?: string[]; city?: string; postcode?: string; country?: string }[];
  /** Upload, registration, and the log-ins of the last three months. */
  connections?: ConnectionFacts[];
  disabled?: Answer;
};

export type PlatformFacts = {
  accounts?: AccountFacts[];
  /** The platform's record of what it keeps for the police, and until when (YYYY-MM-DD). */
  preservation?: { reference: string; until: string };
  /** The duty's own order of urgency. Left out: worked out from the incident. */
  priority?: 'P1' | 'P2' | 'P3';
  /** Where it was; inert text. */
  urls?: string[];
  /** Harm facts of the bureau's scheme that the platform's people established, such as immediateDanger. */
  facts?: Record<string, Answer>;
  references?: { scheme: string; value: string }[];
  texts?: { label: string; text: string }[];
};
