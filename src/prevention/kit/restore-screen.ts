import { Problem } from '../../shared/problem.ts';
import type { RuleSet } from '../rules/load-rules.ts';
import { createScreen } from '../screen/create-screen.ts';
import type { SavedScreen, Screen } from '../screen/screen-types.ts';

/** A screen as it was saved, or an empty one. What other rules saved means nothing: `prevention.saved-state-differs`. */
export function restoreScreen(rules: RuleSet, saved: SavedScreen | undefined): Screen {
  if (!saved) return createScreen({ rules });
  const { id, version } = rules.document;
  if (saved.rules.id !== id || saved.rules.version !== version) {
    throw new Problem('prevention.saved-state-differs', {
      detail: `${saved.rules.id} ${saved.rules.version}`,
    });
  }
  return createScreen({ rules, saved });
}
