import { deepEqual, equal, match, notDeepEqual, ok } from "node:assert/strict";
import { createServer } from "node:http";
import { defineToolkit, type LocalRouterOptions } from "@tool-router/local";
import { answerQuestions, approve, deny, assertInputRequired, repoToolkit } from "../approval-helpers.ts";
import { requires, type Open, type Requirement } from "../requirement.ts";
import { toolkits } from "../toolkits.ts";

const requiresApproval = { tools: { repo: { require_approval: ["REPO_DELETE"] } } };
const args = { name: "a" };

const openRepo = async (open: Open, config: object = requiresApproval, options: Partial<LocalRouterOptions> = {}) => {
  const { toolkit, runs } = repoToolkit();
  const world = await open({ toolkits: [toolkit, ...toolkits], ...options });
  const path = await world.session(config);
  return {
    world,
    runs,
    path,
    run: async (rest?: object, given: object = args, tool = "REPO_DELETE") => world.execute(path, tool, given, rest),
  };
};

const batch = "COMPOSIO_MULTI_EXECUTE_TOOL";
const threeCalls = {
  tools: [
    { tool_slug: "REPO_LIST", arguments: {} },
    { tool_slug: "REPO_DELETE", arguments: { name: "a" } },
    { tool_slug: "REPO_DELETE", arguments: { name: "b" } },
  ],
};

export const approvals: readonly Requirement[] = [
  requires(
    "approvals.asks",
    "a call to a tool in require_approval",
    "200 input_required with one question; nothing ran",
    async (open) => {
      const { run, runs } = await openRepo(open);
      const answer = await run();
      assertInputRequired(answer);
      const entries = Object.entries<{ message: string; requested_schema: unknown; type: string; mode: string }>(
        answer.body.input_requests,
      );
      equal(entries.length, 1);
      const [id = "", question] = entries[0] ?? [];
      match(id, /^approval_[0-9a-f]{16}$/);
      match(question?.message ?? "", /REPO_DELETE.*"name":"a"/);
      deepEqual(
        [question?.type, question?.mode, question?.requested_schema],
        [
          "elicitation",
          "form",
          {
            type: "object",
            properties: { decision: { type: "string", enum: ["approve", "deny"] } },
            required: ["decision"],
          },
        ],
      );
      equal(typeof answer.body.request_state, "string");
      deepEqual(runs, []);
    },
    "the question's id and form",
  ),
  requires(
    "approvals.old-readers",
    "a question, for a client that does not know result_type",
    "empty data, a message in error, and a log id",
    async (open) => {
      const { run } = await openRepo(open);
      const { body } = await run();
      deepEqual(body.data, {});
      match(body.error, /^REPO_DELETE .*approval/);
      match(body.log_id, /./);
    },
    "these three fields",
  ),
  requires("approvals.approve", "the same call with an approval", "completed; the tool ran once", async (open) => {
    const { run, runs } = await openRepo(open);
    const { status, body } = await run(answerQuestions((await run()).body));
    deepEqual([status, body.result_type, body.error], [200, "completed", null]);
    deepEqual(runs, [args]);
  }),
  requires("approvals.deny", "the same call with a denial", "200 failed with a message; nothing ran", async (open) => {
    const { run, runs } = await openRepo(open);
    const { status, body } = await run(answerQuestions((await run()).body, deny));
    deepEqual([status, body.result_type, body.data, runs], [200, "failed", {}, []]);
    match(body.error, /^REPO_DELETE /);
  }),
  requires(
    "approvals.decline",
    "a declined or canceled question",
    "200 failed with a message; nothing ran",
    async (open) => {
      const { run, runs } = await openRepo(open);
      for (const action of ["decline", "cancel"]) {
        const { status, body } = await run(answerQuestions((await run()).body, { action }));
        deepEqual([status, body.result_type], [200, "failed"]);
        match(body.error, /^REPO_DELETE /);
      }
      deepEqual(runs, []);
    },
  ),
  requires(
    "approvals.once",
    "a state that was already used",
    "asks a new question; nothing runs",
    async (open) => {
      const { run, runs } = await openRepo(open);
      const { body } = await run();
      await run(answerQuestions(body));
      const again = await run(answerQuestions(body));
      assertInputRequired(again);
      notDeepEqual(Object.keys(again.body.input_requests), Object.keys(body.input_requests));
      const denied = (await run()).body;
      await run(answerQuestions(denied, deny));
      assertInputRequired(await run(answerQuestions(denied)));
      equal(runs.length, 1);
    },
    "a state is valid once",
  ),
  requires(
    "approvals.at-once",
    "one state in concurrent requests",
    "one runs, the others ask again",
    async (open) => {
      const { run, runs } = await openRepo(open);
      const answers = answerQuestions((await run()).body);
      const results = await Promise.all([1, 2, 3].map(async () => (await run(answers)).body.result_type as string));
      deepEqual(results.toSorted(), ["completed", "input_required", "input_required"]);
      equal(runs.length, 1);
    },
    "a state is valid once",
  ),
  requires(
    "approvals.other-call",
    "a state used with different arguments, or with another tool, account or session",
    "asks again; nothing runs",
    async (open) => {
      const { run, runs, world, path } = await openRepo(open, { toolkits: { require_approval: ["repo"] } });
      const answers = answerQuestions((await run()).body);
      assertInputRequired(await run(answers, { name: "b" }));
      assertInputRequired(await run(answers, args, "REPO_LIST"));
      assertInputRequired(await run({ ...answers, account: "work" }));
      const other = await world.session(requiresApproval);
      assertInputRequired(await world.execute(other, "REPO_DELETE", args, answers));
      deepEqual(runs, []);
      const throughExecute = (await world.execute(path, batch, threeCalls)).body;
      assertInputRequired(await world.meta(path, batch, threeCalls, answerQuestions(throughExecute)));
      deepEqual(runs, []);
    },
    "a state is bound to tool, arguments, account, session and operation",
  ),
  requires(
    "approvals.key-order",
    "a state used with the same arguments in a different key order",
    "counts as the same call",
    async (open) => {
      const { run, runs } = await openRepo(open);
      const { body } = await run({}, { name: "a", options: { x: 1, y: 2 } });
      equal((await run(answerQuestions(body), { options: { y: 2, x: 1 }, name: "a" })).body.result_type, "completed");
      equal(runs.length, 1);
    },
    "arguments are compared by value",
  ),
  requires(
    "approvals.expired",
    "a state older than ten minutes",
    "asks again; just before expiry, the call runs",
    async (open) => {
      const { run, runs, world } = await openRepo(open);
      const [late, inTime] = [(await run()).body, (await run()).body];
      world.advance(599_999);
      equal((await run(answerQuestions(inTime))).body.result_type, "completed");
      world.advance(1);
      assertInputRequired(await run(answerQuestions(late)));
      equal(runs.length, 1);
    },
    "a state expires after ten minutes",
  ),
  requires(
    "approvals.no-state",
    "answers without a known state; a state without matching answers",
    "asks again; nothing runs",
    async (open) => {
      const { run, runs } = await openRepo(open);
      const { input_responses, request_state } = answerQuestions((await run()).body);
      assertInputRequired(await run({ input_responses }));
      assertInputRequired(await run({ input_responses, request_state: "v1.unknown" }));
      assertInputRequired(await run({ request_state }));
      assertInputRequired(await run({ request_state, input_responses: { approval_0000000000000000: approve } }));
      deepEqual(runs, []);
    },
    "answers without a state are ignored",
  ),
  requires(
    "approvals.misfit",
    "an answer that does not match requested_schema",
    "400 with code 10400; the question remains open",
    async (open) => {
      const { run, runs } = await openRepo(open);
      const { body } = await run();
      for (const content of [undefined, {}, { decision: "maybe" }, { decision: true }]) {
        const answer = await run(answerQuestions(body, { action: "accept", ...(content && { content }) }));
        deepEqual([answer.status, answer.body.error.code], [400, 10400]);
      }
      deepEqual(runs, []);
      equal((await run(answerQuestions(body))).body.result_type, "completed");
    },
    "400, and the state remains valid",
  ),
  requires("approvals.malformed", "answers or a state of the wrong type", "400 with code 10400", async (open) => {
    const { run, runs } = await openRepo(open);
    for (const rest of [
      { input_responses: [] },
      { input_responses: { approval_1: { action: "yes" } } },
      { input_responses: { approval_1: approve }, request_state: 1 },
    ]) {
      const { status, body } = await run(rest);
      deepEqual([status, body.error.code], [400, 10400]);
    }
    deepEqual(runs, []);
  }),
  ...(
    [
      ["toolkit", { toolkits: { require_approval: ["repo"] } }],
      ["tool", requiresApproval],
      ["tag", { tags: { require_approval: ["destructiveHint"] } }],
      ["toolkit-tag", { tools: { repo: { tags: { require_approval: ["destructiveHint"] } } } }],
      [
        "added-up",
        { tags: { require_approval: ["destructiveHint"] }, tools: { repo: { tags: { enable: ["destructiveHint"] } } } },
      ],
    ] as const
  ).map(([level, config]) =>
    requires(
      `approvals.by-${level}`,
      `a call with the configuration ${JSON.stringify(config)}`,
      "asks",
      async (open) => {
        const { run, runs } = await openRepo(open, config);
        assertInputRequired(await run());
        deepEqual(runs, []);
      },
    ),
  ),
  requires("approvals.unlisted", "a call that needs no approval", "runs", async (open) => {
    const { run } = await openRepo(open);
    equal((await run({}, {}, "REPO_LIST")).body.result_type, "completed");
  }),
  requires(
    "approvals.batch",
    "a batch with two items that need approval",
    "two questions with the items' indexes; nothing runs before the answers, then each item runs once",
    async (open) => {
      const { runs, world, path } = await openRepo(open);
      for (const send of [world.meta, world.execute]) {
        runs.length = 0;
        const asked = await send(path, batch, threeCalls);
        assertInputRequired(asked);
        const messages = Object.values<{ message: string }>(asked.body.input_requests).map(({ message }) => message);
        equal(messages.length, 2);
        match(messages[0] ?? "", /\b1\b.*REPO_DELETE/);
        match(messages[1] ?? "", /\b2\b.*REPO_DELETE/);
        deepEqual(runs, []);
        const { body } = await send(path, batch, threeCalls, answerQuestions(asked.body));
        deepEqual([body.result_type, body.data.success_count, runs.length], ["completed", 3, 3]);
        assertInputRequired(await send(path, batch, threeCalls, answerQuestions(asked.body)));
        equal(runs.length, 3);
      }
    },
    "one question per item",
  ),
  requires(
    "approvals.batch-partly",
    "a batch with one of two questions answered",
    "asks both questions again; nothing runs",
    async (open) => {
      const { runs, world, path } = await openRepo(open);
      const { input_responses, request_state } = answerQuestions((await world.meta(path, batch, threeCalls)).body);
      const first = Object.fromEntries(Object.entries(input_responses).slice(0, 1));
      const again = await world.meta(path, batch, threeCalls, { input_responses: first, request_state });
      assertInputRequired(again);
      equal(Object.keys(again.body.input_requests).length, 2);
      deepEqual(runs, []);
    },
    "no item runs before every question is answered",
  ),
  requires(
    "approvals.batch-denied",
    "a batch with one denied item",
    "that item fails with a message; the others run",
    async (open) => {
      const { runs, world, path } = await openRepo(open);
      const asked = (await world.meta(path, batch, threeCalls)).body;
      const { body } = await world.meta(path, batch, threeCalls, answerQuestions(asked, deny, approve));
      const [list, denied, approved] = body.data.results;
      deepEqual(
        [list.response.successful, denied.response.successful, approved.response.successful],
        [true, false, true],
      );
      match(denied.error, /^REPO_DELETE /);
      deepEqual(runs.length, 2);
    },
    "a denied item fails, the others run",
  ),
  requires(
    "approvals.no-question",
    "a call that needs approval but cannot run: unknown, disabled, unconnected, denied, or with invalid arguments",
    "the usual error, without a question",
    async (open) => {
      const { toolkit, runs } = repoToolkit();
      const world = await open({ toolkits: [toolkit, ...toolkits] });
      const all = { toolkits: { require_approval: ["repo", "github", "slack"] } };
      const codeOf = async (config: object, tool: string, rest?: object) => {
        const { body } = await world.execute(await world.session(config), tool, {}, rest);
        return body.error?.code ?? `${body.result_type}: ${body.error}`;
      };
      const permissions = { default: "allow_all", overrides: { "*:ca_1": "always_deny" } };
      deepEqual(
        [
          await codeOf(all, "REPO_NOPE"),
          await codeOf({ toolkits: { disable: ["repo"], require_approval: ["repo"] } }, "REPO_DELETE"),
          await codeOf({ ...all, tools: { repo: { disable: ["REPO_DELETE"] } } }, "REPO_DELETE"),
          await codeOf(all, "SLACK_SEND_MESSAGE"),
          await codeOf(all, "GITHUB_LIST_ISSUES", { account: "nope" }),
          await codeOf({ ...all, experimental: { permissions } }, "GITHUB_LIST_ISSUES"),
        ],
        [4301, 4324, 4325, 4302, 4300, 4328],
      );
      match(await codeOf(all, "REPO_DELETE"), /^failed: .*name/);
      deepEqual(runs, []);
    },
    "all other checks come first",
  ),
  requires(
    "approvals.echo",
    "require_approval in toolkits, tools and tags",
    "returned by create, get and patch; null removes it",
    async (open) => {
      const world = await open();
      const config = {
        toolkits: { enable: ["github"], require_approval: ["github"] },
        tools: { github: { tags: { require_approval: ["createHint"] }, require_approval: ["GITHUB_LIST_ISSUES"] } },
        tags: { require_approval: ["destructiveHint"] },
      };
      const echo = { ...config, toolkits: { enabled: ["github"], require_approval: ["github"] } };
      const path = await world.session(config);
      const read = async () => {
        const { toolkits: one, tools, tags } = (await world.request("GET", path)).body.config;
        return { toolkits: one, tools, tags };
      };
      const { toolkits: one, tools, tags } = (await world.create(config)).body.config;
      deepEqual({ toolkits: one, tools, tags }, echo);
      deepEqual(await read(), echo);
      const patch = async (change: object) => world.request("PATCH", path, change);
      const alone = { toolkits: { require_approval: ["weather"] } };
      deepEqual((await patch(alone)).body.config.toolkits, alone.toolkits);
      await patch({ toolkits: null, tools: null, tags: null });
      deepEqual(await read(), { toolkits: { disabled: [] }, tools: undefined, tags: undefined });
      equal((await world.execute(path, "GITHUB_LIST_ISSUES")).body.result_type, "completed");
    },
  ),
  requires(
    "approvals.unknown-slugs",
    "an unknown toolkit, an unknown tool or another toolkit's tool in require_approval",
    "400 with code 4305 or 4300",
    async (open) => {
      const world = await open();
      const code = async (config: object) => (await world.create(config)).body.error.code;
      deepEqual(
        [
          await code({ toolkits: { require_approval: ["nope"] } }),
          await code({ tools: { github: { require_approval: ["GITHUB_NOPE"] } } }),
          await code({ tools: { github: { require_approval: ["WEATHER_BREAK"] } } }),
        ],
        [4305, 4300, 4300],
      );
    },
  ),
  requires(
    "approvals.permissions",
    "permissions that require approval",
    "ask like require_approval; ask_once_per_session remembers the answer for the session",
    async (open) => {
      for (const [permission, second] of [
        ["ask_every_call", "input_required"],
        ["ask_once_per_session", "completed"],
      ] as const) {
        const { run } = await openRepo(open, { experimental: { permissions: { default: permission } } });
        const asked = await run();
        assertInputRequired(asked);
        equal((await run(answerQuestions(asked.body))).body.result_type, "completed");
        equal((await run()).body.result_type, second);
      }
    },
    "the same question as for require_approval",
  ),
  requires(
    "approvals.idempotency",
    "a question for a request with an idempotency key",
    "is not stored; the answered request with the same key runs once",
    async (open) => {
      const { world, runs, path } = await openRepo(open, requiresApproval, { idempotency: true });
      const send = async (rest: object = {}) =>
        world.request(
          "POST",
          `${path}/execute`,
          { tool_slug: "REPO_DELETE", arguments: args, ...rest },
          { "idempotency-key": "key-1" },
        );
      const [first, second] = [await send(), await send()];
      ok(first.body.request_state !== second.body.request_state);
      const done = await send(answerQuestions(second.body));
      equal(done.body.result_type, "completed");
      deepEqual((await send(answerQuestions(second.body))).body, done.body);
      equal(runs.length, 1);
    },
    "only final results are stored",
  ),
  requires("approvals.logged", "questions, denials and runs", "appear in the run log", async (open) => {
    const { run, world } = await openRepo(open);
    await run(answerQuestions((await run()).body, deny));
    await run(answerQuestions((await run()).body));
    deepEqual(
      (await world.router.runs({ tool: "REPO_DELETE" })).map(({ outcome }) => outcome),
      ["ok", "asked", "refused", "asked"],
    );
  }),
  requires(
    "approvals.proxy",
    "a proxy call for a toolkit in require_approval, directly and through COMPOSIO_PROXY_EXECUTE",
    "asks before sending; a denial returns 403 with code 4331, or failed from the meta tool",
    async (open) => {
      let requests = 0;
      const provider = createServer((_, response) => {
        requests++;
        response.writeHead(200, { "content-type": "application/json" }).end("{}");
      });
      await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
      try {
        const baseUrl = `http://127.0.0.1:${(provider.address() as { port: number }).port}`;
        const api = defineToolkit({
          slug: "api",
          description: "An API",
          proxy: { baseUrl, allowPrivate: true },
          tools: [
            { slug: "API_X", description: "Does something", inputSchema: { type: "object" }, execute: () => ({}) },
          ],
        });
        const world = await open({ toolkits: [api, ...toolkits] });
        const path = await world.session({
          toolkits: { require_approval: ["api"] },
          proxy_execute: { enable: true },
        });
        const call = { toolkit_slug: "api", endpoint: "/x", method: "GET" };
        const send = async (rest: object = {}) => world.request("POST", `${path}/proxy_execute`, { ...call, ...rest });
        const meta = async (rest: object = {}) => world.meta(path, "COMPOSIO_PROXY_EXECUTE", call, rest);
        const asked = await send();
        assertInputRequired(asked);
        assertInputRequired(await meta());
        equal(requests, 0);
        const refused = await send(answerQuestions(asked.body, deny));
        deepEqual([refused.status, refused.body.error.code], [403, 4331]);
        equal((await meta(answerQuestions((await meta()).body, deny))).body.result_type, "failed");
        equal(requests, 0);
        const { body } = await send(answerQuestions((await send()).body));
        deepEqual([body.result_type, body.status], ["completed", 200]);
        const { body: second } = await meta(answerQuestions((await meta()).body));
        deepEqual([second.result_type, second.data.status, requests], ["completed", 200, 2]);
      } finally {
        provider.close();
        provider.closeAllConnections();
      }
    },
    "input_responses on proxy_execute, and 403 for a denial",
  ),
];
