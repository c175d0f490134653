/**
 * What must not grow unseen. Each number is exact on every machine, and has a reason; to change one is to change a line
 * here.
 */
export const budgets = {
  /**
   * Minified and gzipped bytes for browsers: a program that creates a client and a session and executes a tool. `first`
   * is what loads before it can run. `all` is the same as one file, as bundlers without code splitting make it, with
   * everything that loads lazily: `router.api`, files, links, accounts, batches, `proxy`, answers to questions.
   */
  bundle: {
    // Goals: 15,000 first and 18,000 in all. What stands in the way: openapi-fetch takes 2,100, and every call goes through
    // it. About, of the rest of the first load: the session and its results 3,200, calls, retries and the transport 3,000,
    // errors and their messages 2,500, the checks of options 2,400, the router and its lists 1,500, the table of operations
    // 500. Loaded lazily: files 2,100, batches 1,700, links and accounts 1,300. esbuild puts what a lazily loaded module
    // shares with the rest into a chunk of its own, and each chunk costs some 200 bytes.
    core: { first: 17_700, all: 23_200 },
    // The same program with a session's tools in the framework's shape; the framework itself is left out. Goals: 22,000
    // first and 32,000 in all. Beyond the client, the first load has about: failures and their texts 2,200, running a call
    // and asking a person 1,800, the check of each schema 1,500, truncated results 1,000, the limits of calls (accounts,
    // `allow`, shared ids) 1,100. Loading the part that asks a person lazily costs more in chunks than it saves, and so do
    // the limits.
    "ai-sdk": { first: 28_250, all: 40_900 },
    langchain: { first: 27_950, all: 40_550 },
    openai: { first: 29_000, all: 41_600 },
  },
  /** Types that TypeScript instantiates for a program of twenty lines that uses the client. */
  instantiations: 1_000,
  /** Modules of Node that a root entry loads, itself and all that it brings along. */
  nodeModules: { core: 0, "adapter-kit": 0, "ai-sdk": 0, langchain: 0, openai: 0 },
  /**
   * What an installation brings: packages (peers left out), and the package's own files (the bundle and the declarations
   * that its entries reach) and size. Maps and sources count for the size only. There is room for a few more of each.
   */
  install: {
    openapi: { packages: 1, files: 10, kilobytes: 445 },
    // With the entry for Node: its bundle and four declarations; undici, which it uses, is a peer. So is the API of
    // OpenTelemetry, whose entry is one bundle and two declarations.
    core: { packages: 4, files: 68, kilobytes: 630 },
    // Three modules: schemas are an entry of their own, and both share one.
    "adapter-kit": { packages: 5, files: 36, kilobytes: 390 },
    "ai-sdk": { packages: 6, files: 8, kilobytes: 50 },
    langchain: { packages: 6, files: 9, kilobytes: 55 },
    openai: { packages: 6, files: 12, kilobytes: 115 },
    // oauth4webapi speaks OAuth 2, and has no dependencies; re2js matches regular expressions in linear time. The largest are
    // hono (3.8 MB), tldts (4 MB, most of it the public suffix list in several formats) and ajv (2.5 MB).
    local: { packages: 16, files: 56, kilobytes: 1470 },
    // The local router, commander and this package. One bundle.
    cli: { packages: 18, files: 6, kilobytes: 115 },
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
