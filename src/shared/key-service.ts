/** A data key as it may be stored: encrypted under the key-encrypting key named by `keyId`. */
export type WrappedKey = { keyId: string; wrapped: Buffer };

/**
 * Holds the keys that never enter the database. The file key service is the default; a hardware module or a
 * cloud key service implements the same three calls. Batches, because each call may cross a network.
 */
export type KeyService = {
  /** Encrypts 32-byte data keys. */
  wrap(dataKeys: readonly Buffer[]): Promise<WrappedKey[]>;
  /** Decrypts them again. Throws `Problem('keys.unwrap-failed')` where a key was made by another service. */
  unwrap(keys: readonly WrappedKey[]): Promise<Buffer[]>;
  /** 32 bytes under which linking keys are hashed: the same value gives the same hash only in this bureau. */
  readonly linkingKey: Buffer;
};
