import { createLocalRouter } from "@tool-router/local";
import { loadPrism } from "./prism.ts";
import { prismRouters } from "./prism-router.ts";
import type { MakeRouter } from "./world.ts";

/** What makes a router where nobody asks for another one. `conformance:prism` puts Prism before all of them. */
export const makeUsualRouter: MakeRouter =
  process.env["CONFORMANCE_PRISM"] === "1" ? prismRouters(await loadPrism()).make : createLocalRouter;
