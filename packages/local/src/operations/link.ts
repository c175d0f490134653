import { refuse } from "../errors.ts";
import { startLink } from "../links.ts";
import type { Handler } from "../operation.ts";
import { sessionPolicy } from "../policy.ts";

export const link: Handler<"postToolRouterSessionBySessionIdLink"> = ({ session, body, origin }, router) => {
  const slug = body.toolkit.toLowerCase();
  const toolkit =
    router.catalogue.toolkits.get(slug) ??
    refuse("ToolRouterV2_InvalidToolkitSlugs", `There are no toolkits called ${slug}`, {
      suggestedFix: "List the session's toolkits",
    });
  sessionPolicy(session.settings).requireToolkit(slug);
  if (toolkit.auth === undefined) refuse("ToolRouterV2_ToolkitsIsNoAuth", `Toolkit ${slug} needs no account`);
  const { account_type: accountType = "PRIVATE", acl_config_for_shared: acl } = body.experimental ?? {};
  if (accountType === "SHARED") refuse("HTTP_NotImplemented", "This router does not share accounts between users yet");
  if (acl !== undefined) {
    refuse("ToolRouterV2_BadRequest", "acl_config_for_shared is only valid on SHARED accounts", {
      suggestedFix: "Leave it out",
    });
  }
  const {
    link: made,
    account,
    redirectUrl,
  } = startLink(router, session, {
    toolkit,
    alias: body.alias,
    callbackUrl: body.callback_url,
    origin,
  });
  return { link_token: made.token, redirect_url: redirectUrl, connected_account_id: account.id };
};
