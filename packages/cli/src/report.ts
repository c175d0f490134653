import { inspect } from "node:util";
import type { AnsweredRequest, FailedRequest, FailedRun } from "@tool-router/local";
import { API_KEY_VARIABLE } from "./api-key.ts";
import type { IO } from "./io.ts";

export interface ServedToolkit {
  readonly slug: string;
  readonly tools: number;
}

export interface Started {
  /** Such as `http://127.0.0.1:4310`. */
  readonly address: string;
  /** Flag, file or variable that the key comes from. Undefined if the router generated it. */
  readonly keySource: string | undefined;
  readonly apiKey: string;
  readonly toolkits: readonly ServedToolkit[];
  /** Callback URLs to register with OAuth providers. */
  readonly callbacks: readonly string[];
}

/** Reports to the user what the command does. */
export interface Report {
  readonly started: (started: Started) => void;
  /** With `--watch`, after a change. */
  readonly restarted: (toolkits: readonly ServedToolkit[]) => void;
  readonly request: (request: AnsweredRequest) => void;
  /** An error of a tool or of the router. The command goes on. */
  readonly error: (error: unknown, source: FailedRequest | FailedRun) => void;
  readonly warning: (message: string) => void;
  /** An error that ends the command. */
  readonly failed: (error: unknown) => void;
}

/** Lines for people. */
export function textReport({ out, err }: IO): Report {
  const print = (line = ""): void => {
    out(`${line}\n`);
  };
  return {
    started({ address, keySource, apiKey, toolkits, callbacks }) {
      print(`Tool router at  ${address}`);
      // Do not print a permanent key: the output may be logged.
      print(`API key         ${keySource === undefined ? apiKey : `from ${keySource}`}`);
      print(`Toolkits        ${describe(toolkits)}`);
      for (const callback of callbacks) print(`Sign-ins        redirect to ${callback}`);
      print();
      print("Create a session:");
      const shownKey = keySource === undefined ? apiKey : `$${API_KEY_VARIABLE}`;
      print(
        `  curl -X POST ${address}/api/v3/tool_router/session -H "x-api-key: ${shownKey}" -H "content-type: application/json" -d "{\\"user_id\\":\\"user_1\\"}"`,
      );
      print();
      print("Stop with Ctrl-C.");
    },
    restarted(toolkits) {
      print(`Restarted       ${describe(toolkits)}`);
    },
    request({ method, path, status, durationMs, toolSlug }) {
      const parts = [method.padEnd(6), path, status ?? "dropped", `${durationMs} ms`, toolSlug];
      print(parts.filter((part) => part !== undefined).join(" "));
    },
    error(error, source) {
      const place =
        source.kind === "run"
          ? `${source.toolSlug} threw (${source.logId})`
          : `${source.method} ${source.path} failed (${source.requestId})`;
      err(`${place}: ${inspect(error)}\n`);
    },
    warning(message) {
      err(`Warning: ${message}\n`);
    },
    failed(error) {
      err(`${messageOf(error)}\n`);
    },
  };
}

/** One JSON object per line, for scripts. README.md lists the events. */
export function jsonReport({ out }: IO): Report {
  const print = (event: string, fields: object): void => {
    out(`${JSON.stringify({ event, ...fields })}\n`);
  };
  return {
    started({ address, keySource, apiKey, toolkits, callbacks }) {
      const key = keySource === undefined ? { keySource: "generated", apiKey } : { keySource };
      print("start", { address, ...key, toolkits, callbacks });
    },
    restarted(toolkits) {
      print("restart", { toolkits });
    },
    request(request) {
      print("request", request);
    },
    error(error, source) {
      const stack = error instanceof Error ? error.stack : undefined;
      print("error", { ...source, message: messageOf(error), stack });
    },
    warning(message) {
      print("warning", { message });
    },
    failed(error) {
      print("failed", { message: messageOf(error) });
    },
  };
}

function describe(toolkits: readonly ServedToolkit[]): string {
  return toolkits.map(({ slug, tools }) => `${slug} (${tools} ${tools === 1 ? "tool" : "tools"})`).join(", ") || "none";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
