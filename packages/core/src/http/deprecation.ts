import type { CallFacts } from "./call-facts.ts";
import { type RequestHooks, type RequestState, runHooks } from "./hooks.ts";

/** Without a template, each URL counts as an operation of its own, so the set of operations needs a bound. */
const MAX_REPORTED_OPERATIONS = 1_000;

/** Runs `onDeprecation` for the first deprecated response of each operation. */
export function createDeprecationReporter(
  hooks: RequestHooks,
): (call: CallFacts, state: RequestState, headers: Headers) => Promise<void> | undefined {
  const reported = new Set<string>();
  return ({ method, template, url, repeatable, secrets }, { operation }, headers) => {
    const [deprecation, sunset, link] = ["deprecation", "sunset", "link"].map((name) => headers.get(name) ?? undefined);
    const key = `${method} ${template ?? url}`;
    if ((deprecation ?? sunset) === undefined || reported.has(key) || reported.size >= MAX_REPORTED_OPERATIONS) {
      return undefined;
    }
    reported.add(key);
    const state = { operation, method, url, deprecation, sunset, link };
    return runHooks(hooks, "onDeprecation", state, { mayHaveRun: !repeatable, secrets });
  };
}
