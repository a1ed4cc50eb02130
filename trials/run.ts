import { factLines, runNamed, type TrialResult } from '../checks/named-runs.ts';

// `npm run trial -- NAME [--json] [--option=value …]`; without a name it lists the trials. Exits 0 if the promise held.

const done = await runNamed<TrialResult>('trials');
if (done?.json) {
  const { name, title, machine, result } = done;
  console.log(JSON.stringify({ name, title, ...result, machine }));
} else if (done) {
  console.log(done.title);
  console.log(factLines(done.result.facts));
  console.log(factLines(done.machine));
  console.log(done.result.held ? 'held' : 'BROKEN');
}
if (done?.result.held === false) process.exitCode = 1;
