import type { AdapterOptions } from "@tool-router/adapter-kit";
import { must, shown, type Attack, type AttackClass } from "./attack.ts";
import { oddItems } from "./hooks.ts";
import { lenientSession, metaToolTags, type WireTool } from "./lenient-router.ts";
import { loops, type ModelCall } from "./loops.ts";
import type { Target } from "./target.ts";
import type { Any } from "./victim.ts";

const tools: readonly WireTool[] = [
  ...metaToolTags,
  { slug: "MAIL_SEND", tags: ["createHint"], toolkit: "mail" },
  { slug: "MAIL_READ", tags: ["readOnlyHint"], toolkit: "mail" },
  { slug: "MAIL_WIPE", tags: ["destructiveHint"], toolkit: "mail" },
  { slug: "COMPOSIO_REMOTE_WORKBENCH", tags: ["readOnlyHint"], toolkit: "composio" },
  { slug: "COMPOSIO_REMOTE_BASH_TOOL", tags: ["readOnlyHint"], toolkit: "composio" },
  { slug: "COMPOSIO_PROXY_EXECUTE", tags: ["readOnlyHint"], toolkit: "composio" },
];

const one = (name: string, args: Any): ModelCall => ({ id: "1", name, args });
const items = (...given: Any[]): ModelCall => one("COMPOSIO_MULTI_EXECUTE_TOOL", { tools: given });
const item = (more: object = {}, slug = "MAIL_SEND"): object => ({ tool_slug: slug, arguments: {}, ...more });

/** Calls by which a model could leave the account that it is bound to. */
const calls: Record<string, ModelCall> = {
  "a call": one("MAIL_SEND", {}),
  "a call that names an account": one("MAIL_SEND", { account: "private" }),
  "a batch of one": items(item()),
  "a batch of three": items(item(), item({}, "MAIL_READ"), item()),
  "an item that names another account": items(item({ account: "private" })),
  "the second item names another account": items(item(), item({ account: "private" })),
  "an item that names it in capitals": items(item({ account: "PRIVATE" })),
  "an item with the name and a space": items(item({ account: " private" })),
  "an item with an empty account": items(item({ account: "" })),
  "an item with an account of null": items(item({ account: null })),
  "an item with a list of accounts": items(item({ account: ["work", "private"] })),
  "an item with an object for an account": items(item({ account: { id: "private" } })),
  "an item with the id of an account": items(item({ connected_account_id: "private" })),
  "an item with both": items(item({ account: "work", connected_account_id: "private" })),
  "an item that names an account in its arguments": items({
    tool_slug: "MAIL_SEND",
    arguments: { account: "private" },
  }),
  "a batch with an account beside the items": one("COMPOSIO_MULTI_EXECUTE_TOOL", {
    tools: [item()],
    account: "private",
  }),
  "a batch in a batch": items({
    tool_slug: "COMPOSIO_MULTI_EXECUTE_TOOL",
    arguments: { tools: [item({ account: "private" })] },
  }),
  "a batch in a batch without a name": items({
    tool_slug: "COMPOSIO_MULTI_EXECUTE_TOOL",
    arguments: { tools: [item()] },
  }),
  "a slug in small letters": items(item({ account: "private" }, "mail_send")),
  ...Object.fromEntries(
    Object.entries(oddItems).map(([name, argsOf]) => [
      `a batch with ${name}`,
      one("COMPOSIO_MULTI_EXECUTE_TOOL", argsOf("MAIL_SEND")),
    ]),
  ),
};

/** Ways to bind the calls to the account `work`. */
const bindings: Record<string, AdapterOptions> = {
  "an account": { account: "work" },
  "a function": { account: () => "work" },
};

export const accounts: AttackClass = {
  title: "bound accounts and allowed tools",
  open: async (target) => ({
    attacks: [...bindingAttacks(target), ...choiceAttacks(target), ...allowAttacks(target)],
  }),
  mutants: [
    [
      "batches keep the accounts that the model names",
      (target) => ({
        ...target,
        toChatTools: (session, options = {}) => {
          const { account: _, ...rest } = options;
          return target.toChatTools(session, rest);
        },
      }),
    ],
    [
      "the accounts of the option are not checked",
      (target) => ({
        ...target,
        toChatTools: (session, options = {}) => {
          const { accounts: _, ...rest } = options;
          return target.toChatTools(session, rest);
        },
      }),
    ],
    [
      "allow limits nothing",
      (target) => ({
        ...target,
        toResponsesTools: (session, options = {}) => {
          const { allow: _, ...rest } = options as { allow?: unknown };
          return target.toResponsesTools(session, rest);
        },
      }),
    ],
  ],
};

/** Tools that act; a call of another kind has no account. */
const isMail = ({ tool }: { tool: string }): boolean => tool.startsWith("MAIL_");

function bindingAttacks(target: Target): Attack[] {
  return Object.entries(loops).flatMap(([framework, loop]) =>
    Object.entries(bindings).flatMap(([binding, options]) =>
      Object.entries(calls).map(([name, call]) => ({
        name: `${name}, bound by ${binding} (${framework})`,
        run: async () => {
          const { session, arrived } = await lenientSession(target, tools);
          const told = await loop(target, session, { calls: [call], options });
          const strayed = arrived.filter((each) => isMail(each) && each.account !== "work");
          must(strayed.length === 0, `ran with another account: ${shown(strayed)}`);
          // What is plain has to work.
          const plain = /^(a call|a batch of one|a batch of three)$/.exec(name);
          const wanted = name === "a batch of three" ? 3 : 1;
          must(
            plain === null || arrived.filter(isMail).length === wanted,
            `${arrived.length} of ${wanted} ran; the model reads ${shown(told.read, 2000)}`,
          );
        },
      })),
    ),
  );
}

/** The model may choose among `work` and `home`, and nothing else. */
function choiceAttacks(target: Target): Attack[] {
  const options: AdapterOptions = { accounts: { mail: ["work", "home"] } };
  const names = ["private", "PRIVATE", "Work ", "work,private", "ca_private", "__proto__", "*", "w\u043erk"];
  const places: Record<string, (name: string) => ModelCall> = {
    "a call": (account) => one("MAIL_SEND", { account }),
    "an item": (account) => items(item({ account })),
    "the second item": (account) => items(item({ account: "home" }), item({ account })),
  };
  return Object.entries(loops).flatMap(([framework, loop]) =>
    Object.entries(places).flatMap(([place, callOf]) => [
      ...names.map((name) => ({
        name: `names the account ${JSON.stringify(name)} in ${place} (${framework})`,
        run: async () => {
          const { session, arrived } = await lenientSession(target, tools);
          await loop(target, session, { calls: [callOf(name)], options });
          const strayed = arrived.filter((each) => isMail(each) && !["work", "home", undefined].includes(each.account));
          must(strayed.length === 0, `ran with ${shown(strayed)}`);
        },
      })),
      {
        name: `names an account of the list in ${place} (${framework})`,
        run: async () => {
          const { session, arrived } = await lenientSession(target, tools);
          await loop(target, session, { calls: [callOf("home")], options });
          const used = arrived.filter(isMail).map(({ account }) => account);
          must(used.length > 0 && used.every((account) => account === "home"), `ran with ${shown(used)}`);
        },
      },
    ]),
  );
}

/** This agent may read, and nothing else. */
function allowAttacks(target: Target): Attack[] {
  // Written without its type, which not every version has.
  const options = { allow: ["MAIL_READ"] } as AdapterOptions;
  const refused: Record<string, ModelCall> = {
    "a call": one("MAIL_WIPE", {}),
    "an item": items(item({}, "MAIL_WIPE")),
    "an item beside an allowed one": items(item({}, "MAIL_READ"), item({}, "MAIL_WIPE")),
    "a tool that the session does not show": items(item({}, "HIDDEN_WIPE")),
    "a workbench": one("COMPOSIO_REMOTE_WORKBENCH", { code_to_execute: "run('MAIL_WIPE')" }),
    "a shell": one("COMPOSIO_REMOTE_BASH_TOOL", { command: "wipe" }),
    "a proxy call": one("COMPOSIO_PROXY_EXECUTE", { toolkit_slug: "mail", endpoint: "/", method: "DELETE" }),
    "a workbench in a batch": items(item({}, "COMPOSIO_REMOTE_WORKBENCH")),
    "a proxy call in a batch": items(item({}, "COMPOSIO_PROXY_EXECUTE")),
    "a slug that begins like an allowed one": items(item({}, "MAIL_READ_AND_WIPE")),
    ...Object.fromEntries(
      Object.entries(oddItems).map(([name, argsOf]) => [
        `a batch with ${name}`,
        one("COMPOSIO_MULTI_EXECUTE_TOOL", argsOf("MAIL_WIPE")),
      ]),
    ),
  };
  const admitted: Record<string, ModelCall> = {
    "a call": one("MAIL_READ", {}),
    "an item": items(item({}, "MAIL_READ")),
    "an item in small letters": items(item({}, "mail_read")),
  };
  return Object.entries(loops).flatMap(([framework, loop]) => [
    ...Object.entries(refused).map(([name, call]) => ({
      name: `runs a tool that is not allowed by ${name} (${framework})`,
      run: async () => {
        const { session, arrived } = await lenientSession(target, tools);
        await loop(target, session, { calls: [call], options });
        const run = arrived.filter(({ tool }) => tool !== "MAIL_READ");
        must(run.length === 0, `ran ${shown(run)}`);
      },
    })),
    ...Object.entries(admitted).map(([name, call]) => ({
      name: `runs a tool that is allowed by ${name} (${framework})`,
      run: async () => {
        const { session, arrived } = await lenientSession(target, tools);
        const { read } = await loop(target, session, { calls: [call], options });
        must(
          arrived.map(({ tool }) => tool).join() === "MAIL_READ",
          `ran ${shown(arrived)}; the model reads ${shown(read, 1500)}`,
        );
      },
    })),
  ]);
}
