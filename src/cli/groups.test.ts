import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Wiring } from './command.ts';
import { newCommands } from './commands.ts';
import { GROUPS, groupsFor } from './groups.ts';

test('a group is found by the first word of each of its commands, and by no other', async () => {
  for (const word of new Set(GROUPS.flatMap(({ words }) => words))) {
    const commands = newCommands({} as Wiring, () => undefined);
    const groups = groupsFor([word]);
    for (const { load } of groups) (await load())(commands);
    assert.deepEqual(
      new Set(commands.program.commands.map((command) => command.name())),
      new Set(groups.flatMap(({ words }) => words)),
    );
  }
});

test('the help, and a word that is no command, see every group', () => {
  for (const line of [[], ['--help'], ['help', 'link'], ['lnik']]) assert.equal(groupsFor(line), GROUPS);
});
