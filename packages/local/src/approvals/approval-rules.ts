import { ownValue } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import { noAccount, requirePermission } from "../sessions/permissions.ts";
import type { StoredSession } from "../sessions/session.ts";
import type { SessionSettings } from "../sessions/settings.ts";
import { isRemembered } from "./remembered-approvals.ts";
import type { CheckedCall } from "./settle-approvals.ts";

/** The facts that decide whether a call needs an approval. */
export interface ApprovalSubject {
  readonly toolkit: string;
  readonly slug: string;
  readonly tags: readonly string[];
  readonly accountId: string | undefined;
}

/** Whether a call needs the user's approval. Refuses a call that the session's permissions deny. */
export async function requiredApproval(
  router: RouterContext,
  { id, settings }: StoredSession,
  subject: ApprovalSubject,
): Promise<Pick<CheckedCall, "needsApproval" | "remember">> {
  const permission = requirePermission(settings, subject.slug, subject.accountId);
  const isListed = isApprovalRequired(settings, subject);
  if (permission !== "ask_once") return { needsApproval: isListed || permission === "ask", remember: undefined };
  const remember = `${subject.slug}:${subject.accountId ?? noAccount}`;
  return { needsApproval: isListed || !(await isRemembered(router, id, remember)), remember };
}

/** Whether the session's `require_approval` lists contain the toolkit, the tool or one of its tags. */
function isApprovalRequired(
  { toolkits, tools, tags: sessionTags }: SessionSettings,
  { toolkit, slug, tags }: ApprovalSubject,
): boolean {
  const rule = ownValue(tools, toolkit);
  const listedTags = [...(sessionTags?.require_approval ?? []), ...(rule?.tags?.require_approval ?? [])];
  return (
    (toolkits.require_approval ?? []).includes(toolkit) ||
    (rule?.require_approval ?? []).includes(slug) ||
    listedTags.some((tag) => tags.includes(tag))
  );
}
