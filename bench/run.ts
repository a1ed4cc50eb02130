import { type BenchResult, factLines, runNamed } from '../checks/named-runs.ts';

// `npm run bench -- NAME [--json] [--option=value …]`; without a name it lists the benches.

const done = await runNamed<BenchResult>('bench');
if (done?.json) {
  const { name, title, machine, result } = done;
  console.log(JSON.stringify({ name, title, ...result, machine }));
} else if (done) {
  console.log(done.title);
  console.log(factLines(done.result.facts));
  console.log(`ratio ${done.result.ratio.toFixed(3)} (${done.result.ratioOf})`);
  console.log(factLines(done.machine));
}
