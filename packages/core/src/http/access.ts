import type { ToolRouterError } from "../errors/errors.ts";
import type { Call } from "./call.ts";
import type { CallOptions } from "./call-options.ts";
import type { FetchResponse } from "./fetch.ts";
import type { OutgoingRequest } from "./transport.ts";

/** The parts of a client that sessions, tools and files use. */
export interface Access {
  readonly call: Call;
  /** Whether a presigned URL of this host may use plain http. */
  allowsHttp(host: string): boolean;
  /** Sends one request to a presigned URL, without retries. Leaves the body of a success unread. */
  transfer(
    method: "GET" | "PUT",
    url: string,
    options: CallOptions,
    request?: Partial<OutgoingRequest>,
  ): Promise<FetchResponse>;
  /** Creates a `ToolRouterError`. A member, so that lazily loaded modules need not import the class. */
  createError(message: string): ToolRouterError;
  /** Texts that errors must not contain. */
  readonly secrets: readonly string[];
}
