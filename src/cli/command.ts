import type { PersonActor } from '../access/index.ts';
import type { Intake } from '../flow/index.ts';
import type { Store } from '../shared/db.ts';
import type { Signer } from '../shared/signer.ts';

/** An opened Everydot, as a command is given it. */
export type Opened = {
  store: Store;
  signer: Signer;
  intake: Intake;
  /** Where the records are, in words that hold no secret. */
  where: string;
  synthetic: boolean;
  /** Works off every job that is due. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

/** What main.ts hands to the command line: edges do not import each other. */
export type Wiring = {
  open(): Promise<Opened>;
  /** Runs the web pages, the API and the workers until it is told to stop. */
  serve(options: {
    port: number;
    host: string;
    example: boolean;
    say: (line: string) => void;
  }): Promise<void>;
  loadExample(opened: Opened, options: ExampleOptions): Promise<Record<string, unknown>>;
};

export type ExampleOptions = {
  seed: number;
  year: number | undefined;
  onProgress: (step: string, done: number, total: number) => void;
};

/** Exit codes, as the manual page lists them. */
export const EXIT = {
  done: 0,
  refused: 1,
  usage: 2,
  doesNotVerify: 3,
  bug: 70,
} as const;

/** What a command gives back: the object for --json, the lines for people, and the exit code. */
export type Result = { json: unknown; lines: readonly string[]; exitCode?: number };

/** The person in whose name a command acts: --as NAME or EVERYDOT_PERSON. */
export type ActingPerson = PersonActor;
