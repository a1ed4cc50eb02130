const WIDTH = 30;

/** A progress bar on standard error: redrawn in place on a terminal, one line per tenth elsewhere, silent with --json. */
export function progressBar(silent: boolean): (step: string, done: number, total: number) => void {
  let last = '';
  return (step, done, total) => {
    if (silent) return;
    const share = total === 0 ? 1 : done / total;
    const filled = Math.floor(share * WIDTH);
    const bar = `${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}`;
    const text = `${step.padEnd(28)} [${bar}] ${done}/${total}`;
    if (process.stderr.isTTY) process.stderr.write(`\r${text}${done >= total ? '\n' : ''}`);
    else if (tenth(share) !== last || done >= total) process.stderr.write(`${text}\n`);
    last = tenth(share);

    function tenth(of: number): string {
      return `${step} ${Math.floor(of * 10)}`;
    }
  };
}
