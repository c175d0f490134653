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
import type { Tally } from "./tally.ts";
import { createTranscript, type Step } from "./transcript.ts";

/** All that an agent is given: where its router is, for whom it works, and what it is asked. */
export interface ResearchTask extends AsyncDisposable {
  /** Options for `createToolRouter`. */
  readonly router: ToolRouterOptions;
  readonly userId: string;
  /** The toolkits that the session is to have. */
  readonly toolkits: readonly string[];
  /** For the system prompt. */
  readonly instructions: string;
  /** What the user asks first. */
  readonly request: string;
  /** Hands an answer to the user, who reads it and opens its link. Nothing comes back when the user is content. */
  reply(answer: string): Promise<string | undefined>;
  /** Reports a step, to be printed and counted. */
  onStep(step: Step): void;
}

/** The task and what came of it. */
export interface PreparedTask extends ResearchTask {
  readonly person: Person;
  tally(): Tally;
  findings(): Finding[];
  /** What is wrong with the result, in words; empty when the task was done. */
  problems(): string[];
}

export interface TaskOptions {
  /** The repository to look at. Default: this one. */
  root?: string | undefined;
  /** Where the transcript goes. Default: nowhere. */
  print?: ((line: string) => void) | undefined;
  /** Stands between the agent (and its user) and the router, to break what it answers. */
  between?: ((fetch: typeof globalThis.fetch) => typeof globalThis.fetch) | undefined;
}

const searchedText = 'from "node:';
const userId = "user_42";

const instructions =
  "You research code repositories with the tools that you find with COMPOSIO_SEARCH_TOOLS, and run them in batches " +
  "with COMPOSIO_MULTI_EXECUTE_TOOL. If a toolkit is not connected, ask for a link with COMPOSIO_MANAGE_CONNECTIONS " +
  "and end your answer with it; the user will open it. If a tool fails, read its error and try again. " +
  "Do not guess, and do not ask for permission.";

const request =
  "Take stock of this repository. The file `pnpm-workspace.yml` says in which folders its packages are. For every " +
  "package find out its name, its description, how many TypeScript files (ending in .ts) it has, and how many lines " +
  `of these contain \`${searchedText}\`. Insert one finding for each package into my findings database, ` +
  "then tell me what is in it.";

/** Sets up a router with the task's two toolkits, an empty database in a temporary folder, and the user. */
export async function prepareResearchTask(options: TaskOptions = {}): Promise<PreparedTask> {
  const {
    root = fileURLToPath(new URL("../../../", import.meta.url)),
    print = () => {},
    between = (fetch) => fetch,
  } = options;
  const folder = await mkdtemp(join(tmpdir(), "tool-router-example-"));
  const path = join(folder, "findings.sqlite");
  const database = createFindingsDatabase(path);
  const local = createLocalRouter({ toolkits: [repositoryToolkit(root), findingsToolkit(database)] });
  const fetch = between(local.fetch);
  const person = createPerson({ fetch, origin: local.baseUrl, knows: { "Access key": database.accessKey } });
  const transcript = createTranscript(print);
  transcript.user(request);

  return {
    router: { baseUrl: local.baseUrl, apiKey: local.apiKey, fetch: (url, init) => fetch(url, init) },
    userId,
    toolkits: ["repository", "findings"],
    instructions,
    request,
    async reply(answer) {
      const reply = await person.reply(answer);
      if (reply !== undefined) transcript.user(reply);
      return reply;
    },
    onStep: (step) => transcript.step(step),
    person,
    tally: () => transcript.tally(),
    findings: () => readFindings(path),
    problems: () => findingProblems(readFindings(path), expectedFindings(root, searchedText)),
    async [Symbol.asyncDispose]() {
      await local.close();
      database[Symbol.dispose]();
      await rm(folder, { recursive: true });
    },
  };
}
