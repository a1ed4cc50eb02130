import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What a figure depends on besides the code. Load: runnable processes, averaged over the last minute. */
export type MachineFacts = { cpu: string; cores: number; memoryGb: number; node: string; load: number };

export function machineFacts(): MachineFacts {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1e9),
    node: process.versions.node,
    load: Number(loadavg()[0]!.toFixed(1)),
  };
}
