import { readFile } from 'node:fs/promises';

/** The bureau that a platform reports to. */
export type Bureau = {
  /** Without a slash at its end. */
  url: string;
  /** The platform's token, read anew each time, so that it can be exchanged while the kit runs. */
  token(): Promise<string>;
  /** Ed25519, SPKI in DER: what the bureau signs its lists with. */
  publicKey?: Buffer;
};

export type BureauOptions = {
  url: string;
  /** One of the two. */
  token?: string;
  tokenFile?: string;
  /** Ed25519, SPKI: in hex, as the bureau's manifests name it; in base64; or as PEM. */
  publicKey?: string;
};

export function bureauFrom({ url, token, tokenFile, publicKey }: BureauOptions): Bureau {
  if ((token === undefined) === (tokenFile === undefined)) throw new TypeError('give token or tokenFile');
  return {
    url: new URL(url).href.replace(/\/+$/, ''),
    token: async () => token ?? (await readFile(tokenFile!, 'utf8')).trim(),
    ...(publicKey !== undefined && { publicKey: keyBytes(publicKey) }),
  };
}

function keyBytes(publicKey: string): Buffer {
  const text = publicKey.replace(/-----[A-Z ]+-----/g, '').replace(/\s/g, '');
  return Buffer.from(text, /^[0-9a-f]+$/.test(text) ? 'hex' : 'base64');
}
