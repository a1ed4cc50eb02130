/** A file in a form: the field's name, and its bytes as a view on the body. */
export type FilePart = { field: string; bytes: Buffer };

const HEAD_END = Buffer.from('\r\n\r\n');
/** A head holds a name, a file name and a media type. */
const LONGEST_HEAD = 4_096;

/** The files of a multipart form, at most `most` of them; nothing is copied, so that clearing the body clears them. */
export function fileParts(body: Buffer, contentType: string | undefined, most = 2): FilePart[] {
  const boundary = /^multipart\/form-data\s*;.*boundary="?([^";]{1,200})"?/i.exec(contentType ?? '')?.[1];
  if (boundary === undefined) return [];
  const files: FilePart[] = [];
  const mark = Buffer.from(`--${boundary}`);
  const between = Buffer.from(`\r\n--${boundary}`);
  for (let at = body.indexOf(mark); at >= 0 && files.length < most; ) {
    const start = at + mark.length + 2;
    const headEnd = body.indexOf(HEAD_END, start - 2);
    if (headEnd < 0 || headEnd - start > LONGEST_HEAD) break;
    const end = body.indexOf(between, headEnd + 2);
    if (end < 0) break;
    const field = fieldOfFile(body.toString('latin1', start, headEnd));
    if (field !== undefined) files.push({ field, bytes: body.subarray(headEnd + HEAD_END.length, end) });
    at = end + 2;
  }
  return files;
}

/** The field's name, if the part is a file. */
function fieldOfFile(head: string): string | undefined {
  const disposition = /^content-disposition:[^\r\n]*/im.exec(head)?.[0] ?? '';
  if (!/;\s*filename\*?=/i.test(disposition)) return undefined;
  return /;\s*name="?([^";\r\n]*)"?/i.exec(disposition)?.[1];
}
