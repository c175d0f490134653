import { expect, test, vi } from "vitest";
import type { Schemas } from "../spec.ts";
import { failingStore } from "../testing/failing-store.ts";
import { encryptionKey } from "../testing/test-stores.ts";
import { testRouter, weather, type Answer } from "../testing/test-router.ts";
import { memoryStore } from "./memory-store.ts";

const slug = "WEATHER_GET_FORECAST";

interface Outcome {
  readonly status: number;
  readonly message: string | undefined;
  /** Number of runs after the first response, and after the repeated request. */
  readonly runs: readonly [first: number, all: number];
  readonly again: number;
}

const items = [0, 1].map(() => ({ tool_slug: slug, arguments: {} }));
const bodies = {
  execute: { tool_slug: slug },
  execute_meta: { slug: "COMPOSIO_MULTI_EXECUTE_TOOL", arguments: { tools: items } },
};

/** Runs a tool with a store that fails at the first operation, then at the second, and so on until none fails. */
async function failEach(endpoint: keyof typeof bodies, late: boolean): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let first = 0, survived = false; !survived; first++) {
    let runs = 0;
    let time = 0;
    const inner = memoryStore({ now: () => new Date(time) });
    const errors: unknown[] = [];
    const options = {
      encryptionKey,
      idempotency: true,
      rateLimit: 100,
      apiKey: "ak_test",
      toolkits: [{ ...weather(() => ({ runs: ++runs })), auth: { scheme: "API_KEY" } as const }],
      accounts: [{ userId: "user_1", toolkit: "weather", id: "ca_seed" }],
      onError: (error: unknown) => errors.push(error),
    };
    const session = await testRouter({ ...options, store: { ...inner, persistent: true } }).session();
    const { store, count, heal } = failingStore({ ...inner, persistent: true }, first, late);
    const router = testRouter({ ...options, store });
    const execute = async (): Promise<Answer<Schemas["Error"] & { data?: Schemas["MultiExecuteToolData"] }>> =>
      router.request("POST", `${session.path}/${endpoint}`, bodies[endpoint], { "idempotency-key": "k" });
    const { status, body } = await execute();
    expect(JSON.stringify(body)).not.toContain("hunter2");
    survived = count() <= first;
    expect(errors.map(String)).toEqual(status === 503 ? ["Error: hunter2 is down"] : []);
    const before = runs;
    heal();
    // Leases that were not released expire.
    time += 20_000;
    const again = await execute();
    const message = body.error?.message ?? body.data?.results?.map(({ error }) => error).join();
    outcomes.push({ status, message, runs: [before, runs], again: again.status });
  }
  return outcomes;
}

test("answers 503 for a store that never answers", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const inner = memoryStore();
    const increment = () => new Promise<never>(() => undefined);
    const router = testRouter({ store: { ...inner, increment }, rateLimit: 100 });
    const answer = router.request("POST", "/tool_router/session", { user_id: "u" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await answer).body.error.message).toBe("The router's store is unavailable. The request did not run.");
  } finally {
    vi.useRealTimers();
  }
});

/** An idempotency key runs the tool at most once, unless the first response said that it did not run. */
function isTrue({ status, message, runs: [first, all], again }: Outcome): boolean {
  if (message === undefined) return status === 200 && first === 1 && all === 1;
  if (message.includes("did not run")) return status === 503 && first === 0 && all === 1 && again === 200;
  return status === 503 && message.includes("may have run") && all === first && all <= 1;
}

test.each([
  ["before it did anything", false],
  ["after it did what it was asked", true],
])("reports whether a tool ran for each failing operation of the store %s", async (_, late) => {
  const outcomes = await failEach("execute", late);
  expect(outcomes.filter((outcome) => !isTrue(outcome))).toEqual([]);
  expect(new Set(outcomes.map(({ message }) => message))).toEqual(
    new Set([
      "The router's store is unavailable. The request did not run.",
      `The router's store is unavailable. ${slug} did not run.`,
      `The router's store failed. ${slug} may have run.`,
      "The router's store failed. The request may have run.",
      undefined,
    ]),
  );
});

test.each([false, true])("never reports that an executed batch did not run (late: %s)", async (late) => {
  const outcomes = await failEach("execute_meta", late);
  expect(outcomes.filter(({ message, runs }) => message?.includes("did not run") === true && runs[0] > 0)).toEqual([]);
  expect(outcomes.map(({ runs }) => runs[1]).filter((all) => all > items.length)).toEqual([]);
});
