/** Wakes whoever waits. Rings are counted, so that one between looking and waiting is not missed. */
export type Bell = { count(): number; ring(): void; wait(heard: number, ms: number): Promise<void> };

/** `wait` ends at the next ring since `heard`, after `ms`, or when the signal is given. */
export function makeBell(signal: AbortSignal): Bell {
  let rings = 0;
  const waiting = new Set<() => void>();
  const wakeAll = () => {
    for (const wake of [...waiting]) wake();
  };
  signal.addEventListener('abort', wakeAll);
  return {
    count: () => rings,
    ring() {
      rings += 1;
      wakeAll();
    },
    async wait(heard, ms) {
      if (rings !== heard || signal.aborted) return;
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        waiting.add(done);
      });
    },
  };
}
