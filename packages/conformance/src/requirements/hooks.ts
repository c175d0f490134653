import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { LocalRouterOptions } from "@tool-router/local";
import { repoToolkit } from "../approval-helpers.ts";
import { requires, type Open, type Requirement } from "../requirement.ts";
import { toolkits } from "../toolkits.ts";

type Functions = NonNullable<LocalRouterOptions["hooks"]>;

const before = { id: "before", type: "before_execute", applies_to: "all", handler: { type: "webhook" } };
const after = { ...before, id: "after", type: "after_execute" };
const condition = {
  ...before,
  id: "condition",
  handler: { type: "condition_check", condition: "It deletes", action: "block" },
};

const openHooked = async (open: Open, hooks: object[], functions: Functions = {}) => {
  const { toolkit, runs } = repoToolkit();
  const world = await open({ toolkits: [toolkit, ...toolkits], hooks: functions });
  const { body: session } = await world.request("POST", "/api/v3.1/tool_router/session", { user_id: "user_1", hooks });
  const path = `/tool_router/session/${session.session_id}`;
  const run = async (name = "a") => world.execute(path, "REPO_DELETE", { name });
  return { world, runs, session, path, run };
};

const allow = () => ({ decision: "allow" }) as const;
const block = (message?: string) => () => ({ decision: "block", message }) as const;

export const hooks: readonly Requirement[] = [
  requires(
    "hooks.before-blocks",
    "a hook that blocks before the call",
    "200 blocked with its message; nothing ran",
    async (open) => {
      const { run, runs } = await openHooked(open, [before], { beforeExecute: block("Not today.") });
      const { status, body } = await run();
      deepEqual([status, body.result_type, body.data, body.error], [200, "blocked", {}, "Not today."]);
      match(body.log_id, /./);
      deepEqual(body.hook_results, [
        { hook_id: "before", type: "before_execute", outcome: "blocked", message: "Not today." },
      ]);
      deepEqual(runs, []);
    },
    "the fields of hook_results",
  ),
  requires(
    "hooks.after-blocks",
    "a hook that blocks after the call",
    "200 blocked without data; the tool ran once, and nothing shows its result",
    async (open) => {
      const { run, runs, world } = await openHooked(open, [after], { afterExecute: block() });
      const { status, body } = await run();
      deepEqual([status, body.result_type, body.data, body.hook_results[0].type], [200, "blocked", {}, after.type]);
      ok(body.error.length > 0);
      equal(runs.length, 1);
      ok(!JSON.stringify([body, await world.router.runs()]).includes("s3cret-result"));
    },
    "type in hook_results tells before from after",
  ),
  requires(
    "hooks.allow",
    "hooks that allow a call",
    "completed, with an entry for each hook in the order of the list",
    async (open) => {
      const { run } = await openHooked(open, [after, before], { beforeExecute: allow, afterExecute: allow });
      const { body } = await run();
      equal(body.result_type, "completed");
      deepEqual(
        body.hook_results.map((entry: { hook_id: string; outcome: string }) => [entry.hook_id, entry.outcome]),
        [
          ["before", "allowed"],
          ["after", "allowed"],
        ],
      );
    },
  ),
  requires("hooks.modify", "hooks that change arguments and data", "have their way", async (open) => {
    const { run, runs } = await openHooked(open, [before, after], {
      beforeExecute: () => ({ decision: "modify", arguments: { name: "changed" } }),
      afterExecute: () => ({ decision: "modify", data: { redacted: true } }),
    });
    const { body } = await run();
    deepEqual([body.result_type, body.data, runs], ["completed", { redacted: true }, [{ name: "changed" }]]);
  }),
  requires(
    "hooks.first-block",
    "several hooks of which one blocks",
    "run in the order of the list up to that one",
    async (open) => {
      const seen: string[] = [];
      const { run } = await openHooked(
        open,
        ["1", "2", "3"].map((id) => ({ ...before, id })),
        {
          beforeExecute: ({ hook }) => {
            seen.push(hook.id);
            return hook.id === "2" ? block("by 2")() : allow();
          },
        },
      );
      const { body } = await run();
      deepEqual([body.error, seen, body.hook_results.length], ["by 2", ["1", "2"], 2]);
    },
    "the first block wins",
  ),
  requires("hooks.scope", "a hook for other toolkits", "does not see the call", async (open) => {
    const scoped = { ...before, applies_to: { toolkits: [] } };
    const { run } = await openHooked(open, [scoped], { beforeExecute: block() });
    const { body } = await run();
    deepEqual([body.result_type, body.hook_results], ["completed", undefined]);
  }),
  requires(
    "hooks.closed",
    "a hook that throws, gives no decision, or has nothing to decide by",
    "blocks; the session has a warning if nothing can decide",
    async (open) => {
      for (const beforeExecute of [
        () => {
          throw new Error("s3cret");
        },
        () => undefined,
      ]) {
        const { run, runs } = await openHooked(open, [before], { beforeExecute: beforeExecute as () => never });
        const { body } = await run();
        deepEqual([body.result_type, body.hook_results[0].outcome, runs], ["blocked", "error", []]);
        ok(!JSON.stringify(body).includes("s3cret"));
      }
      for (const hook of [before, after, condition]) {
        const { run, session } = await openHooked(open, [hook]);
        equal(session.warnings.length, 1);
        const { body } = await run();
        deepEqual([body.result_type, body.data], ["blocked", {}]);
      }
    },
    "fail closed",
  ),
  requires(
    "hooks.batch",
    "a batch of which one item is blocked",
    "that item is not successful, with the message and result_type blocked; the others run",
    async (open) => {
      const { world, runs, path } = await openHooked(open, [before], {
        beforeExecute: ({ arguments: args }) => (args["name"] === "b" ? block("no b")() : allow()),
      });
      const tools = ["a", "b"].map((name) => ({ tool_slug: "REPO_DELETE", arguments: { name } }));
      const { body } = await world.meta(path, "COMPOSIO_MULTI_EXECUTE_TOOL", { tools });
      const [one, two] = body.data.results;
      deepEqual([one.error, one.response.successful], [null, true]);
      deepEqual([two.error, two.result_type, two.response.successful], ["no b", "blocked", false]);
      deepEqual(runs, [{ name: "a" }]);
    },
    "result_type on the blocked item",
  ),
  requires(
    "hooks.config",
    "the hooks of a session",
    "echoed in v3.1, replaced by a change, removed by null; unknown in v3",
    async (open) => {
      const { world, session, path } = await openHooked(open, [before]);
      deepEqual(session.config.hooks, [before]);
      const patch = async (change: object) => (await world.request("PATCH", `/api/v3.1${path}`, change)).body.config;
      deepEqual((await patch({ hooks: [after, condition] })).hooks, [after, condition]);
      equal((await patch({ hooks: null })).hooks, undefined);
      const { status, body } = await world.create({ hooks: [before] });
      deepEqual([status, body.error.code], [400, 10400]);
    },
    "echoed as sent; 400 in v3",
  ),
];
