import { OPINION_REASONS, OPINIONS, RELEASE_FORMATS } from '../matching/index.ts';

// The bureau's own hash lists in OpenAPI.

const text = { type: 'string' };
const listInPath = { name: 'list', in: 'path', required: true, schema: text };
const refused = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

export const LIST_PATHS = {
  '/hash-lists': {
    get: {
      operationId: 'listHashLists',
      summary: 'The hash lists of the bureau that are granted to you, each with its latest release',
      responses: { 200: { description: 'The lists' }, 401: refused('The credentials are not known') },
    },
  },
  '/hash-lists/{list}/releases/{number}': {
    get: {
      operationId: 'readHashListRelease',
      summary: 'The signed manifest of a release, or its content where a format is named',
      parameters: [
        listInPath,
        { name: 'number', in: 'path', required: true, description: 'or `latest`', schema: text },
        { name: 'format', in: 'query', schema: { enum: Object.keys(RELEASE_FORMATS) } },
        {
          name: 'since',
          in: 'query',
          description: 'With a format: only what changed after this release, withdrawn entries included.',
          schema: { type: 'integer', minimum: 1 },
        },
        { name: 'If-None-Match', in: 'header', schema: text },
      ],
      responses: {
        200: { description: 'The manifest or the content, with an ETag' },
        304: { description: 'You hold it already' },
        403: refused('The list is not granted to you'),
        404: refused('There is no such list or release'),
      },
    },
  },
  '/hash-lists/{list}/entries/{entry}/opinions': {
    post: {
      operationId: 'giveOpinion',
      summary: 'Say what you hold of an entry. An objection goes to a supervisor of the bureau',
      parameters: [listInPath, { name: 'entry', in: 'path', required: true, schema: text }],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['opinion'],
              properties: {
                opinion: { enum: [...Object.keys(OPINIONS), 'withdrawn'] },
                reason: { enum: Object.keys(OPINION_REASONS) },
              },
            },
          },
        },
      },
      responses: {
        201: { description: 'How the entry stands now' },
        403: refused('The list is not granted to you'),
        404: refused('There is no such entry'),
        409: refused('A supervisor has rejected this objection'),
        422: refused('The opinion or its reason is not one of those known here'),
        429: refused('Too many of your objections are undecided'),
      },
    },
  },
};
