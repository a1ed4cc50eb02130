import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { defaultRules } from '../prevention/index.ts';
import { Problem } from '../shared/problem.ts';
import { EXIT } from './command.ts';
import { dryRunCommand, schemaCommand, screenEventsCommand, testRulesCommand } from './screen-commands.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const SHIPPED = defaultRules().document;
const EVENTS = SHIPPED.tests[0]!.events.map((event) => JSON.stringify(event));

describe('everydot screen', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'everydot-screen-'));
  after(() => rmSync(folder, { recursive: true }));

  function file(name: string, text: string): string {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  }

  function newPaper() {
    const paper = { printed: '', told: [] as string[] };
    const printer = {
      print: async (text: string) => {
        paper.printed += text;
      },
      tell: (line: string) => void paper.told.push(line),
      progress: () => undefined,
      isClosed: () => false,
    };
    return { paper, printer };
  }

  async function screen(lines: readonly string[], options: { json?: boolean; explain?: boolean } = {}) {
    const { paper, printer } = newPaper();
    const events = file('events.jsonl', lines.join('\n'));
    const code = await screenEventsCommand({ events, ...options }, printer);
    return { ...paper, code };
  }

  it('prints each decision with its reasons, and the totals', async () => {
    const { printed, code } = await screen(EVENTS);
    assert.equal(code, EXIT.done);
    assert.match(printed, /hold {2}pair payer streamer {2}score [\d.]+ {2}buyer 0\.\d\d {2}small-amounts/);
    assert.match(printed, /Subjects as they stand now: allow 0, watch 0, hold 1/);
  });

  it('explains with source, evidence, incident, and what to keep', async () => {
    const { printed } = await screen(EVENTS, { explain: true });
    assert.match(printed, /stream-timing 1\.6: .*\(FATF, .*2025-03\)/);
    assert.match(printed, /role of payer; decision [0-9a-f]{32}; incident [0-9a-f]{32}/);
    assert.match(printed, /evidence: a0, p0, s0/);
    assert.match(printed, /keep for 365 days: account-registration/);
  });

  it('tells bad lines with their number, goes on, and is refused at the end', async () => {
    const lines = ['{', ...EVENTS, JSON.stringify({ type: 'payment', id: 'x' })];
    const { printed, told, code } = await screen(lines, { json: true });
    const read = JSON.parse(printed);
    assert.equal(code, EXIT.refused);
    assert.deepEqual(
      read.refused.map(({ line, code: problem }: { line: number; code: string }) => [line, problem]),
      [
        [1, 'prevention.invalid-event'],
        [lines.length, 'prevention.invalid-event'],
      ],
    );
    assert.match(told[0]!, /^line 1: prevention\.invalid-event/);
    assert.equal(read.decisions.at(-1).action, 'hold');
    assert.equal(read.totals.standing.hold, 1);
  });

  it('reads a rule set that begins with a byte-order mark', async () => {
    const { lines } = await testRulesCommand({
      rules: file('mark.json', `\uFEFF${JSON.stringify(SHIPPED)}`),
    });
    assert.match(lines[0]!, /rules, .* examples hold/);
  });

  it('refuses a file that cannot be read before it prints anything', async () => {
    for (const events of [folder, path.join(folder, 'missing')]) {
      const { paper, printer } = newPaper();
      await assert.rejects(screenEventsCommand({ events, json: true }, printer), {
        code: 'command.file-unreadable',
      });
      assert.equal(paper.printed, '');
    }
  });

  it('reads lines however they end, and passes over one that is longer than any event', async () => {
    const plain = await screen(EVENTS, { json: true });
    for (const end of ['\r\n', '\r']) {
      const { printed } = await screen([`\uFEFF${EVENTS.join(end)}${end}`], { json: true });
      assert.equal(printed, plain.printed);
    }
    const long = `{"type":"${'x'.repeat(1_000_000)}"}`;
    const { told, printed, code } = await screen([long, ...EVENTS], { json: true });
    assert.deepEqual(told, ['line 1: prevention.invalid-event: / is longer than an event can be']);
    assert.equal(JSON.parse(printed).totals.standing.hold, 1);
    assert.equal(code, EXIT.refused);
  });

  it('refuses an event of the far future: it would make all others too late', async () => {
    const future = EVENTS[0]!.replace(/"time":"\d{4}/, '"time":"9999').replace(/"id":"[^"]*"/, '"id":"far"');
    const { told, printed } = await screen([future, ...EVENTS], { json: true });
    assert.deepEqual(told, ['line 1: prevention.invalid-event: /time lies in the future']);
    assert.equal(JSON.parse(printed).totals.standing.hold, 1);
  });

  it('says of an array of events that one line is one object', async () => {
    const { told } = await screen([`[${EVENTS.join(',')}]`]);
    assert.deepEqual(told, ['line 1: prevention.invalid-event: / is no JSON object: one event is one']);
  });

  it('tells which lines came too late to be used', async () => {
    const { told, code } = await screen([...EVENTS, EVENTS[1]!.replace('"p0"', '"p9"')]);
    assert.equal(code, EXIT.refused);
    assert.match(told[0]!, new RegExp(`^line ${EVENTS.length + 1}: prevention\\.event-too-late`));
  });

  it('a dry run tells what a candidate would decide otherwise', async () => {
    const rules = file('lax.json', JSON.stringify({ ...SHIPPED, version: '2026-11-23', hold: 9 }));
    const events = file('events.jsonl', EVENTS.join('\n'));
    const { result, exitCode } = await dryRunCommand({ events, rules }, newPaper().printer);
    assert.equal(exitCode, EXIT.done);
    assert.match(
      result.lines.join('\n'),
      /1 subjects would stand otherwise\npair payer streamer: hold -> watch/,
    );
  });

  it('runs the tests of a rule set: refused where one does not hold', async () => {
    assert.equal((await testRulesCommand({})).exitCode, EXIT.done);
    const [first, ...others] = structuredClone(SHIPPED.tests);
    first!.expect[0]!.action = 'allow';
    const rules = file('wrong.json', JSON.stringify({ ...SHIPPED, tests: [first, ...others] }));
    const failed = await testRulesCommand({ rules });
    assert.equal(failed.exitCode, EXIT.refused);
    assert.match(failed.lines.join('\n'), /FAIL .*\n.*expected allow, got hold/);
  });

  for (const [what, text] of [
    ['no JSON', '{'],
    ['no rule set', '{"format":1}'],
  ] as const) {
    it(`refuses rules that are ${what}`, async () => {
      const rules = file('broken.json', text);
      await assert.rejects(testRulesCommand({ rules }), { code: 'prevention.invalid-rules' });
    });
  }

  it('prints a schema by name', () => {
    assert.match(schemaCommand('event').lines[0]!, /stream\.started/);
    assert.throws(() => schemaCommand('toString'), Problem);
  });

  it('reads standard input, and leaves the words after it to its sub-commands', () => {
    const run = (...argv: string[]) =>
      spawnSync(process.execPath, ['bin/everydot.js', 'screen', ...argv], {
        cwd: ROOT,
        encoding: 'utf8',
        input: EVENTS.join('\n'),
      });
    assert.match(run('--events', '-').stdout, /hold {2}pair payer streamer/);
    assert.equal(run().status, EXIT.usage);
    assert.match(run('serve', '--help').stdout, /--bureau/);
  });
});
