import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Encrypts what leaves the process for a store. A value is bound to its name: moved to another one, it does not open. */
export interface Seal {
  close(bytes: Uint8Array, name: string): Uint8Array;
  /** Throws a {@link BrokenSeal} if the bytes were sealed with another key or for another name, or were changed. */
  open(sealed: Uint8Array, name: string): Uint8Array;
}

export class BrokenSeal extends Error {
  override readonly name = "BrokenSeal";
}

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM with a nonce of its own for each value. */
export function createSeal(key: Uint8Array): Seal {
  return {
    close: (bytes, name) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(name));
      return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    },
    open: (sealed, name) => {
      try {
        const nonce = sealed.subarray(0, nonceBytes);
        const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
        decipher.setAAD(Buffer.from(name));
        decipher.setAuthTag(sealed.subarray(-tagBytes));
        return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
      } catch (error) {
        throw new BrokenSeal(`What the store has as ${name} was not sealed with this encryptionKey, or was changed`, {
          cause: error,
        });
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
