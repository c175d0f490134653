import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Encrypts stored values. A value is bound to its name, so it cannot be decrypted under another one. */
export interface Encryption {
  encrypt(bytes: Uint8Array, name: string): Uint8Array;
  /** Throws a {@link DecryptionError} if the key or the name differs, or if the bytes were changed. */
  decrypt(encrypted: Uint8Array, name: string): Uint8Array;
}

export class DecryptionError extends Error {
  override readonly name = "DecryptionError";
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM with a random nonce per value. */
export function createEncryption(key: Uint8Array): Encryption {
  return {
    encrypt: (bytes, name) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(name));
      return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    },
    decrypt: (encrypted, name) => {
      try {
        const nonce = encrypted.subarray(0, NONCE_BYTES);
        const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(name));
        decipher.setAuthTag(encrypted.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(encrypted.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
      } catch (error) {
        throw new DecryptionError(
          `The stored value ${name} cannot be decrypted: it was changed, or encrypted with another encryptionKey`,
          {
            cause: error,
          },
        );
      }
    },
  };
}

/**
 * Reads the option `encryptionKey`: 32 bytes, or their encoding in hex or base64.
 *
 * @throws TypeError if the key is missing or invalid. The message never contains the key.
 */
export function readEncryptionKey(written: unknown): Uint8Array {
  const bytes =
    typeof written === "string"
      ? /^[0-9a-f]{64}$/i.test(written)
        ? Buffer.from(written, "hex")
        : /^[\w+/-]{43}=?$/.test(written)
          ? Buffer.from(written, "base64")
          : undefined
      : written instanceof Uint8Array
        ? new Uint8Array(written)
        : undefined;
  if (bytes?.length === KEY_BYTES) return bytes;
  const problem = written === undefined ? "is missing" : "is invalid";
  throw new TypeError(
    `encryptionKey ${problem}. A persistent store requires ${KEY_BYTES} bytes, or their encoding in base64 or hex. Generate a key with: openssl rand -base64 32`,
  );
}
