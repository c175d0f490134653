import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineToolkit, memoryStore, sqliteStore, type LocalRouterOptions, type Store } from "@tool-router/local";
import { must, shown, type Attack, type AttackClass } from "./attack.ts";
import { bentRouter, otherOptions, type Target } from "./target.ts";
import { openVictim, otherKey, userKey, type Answer, type Victim } from "./victim.ts";

const encryptionKey = Buffer.alloc(32, 9).toString("hex");

/** A tool whose runs wait until they are let go. */
function gate(): {
  toolkit: ReturnType<typeof defineToolkit>;
  open: () => void;
  started: Promise<void>;
  runs: () => number;
} {
  let open = (): void => {};
  let start = (): void => {};
  let count = 0;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const started = new Promise<void>((resolve) => (start = resolve));
  const toolkit = defineToolkit({
    slug: "gate",
    description: "Waits",
    tools: [
      {
        slug: "GATE_PASS",
        description: "Has an effect, and waits",
        inputSchema: { type: "object" },
        execute: async () => {
          count++;
          start();
          await opened;
          return { passed: count };
        },
      },
    ],
  });
  return { toolkit, open, started, runs: () => count };
}

interface Effects {
  readonly victim: Victim;
  readonly session: string;
  /** Effects so far: runs of tools, links made, requests that the provider got. */
  readonly count: () => Promise<number>;
}

/** Writes that a key protects, each with one effect. */
const writes: Record<string, (effects: Effects, headers: Record<string, string>) => Promise<Answer>> = {
  execute: ({ victim, session }, headers) =>
    victim.ask("POST", `${session}/execute`, { headers, body: { tool_slug: "PLAIN_ECHO", arguments: { a: 1 } } }),
  "execute_meta with one item": ({ victim, session }, headers) =>
    victim.ask("POST", `${session}/execute_meta`, {
      headers,
      body: {
        slug: "COMPOSIO_MULTI_EXECUTE_TOOL",
        arguments: { tools: [{ tool_slug: "PLAIN_ECHO", arguments: { a: 1 } }] },
      },
    }),
  link: ({ victim, session }, headers) =>
    victim.ask("POST", `${session}/link`, { headers, body: { toolkit: "vault" } }),
  proxy_execute: ({ victim, session }, headers) =>
    victim.ask("POST", `${session}/proxy_execute`, {
      headers,
      body: { toolkit_slug: "shop", endpoint: "/order", method: "POST", body: { item: 1 } },
    }),
  "a direct call": ({ victim }, headers) =>
    victim.ask("POST", "/tools/execute/PLAIN_ECHO", { headers, body: { user_id: "alice", arguments: {} } }),
};

export const idempotency: AttackClass = {
  title: "idempotency and durability",
  open: async (target) => {
    const root = mkdtempSync(join(tmpdir(), "tool-router-attacks-"));
    let ordered = 0;
    const provider = createServer((request, response) => {
      ordered++;
      request.resume();
      request.on("end", () => response.end("{}"));
    });
    await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
    const shop = defineToolkit({
      slug: "shop",
      description: "Orders things",
      proxy: { baseUrl: `http://127.0.0.1:${(provider.address() as AddressInfo).port}`, allowPrivate: true },
      tools: [{ slug: "SHOP_NOTHING", description: "-", inputSchema: { type: "object" }, execute: () => ({}) }],
    });
    const stores: Record<string, () => Partial<LocalRouterOptions>> = {
      "in memory": () => ({ store: memoryStore() }),
      "in SQLite": () => ({ store: sqliteStore(join(root, "shared", "state.db")), encryptionKey }),
    };
    const opened: Victim[] = [];
    const open = async (store: string): Promise<Effects> => {
      const victim = await openVictim(target, { ...stores[store]?.(), idempotency: true, toolkits: [shop] });
      opened.push(victim);
      const session = await victim.session("alice");
      return {
        victim,
        session,
        count: async () => {
          const { body } = await victim.ask("GET", "/connected_accounts?limit=1000");
          return victim.runs.length + (body.items as unknown[]).length + ordered;
        },
      };
    };
    const all: Attack[] = [];
    for (const store of Object.keys(stores)) {
      const effects = await open(store);
      all.push(...keyAttacks(effects, store));
    }
    return {
      attacks: [...all, ...crashAttacks(target, root)],
      close: async () => {
        for (const victim of opened) await victim.close();
        await new Promise<void>((resolve) => {
          provider.close(() => resolve());
          provider.closeAllConnections();
        });
        rmSync(root, { recursive: true, force: true });
      },
    };
  },
  mutants: [
    ["keys mean nothing", otherOptions(() => ({ idempotency: false }))],
    [
      "keys are compared without the body",
      bentRouter(
        (() => {
          const kept = new Map<string, Response>();
          return async (request: Request, pass: (request: Request) => Promise<Response>) => {
            const key = request.headers.get("idempotency-key");
            if (key === null) return pass(request);
            const answer = kept.get(key) ?? (await pass(request));
            kept.set(key, answer.clone());
            return answer.clone();
          };
        })(),
      ),
    ],
    [
      "an interrupted request is carried out again",
      bentRouter(async (request, pass) => {
        const answer = await pass(request.clone());
        if (answer.status !== 409) return answer;
        const again = new Request(request);
        again.headers.delete("idempotency-key");
        return pass(again);
      }),
    ],
  ],
};

function keyAttacks(effects: Effects, store: string): Attack[] {
  const { victim } = effects;
  let next = 0;
  const fresh = (): string => `${store} ${++next}`;
  const gained = async (work: () => Promise<unknown>): Promise<number> => {
    const before = await effects.count();
    await work();
    return (await effects.count()) - before;
  };
  const attacks: Attack[] = [];
  for (const [write, send] of Object.entries(writes)) {
    for (const times of [2, 5, 25]) {
      attacks.push({
        name: `${times} times ${write} at once with one key, state ${store}`,
        run: async () => {
          const headers = { "idempotency-key": fresh() };
          const answers: Answer[] = [];
          const count = await gained(async () => {
            answers.push(...(await Promise.all(Array.from({ length: times }, () => send(effects, headers)))));
          });
          must(count === 1, `${count} effects; statuses ${shown(answers.map(({ status }) => status))}`);
          must(new Set(answers.map(({ text }) => text)).size === 1, "the answers differ");
        },
      });
    }
    attacks.push(
      {
        name: `${write} again, one after the other, state ${store}`,
        run: async () => {
          const headers = { "idempotency-key": fresh() };
          const count = await gained(async () => {
            for (let time = 0; time < 4; time++) await send(effects, headers);
          });
          must(count === 1, `${count} effects`);
        },
      },
      {
        name: `the key of ${write} for another request, state ${store}`,
        run: async () => {
          const headers = { "idempotency-key": fresh() };
          await send(effects, headers);
          const others = Object.entries(writes).filter(([name]) => name !== write);
          const statuses: number[] = [];
          const count = await gained(async () => {
            for (const [, other] of others) statuses.push((await other(effects, headers)).status);
          });
          must(count === 0, `${count} effects`);
          must(
            statuses.every((status) => status === 409),
            `answered ${shown(statuses)}`,
          );
        },
      },
    );
  }
  const bodies: Record<string, object> = {
    "another value": { a: 2 },
    "a further argument": { a: 1, b: 2 },
    "no argument": {},
    "a text for a number": { a: "1" },
    "another case": { A: 1 },
    "a prototype": JSON.parse('{"a":1,"__proto__":{"x":1}}') as object,
  };
  attacks.push(
    ...Object.entries(bodies).map(([name, args]) => ({
      name: `the key of a call for one with ${name}, state ${store}`,
      run: async () => {
        const headers = { "idempotency-key": fresh() };
        await writes["execute"]?.(effects, headers);
        const before = victim.runs.length;
        const { status } = await victim.ask("POST", `${effects.session}/execute`, {
          headers,
          body: { tool_slug: "PLAIN_ECHO", arguments: args },
        });
        must(
          victim.runs.length === before && status === 409,
          `answered ${status}, ${victim.runs.length - before} runs`,
        );
      },
    })),
    ...Object.entries({
      "another project": { key: otherKey },
      "another key of the project": { key: "", headers: { "x-user-api-key": userKey } },
    }).map(([name, caller]) => ({
      name: `a stored answer for ${name}, state ${store}`,
      run: async () => {
        const key = fresh();
        const first = await victim.ask("POST", `${effects.session}/execute`, {
          headers: { "idempotency-key": key },
          body: { tool_slug: "VAULT_RECORD", arguments: {} },
        });
        const headers: Record<string, string> = {
          "idempotency-key": key,
          ...("headers" in caller ? caller.headers : {}),
        };
        const second = await victim.ask("POST", `${effects.session}/execute`, {
          key: caller.key,
          headers,
          body: { tool_slug: "VAULT_RECORD", arguments: {} },
        });
        // The same project gets its own answer; another one has no such session.
        must(
          name !== "another project" || (second.status === 404 && second.text !== first.text),
          `answered ${shown(second.text)}`,
        );
      },
    })),
    ...Object.entries({
      "of 10 kB": "k".repeat(10_000),
      "with quotes": `","x":"`,
      "with the separator of the store": "a/b/../c",
      "of another project's prefix": '["proj_local","x"]',
      "named like a prototype": "__proto__",
      "that is empty": "",
    }).map(([name, key]) => ({
      name: `twice with a key ${name}, state ${store}`,
      run: async () => {
        const headers = { "idempotency-key": key };
        const answers: Answer[] = [];
        const count = await gained(async () => {
          for (let time = 0; time < 2; time++) answers.push(await writes["execute"]!(effects, headers));
        });
        const isRefused = answers.every(({ status }) => status === 400);
        must(isRefused ? count === 0 : count === 1, `${count} effects; ${shown(answers.map(({ text }) => text))}`);
        must(
          answers.every(({ text }) => text.length < 8192),
          "a long answer",
        );
      },
    })),
    {
      name: `a caller that hangs up and comes again, state ${store}`,
      run: async () => {
        const headers = { "idempotency-key": fresh(), "x-api-key": victim.router.apiKey };
        const controller = new AbortController();
        const body = JSON.stringify({ tool_slug: "PLAIN_ECHO", arguments: { a: 1 } });
        const url = `${victim.router.baseUrl}/api/v3${effects.session}/execute`;
        const before = victim.runs.length;
        const first = victim.router
          .fetch(url, { method: "POST", headers, body, signal: controller.signal })
          .catch(() => undefined);
        controller.abort();
        await first;
        await victim.router.fetch(url, { method: "POST", headers, body });
        await victim.router.fetch(url, { method: "POST", headers, body });
        must(victim.runs.length - before <= 1, `${victim.runs.length - before} runs`);
      },
    },
  );
  return attacks;
}

/** Copies the files of a router's store: after a crash, exactly these would be left. */
function crashAttacks(target: Target, root: string): Attack[] {
  let next = 0;
  const killedAt = async (moment: "during the run" | "after the answer" | "before the run"): Promise<void> => {
    const live = join(root, `live-${++next}`);
    const left = join(root, `left-${next}`);
    const waiting = gate();
    // The leases of the killed router are over by then.
    const later = { now: () => new Date(Date.now() + 60_000) };
    const first = await openVictim(target, {
      store: sqliteStore(join(live, "state.db")),
      encryptionKey,
      idempotency: true,
      toolkits: [waiting.toolkit],
      ids: undefined,
      now: undefined,
    });
    const session = await first.session("alice");
    const call = { headers: { "idempotency-key": "once" }, body: { tool_slug: "GATE_PASS", arguments: {} } };
    const copy = (): void => cpSync(live, left, { recursive: true, filter: (path) => !path.endsWith("-shm") });
    if (moment === "before the run") copy();
    const running = first.ask("POST", `${session}/execute`, call);
    await waiting.started;
    if (moment === "during the run") copy();
    waiting.open();
    const answer = await running;
    if (moment === "after the answer") copy();
    await first.close();

    const again = gate();
    again.open();
    const second = await openVictim(target, {
      store: sqliteStore(join(left, "state.db"), later),
      encryptionKey,
      idempotency: true,
      toolkits: [again.toolkit],
      ids: undefined,
      ...later,
    });
    try {
      const repeated = await Promise.all([1, 2, 3].map(() => second.ask("POST", `${session}/execute`, call)));
      const most = moment === "before the run" ? 1 : 0;
      must(
        again.runs() <= most,
        `it ran ${again.runs()} times again; answered ${shown(repeated.map(({ text }) => text))}`,
      );
      if (moment === "after the answer") {
        must(
          repeated.every(({ text }) => text === answer.text),
          `answered ${shown(repeated[0]?.text)}`,
        );
      }
    } finally {
      await second.close();
    }
  };
  const stolen = async (change: (store: Store) => Store): Promise<void> => {
    const file = join(root, `stolen-${++next}`, "state.db");
    const first = await openVictim(target, { store: sqliteStore(file), encryptionKey, ids: undefined });
    const session = await first.session("alice");
    await first.close();
    const second = await openVictim(target, {
      store: change(sqliteStore(file)),
      encryptionKey: Buffer.alloc(32, 1).toString("hex"),
      ids: undefined,
    });
    try {
      const answer = await second.ask("GET", session).catch((error: unknown) => String(error));
      must(typeof answer === "string" || answer.status === 500, `answered ${shown(answer)}`);
      must(!shown(answer, 10_000).includes("alice"), "the state was read");
    } finally {
      await second.close().catch(() => undefined);
    }
  };
  return [
    ...(["before the run", "during the run", "after the answer"] as const).map((moment) => ({
      name: `a request again after its router was killed ${moment}`,
      run: () => killedAt(moment),
    })),
    { name: "state that is opened with another key", run: () => stolen((store) => store) },
  ];
}
