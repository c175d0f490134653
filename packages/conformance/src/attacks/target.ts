import { toAISDKTools, toolApproval } from "@tool-router/ai-sdk";
import { createToolRouter } from "@tool-router/core";
import { interruptOn, toLangChainTools } from "@tool-router/langchain";
import { createLocalRouter } from "@tool-router/local";
import {
  handleChatToolCalls,
  handleResponseOutput,
  toChatTools,
  toResponsesTools,
  toRunnableTools,
} from "@tool-router/openai";

/** What is attacked. A mutant replaces some of it. */
export interface Target {
  readonly createLocalRouter: typeof createLocalRouter;
  readonly createToolRouter: typeof createToolRouter;
  readonly toAISDKTools: typeof toAISDKTools;
  readonly toolApproval: typeof toolApproval;
  readonly toLangChainTools: typeof toLangChainTools;
  readonly interruptOn: typeof interruptOn;
  readonly toChatTools: typeof toChatTools;
  readonly toResponsesTools: typeof toResponsesTools;
  readonly toRunnableTools: typeof toRunnableTools;
  readonly handleChatToolCalls: typeof handleChatToolCalls;
  readonly handleResponseOutput: typeof handleResponseOutput;
  /** Arguments of the program that runs a router in a process of its own. */
  readonly programArguments: readonly string[];
}

export const realTarget: Target = {
  createLocalRouter,
  createToolRouter,
  toAISDKTools,
  toolApproval,
  toLangChainTools,
  interruptOn,
  toChatTools,
  toResponsesTools,
  toRunnableTools,
  handleChatToolCalls,
  handleResponseOutput,
  programArguments: [],
};

/** The target with routers whose requests and answers pass through `bend`. */
export function bentRouter(
  bend: (request: Request, pass: (request: Request) => Promise<Response>) => Promise<Response>,
): (target: Target) => Target {
  return (target) => ({
    ...target,
    createLocalRouter: (options) => {
      const router = target.createLocalRouter(options);
      const fetch: typeof globalThis.fetch = (input, init) =>
        bend(new Request(input, init), (request) => router.fetch(request));
      return Object.assign(Object.create(router) as typeof router, { fetch });
    },
  });
}

/** The target with routers that are made with other options. */
export function otherOptions(
  change: (options: Parameters<typeof createLocalRouter>[0]) => Partial<Parameters<typeof createLocalRouter>[0]>,
): (target: Target) => Target {
  return (target) => ({
    ...target,
    createLocalRouter: (options) => target.createLocalRouter({ ...options, ...change(options) }),
  });
}
