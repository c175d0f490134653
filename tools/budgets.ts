/**
 * What must not grow unseen. Each number is exact on every machine, and has a reason; to change one is to change a line
 * here.
 */
export const budgets = {
  /**
   * Bytes, minified and gzipped for browsers: what a program loads at first that creates a client and a session and
   * executes a tool.
   */
  bundle: {
    // The goal is 10 000. What stands in the way is that every method of a session comes along, used or not. What the
    // bundle would be without each part: openapi-fetch 2 200 less, the session's methods 2 400 (links and batches are
    // 900 of them), files 2 000, calls and retries 1 900, errors and their texts 1 400, the transport 1 300, options and
    // their checks 1 100.
    core: 14_900,
    // The same program with a session's tools in the framework's shape; the framework itself left out. The goal is
    // 16 000 with a client of 10 000. Of what lies beyond the client, failures and their texts are 1 600, the look at
    // each schema with its table of keywords 1 000, the answers to a turn's calls (openai) 1 200, cutting results 500.
    "ai-sdk": 21_100,
    langchain: 20_800,
    openai: 21_800,
  },
  /**
   * The same in one file, as bundlers make it that do not split: with what is loaded only when a list of tools needs it,
   * which is schemas that must change (3 900), strict mode (1 600), names, `accounts` and `validate`.
   */
  wholeBundle: {
    core: 14_900,
    "ai-sdk": 27_800,
    langchain: 27_400,
    openai: 28_400,
  },
  /** Types that TypeScript instantiates for a program of twenty lines that uses the client. */
  instantiations: 1_000,
  /** Modules of Node that a root entry loads, itself and all that it brings along. */
  nodeModules: { core: 0, "adapter-kit": 0, "ai-sdk": 0, langchain: 0, openai: 0 },
  /**
   * What an installation brings: packages (peers left out), and the files of the package itself, which are the bundle and
   * one declaration for each source. There is room for a few more of those.
   */
  install: {
    openapi: { packages: 1, files: 10 },
    core: { packages: 4, files: 36 },
    // Three modules: schemas are an entry of their own, and both share one.
    "adapter-kit": { packages: 5, files: 44 },
    "ai-sdk": { packages: 6, files: 10 },
    langchain: { packages: 6, files: 10 },
    openai: { packages: 6, files: 16 },
    local: { packages: 15, files: 120 },
  },
  /** Requests that are sent to a router. */
  requests: {
    createToolRouter: 0,
    "sessions.use": 0,
    "sessions.create": 1,
    "session.tools": 1,
    "session.execute": 1,
    "session.executeMany of 50": 1,
    "session.executeMany of 51": 2,
    "session.ensureConnected, no account needed": 1,
    "tools in a framework's shape, from tools taken before": 0,
  },
} as const;
