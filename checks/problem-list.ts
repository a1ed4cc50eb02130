import { PROBLEMS, type ProblemEntry } from '../src/shared/problem-codes.ts';

const INTRODUCTION = `# Problems

Every failure that a caller can act on has a code. The API answers with an RFC 9457 problem document whose
\`code\` is one of these; the command line prints the title. Anything else that goes wrong is a bug and is answered
with status 500 and no detail. Neither \`detail\` nor \`faults\` ever quotes a value out of a referral.

This page is written by \`node checks/write-problem-list.ts\` from \`src/shared/problem-codes.ts\`; a test compares them.
`;

/** docs/problems.md: one table for each part of the system, in the order of the vocabulary. */
export function problemList(): string {
  const parts = Map.groupBy(Object.entries<ProblemEntry>(PROBLEMS), ([code]) => code.split('.')[0]!);
  return [INTRODUCTION, ...[...parts].map(([part, problems]) => section(part, problems))].join('\n');
}

function section(part: string, problems: readonly [string, ProblemEntry][]): string {
  const lines = problems.map(([code, { title, status }]) => `| \`${code}\` | ${status} | ${title} |`);
  return [`## ${part}`, '', '| code | status | meaning |', '|---|---|---|', ...lines, ''].join('\n');
}
