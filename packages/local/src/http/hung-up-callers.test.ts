import { expect, test } from "vitest";
import type { LocalRouterOptions } from "../router/options.ts";
import type { Schemas } from "../spec.ts";
import { memoryStore } from "../state/memory-store.ts";
import { heldStore } from "../testing/held-store.ts";
import { testRouter, weather, type TestRouter } from "../testing/test-router.ts";

const slug = "WEATHER_GET_FORECAST";

interface Setup {
  readonly router: TestRouter;
  readonly path: string;
  readonly hold: ReturnType<typeof heldStore>["hold"];
  readonly runs: () => number;
}

const setUp = async (
  options: Partial<LocalRouterOptions> = {},
  config: Partial<Schemas["SessionCreate"]> = {},
): Promise<Setup> => {
  let runs = 0;
  const { store, hold } = heldStore(memoryStore());
  const router = testRouter({ store, toolkits: [weather(() => ({ runs: ++runs }))], ...options });
  const created = await send(router, "/tool_router/session", { user_id: "user_1", ...config }).answer;
  const { session_id: id } = (await created.json()) as Schemas["Session"];
  return { router, path: `/tool_router/session/${id}`, hold, runs: () => runs };
};

/** Sends a request whose caller can hang up. */
const send = (
  router: TestRouter,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): { hangUp: () => void; answer: Promise<Response> } => {
  const controller = new AbortController();
  const answer = router.fetch(`${router.baseUrl}/api/v3.1${path}`, {
    method: "POST",
    headers: { "x-api-key": router.apiKey, ...headers },
    body: JSON.stringify(body),
    signal: controller.signal,
  });
  answer.catch(() => undefined);
  return {
    hangUp: () => {
      controller.abort();
    },
    answer,
  };
};

/** Runs everything that is ready to run. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
};

test.each([
  ["the rate limiter", "rate/"],
  ["the claim of an idempotency key", "idempotency/"],
])("does not run a tool for a caller that hung up during %s", async (_, key) => {
  const { router, path, hold, runs } = await setUp({ rateLimit: 100, idempotency: true });
  const held = hold(key);
  const { hangUp, answer } = send(router, `${path}/execute`, { tool_slug: slug }, { "idempotency-key": "k" });
  await held.arrived;
  hangUp();
  held.letGo();
  await expect(answer).rejects.toThrow("aborted");
  await settle();
  expect(runs()).toBe(0);
  // The key was released.
  const again = send(router, `${path}/execute`, { tool_slug: slug }, { "idempotency-key": "k" });
  expect([(await again.answer).status, runs()]).toEqual([200, 1]);
});

test("runs a tool for the second caller with a key if the first one hung up before the run", async () => {
  const { router, path, hold, runs } = await setUp({ idempotency: true });
  const held = hold("idempotency/");
  const [first, second] = [0, 1].map(() =>
    send(router, `${path}/execute`, { tool_slug: slug }, { "idempotency-key": "k" }),
  );
  await held.arrived;
  first?.hangUp();
  held.letGo();
  expect((await second?.answer)?.status).toBe(200);
  expect(runs()).toBe(1);
});

test("does not create a session for a caller that hung up", async () => {
  const { router, hold } = await setUp({ rateLimit: 100 });
  const created: string[] = [];
  const held = hold("rate/");
  const { hangUp } = send(router, "/tool_router/session", { user_id: "late" });
  await held.arrived;
  hangUp();
  const written = hold("session/");
  void written.arrived.then(() => created.push("session"));
  held.letGo();
  await settle();
  expect(created).toEqual([]);
});

const hooks: Schemas["SessionHook"][] = [
  { id: "wait", type: "before_execute", applies_to: "all", handler: { type: "webhook" } },
];

test.each([
  ["execute", { tool_slug: slug }],
  [
    "execute_meta",
    {
      slug: "COMPOSIO_MULTI_EXECUTE_TOOL",
      arguments: { tools: [0, 1].map(() => ({ tool_slug: slug, arguments: {} })) },
    },
  ],
])("does not run a tool by %s for a caller that hung up during a hook", async (endpoint, body) => {
  let hangUp = (): void => undefined;
  const { router, path, runs } = await setUp(
    {
      hooks: {
        beforeExecute: async () => {
          hangUp();
          await Promise.resolve();
          return { decision: "allow" };
        },
      },
    },
    { hooks },
  );
  const sent = send(router, `${path}/${endpoint}`, body);
  hangUp = sent.hangUp;
  await expect(sent.answer).rejects.toThrow("aborted");
  await settle();
  expect(runs()).toBe(0);
});

test("keeps an approval for a caller that hung up before the tool ran", async () => {
  let hangUp = (): void => undefined;
  const { router, path, runs } = await setUp(
    {
      hooks: {
        beforeExecute: () => {
          hangUp();
          return { decision: "allow" };
        },
      },
    },
    { hooks, toolkits: { require_approval: ["weather"] } },
  );
  const asked = await send(router, `${path}/execute`, { tool_slug: slug }).answer;
  const { input_requests: questions, request_state } = (await asked.json()) as Schemas["InputRequired"];
  const approved = { action: "accept", content: { decision: "approve" } };
  const responses = Object.fromEntries(Object.keys(questions).map((id) => [id, approved]));
  const call = { tool_slug: slug, request_state, input_responses: responses };
  const sent = send(router, `${path}/execute`, call);
  hangUp = sent.hangUp;
  await expect(sent.answer).rejects.toThrow("aborted");
  await settle();
  hangUp = () => undefined;
  const again = await send(router, `${path}/execute`, call).answer;
  expect(await again.json()).toMatchObject({ result_type: "completed", data: { runs: 1 } });
  expect(runs()).toBe(1);
});

test("does not run a tool for a caller that closed its socket", async () => {
  let begun = (): void => undefined;
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  let gone = (): void => undefined;
  const isGone = new Promise<void>((resolve) => {
    gone = resolve;
  });
  const requests: unknown[] = [];
  const { router, path, runs } = await setUp({
    onRequest: ({ method, status }) => requests.push([method, status]),
    // Resolves when the caller has hung up, without rejecting.
    wait: async (_, signal) => {
      begun();
      await new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => {
          resolve();
        });
      });
      gone();
    },
  });
  const server = await router.listen();
  router.faults.add({ fault: { kind: "latency", milliseconds: 1 } });
  const controller = new AbortController();
  const answer = fetch(`${server.baseUrl}/api/v3${path}/execute`, {
    method: "POST",
    headers: { "x-api-key": router.apiKey, "content-type": "application/json" },
    body: JSON.stringify({ tool_slug: slug }),
    signal: controller.signal,
  });
  answer.catch(() => undefined);
  await hasBegun;
  controller.abort();
  await isGone;
  await settle();
  await router.close();
  expect(runs()).toBe(0);
  expect(requests.at(-1)).toEqual(["POST", undefined]);
});
