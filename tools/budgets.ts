/**
 * What must not grow unseen. Each number is exact on every machine, and has a reason; to change one is to change a line
 * here.
 */
export const budgets = {
  /**
   * Bytes, minified and gzipped for browsers: a program that creates a client and a session and executes a tool. `first`
   * is what it loads before it can run. `all` is the same as one file, as bundlers make it that do not split: with what is
   * loaded only when it is needed, which is the moving of files, hooks in batches, schemas that must change, strict mode,
   * names, `accounts` and `validate`.
   */
  bundle: {
    // The goal is 10 000 with every method of a session, used or not. What the bundle would be without each part:
    // openapi-fetch 2 100 less, the options and their checks 1 700, errors and their texts 1 700, calls and retries 1 400,
    // the session's own methods 1 300, the transport 1 100, links and batches 900, the table of operations 400. The
    // words alone, of the API and of the messages, are 3 000.
    core: { first: 13_800, all: 16_300 },
    // The same program with a session's tools in the framework's shape; the framework itself left out. The goal is
    // 16 000 with a client of 10 000. Of what lies beyond the client, failures and their texts are 1 700, the look at
    // each schema with its table of keywords 1 000, the answers to a turn's calls (openai) 1 400, truncating results 1 000, the
    // look at options 300. The AI SDK's alone has approval for 6 in it.
    "ai-sdk": { first: 21_000, all: 30_300 },
    langchain: { first: 20_700, all: 30_000 },
    openai: { first: 21_900, all: 31_200 },
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
    // With the entry for Node: its bundle and four declarations; undici, which it uses, is a peer.
    core: { packages: 4, files: 44 },
    // Three modules: schemas are an entry of their own, and both share one.
    "adapter-kit": { packages: 5, files: 44 },
    "ai-sdk": { packages: 6, files: 10 },
    langchain: { packages: 6, files: 10 },
    openai: { packages: 6, files: 16 },
    // One of the packages speaks OAuth 2: it has no dependencies, and security is nothing to write once more. Four of the
    // files are declarations of what had to leave another source, so that no two folders import each other.
    local: { packages: 16, files: 138 },
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
