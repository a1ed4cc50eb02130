import type { LinkModel } from '../model/link-model.ts';
import type { LinkSpec } from '../model/link-spec.ts';

/** Documents as they were read. */
type GivenDocuments = { spec?: unknown; model?: unknown };

/**
 * Checks the specification and the stored model that tables are to be linked by. What checks them is loaded only where
 * one is given: it is half of all that a run loads. Throws `linking.invalid-spec`, `linking.invalid-model`.
 */
export async function readGiven({
  spec,
  model,
}: GivenDocuments): Promise<{ spec?: LinkSpec | undefined; model?: LinkModel | undefined }> {
  if (spec === undefined && model === undefined) return {};
  const [{ readLinkSpec }, { readStoredModel }] = await Promise.all([
    import('../model/read-link-spec.ts'),
    import('./stored-model.ts'),
  ]);
  const own = spec === undefined ? undefined : readLinkSpec(spec);
  return model === undefined ? { spec: own } : readStoredModel(model, own);
}
