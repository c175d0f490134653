import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ToolRouterOptions } from "@tool-router/core";
import { createLocalRouter } from "@tool-router/local";
import { expectedFindings, findingProblems } from "./check-findings.ts";
import { createFindingsDatabase, type Finding, readFindings } from "./findings-database.ts";
import { findingsToolkit } from "./findings-toolkit.ts";
import { createPerson, type Person } from "./person.ts";
import { repositoryToolkit } from "./repository-toolkit.ts";

/** The task of the demo: its router, its user, and the check of the result. */
export interface ResearchTask extends AsyncDisposable {
  /** Options for `createToolRouter`. */
  readonly router: ToolRouterOptions & { readonly apiKey: string; readonly baseUrl: string };
  readonly userId: string;
  readonly toolkits: readonly string[];
  /** The user's first message. */
  readonly request: string;
  readonly person: Person;
  /** Answers a request to the router. */
  readonly fetch: typeof globalThis.fetch;
  findings(): Finding[];
  /** Differences between the database and the repository; empty when the task was done. */
  problems(): string[];
}

export interface TaskOptions {
  /** The repository to look at. Default: this one. */
  root?: string | undefined;
  /** The origin at which the router is reached. Default: the router's own, in process. */
  origin?: string | undefined;
  /** Changes the router's responses, to break them. */
  between?: ((fetch: typeof globalThis.fetch) => typeof globalThis.fetch) | undefined;
}

const searchedText = 'from "node:';
const userId = "user_42";

const request =
  "Take stock of this repository. The file `pnpm-workspace.yml` says in which folders its packages are. For every " +
  "package find out its name, its description, how many TypeScript files (ending in .ts) it has, and how many lines " +
  `of these contain \`${searchedText}\`. Insert one finding for each package into my findings database, ` +
  "then tell me what is in it.";

/** Creates a router with the task's two toolkits, an empty database in a temporary folder, and the user. */
export async function prepareResearchTask(options: TaskOptions = {}): Promise<ResearchTask> {
  const { root = fileURLToPath(new URL("../../../../", import.meta.url)), between = (fetch) => fetch } = options;
  const folder = await mkdtemp(join(tmpdir(), "tool-router-demo-"));
  const path = join(folder, "findings.sqlite");
  const database = createFindingsDatabase(path);
  const local = createLocalRouter({ toolkits: [repositoryToolkit(root), findingsToolkit(database)] });
  const fetch = between(local.fetch);
  const { origin = local.baseUrl } = options;

  return {
    router: { baseUrl: origin, apiKey: local.apiKey, fetch: (url, init) => fetch(url, init) },
    userId,
    toolkits: ["repository", "findings"],
    request,
    person: createPerson({ fetch, origin, knows: { "Access key": database.accessKey } }),
    fetch,
    findings: () => readFindings(path),
    problems: () => findingProblems(readFindings(path), expectedFindings(root, searchedText)),
    async [Symbol.asyncDispose]() {
      await local.close();
      database[Symbol.dispose]();
      await rm(folder, { recursive: true });
    },
  };
}
