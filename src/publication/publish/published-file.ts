/** A file of a published edition. `name`: letters, digits, dots and hyphens. */
export type PublishedFile = { name: string; mediaType: string; bytes: Buffer };
