import type { LocalRouter, LocalRouterOptions } from "@tool-router/local";

/** Creates a router for a test. Mutants, stores and Prism each have their own. */
export type MakeRouter = (options: LocalRouterOptions) => LocalRouter;
