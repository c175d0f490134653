import type { operations, QueryOf, ResultOf } from "../http/operations.ts";
import { aBoolean, aList, aString, type RulesFor } from "../errors/options.ts";
import { type ListOptions, listRules } from "../http/paginate.ts";

type Listing = "listAccounts" | "listTools" | "listToolkits" | "listAuthConfigs";
type Table = typeof operations;
type ListQuery<Query> = ListOptions & Omit<NonNullable<Query>, "limit" | "cursor">;
export type ListItem<Name extends Listing> = ResultOf<Table[Name]>["items"][number];

/** Which connected accounts to list. An empty list is the same as no filter. */
export type AccountsQuery = ListQuery<QueryOf<Table["listAccounts"]>>;

/** Which tools of the catalog to list. */
export type ToolsQuery = ListQuery<QueryOf<Table["listTools"]>>;

/** Which toolkits of the catalog to list. */
export type CatalogToolkitsQuery = ListQuery<QueryOf<Table["listToolkits"]>>;

/** Which auth configs of the project to list. */
export type AuthConfigsQuery = ListQuery<QueryOf<Table["listAuthConfigs"]>>;

export const accountsRules: RulesFor<AccountsQuery> = {
  toolkit_slugs: aList,
  statuses: aList,
  user_ids: aList,
  auth_config_ids: aList,
  connected_account_ids: aList,
  account_type: aString,
  order_by: aString,
  order_direction: aString,
  ...listRules,
};

export const toolsRules: RulesFor<ToolsQuery> = {
  toolkit_slug: aString,
  tool_slugs: aList,
  auth_config_ids: aList,
  important: aString,
  tags: aList,
  scopes: aList,
  query: aString,
  include_deprecated: aBoolean,
  toolkit_versions: aString,
  include_pricing: aBoolean,
  ...listRules,
};

export const catalogToolkitsRules: RulesFor<CatalogToolkitsQuery> = {
  category: aString,
  managed_by: aString,
  sort_by: aString,
  include_deprecated: aBoolean,
  search: aString,
  type: aString,
  ...listRules,
};

export const authConfigsRules: RulesFor<AuthConfigsQuery> = {
  toolkit_slug: aList,
  is_composio_managed: aBoolean,
  show_disabled: aBoolean,
  search: aString,
  ...listRules,
};
