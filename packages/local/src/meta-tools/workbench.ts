import type { MetaToolHandler } from "./meta-tool.ts";

// There is no sandbox here, and the caller's machine is not one.
const unavailable = { data: {}, error: "workbench is not available on this server" };

export const remoteWorkbench: MetaToolHandler<"COMPOSIO_REMOTE_WORKBENCH"> = () => unavailable;

export const remoteBashTool: MetaToolHandler<"COMPOSIO_REMOTE_BASH_TOOL"> = () => unavailable;
