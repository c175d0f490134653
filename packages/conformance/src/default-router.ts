import { createLocalRouter } from "@tool-router/local";
import { loadPrism } from "./prism.ts";
import { prismRouters } from "./prism-router.ts";
import type { MakeRouter } from "./make-router.ts";

/** Creates the routers of tests that pass no `makeRouter`. `conformance:prism` puts Prism in front of them. */
export const makeDefaultRouter: MakeRouter =
  process.env["CONFORMANCE_PRISM"] === "1" ? prismRouters(await loadPrism()).make : createLocalRouter;
