import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Encrypts what leaves the process for a store. A value is bound to its name: moved to another one, it does not open. */
export interface Encryption {
  encrypt(bytes: Uint8Array, name: string): Uint8Array;
  /** Throws a {@link DecryptionError} if the bytes were encrypted with another key or for another name, or were changed. */
  decrypt(encrypted: Uint8Array, name: string): Uint8Array;
}

export class DecryptionError extends Error {
  override readonly name = "DecryptionError";
}

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM with a nonce of its own for each value. */
export function createEncryption(key: Uint8Array): Encryption {
  return {
    encrypt: (bytes, name) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(name));
      return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    },
    decrypt: (encrypted, name) => {
      try {
        const nonce = encrypted.subarray(0, nonceBytes);
        const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
        decipher.setAAD(Buffer.from(name));
        decipher.setAuthTag(encrypted.subarray(-tagBytes));
        return Buffer.concat([decipher.update(encrypted.subarray(nonceBytes, -tagBytes)), decipher.final()]);
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
 * Reads the option `encryptionKey`: 32 bytes, or a text that stands for them in hex or base64.
 *
 * @throws TypeError that says what it should be, and never what it is.
 */
export function readEncryptionKey(written: unknown, name = "encryptionKey"): Uint8Array {
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
  if (bytes?.length === keyBytes) return bytes;
  const found = written === undefined ? "is missing" : "is not that";
  throw new TypeError(
    `${name} must be ${keyBytes} bytes, or a text that stands for them in base64 or hex, for a store that outlives the process; it ${found}. \`openssl rand -base64 32\` makes one`,
  );
}
