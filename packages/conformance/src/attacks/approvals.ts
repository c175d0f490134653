import type { createToolRouter } from "@tool-router/core";
import { type Session } from "@tool-router/core";
import { defineToolkit } from "@tool-router/local";
import { must, shown, type Attack, type AttackClass } from "./attack.ts";
import { oddItems } from "./hooks.ts";
import { lenientSession, metaToolTags, type WireTool } from "./lenient-router.ts";
import { askingLoops, loops, type ModelCall } from "./loops.ts";
import { countingProvider, type CountingProvider } from "./sockets.ts";
import { bentRouter, type Target } from "./target.ts";
import { openVictim, otherKey, type Any, type Answer, type Victim } from "./victim.ts";

const rules = { tags: { require_approval: ["destructiveHint"] }, multi_account: { enable: true } };
const approve = { action: "accept", content: { decision: "approve" } };

interface Stage {
  readonly victim: Victim;
  readonly provider: CountingProvider;
  readonly effects: () => number;
  readonly session: (user?: string, more?: object) => Promise<string>;
}

interface Call {
  readonly path: string;
  readonly body: Any;
}

const wipe = { tool_slug: "PLAIN_WIPE", arguments: { name: "a", more: { deep: [1, 2] } } };
const batch = {
  slug: "COMPOSIO_MULTI_EXECUTE_TOOL",
  arguments: {
    tools: [
      { tool_slug: "PLAIN_ECHO", arguments: {} },
      { tool_slug: "PLAIN_WIPE", arguments: { name: "a" } },
      { tool_slug: "PLAIN_WIPE", arguments: { name: "b" } },
    ],
  },
};
/** Calls that ask, and the effects that they have when all is approved. */
const asking: Record<string, { call: Call; effects: number }> = {
  "a tool": { call: { path: "execute", body: wipe }, effects: 1 },
  "a batch": { call: { path: "execute_meta", body: batch }, effects: 3 },
  "a batch through execute": {
    call: { path: "execute", body: { tool_slug: batch.slug, arguments: batch.arguments } },
    effects: 3,
  },
  "a proxy call": {
    call: {
      path: "proxy_execute",
      body: { toolkit_slug: "near", endpoint: "/wipe", method: "POST", body: { name: "a" } },
    },
    effects: 1,
  },
};

export const approvals: AttackClass = {
  title: "approvals and request states",
  open: async (target) => {
    const provider = await countingProvider();
    const near = defineToolkit({
      slug: "near",
      description: "A provider",
      proxy: { baseUrl: provider.origin, allowPrivate: true },
      tools: [{ slug: "NEAR_NOTHING", description: "-", inputSchema: { type: "object" }, execute: () => ({}) }],
    });
    const victim = await openVictim(target, { toolkits: [near] });
    const stage: Stage = {
      victim,
      provider,
      effects: () => victim.runs.length + provider.requests.length,
      session: (user = "alice", more = {}) => victim.session(user, { ...rules, ...more }),
    };
    return {
      attacks: [
        ...answerAttacks(stage),
        ...stateAttacks(stage),
        ...callAttacks(stage),
        ...aroundAttacks(stage),
        ...idAttacks(target),
        ...personAttacks(target),
        ...oddBatchAttacks(target),
        ...questionAttacks(target),
      ],
      close: async () => {
        await victim.close();
        await provider.close();
      },
    };
  },
  mutants: [
    [
      "every call with a state and answers runs",
      bentRouter(async (request, pass) => {
        const text = request.body === null ? "" : await request.clone().text();
        const answer = await pass(request.clone());
        if (!text.includes("input_responses")) return answer;
        const asked: Any = await answer.clone().json();
        if (asked.result_type !== "input_required") return answer;
        const { request_state: _, input_responses: __, ...bare } = JSON.parse(text);
        const responses = Object.fromEntries(Object.keys(asked.input_requests as object).map((id) => [id, approve]));
        const again = { ...bare, request_state: asked.request_state, input_responses: responses };
        return pass(new Request(request, { body: JSON.stringify(again) }));
      }),
    ],
    [
      "a cancellation counts as an approval",
      bentRouter(async (request, pass) => {
        const text = request.body === null ? "" : await request.clone().text();
        if (!/"action":"(cancel|decline)"/.test(text)) return pass(request);
        const body = JSON.parse(text) as { input_responses: object };
        const input_responses = Object.fromEntries(Object.keys(body.input_responses).map((id) => [id, approve]));
        return pass(new Request(request, { body: JSON.stringify({ ...body, input_responses }) }));
      }),
    ],
    [
      "the adapters' approvals are given for a turn",
      (target) => ({
        ...target,
        handleChatToolCalls: (allTools, message, options) => {
          let isApproved = false;
          const { approve: person, ...rest } = options ?? {};
          return target.handleChatToolCalls(allTools, message, {
            ...rest,
            ...(person && {
              approve: async (call) => {
                const isOwn = await person(call);
                isApproved ||= isOwn;
                return isApproved;
              },
            }),
          });
        },
      }),
    ],
  ],
};

async function ask({ victim }: Stage, session: string, { path, body }: Call, more: object = {}): Promise<Answer> {
  return victim.ask("POST", `${session}/${path}`, { body: { ...body, ...more } });
}

/** Asks, and gives the state and the ids of the questions. */
async function question(stage: Stage, session: string, call: Call): Promise<{ state: string; ids: string[] }> {
  const before = stage.effects();
  const { body, text } = await ask(stage, session, call);
  must(body?.result_type === "input_required", `no question was asked: ${shown(text)}`);
  must(stage.effects() === before, "it ran before it asked");
  return { state: body.request_state, ids: Object.keys(body.input_requests as object) };
}

const answers = (state: unknown, ids: readonly string[], response: unknown = approve): object => ({
  request_state: state,
  input_responses: Object.fromEntries(ids.map((id) => [id, response])),
});

/** Answers of a person that do not approve. */
const noApprovals: Record<string, unknown> = {
  deny: { action: "accept", content: { decision: "deny" } },
  decline: { action: "decline" },
  cancel: { action: "cancel" },
  "decline with an approval in it": { action: "decline", content: { decision: "approve" } },
  "cancel with an approval in it": { action: "cancel", content: { decision: "approve" } },
  "accept without a form": { action: "accept" },
  "accept with an empty form": { action: "accept", content: {} },
  "accept in capitals": { action: "ACCEPT", content: { decision: "approve" } },
  "an unknown action": { action: "approve", content: { decision: "approve" } },
  "an action in a list": { action: ["accept"], content: { decision: "approve" } },
  "no action": { content: { decision: "approve" } },
  "a decision in capitals": { action: "accept", content: { decision: "APPROVE" } },
  "a decision with a space": { action: "accept", content: { decision: "approve " } },
  "a decision that is true": { action: "accept", content: { decision: true } },
  "a decision in a list": { action: "accept", content: { decision: ["approve"] } },
  "a decision that is an object": { action: "accept", content: { decision: { toString: "approve" } } },
  "a decision of null": { action: "accept", content: { decision: null } },
  "the decision under another name": { action: "accept", content: { Decision: "approve", approve: true } },
  "a form that is a text": { action: "accept", content: "approve" },
  "a form that is a list": { action: "accept", content: [{ decision: "approve" }] },
  "a text": "approve",
  "true in place of an answer": true,
  "null in place of an answer": null,
  "an empty object": {},
};

function answerAttacks(stage: Stage): Attack[] {
  return Object.entries(asking).flatMap(([what, { call }]) =>
    Object.entries(noApprovals).map(([name, response]) => ({
      name: `answers a question about ${what} with ${name}`,
      run: async () => {
        const session = await stage.session();
        const { state, ids } = await question(stage, session, call);
        const before =
          stage.victim.runs.filter(({ tool }) => tool === "PLAIN_WIPE").length + stage.provider.requests.length;
        const answer = await ask(stage, session, call, answers(state, ids, response));
        const after =
          stage.victim.runs.filter(({ tool }) => tool === "PLAIN_WIPE").length + stage.provider.requests.length;
        must(after === before, `it ran; answered ${shown(answer.text)}`);
        must(answer.status < 500, `answered ${answer.status}`);
      },
    })),
  );
}

/** States that are not those of the question. */
const wrongStates: Record<string, (state: string, other: string) => unknown> = {
  "no state": () => undefined,
  "an empty state": () => "",
  "its last character changed": (state) => state.slice(0, -1) + (state.endsWith("0") ? "1" : "0"),
  capitals: (state) => state.toUpperCase(),
  "a prefix of it": (state) => state.slice(0, -1),
  "it and one character more": (state) => `${state}0`,
  "it and a NUL": (state) => `${state}\u0000`,
  "it behind a space": (state) => ` ${state}`,
  "it twice": (state) => state + state,
  "it in a list": (state) => [state],
  "it in an object": (state) => ({ state }),
  "a prototype": () => "__proto__",
  "a number": () => 1,
  true: () => true,
  "a megabyte": (state) => state.repeat(1 << 16),
  "the state of another question": (_, other) => other,
};

function stateAttacks(stage: Stage): Attack[] {
  const { victim } = stage;
  const later: Record<string, (session: string) => Promise<unknown>> = {
    "ten minutes later": async () => victim.advance(600_000),
    "a day later": async () => victim.advance(86_400_000),
    "after the session was changed to ask of more": (session) =>
      victim.ask("PATCH", session, {
        body: {
          tags: { require_approval: ["destructiveHint", "openWorldHint"] },
          toolkits: { require_approval: ["plain"] },
        },
      }),
    "after the session was deleted": (session) => victim.ask("DELETE", session),
  };
  return Object.entries(asking).flatMap(([what, { call, effects }]) => [
    ...Object.entries(wrongStates).map(([name, spell]) => ({
      name: `answers a question about ${what} with ${name}`,
      run: async () => {
        const session = await stage.session();
        const other = await question(stage, await stage.session("mallory"), {
          path: "execute",
          body: { ...wipe, arguments: { name: "other" } },
        });
        const { state, ids } = await question(stage, session, call);
        const before = stage.effects();
        const answer = await ask(stage, session, call, answers(spell(state, other.state), ids));
        must(stage.effects() === before, `it ran; answered ${shown(answer.text)}`);
        must(
          answer.status < 500 && answer.text.length < 16_384,
          `answered ${answer.status}, ${answer.text.length} long`,
        );
      },
    })),
    ...Object.entries(later).map(([when, wait]) => ({
      name: `answers a question about ${what} ${when}`,
      run: async () => {
        const session = await stage.session();
        const { state, ids } = await question(stage, session, call);
        await wait(session);
        const before = stage.effects();
        const answer = await ask(stage, session, call, answers(state, ids));
        must(stage.effects() === before || when.includes("changed"), `it ran; answered ${shown(answer.text)}`);
        must(stage.effects() - before <= effects, "it ran more than once");
      },
    })),
    {
      name: `answers a question about ${what} twice`,
      run: async () => {
        const session = await stage.session();
        const { state, ids } = await question(stage, session, call);
        const before = stage.effects();
        for (let time = 0; time < 3; time++) await ask(stage, session, call, answers(state, ids));
        must(stage.effects() - before === effects, `${stage.effects() - before} effects, not ${effects}`);
      },
    },
    {
      name: `answers a question about ${what} twelve times at once`,
      run: async () => {
        const session = await stage.session();
        const { state, ids } = await question(stage, session, call);
        const before = stage.effects();
        await Promise.all(Array.from({ length: 12 }, () => ask(stage, session, call, answers(state, ids))));
        must(stage.effects() - before === effects, `${stage.effects() - before} effects, not ${effects}`);
      },
    },
    {
      name: `answers a question about ${what} in another session of the user`,
      run: async () => {
        const { state, ids } = await question(stage, await stage.session(), call);
        const before = stage.effects();
        await ask(stage, await stage.session(), call, answers(state, ids));
        must(stage.effects() === before, "it ran");
      },
    },
    {
      name: `answers a question about ${what} as another user`,
      run: async () => {
        const { state, ids } = await question(stage, await stage.session(), call);
        const before = stage.effects();
        await ask(stage, await stage.session("mallory"), call, answers(state, ids));
        must(stage.effects() === before, "it ran");
      },
    },
    {
      name: `answers a question about ${what} as another project`,
      run: async () => {
        const session = await stage.session();
        const { state, ids } = await question(stage, session, call);
        const before = stage.effects();
        const body = { ...call.body, ...answers(state, ids) };
        const foreign = await victim.session("bora", rules, otherKey);
        for (const path of [session, foreign])
          await victim.ask("POST", `${path}/${call.path}`, { key: otherKey, body });
        must(stage.effects() === before, "it ran");
      },
    },
    {
      name: `answers a question about ${what} under other ids`,
      run: async () => {
        const session = await stage.session();
        const { state, ids } = await question(stage, session, call);
        const before = stage.effects();
        const wrong = [
          ["approval_0000000000000000"],
          ids.map((id) => id.toUpperCase()),
          ["__proto__"],
          [],
          ids.map((id) => `${id} `),
        ];
        for (const each of wrong) await ask(stage, session, call, answers(state, each));
        await ask(stage, session, call, {
          request_state: state,
          input_responses: JSON.parse(`{"__proto__":{"${ids[0]}":${JSON.stringify(approve)}}}`),
        });
        must(stage.effects() === before, "it ran");
      },
    },
  ]);
}

/** Changes to a call between its question and its answer. */
function callAttacks(stage: Stage): Attack[] {
  const changed: Record<string, Record<string, (body: Any) => Any>> = {
    "a tool": {
      "another argument": (body) => ({ ...body, arguments: { ...body.arguments, name: "b" } }),
      "another type": (body) => ({ ...body, arguments: { ...body.arguments, more: { deep: ["1", 2] } } }),
      "another order of a list": (body) => ({ ...body, arguments: { ...body.arguments, more: { deep: [2, 1] } } }),
      "a further argument": (body) => ({ ...body, arguments: { ...body.arguments, force: true } }),
      "an argument less": (body) => ({ ...body, arguments: { name: "a" } }),
      "a nested change": (body) => ({ ...body, arguments: { name: "a", more: { deep: [1, 2, 3] } } }),
      "a look-alike letter": (body) => ({ ...body, arguments: { ...body.arguments, name: "а" } }),
      "an invisible character": (body) => ({ ...body, arguments: { ...body.arguments, name: "a\u200b" } }),
      "a prototype": (body) => JSON.parse(JSON.stringify(body).replace('"name"', '"__proto__":{"x":1},"name"')),
      "another tool": (body) => ({ ...body, tool_slug: "VAULT_WIPE" }),
      "an account": (body) => ({ ...body, account: "work" }),
    },
    "a batch": {
      "an item more": (body) =>
        withItems(body, (items) => [...items, { tool_slug: "PLAIN_WIPE", arguments: { name: "c" } }]),
      "an item that needs no approval more": (body) =>
        withItems(body, (items) => [{ tool_slug: "PLAIN_ECHO", arguments: {} }, ...items]),
      "an item less": (body) => withItems(body, (items) => items.slice(1)),
      "the items in another order": (body) => withItems(body, (items) => items.toReversed()),
      "another argument of an item": (body) =>
        withItems(body, (items) => items.map((item) => ({ ...item, arguments: { name: "z" } }))),
      "another argument of an item that needs no approval": (body) =>
        withItems(body, ([first, ...items]) => [{ ...first, arguments: { changed: true } }, ...items]),
      "another tool of an item": (body) =>
        withItems(body, (items) => items.map((item) => ({ ...item, tool_slug: "VAULT_WIPE" }))),
      "the first item twice": (body) => withItems(body, (items) => [items[0], items[1], items[1]]),
    },
    "a proxy call": {
      "another method": (body) => ({ ...body, method: "DELETE" }),
      "another endpoint": (body) => ({ ...body, endpoint: "/wipe/all" }),
      "another body": (body) => ({ ...body, body: { name: "b" } }),
      "a further parameter": (body) => ({ ...body, parameters: [{ type: "query", name: "all", value: "1" }] }),
    },
  };
  return Object.entries(changed).flatMap(([what, changes]) =>
    Object.entries(changes).map(([name, change]) => ({
      name: `changes ${what} after its question: ${name}`,
      run: async () => {
        const session = await stage.session();
        const { call } = asking[what]!;
        const { state, ids } = await question(stage, session, call);
        const before = stage.effects();
        const answer = await ask(stage, session, { ...call, body: change(call.body) }, answers(state, ids));
        must(stage.effects() === before, `it ran; answered ${shown(answer.text)}`);
      },
    })),
  );
}

function withItems(body: Any, change: (items: Any[]) => Any[]): Any {
  return { ...body, arguments: { ...body.arguments, tools: change(body.arguments.tools as Any[]) } };
}

/** Ways to run the tool that do not look like a call of it. */
function aroundAttacks(stage: Stage): Attack[] {
  const { victim } = stage;
  const wiped = (): number =>
    victim.runs.filter(({ tool }) => /WIPE/.test(tool)).length + stage.provider.requests.length;
  const around: Record<string, (session: string) => Promise<unknown>> = {
    "its slug in small letters": (session) =>
      victim.ask("POST", `${session}/execute`, { body: { ...wipe, tool_slug: "plain_wipe" } }),
    "its slug with spaces": (session) =>
      victim.ask("POST", `${session}/execute`, { body: { ...wipe, tool_slug: " PLAIN_WIPE " } }),
    "its slug through execute_meta": (session) =>
      victim.ask("POST", `${session}/execute_meta`, { body: { slug: "PLAIN_WIPE", arguments: { name: "a" } } }),
    "a proxy call through the meta tool": async () => {
      const session = await stage.session("alice", { proxy_execute: { enable: true } });
      const body = { toolkit_slug: "near", endpoint: "/wipe", method: "DELETE" };
      return victim.ask("POST", `${session}/execute_meta`, {
        body: { slug: "COMPOSIO_PROXY_EXECUTE", arguments: body },
      });
    },
    "a proxy call whose toolkit is in capitals": (session) =>
      victim.ask("POST", `${session}/proxy_execute`, {
        body: { toolkit_slug: "NEAR", endpoint: "/wipe", method: "DELETE" },
      }),
    "a proxy call that looks like a read": (session) =>
      victim.ask("POST", `${session}/proxy_execute`, {
        body: { toolkit_slug: "near", endpoint: "/wipe", method: "GET" },
      }),
    "an answer before any question": (session) =>
      victim.ask("POST", `${session}/execute`, { body: { ...wipe, ...answers("as_000001", ["approval_0"]) } }),
    "an idempotency key": async (session) => {
      for (let time = 0; time < 3; time++) {
        await victim.ask("POST", `${session}/execute`, { body: wipe, headers: { "idempotency-key": "k" } });
      }
    },
    "a change of the session within the call": (session) =>
      victim.ask("POST", `${session}/execute`, { body: { ...wipe, tags: {}, experimental: { permissions: {} } } }),
    ...Object.fromEntries(
      Object.entries(oddItems).map(([name, argsOf]) => [
        `a batch with ${name}`,
        (session: string) =>
          victim.ask("POST", `${session}/execute_meta`, {
            body: { slug: "COMPOSIO_MULTI_EXECUTE_TOOL", arguments: withName(argsOf("PLAIN_WIPE")) },
          }),
      ]),
    ),
  };
  return Object.entries(around).map(([name, send]) => ({
    name: `runs a tool that needs approval by ${name}`,
    run: async () => {
      const session = await stage.session();
      const before = wiped();
      const answer = await send(session);
      must(wiped() === before, `it ran; answered ${shown((answer as Answer | undefined)?.text)}`);
    },
  }));
}

/** The same arguments, such that the tool's own check finds what it wants. */
function withName(args: Any): Any {
  return JSON.parse(JSON.stringify(args).replaceAll('"arguments":{}', '"arguments":{"name":"a"}'));
}

const tools: readonly WireTool[] = [
  ...metaToolTags,
  { slug: "PLAIN_ECHO", tags: ["readOnlyHint"] },
  { slug: "PLAIN_WIPE", tags: ["destructiveHint"] },
  { slug: "VAULT_WIPE", tags: ["destructiveHint"], toolkit: "vault" },
];
const call = (id: Any, name: string, args: Any): ModelCall => ({ id: id as string, name, args });

/** The person approves calls for `allowed` and nothing else. */
const onlyAllowed = ({ args }: { args: Any }): boolean => args?.name === "allowed";

/** Calls of one turn whose ids say nothing about which is which. */
function idAttacks(target: Target): Attack[] {
  const turns: Record<string, readonly ModelCall[]> = {
    "two calls with one id": [call("x", "PLAIN_WIPE", { name: "allowed" }), call("x", "PLAIN_WIPE", { name: "other" })],
    "two calls with one id, the other way round": [
      call("x", "PLAIN_WIPE", { name: "other" }),
      call("x", "PLAIN_WIPE", { name: "allowed" }),
    ],
    "three calls with one id": ["other", "allowed", "third"].map((name) => call("x", "PLAIN_WIPE", { name })),
    "two tools with one id": [call("x", "PLAIN_WIPE", { name: "allowed" }), call("x", "VAULT_WIPE", { name: "other" })],
    "a reading and a wiping call with one id": [
      call("x", "PLAIN_ECHO", {}),
      call("x", "PLAIN_WIPE", { name: "other" }),
    ],
    "a call and a batch with one id": [
      call("x", "PLAIN_WIPE", { name: "allowed" }),
      call("x", "COMPOSIO_MULTI_EXECUTE_TOOL", { tools: [{ tool_slug: "PLAIN_WIPE", arguments: { name: "other" } }] }),
    ],
    "two calls without an id": [call("", "PLAIN_WIPE", { name: "allowed" }), call("", "PLAIN_WIPE", { name: "other" })],
    "two calls without an id, the other way round": [
      call("", "PLAIN_WIPE", { name: "other" }),
      call("", "PLAIN_WIPE", { name: "allowed" }),
    ],
    "two calls whose id is missing": [
      call(undefined, "PLAIN_WIPE", { name: "allowed" }),
      call(undefined, "PLAIN_WIPE", { name: "other" }),
    ],
    "two calls whose id is null": [
      call(null, "PLAIN_WIPE", { name: "allowed" }),
      call(null, "PLAIN_WIPE", { name: "other" }),
    ],
    "ids of a prototype": [
      call("__proto__", "PLAIN_WIPE", { name: "other" }),
      call("constructor", "PLAIN_WIPE", { name: "allowed" }),
    ],
    "ids that differ in case": [
      call("x", "PLAIN_WIPE", { name: "allowed" }),
      call("X", "PLAIN_WIPE", { name: "other" }),
    ],
    "ids that differ in a space": [
      call("x", "PLAIN_WIPE", { name: "allowed" }),
      call("x ", "PLAIN_WIPE", { name: "other" }),
    ],
    "the same call twice with one id": [
      call("x", "PLAIN_WIPE", { name: "allowed" }),
      call("x", "PLAIN_WIPE", { name: "allowed" }),
    ],
  };
  return Object.entries(askingLoops).flatMap(([framework, loop]) =>
    Object.entries(turns).map(([name, calls]) => ({
      name: `${name} (${framework})`,
      run: async () => {
        const { session, arrived } = await lenientSession(target, tools);
        let given = 0;
        const counted = (request: { args: Any }): boolean => {
          const isGiven = onlyAllowed(request);
          if (isGiven) given++;
          return isGiven;
        };
        // A framework may refuse such a turn.
        await loop(target, session, { calls, approval: "destructive", approve: counted }).catch(() => undefined);
        const wipes = arrived.filter(({ tool }) => /WIPE/.test(tool));
        must(
          wipes.every(({ args }) => args.name === "allowed"),
          `ran without an approval: ${shown(wipes)}`,
        );
        must(wipes.length <= given, `${given} approvals ran ${wipes.length} calls`);
      },
    })),
  );
}

/** What the application's function may return, or do, that is not an approval. */
function personAttacks(target: Target): Attack[] {
  const persons: Record<string, () => unknown> = {
    "says no": () => false,
    "says nothing": () => undefined,
    "says yes as a text": () => "yes",
    "says one": () => 1,
    "says an object": () => ({ approved: true }),
    throws: () => {
      throw new Error("closed the window");
    },
    rejects: () => Promise.reject(new Error("closed the window")),
    "promises no": () => Promise.resolve(false),
  };
  const names = ["OpenAI Chat", "OpenAI Responses", "OpenAI runTools"];
  return names.flatMap((framework) =>
    Object.entries(persons).map(([name, person]) => ({
      name: `a person who ${name} (${framework})`,
      run: async () => {
        const { session, arrived } = await lenientSession(target, tools);
        const calls = [
          call("1", "PLAIN_WIPE", { name: "a" }),
          call("2", "COMPOSIO_MULTI_EXECUTE_TOOL", { tools: [{ tool_slug: "PLAIN_WIPE", arguments: {} }] }),
          call("3", "PLAIN_ECHO", {}),
        ];
        await loops[framework]!(target, session, { calls, approval: "destructive", approve: person as () => boolean });
        const run = arrived.map(({ tool }) => tool);
        must(run.join() === "PLAIN_ECHO", `ran ${run.join()}`);
      },
    })),
  );
}

/** Batches that could be read in two ways, and names that are nearly those of a tool; the person says no. */
function oddBatchAttacks(target: Target): Attack[] {
  const turns: Record<string, ModelCall> = {
    ...Object.fromEntries(
      Object.entries(oddItems).map(([name, argsOf]) => [
        `a batch with ${name}`,
        call("1", "COMPOSIO_MULTI_EXECUTE_TOOL", argsOf("PLAIN_WIPE")),
      ]),
    ),
    "a name in small letters": call("1", "plain_wipe", { name: "a" }),
    "a batch's name in small letters": call("1", "composio_multi_execute_tool", {
      tools: [{ tool_slug: "PLAIN_WIPE", arguments: {} }],
    }),
    "a name with a space": call("1", "PLAIN_WIPE ", { name: "a" }),
    "arguments with a field twice": call("1", "PLAIN_WIPE", '{"name":"allowed","name":"other"}'),
    "arguments that do not end": call("1", "PLAIN_WIPE", '{"name":"a"'),
    "arguments that are a list": call("1", "PLAIN_WIPE", '[{"name":"a"}]'),
    "arguments that are null": call("1", "PLAIN_WIPE", "null"),
    "no arguments at all": call("1", "PLAIN_WIPE", ""),
    "a batch of an unknown tool": call("1", "COMPOSIO_MULTI_EXECUTE_TOOL", {
      tools: [{ tool_slug: "HIDDEN_WIPE", arguments: {} }],
    }),
    "a workbench": call("1", "COMPOSIO_REMOTE_WORKBENCH", { code_to_execute: "run_composio_tool('PLAIN_WIPE')" }),
    "a batch with a proxy call": call("1", "COMPOSIO_MULTI_EXECUTE_TOOL", {
      tools: [{ tool_slug: "COMPOSIO_PROXY_EXECUTE", arguments: { method: "DELETE", endpoint: "/" } }],
    }),
  };
  return Object.entries(askingLoops).flatMap(([framework, loop]) =>
    Object.entries(turns).map(([name, one]) => ({
      name: `${name}, and a person who says no (${framework})`,
      run: async () => {
        const { session, arrived } = await lenientSession(target, tools);
        await loop(target, session, { calls: [one], approval: "destructive", approve: onlyAllowed }).catch(
          () => undefined,
        );
        const run = arrived.filter(({ tool, args }) => !/^PLAIN_ECHO$/.test(tool) && args?.name !== "allowed");
        must(run.length === 0, `ran ${shown(run)}`);
      },
    })),
  );
}

/** Questions of the router, answered through the adapters. */
function questionAttacks(target: Target): Attack[] {
  const persons: Record<string, { answer: (ids: string[]) => Any; runs: number }> = {
    approves: { answer: (ids) => Object.fromEntries(ids.map((id) => [id, approve])), runs: 1 },
    declines: { answer: (ids) => Object.fromEntries(ids.map((id) => [id, { action: "decline" }])), runs: 0 },
    cancels: { answer: (ids) => Object.fromEntries(ids.map((id) => [id, { action: "cancel" }])), runs: 0 },
    denies: {
      answer: (ids) => Object.fromEntries(ids.map((id) => [id, { action: "accept", content: { decision: "deny" } }])),
      runs: 0,
    },
    "answers nothing": { answer: () => undefined, runs: 0 },
    "answers another question": { answer: () => ({ approval_0000000000000000: approve }), runs: 0 },
    "answers with an empty object": { answer: () => ({}), runs: 0 },
    "answers with a text": { answer: () => "approve", runs: 0 },
    "answers with true": { answer: () => true, runs: 0 },
    throws: {
      answer: () => {
        throw new Error("closed the window");
      },
      runs: 0,
    },
  };
  return Object.entries(loops).flatMap(([framework, loop]) =>
    Object.entries(persons).flatMap(([name, { answer, runs }]) =>
      (["a tool", "a batch"] as const).map((what) => ({
        name: `the router asks about ${what}, and the person ${name} (${framework})`,
        run: async () => {
          const victim = await openVictim(target);
          try {
            const session = await openSession(target, victim);
            const one =
              what === "a tool"
                ? call("1", "PLAIN_WIPE", { name: "a" })
                : call("1", "COMPOSIO_MULTI_EXECUTE_TOOL", {
                    tools: [{ tool_slug: "PLAIN_WIPE", arguments: { name: "a" } }],
                  });
            await loop(target, session, {
              calls: [one],
              onInputRequired: ({ inputRequests }) => answer(Object.keys(inputRequests)),
            }).catch(() => undefined);
            // A framework that asks its own user as well got no approval here.
            const ran = victim.runs.filter(({ tool }) => tool === "PLAIN_WIPE").length;
            must(ran === runs || (ran === 0 && framework === "AI SDK"), `${ran} runs, not ${runs}`);
          } finally {
            await victim.close();
          }
        },
      })),
    ),
  );
}

async function openSession(target: Target, victim: Victim): Promise<Session> {
  const { router } = victim;
  const client: ReturnType<typeof createToolRouter> = target.createToolRouter({
    apiKey: router.apiKey,
    baseUrl: router.baseUrl,
    fetch: router.fetch,
  });
  return client.sessions.create("alice", {
    tags: { require_approval: ["destructiveHint"] },
    preload: { tools: ["PLAIN_WIPE", "PLAIN_ECHO"] },
  });
}
