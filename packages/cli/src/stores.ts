import { redisStore, sqliteStore, type Store } from "@tool-router/local";
import { InvalidArgumentError } from "commander";

/** Variable with the encryption key of the state. */
export const ENCRYPTION_KEY_VARIABLE = "TOOL_ROUTER_ENCRYPTION_KEY";

/** Reads `--store`. The function opens a new store. */
export function readStore(place: string): () => Store {
  if (/^rediss?:\/\//.test(place)) return () => redisStore(place);
  if (/^sqlite:./.test(place)) return () => sqliteStore(place.slice("sqlite:".length));
  throw new InvalidArgumentError("Expected sqlite:FILE or redis://HOST:PORT.");
}
