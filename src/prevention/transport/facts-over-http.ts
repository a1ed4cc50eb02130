import type { AskedFacts, FactsOfPlatform } from '../kit/kit-options.ts';

/**
 * Asks a program of the platform's own for what its records say: posts `{incidentKey, incident}` and takes PlatformFacts
 * as JSON. 204 means that it has nothing to add, anything else but 200 that it cannot say yet.
 */
export function factsOverHttp(url: string): (asked: AskedFacts) => Promise<FactsOfPlatform> {
  return async (asked) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
      redirect: 'error',
    });
    if (response.status === 204) return {};
    return response.status === 200 ? ((await response.json()) as FactsOfPlatform) : undefined;
  };
}
