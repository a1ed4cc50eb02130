/** Welsh of the stages' vocabulary, by its English label. Written by the project and not yet checked by a translator. */
export const WELSH_TERMS: Readonly<Record<string, string>> = {};
