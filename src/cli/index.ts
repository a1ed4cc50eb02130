// The command line: parses, calls flow, prints lines for people or one JSON document for programs.
// Promised: documented exit codes; every failure has a code; no record is quoted in a failure.
export { runCommandLine } from './cli.ts';
export type { ExampleOptions, Opened, ServeOptions, Wiring } from './command.ts';
