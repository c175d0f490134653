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
    "a before_execute hook that blocks",
    "200 blocked with the hook's message; nothing ran",
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
    "an after_execute hook that blocks",
    "200 blocked without data; the tool ran once, and its result does not appear anywhere",
    async (open) => {
      const { run, runs, world } = await openHooked(open, [after], { afterExecute: block() });
      const { status, body } = await run();
      deepEqual([status, body.result_type, body.data, body.hook_results[0].type], [200, "blocked", {}, after.type]);
      ok(body.error.length > 0);
      equal(runs.length, 1);
      ok(!JSON.stringify([body, await world.router.runs()]).includes("s3cret-result"));
    },
    "type in hook_results distinguishes before and after",
  ),
  requires(
    "hooks.allow",
    "hooks that allow a call",
    "completed, with one entry per hook; before hooks come first",
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
  requires("hooks.modify", "hooks that modify arguments and data", "take effect", async (open) => {
    const { run, runs } = await openHooked(open, [before, after], {
      beforeExecute: () => ({ decision: "modify", arguments: { name: "changed" } }),
      afterExecute: () => ({ decision: "modify", data: { redacted: true } }),
    });
    const { body } = await run();
    deepEqual([body.result_type, body.data, runs], ["completed", { redacted: true }, [{ name: "changed" }]]);
  }),
  requires(
    "hooks.first-block",
    "several hooks, one of which blocks",
    "run in order, up to the blocking one",
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
    "the first block ends the checks",
  ),
  requires("hooks.scope", "a hook whose scope excludes the call", "does not run", async (open) => {
    const scoped = { ...before, applies_to: { toolkits: [] } };
    const { run } = await openHooked(open, [scoped], { beforeExecute: block() });
    const { body } = await run();
    deepEqual([body.result_type, body.hook_results], ["completed", undefined]);
  }),
  requires(
    "hooks.closed",
    "a hook that throws, returns no decision, or has no function",
    "blocks; without a function, the session has a warning",
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
    "hooks fail closed",
  ),
  requires(
    "hooks.batch",
    "a batch with one blocked item",
    "that item fails with the message and result_type blocked; the others run",
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
    "returned in v3.1, replaced by an update, removed by null; rejected in v3",
    async (open) => {
      const { world, session, path } = await openHooked(open, [before]);
      deepEqual(session.config.hooks, [before]);
      const patch = async (change: object) => (await world.request("PATCH", `/api/v3.1${path}`, change)).body.config;
      deepEqual((await patch({ hooks: [after, condition] })).hooks, [after, condition]);
      equal((await patch({ hooks: null })).hooks, undefined);
      const { status, body } = await world.create({ hooks: [before] });
      deepEqual([status, body.error.code], [400, 10400]);
    },
    "returned as sent; 400 in v3",
  ),
];
