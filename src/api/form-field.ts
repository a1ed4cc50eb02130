/** The value of a field in a small form, as browsers and programs send one; undefined where it is not there. */
export function formField(body: Buffer, contentType: string | undefined, name: string): string | undefined {
  const text = body.toString('latin1');
  const boundary = /^multipart\/form-data\s*;.*boundary="?([^";]{1,200})"?/i.exec(contentType ?? '')?.[1];
  if (boundary === undefined) return new URLSearchParams(text).get(name) ?? undefined;
  for (const part of text.split(`--${boundary}`)) {
    const end = part.indexOf('\r\n\r\n');
    if (end < 0) continue;
    const head = part.slice(0, end);
    if (/^content-disposition:.*\bname="?([^";\r\n]*)"?/im.exec(head)?.[1] === name) {
      return part.slice(end + 4).replace(/\r\n$/, '');
    }
  }
  return undefined;
}
