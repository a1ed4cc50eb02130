import { monthOf, nameOfPeriod, periodNamed, recentPeriod } from '../../flow/index.ts';
import { SCOPES, type Scope } from '../../returns/index.ts';
import type { Period } from '../../shared/period.ts';
import { formError, formFrom } from '../frame/forms.ts';
import type { Desk, Request } from '../frame/pages.ts';

/** What a page of the picture was asked for in its address. `typed`: as it was, so that it can be mended. */
export type AskedPicture = {
  period: Period;
  scope: Scope;
  typed: string;
  errors: ReturnType<typeof formError>[];
};

/**
 * Throws nothing: what is no period is told beside the field, and the usual one is shown. `usual`: the latest that the
 * picture covers, where the page has none of its own.
 */
export async function askedPicture(desk: Desk, request: Request, usual?: Period): Promise<AskedPicture> {
  const query = formFrom(request.query);
  const typed = query['period']?.trim() ?? '';
  const period = periodNamed(typed);
  const scope = query['scope'] ?? '';
  const { words } = request.visit;
  return {
    period: period ?? usual ?? (await latestPeriod(desk)),
    scope: isScope(scope) ? scope : 'england-and-wales',
    typed,
    errors: typed && !period ? [formError('period', words.picture.badMonth)] : [],
  };
}

function isScope(text: string): text is Scope {
  return Object.hasOwn(SCOPES, text);
}

/** Everything, while the picture covers no more than a month; else the last month of which it knows anything. */
async function latestPeriod({ store, figures }: Desk): Promise<Period> {
  const covered = await figures.coverage();
  return covered ? recentPeriod(covered) : monthOf(store.clock.now().toISOString().slice(0, 10));
}

/** As a query asks for the same again. */
export function queryOf({ period, scope }: Pick<AskedPicture, 'period' | 'scope'>): string {
  const query = new URLSearchParams({ period: nameOfPeriod(period) });
  if (scope !== 'england-and-wales') query.set('scope', scope);
  return query.toString();
}

export function scopeChoices(say: (label: string) => string, chosen: Scope) {
  return (Object.keys(SCOPES) as Scope[]).map((value) => ({
    value,
    text: say(SCOPES[value].label),
    selected: value === chosen,
  }));
}
