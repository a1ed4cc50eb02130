import type { Adapter } from '../intake/index.ts';

export function describeApi(adapters: readonly Adapter[]): object {
  return { openapi: '3.1.0', formats: adapters.map(({ name }) => name) };
}
