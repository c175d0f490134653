import { globalFetch } from "../http/fetch.ts";
import type { Fetch } from "../index.ts";
import { undiciFetch } from "../node/index.ts";

/** Every implementation of `fetch`. Tests with real connections run with each. */
export const fetches: readonly { readonly name: string; readonly fetch: Fetch }[] = [
  { name: "fetch", fetch: globalFetch },
  { name: "undiciFetch", fetch: undiciFetch() },
];
