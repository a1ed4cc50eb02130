import type { LinkModel } from '../link-model.ts';
import { PERSON_SPEC } from '../person-spec.ts';
import { readLinkModel } from '../read-link-model.ts';
import document from './shipped-model.json' with { type: 'json' };

/** The model that a bureau starts with: trained on invented reports, to be replaced by one of its own. */
export const SHIPPED_MODEL: LinkModel = readLinkModel(document, PERSON_SPEC);
