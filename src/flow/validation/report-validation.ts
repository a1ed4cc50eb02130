import { textIn } from '../../assessment/index.ts';
import { composeReport, OUTCOME_DEFINITIONS, type Report } from '../../evaluation/index.ts';
import type { ReadValidation } from './read-validation.ts';

/** The report that a court or ethics board is given: model card and validation of one version, in one language. */
export function reportOfValidation(
  { subject, validation, asked, baseRates, leftOut, madeAt }: ReadValidation,
  { language, bandLabel, title }: { language: 'en' | 'cy'; bandLabel(code: string): string; title?: string },
): Report {
  const bandOfDocument = (code: string) => {
    const band = subject.document?.bands.find((one) => one.code === code);
    return band ? textIn(band.label, language) : bandLabel(code);
  };
  return composeReport(
    {
      title: title ?? subject.title,
      version: subject.version,
      document: subject.document,
      day: madeAt.toISOString().slice(0, 10),
      facts: {
        validation,
        definition: asked.definition,
        outcomeName: OUTCOME_DEFINITIONS[asked.definition].label,
        period: { from: asked.from, to: asked.to },
        leftOut,
        localBaseRate: baseRates.find(({ local }) => local)?.rate ?? null,
        bandLabel: bandOfDocument,
      },
    },
    language,
  );
}
