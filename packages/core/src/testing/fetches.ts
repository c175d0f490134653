import { globalFetch } from "../http/fetch.ts";
import type { Fetch } from "../index.ts";
import { undiciFetch } from "../node/index.ts";

/** The ways to the network. What is tested over a real connection is tested over each of them. */
export const fetches: readonly { readonly name: string; readonly fetch: Fetch }[] = [
  { name: "fetch", fetch: globalFetch },
  { name: "undiciFetch", fetch: undiciFetch() },
];
