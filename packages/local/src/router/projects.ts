import { createAccounts } from "../accounts/accounts.ts";
import { createAuthConfigs } from "../accounts/auth-configs.ts";
import { readSeeds, seedIds } from "../accounts/seeds.ts";
import { watchAccounts, type WatchedAccounts } from "../accounts/watched-accounts.ts";
import { Refusal } from "../errors.ts";
import { checkAreas, type Keyring } from "../http/keys.ts";
import type { Caller, Project } from "../requests/caller.ts";
import type { RouterContext } from "../router-context.ts";
import type { LocalRouterOptions, ProjectOptions } from "./options.ts";
import { createSessions } from "../sessions/sessions.ts";
import type { State } from "../state/state.ts";

/** The part of a context that all projects of a router share. */
export type SharedContext = Omit<RouterContext, "projectId" | "accounts" | "authConfigs" | "sessions" | "state">;

/** The projects of a router. */
export interface Projects {
  /** The first is the default. */
  readonly list: readonly Project[];
  readonly keys: Keyring["projectKeys"];
  /** Creates the accounts of the options, unless the store has them already. */
  seed(createdAt: Date): Promise<void>;
  /** Delays a repeated read of an account until the account changes. Other requests are not delayed. */
  untilAccountChanges(request: Request): Promise<void>;
}

interface ProjectSources {
  /** The key of the first project. */
  readonly apiKey: string;
  readonly state: State;
  readonly shared: SharedContext;
  /** Requests that the router has received so far. */
  readonly requestCount: () => number;
}

export function createProjects(options: LocalRouterOptions, sources: ProjectSources): Projects {
  const { apiKey, state, shared, requestCount } = sources;
  const { catalog, ids } = shared;
  const { scopedKeys, accounts } = options;
  const definitions: readonly ProjectOptions[] = [
    { id: "proj_local", apiKey, scopedKeys, accounts },
    ...(options.projects ?? []),
  ];
  const watched: WatchedAccounts[] = [];
  const list = definitions.map(({ id, orgId = "org_local" }): Project => {
    const own = state.within(`project/${encodeURIComponent(id)}`);
    const projectAccounts = watchAccounts(createAccounts(own, catalog, ids, shared.now), requestCount);
    watched.push(projectAccounts);
    return { id, orgId, context: projectContext(id, own, projectAccounts, shared) };
  });
  const seeds = definitions.map(({ accounts: seeded = [] }, index) =>
    readSeeds(seeded, catalog, index === 0 ? "accounts" : `projects[${index - 1}].accounts`),
  );
  return {
    list,
    keys: projectKeys(definitions, list),
    seed: async (createdAt) => {
      for (const [index, { context }] of list.entries()) {
        const own = seeds[index] ?? [];
        await seedAccounts(context, own, seedIds(own, ids, options.store === undefined), createdAt);
      }
    },
    untilAccountChanges: async ({ method, url }) => {
      const [, id] = /^\/api\/v3(?:\.1)?\/connected_accounts\/(ca_[^/]+)$/.exec(new URL(url).pathname) ?? [];
      if (method !== "GET" || id === undefined) return;
      await Promise.all(watched.map((own) => own.untilChanged(id)));
    },
  };
}

function projectContext(
  projectId: string,
  state: State,
  accounts: WatchedAccounts,
  shared: SharedContext,
): RouterContext {
  const { catalog, ids, now, sessionTTL } = shared;
  return {
    ...shared,
    projectId,
    state,
    accounts,
    authConfigs: createAuthConfigs(state, catalog, ids, now),
    sessions: createSessions(state, ids, now, sessionTTL),
  };
}

async function seedAccounts(
  { accounts }: RouterContext,
  seeds: ReturnType<typeof readSeeds>,
  ids: ReturnType<typeof seedIds>,
  createdAt: Date,
): Promise<void> {
  for (const [index, { account, where }] of seeds.entries()) {
    try {
      await accounts.ensure(ids[index]!, { ...account, createdAt });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw new TypeError(`${where}: ${error.message}`, { cause: error });
    }
  }
}

function projectKeys(definitions: readonly ProjectOptions[], projects: readonly Project[]): Keyring["projectKeys"] {
  const keys = new Map<string, Omit<Caller, "key">>();
  const names = new Set<string>();
  for (const [index, project] of projects.entries()) {
    const { apiKey, scopedKeys = [] } = definitions[index] as ProjectOptions;
    if (names.has(project.id)) throw new TypeError(`projects: duplicate id ${project.id}`);
    names.add(project.id);
    const all = [{ key: apiKey, areas: undefined }, ...scopedKeys];
    for (const { key, areas } of all) {
      if (keys.has(key)) throw new TypeError(`projects: ${project.id} has a key that is already in use`);
      if (areas !== undefined) checkAreas(areas, `scopedKeys of ${project.id}: areas`);
      keys.set(key, { project, areas: areas && new Set(areas) });
    }
  }
  return keys;
}
