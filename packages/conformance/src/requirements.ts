import type { Requirement } from "./requirement.ts";
import { approvals } from "./requirements/approvals.ts";
import { credentials } from "./requirements/credentials.ts";
import { authConfigs } from "./requirements/auth-configs.ts";
import { accountChanges } from "./requirements/account-changes.ts";
import { connections } from "./requirements/connections.ts";
import { discovery } from "./requirements/discovery.ts";
import { direct } from "./requirements/direct.ts";
import { execution } from "./requirements/execution.ts";
import { files } from "./requirements/files.ts";
import { hooks } from "./requirements/hooks.ts";
import { metaTools } from "./requirements/meta-tools.ts";
import { oauth } from "./requirements/oauth.ts";
import { sessions } from "./requirements/sessions.ts";
import { proxy } from "./requirements/proxy.ts";
import { runLog } from "./requirements/run-log.ts";
import { wire } from "./requirements/wire.ts";

/** All requirements, in the order of the report. */
export const requirements: readonly Requirement[] = [
  ...credentials,
  ...sessions,
  ...execution,
  ...metaTools,
  ...approvals,
  ...hooks,
  ...oauth,
  ...discovery,
  ...connections,
  ...accountChanges,
  ...authConfigs,
  ...direct,
  ...files,
  ...proxy,
  ...wire,
  ...runLog,
];
