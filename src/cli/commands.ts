import { Command, InvalidArgumentError } from 'commander';
import { type Acting, EXIT, type Opened, type Result, type Wiring } from './command.ts';

type Common = { json?: boolean; as?: string };

/** What every group of commands is described with. */
export type Commands = {
  program: Command;
  wiring: Wiring;
  /** Prints a result for people or for programs. */
  say(result: Result, json: boolean | undefined): void;
  /** For a command that prints by itself while it works. */
  exitWith(code: number): void;
  /** A command that needs the database, which is closed again whatever happens. */
  withOpened(json: boolean | undefined, work: (opened: Opened) => Promise<Result>): Promise<void>;
  /** A command in the name of a person. */
  withPerson(options: Common, work: (acting: Acting) => Promise<Result>): Promise<void>;
  add(parent: Command, usage: string, description: string): Command;
  /** `add` to the program, with --as. */
  personal(usage: string, description: string): Command;
};

/** An empty program. `exitWith` is told the exit code of whatever command runs. */
export function newCommands(wiring: Wiring, exitWith: (code: number) => void): Commands {
  const program = new Command('everydot')
    .description('Receives referrals, joins them up, orders them, sends them on, and adds them up.')
    .configureOutput({ writeOut: (text) => console.log(text.trimEnd()) })
    .exitOverride();
  const say: Commands['say'] = (result, json) => {
    console.log(json ? JSON.stringify(result.json, null, 2) : result.lines.join('\n'));
    exitWith(result.exitCode ?? EXIT.done);
  };
  const withOpened: Commands['withOpened'] = async (json, work) => {
    const opened = await wiring.open();
    try {
      say(await work(opened), json);
    } finally {
      await opened.close();
    }
  };
  const withPerson: Commands['withPerson'] = (options, work) =>
    withOpened(options.json, async (opened) => {
      const { actingPerson } = await import('./acting-person.ts');
      return work({ opened, person: await actingPerson(opened, options.as) });
    });
  const add: Commands['add'] = (parent, usage, description) =>
    parent.command(usage).description(description).option('--json', 'print one JSON document').exitOverride();
  const personal: Commands['personal'] = (usage, description) =>
    add(program, usage, description).option('--as <name>', 'the person in whose name this is done');
  return { program, wiring, say, exitWith, withOpened, withPerson, add, personal };
}

/** A whole number that is not above `most`. */
export function wholeNumberTo(most: number): (text: string) => number {
  return (text) => {
    const number = wholeNumber(text);
    if (number > most) throw new InvalidArgumentError(`${most} is the most`);
    return number;
  };
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a whole number is needed');
  return Number(text);
}
