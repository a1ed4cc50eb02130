import {
  createScreen,
  type Decision,
  defaultRules,
  loadRules,
  type RuleSet,
  runRuleTests,
  SCREEN_SCHEMAS,
  type Screen,
} from '../prevention/index.ts';
import { Problem } from '../shared/problem.ts';
import type { ProblemCode } from '../shared/problem-codes.ts';
import { EXIT, type Result } from './command.ts';
import type { Printer } from './printer.ts';
import { readFileNamed } from './read-file.ts';
import { type Change, changesBetween, type Standing, standInstead, tallyOf } from './screen-changes.ts';
import { ensureReadable, type RefusedLine, readEventLines } from './screen-input.ts';
import { changeLines, decisionLines, refusedLine, totalLines } from './screen-lines.ts';

export type ScreenCommandOptions = {
  rules?: string;
  events: string;
  json?: boolean;
  explain?: boolean;
  toleranceSeconds?: number;
};

/** Chosen: enough to mend a file by; a file of nothing else does not fill the terminal. */
const MOST_REFUSED = 100;

/** `everydot screen --events FILE`: the decisions, each as it is taken, then the totals. */
export async function screenEventsCommand(options: ScreenCommandOptions, printer: Printer): Promise<number> {
  const rules = await rulesOf(options.rules);
  await ensureReadable(options.events);
  const screen = createScreen({ rules, ...tolerance(options) });
  const { id, version } = rules.document;
  const standing: Standing = new Map();
  let printed = 0;
  if (options.json)
    await printer.print(`{"rules":${JSON.stringify({ id, version, digest: rules.digest })},"decisions":[`);
  const refused = await playTo([screen], options, printer, async ([taken]) => {
    for (const decision of taken!) {
      const text = options.json
        ? `${printed === 0 ? '' : ','}\n${JSON.stringify(decision)}`
        : `${decisionLines(decision, options.explain === true).join('\n')}\n`;
      printed += 1;
      standInstead(standing, decision);
      await printer.print(text);
    }
  });
  const totals = { ...screen.counts(), refused: refused.count, standing: tallyOf(standing) };
  await printer.print(
    options.json
      ? `\n],"refused":${JSON.stringify(refused.lines)},"totals":${JSON.stringify(totals)}}\n`
      : `${totalLines(totals).join('\n')}\n`,
  );
  return refused.count > 0 ? EXIT.refused : EXIT.done;
}

/** `--dry-run`: what the candidate rules would decide otherwise than those in force, over the same events. */
export async function dryRunCommand(
  options: ScreenCommandOptions & { against?: string },
  printer: Printer,
): Promise<{ result: Result; exitCode: number }> {
  const [candidate, current] = [await rulesOf(options.rules), await rulesOf(options.against)];
  await ensureReadable(options.events);
  const screens = [candidate, current].map((rules) => createScreen({ rules, ...tolerance(options) }));
  const standings: [Standing, Standing] = [new Map(), new Map()];
  const refused = await playTo(screens, options, printer, async (taken) => {
    for (const [i, decisions] of taken.entries())
      for (const decision of decisions) standInstead(standings[i]!, decision);
  });
  const [candidateStanding, currentStanding] = standings;
  const changes: Change[] = changesBetween(currentStanding, candidateStanding);
  const json = {
    candidate: { ...nameOf(candidate), standing: tallyOf(candidateStanding) },
    current: { ...nameOf(current), standing: tallyOf(currentStanding) },
    changes,
    refused: refused.lines,
  };
  return {
    result: { json, lines: changeLines(json) },
    exitCode: refused.count > 0 ? EXIT.refused : EXIT.done,
  };
}

/** `--test`: the examples and tests that a rule set carries. A rule set that cannot be loaded is refused with its faults. */
export async function testRulesCommand(options: { rules?: string }): Promise<Result> {
  const rules = await rulesOf(options.rules);
  const outcomes = runRuleTests(rules);
  const failed = outcomes.filter(({ faults }) => faults.length > 0);
  const examples = rules.document.rules.reduce((sum, rule) => sum + rule.examples.length, 0);
  return {
    json: { ...nameOf(rules), rules: rules.rules.length, examples, tests: outcomes },
    lines: [
      `${rules.document.id} ${rules.document.version}: ${rules.rules.length} rules, ${examples} examples hold`,
      ...outcomes.flatMap(({ name, faults }) => [
        `${faults.length === 0 ? 'ok  ' : 'FAIL'} ${name}`,
        ...faults.map((fault) => `     ${fault}`),
      ]),
      `${outcomes.length - failed.length} of ${outcomes.length} tests hold`,
    ],
    exitCode: failed.length > 0 ? EXIT.refused : EXIT.done,
  };
}

/** `--schema NAME`: the JSON Schema of what goes in or comes out. */
export function schemaCommand(name: string): Result {
  const schema = Object.hasOwn(SCREEN_SCHEMAS, name)
    ? SCREEN_SCHEMAS[name as keyof typeof SCREEN_SCHEMAS]
    : undefined;
  if (!schema)
    throw new Problem('command.unknown-value', {
      detail: `--schema is one of ${Object.keys(SCREEN_SCHEMAS).join(', ')}`,
    });
  return { json: schema, lines: [JSON.stringify(schema, null, 2)] };
}

/** The rule set of a file, or the shipped one. */
export async function rulesOf(file: string | undefined): Promise<RuleSet> {
  if (file === undefined) return defaultRules();
  // Decoding drops a byte-order mark, with which some programs begin a file.
  const text = new TextDecoder().decode(await readFileNamed(file));
  try {
    return loadRules(JSON.parse(text));
  } catch (failure) {
    if (failure instanceof SyntaxError)
      throw new Problem('prevention.invalid-rules', {
        faults: [{ path: '/', reason: 'is no JSON' }],
        cause: failure,
      });
    throw failure;
  }
}

function tolerance({ toleranceSeconds }: ScreenCommandOptions): { toleranceMs?: number } {
  return toleranceSeconds === undefined ? {} : { toleranceMs: toleranceSeconds * 1_000 };
}

function nameOf({ document, digest }: RuleSet): { id: string; version: string; digest: string } {
  return { id: document.id, version: document.version, digest };
}

type Refused = { lines: RefusedLine[]; count: number };

/** Plays the events to every screen; bad lines are told on standard error as they come. */
async function playTo(
  screens: readonly Screen[],
  options: ScreenCommandOptions,
  printer: Printer,
  onTaken: (taken: Decision[][]) => Promise<void>,
): Promise<Refused> {
  const refused: Refused = { lines: [], count: 0 };
  const refuse = (line: RefusedLine): void => {
    refused.count += 1;
    if (refused.lines.length >= MOST_REFUSED) return;
    refused.lines.push(line);
    printer.tell(refusedLine(line));
  };
  let tooLate = 0;
  for await (const { event, line } of readEventLines(options.events, refuse)) {
    const taken = screens.map((screen) => screen.take(event));
    if (taken.some((decisions) => decisions.length > 0)) await onTaken(taken);
    const late = screens[0]!.counts().tooLate;
    if (late > tooLate) refuse(tooLateLine(line));
    tooLate = late;
    if (printer.isClosed()) break;
  }
  return refused;
}

/** Where lines are out of order by more than the tolerance, a person has to know that they were not used. */
function tooLateLine(line: number): RefusedLine {
  const code: ProblemCode = 'prevention.event-too-late';
  return { line, code, faults: [{ path: '/time', reason: 'is earlier than the tolerance allows' }] };
}
