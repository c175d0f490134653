export { type Breakage, breakages } from "./breakages.ts";
export { smallRepository } from "./small-repository.ts";
export { testAgent, testRealModel } from "./test-agent.ts";
