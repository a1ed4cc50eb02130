import type { PersonActor } from '../access/index.ts';
import type { Incoming } from '../assessment/index.ts';
import type { Intake } from '../flow/index.ts';
import type { Figures } from '../picture/index.ts';
import type { Store } from '../shared/db.ts';
import type { Signer } from '../shared/signer.ts';

/** An opened Everydot, as a command is given it. */
export type Opened = {
  store: Store;
  signer: Signer;
  intake: Intake;
  /** Where the picture's figures are measured. */
  figures: Figures;
  /** Where the records are, in words that hold no secret. */
  where: string;
  /** Works off every job that is due, brings the picture up to date and seals the ledger. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

export type Progress = (step: string, done: number, total: number) => void;
export type ExampleOptions = { seed: number; year: number | undefined; onProgress: Progress };
export type ArrivalsOptions = { seed: number; scale: number; months: number; onProgress: Progress };
export type ServeOptions = {
  port: number;
  host: string;
  /** Opens a real bureau of this name in an empty database, instead of loading the example month. */
  bureau: string | undefined;
  onProgress: Progress;
  say(line: string): void;
};

/** What main.ts hands to the command line, because edges do not import each other. */
export type Wiring = {
  open(): Promise<Opened>;
  /** Runs the pages, the API and the workers until the process is told to stop. */
  serve(options: ServeOptions): Promise<void>;
  /** Fills an empty database with the example; returns what it did in figures. */
  loadExample(opened: Opened, options: ExampleOptions): Promise<Record<string, unknown>>;
  /** Arrivals of an example year, with the harm that its generator knows of; no database. */
  exampleArrivals?(options: ArrivalsOptions): Promise<Incoming[]>;
};

/** Exit codes; `everydot help` lists them. */
export const EXIT = { done: 0, refused: 1, usage: 2, doesNotVerify: 3, bug: 70 } as const;

/** What a command gives back: the object for --json, the lines for people, and the exit code where it is not 0. */
export type Result = { json: unknown; lines: readonly string[]; exitCode?: number };

/** What a command works with: an opened Everydot and the person in whose name it acts. */
export type Acting = { opened: Opened; person: PersonActor };

/** Who sets up people, senders and postcodes: whoever may run these commands has the keys of the machine. */
export const INSTALLER = { kind: 'system', part: 'command-line' } as const;
