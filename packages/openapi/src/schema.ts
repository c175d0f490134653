// Made from spec/ by `pnpm generate`. Do not edit.

export interface paths {
    "/tool_router/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a session
         * @description Makes a new session for one end user; equal bodies make different sessions. Sessions do not expire at the hosted router.
         */
        post: operations["postToolRouterSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tool_router/session/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        /**
         * Get a session
         * @description Gives the session with its configuration as it stands.
         */
        get: operations["getToolRouterSessionBySessionId"];
        put?: never;
        post?: never;
        /**
         * Delete a session
         * @description Deletes the session at once; from then on it is unknown. The user's connected accounts stay.
         */
        delete: operations["deleteToolRouterSessionBySessionId"];
        options?: never;
        head?: never;
        /**
         * Change a session
         * @description Changes the configuration and raises `config_version` by one. The outcome is checked as at creation; if any check fails, nothing changes. An empty body changes nothing. The user cannot be changed.
         */
        patch: operations["patchToolRouterSessionBySessionId"];
        trace?: never;
    };
    "/tool_router/session/{session_id}/attach": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a session together with custom tools
         * @description Checks custom tools against the session and gives both, as after creation. Nothing is stored: the definitions go along with every later call that needs them.
         */
        post: operations["postToolRouterSessionBySessionIdAttach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tool_router/session/{session_id}/config_history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        /**
         * List a session's configurations
         * @description Gives the live configuration and the ones before it, newest first.
         */
        get: operations["getToolRouterSessionBySessionIdConfigHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tool_router/session/{session_id}/tools": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        /**
         * List a session's tools
         * @description The tools to hand to an agent, by slug: the meta tools that are on and the app tools that were preloaded. App tools that a search can find are not listed. v3 gives all of them at once.
         */
        get: operations["getToolRouterSessionBySessionIdTools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tool_router/session/{session_id}/toolkits": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        /**
         * List a session's toolkits
         * @description The toolkits that the session admits, each with the user's connection.
         */
        get: operations["getToolRouterSessionBySessionIdToolkits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tool_router/session/{session_id}/search": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find tools for tasks
         * @description Looks for tools among what the session admits, one query per task, and tells what to call and what is connected. A tool need not have been found to be run.
         */
        post: operations["postToolRouterSessionBySessionIdSearch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tool_router/session/{session_id}/execute": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a tool
         * @description Runs one tool, be it an app tool or a meta tool that the session offers. The toolkit follows from the slug. An app tool has to be in a toolkit that the session allows and must not be filtered out; if it needs an account, the user's is found. What the tool itself reports as a failure comes back as 200 with `error`.
         */
        post: operations["postToolRouterSessionBySessionIdExecute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tool_router/session/{session_id}/execute_meta": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a meta tool
         * @description Runs one of the meta tools. `execute` does the same and more; note that the field is called `slug` here and `tool_slug` there.
         */
        post: operations["postToolRouterSessionBySessionIdExecuteMeta"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tool_router/session/{session_id}/proxy_execute": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call a provider's API
         * @description Sends one HTTP request to a provider with the user's credential added. Whatever the provider answers comes back as 200, with the provider's status inside.
         */
        post: operations["postToolRouterSessionBySessionIdProxyExecute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tool_router/session/{session_id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start connecting an account
         * @description Makes a connected account that waits for the session's user, and the address where they sign in. Then the browser goes to the callback with `status` and `connected_account_id` added, and the session can use the account. Refused for a toolkit with a pinned account.
         */
        post: operations["postToolRouterSessionBySessionIdLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tool_router/session/{session_id}/mounts/{mount_id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
                /**
                 * @description Id of the mount. Each session has one, `files`.
                 * @example files
                 */
                mount_id: components["parameters"]["MountId"];
            };
            cookie?: never;
        };
        /**
         * List files
         * @description The files of a mount.
         */
        get: operations["getToolRouterSessionBySessionIdMountsByMountIdItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tool_router/session/{session_id}/mounts/{mount_id}/download_url": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
                /**
                 * @description Id of the mount. Each session has one, `files`.
                 * @example files
                 */
                mount_id: components["parameters"]["MountId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a download address
         * @description Gives an address to read one file from, for a while and without a credential.
         */
        post: operations["postToolRouterSessionBySessionIdMountsByMountIdDownloadUrl"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tool_router/session/{session_id}/mounts/{mount_id}/upload_url": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
                /**
                 * @description Id of the mount. Each session has one, `files`.
                 * @example files
                 */
                mount_id: components["parameters"]["MountId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an upload address
         * @description Gives an address to PUT one file to, for a while and without a credential. Send the bytes with a `Content-Type` equal to `mimetype`.
         */
        post: operations["postToolRouterSessionBySessionIdMountsByMountIdUploadUrl"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tool_router/session/{session_id}/mounts/{mount_id}/delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
                /**
                 * @description Id of the mount. Each session has one, `files`.
                 * @example files
                 */
                mount_id: components["parameters"]["MountId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete a file
         * @description Removes a file. One that does not exist counts as removed.
         */
        post: operations["postToolRouterSessionBySessionIdMountsByMountIdDelete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connected_accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List connected accounts
         * @description The connected accounts of the project.
         */
        get: operations["getConnectedAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connected_accounts/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start connecting an account outside of sessions
         * @description Makes a connected account that waits for its user, and the address where they sign in. Poll the account until it is ACTIVE.
         */
        post: operations["postConnectedAccountsLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connected_accounts/{nanoid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connected account.
                 * @example ca_demo1
                 */
                nanoid: components["parameters"]["ConnectedAccountId"];
            };
            cookie?: never;
        };
        /**
         * Get a connected account
         * @description Gives one account. Ask again until `status` is ACTIVE to wait for a user who is signing in.
         */
        get: operations["getConnectedAccountsByNanoid"];
        put?: never;
        post?: never;
        /**
         * Delete a connected account
         * @description Removes the account; sessions can no longer use it.
         */
        delete: operations["deleteConnectedAccountsByNanoid"];
        options?: never;
        head?: never;
        /**
         * Change a connected account
         * @description Changes the alias, the credential of a key scheme, or who may use a shared account.
         */
        patch: operations["patchConnectedAccountsByNanoid"];
        trace?: never;
    };
    "/connected_accounts/{nanoid}/status": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connected account.
                 * @example ca_demo1
                 */
                nanoid: components["parameters"]["ConnectedAccountId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Enable or disable a connected account
         * @description Sessions do not use a disabled account.
         */
        patch: operations["patchConnectedAccountsByNanoidStatus"];
        trace?: never;
    };
    "/connected_accounts/{nanoid}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connected account.
                 * @example ca_demo1
                 */
                nanoid: components["parameters"]["ConnectedAccountId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh a connected account
         * @description Refreshes the credential. If the user has to sign in again, the answer has the address.
         */
        post: operations["postConnectedAccountsByNanoidRefresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connected_accounts/{nanoid}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connected account.
                 * @example ca_demo1
                 */
                nanoid: components["parameters"]["ConnectedAccountId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a connected account
         * @description Has the provider revoke the credential and keeps the account with the status REVOKED. Answers 400 if the toolkit has no revocation, and 409 if the account's state does not admit it.
         */
        post: operations["postConnectedAccountsByNanoidRevoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth_configs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List auth configs
         * @description The auth configs of the project.
         */
        get: operations["getAuthConfigs"];
        put?: never;
        /**
         * Create an auth config
         * @description Sets up how accounts of a toolkit are connected: through the router's own app, or through the caller's.
         */
        post: operations["postAuthConfigs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth_configs/{nanoid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the auth config.
                 * @example ac_demo1
                 */
                nanoid: components["parameters"]["AuthConfigId"];
            };
            cookie?: never;
        };
        /**
         * Get an auth config
         * @description Gives one auth config.
         */
        get: operations["getAuthConfigsByNanoid"];
        put?: never;
        post?: never;
        /**
         * Delete an auth config
         * @description Deletes the auth config; its accounts can no longer be used.
         */
        delete: operations["deleteAuthConfigsByNanoid"];
        options?: never;
        head?: never;
        /**
         * Change an auth config
         * @description Changes name, scopes or credentials. The type cannot be changed.
         */
        patch: operations["patchAuthConfigsByNanoid"];
        trace?: never;
    };
    "/auth_configs/{nanoid}/{status}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the auth config.
                 * @example ac_demo1
                 */
                nanoid: components["parameters"]["AuthConfigId"];
                /**
                 * @description The new status.
                 * @example DISABLED
                 */
                status: "ENABLED" | "DISABLED";
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Enable or disable an auth config
         * @description No account is connected through a disabled auth config.
         */
        patch: operations["patchAuthConfigsByNanoidByStatus"];
        trace?: never;
    };
    "/tools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tools
         * @description Tools of the catalogue, whatever any session admits.
         */
        get: operations["getTools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/enum": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the slugs of all tools
         * @description All slugs of the catalogue at once.
         */
        get: operations["getToolsEnum"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/{tool_slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the tool, case-sensitive.
                 * @example GITHUB_CREATE_AN_ISSUE
                 */
                tool_slug: string;
            };
            cookie?: never;
        };
        /**
         * Get a tool
         * @description One tool of the catalogue.
         */
        get: operations["getToolsByToolSlug"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/execute/proxy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call a provider's API outside of sessions
         * @description Sends one HTTP request to a provider with the account's credential added. Whatever the provider answers comes back as 200, with the provider's status inside.
         */
        post: operations["postToolsExecuteProxy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/execute/{tool_slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the tool, case-sensitive.
                 * @example GITHUB_CREATE_AN_ISSUE
                 */
                tool_slug: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a tool outside of sessions
         * @description Runs one app tool on an account of a user. No session's rules apply, and no person is asked.
         */
        post: operations["postToolsExecuteByToolSlug"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/toolkits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List toolkits
         * @description Toolkits of the catalogue, whatever any session admits.
         */
        get: operations["getToolkits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/toolkits/multi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * List toolkits by slug
         * @description The same as the list, with the filters in the body.
         */
        post: operations["postToolkitsMulti"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/toolkits/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List categories of toolkits
         * @description All categories of the catalogue.
         */
        get: operations["getToolkitsCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/toolkits/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the toolkit.
                 * @example github
                 */
                slug: string;
            };
            cookie?: never;
        };
        /**
         * Get a toolkit
         * @description One toolkit of the catalogue, with its auth schemes and the fields that they need.
         */
        get: operations["getToolkitsBySlug"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/upload/request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an upload address for a tool's file
         * @description Gives an address to PUT a file to. Then pass `{name, mimetype, s3key}` as the tool's argument, with `key` as `s3key`. The address takes no credential.
         */
        post: operations["postFilesUploadRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        MetaTools: MetaTools;
        RequireApproval: RequireApproval;
        ToolkitsConfig: ToolkitsConfig;
        ConnectedAccountPins: ConnectedAccountPins;
        ManageConnectionsInput: ManageConnectionsInput;
        Tag: Tag;
        TagFilter: TagFilter;
        ToolFilter: ToolFilter;
        WorkbenchInput: WorkbenchInput;
        MultiAccountInput: MultiAccountInput;
        PreloadInput: PreloadInput;
        SearchConfig: SearchConfig;
        ExecuteConfig: ExecuteConfig;
        InstantFilter: InstantFilter;
        InstantConfig: InstantConfig;
        ProxyExecuteConfig: ProxyExecuteConfig;
        HookScope: HookScope;
        HookHandler: HookHandler;
        SessionHook: SessionHook;
        CustomToolkit: CustomToolkit;
        CustomTool: CustomTool;
        PermissionsConfig: PermissionsConfig;
        SessionCreate: SessionCreate;
        EchoedTags: EchoedTags;
        EchoedInstantFilter: EchoedInstantFilter;
        EchoedInstant: EchoedInstant;
        EchoedHook: EchoedHook;
        SessionConfig: SessionConfig;
        EchoedCustomToolkit: EchoedCustomToolkit;
        EchoedCustomTool: EchoedCustomTool;
        SessionWarning: SessionWarning;
        Session: Session;
        Error: Error;
        RateLimitBody: RateLimitBody;
        SessionDeleted: SessionDeleted;
        ManageConnectionsPatch: ManageConnectionsPatch;
        WorkbenchPatch: WorkbenchPatch;
        MultiAccountPatch: MultiAccountPatch;
        InstantPatch: InstantPatch;
        SessionPatch: SessionPatch;
        InlineCustoms: InlineCustoms;
        AttachRequest: AttachRequest;
        ConfigHistoryItem: ConfigHistoryItem;
        ConfigHistoryPage: ConfigHistoryPage;
        Tool: Tool;
        ToolPage: ToolPage;
        ConnectionStatus: ConnectionStatus;
        AuthScheme: AuthScheme;
        SessionToolkit: SessionToolkit;
        SessionToolkitPage: SessionToolkitPage;
        SearchRequest: SearchRequest;
        SearchResult: SearchResult;
        AccountType: AccountType;
        ToolkitConnectionStatus: ToolkitConnectionStatus;
        SearchToolSchema: SearchToolSchema;
        TimeInfo: TimeInfo;
        WorkflowSession: WorkflowSession;
        SearchResponse: SearchResponse;
        UserInputResponse: UserInputResponse;
        InputResponses: InputResponses;
        RequestState: RequestState;
        ExecuteRequest: ExecuteRequest;
        HookResult: HookResult;
        InstantCharge: InstantCharge;
        ExecuteResult: ExecuteResult;
        UserInputRequest: UserInputRequest;
        InputRequired: InputRequired;
        ExecuteResponse: ExecuteResponse;
        MetaToolSlug: MetaToolSlug;
        ExecuteMetaRequest: ExecuteMetaRequest;
        BinaryBody: BinaryBody;
        ProxyParameter: ProxyParameter;
        ProxyRequest: ProxyRequest;
        ProxyResult: ProxyResult;
        ProxyResponse: ProxyResponse;
        SharedAcl: SharedAcl;
        LinkRequest: LinkRequest;
        LinkResponse: LinkResponse;
        MountItem: MountItem;
        MountItemsPage: MountItemsPage;
        MountPathRequest: MountPathRequest;
        DownloadUrlResponse: DownloadUrlResponse;
        UploadUrlRequest: UploadUrlRequest;
        UploadUrlResponse: UploadUrlResponse;
        MountDeleteResponse: MountDeleteResponse;
        ConnectedAccount: ConnectedAccount;
        ConnectedAccountPage: ConnectedAccountPage;
        ConnectedAccountLinkRequest: ConnectedAccountLinkRequest;
        ConnectedAccountLinkResponse: ConnectedAccountLinkResponse;
        ConnectedAccountDeleted: ConnectedAccountDeleted;
        ConnectionStatePatch: ConnectionStatePatch;
        ConnectedAccountPatch: ConnectedAccountPatch;
        ConnectedAccountPatched: ConnectedAccountPatched;
        ConnectedAccountStatusPatch: ConnectedAccountStatusPatch;
        ConnectedAccountStatusPatched: ConnectedAccountStatusPatched;
        ConnectedAccountRefresh: ConnectedAccountRefresh;
        ConnectedAccountRefreshed: ConnectedAccountRefreshed;
        ConnectedAccountRevoked: ConnectedAccountRevoked;
        AuthConfigStatus: AuthConfigStatus;
        AuthConfig: AuthConfig;
        AuthConfigPage: AuthConfigPage;
        OAuthScopes: OAuthScopes;
        ProxyConfig: ProxyConfig;
        AuthConfigCreate: AuthConfigCreate;
        AuthConfigCreated: AuthConfigCreated;
        AuthConfigDeleted: AuthConfigDeleted;
        AuthConfigPatch: AuthConfigPatch;
        AuthConfigPatched: AuthConfigPatched;
        ToolProxyRequest: ToolProxyRequest;
        ToolExecuteRequest: ToolExecuteRequest;
        ToolExecuteResponse: ToolExecuteResponse;
        ToolkitType: ToolkitType;
        ToolkitMeta: ToolkitMeta;
        Toolkit: Toolkit;
        ToolkitPage: ToolkitPage;
        ToolkitsMultiRequest: ToolkitsMultiRequest;
        ToolkitCategory: ToolkitCategory;
        ToolkitCategoryPage: ToolkitCategoryPage;
        AvailableScopes: AvailableScopes;
        AuthField: AuthField;
        AuthFields: AuthFields;
        AuthSchemeDetails: AuthSchemeDetails;
        ToolkitDetails: ToolkitDetails;
        FileUploadRequest: FileUploadRequest;
        FileUploadResponse: FileUploadResponse;
        SearchToolsArguments: SearchToolsArguments;
        SearchToolsData: SearchToolsData;
        MultiExecuteToolArguments: MultiExecuteToolArguments;
        CurrentWorkflow: CurrentWorkflow;
        MultiExecuteToolData: MultiExecuteToolData;
        ManageConnectionsArguments: ManageConnectionsArguments;
        ManageConnectionsData: ManageConnectionsData;
        WaitForConnectionsArguments: WaitForConnectionsArguments;
        WaitForConnectionsData: WaitForConnectionsData;
        RemoteWorkbenchArguments: RemoteWorkbenchArguments;
        RemoteWorkbenchData: RemoteWorkbenchData;
        RemoteBashToolArguments: RemoteBashToolArguments;
        RemoteBashToolData: RemoteBashToolData;
        GetToolSchemasArguments: GetToolSchemasArguments;
        GetToolSchemasData: GetToolSchemasData;
        SubmitFeedbackArguments: SubmitFeedbackArguments;
        SubmitFeedbackData: SubmitFeedbackData;
        ProxyExecuteArguments: ProxyExecuteArguments;
        ProxyExecuteData: ProxyExecuteData;
    };
    responses: {
        /** @description The request is malformed, or the session does not allow it. */
        BadRequest: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "X-RateLimit": components["headers"]["RateLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                [name: string]: unknown;
            };
            content: {
                "application/json": Error;
            };
        };
        /** @description No credential, more than one, or one that is not accepted. */
        Unauthorized: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "X-RateLimit": components["headers"]["RateLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                [name: string]: unknown;
            };
            content: {
                "application/json": Error;
            };
        };
        /** @description The credential is valid but does not reach this far, or the session forbids the operation. */
        Forbidden: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "X-RateLimit": components["headers"]["RateLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                [name: string]: unknown;
            };
            content: {
                "application/json": Error;
            };
        };
        /** @description What the path or the body refers to does not exist, no longer exists, or belongs to another project. */
        NotFound: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "X-RateLimit": components["headers"]["RateLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                [name: string]: unknown;
            };
            content: {
                "application/json": Error;
            };
        };
        /** @description The request took too long to check or carry out. */
        RequestTimeout: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "X-RateLimit": components["headers"]["RateLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                [name: string]: unknown;
            };
            content: {
                "application/json": Error;
            };
        };
        /** @description A limit is used up: the router's own (`X-RateLimit-Remaining` is 0), or the provider's. */
        TooManyRequests: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "X-RateLimit": components["headers"]["RateLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": Error | RateLimitBody;
            };
        };
        /** @description The router failed. */
        InternalServerError: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "X-RateLimit": components["headers"]["RateLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                [name: string]: unknown;
            };
            content: {
                "application/json": Error;
            };
        };
        /** @description The stored state changed during the request or conflicts with it, for example because an alias is taken. */
        Conflict: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "X-RateLimit": components["headers"]["RateLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                [name: string]: unknown;
            };
            content: {
                "application/json": Error;
            };
        };
        /** @description The balance is used up; nothing ran. */
        PaymentRequired: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "X-RateLimit": components["headers"]["RateLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                [name: string]: unknown;
            };
            content: {
                "application/json": Error;
            };
        };
        /** @description What was asked for has been withdrawn. */
        Gone: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "X-RateLimit": components["headers"]["RateLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                [name: string]: unknown;
            };
            content: {
                "application/json": Error;
            };
        };
        /** @description The request, or the answer of the tool, is over the size limit. */
        PayloadTooLarge: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "X-RateLimit": components["headers"]["RateLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                [name: string]: unknown;
            };
            content: {
                "application/json": Error;
            };
        };
        /** @description The provider or the workbench could not be reached. */
        BadGateway: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "X-RateLimit": components["headers"]["RateLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                [name: string]: unknown;
            };
            content: {
                "application/json": Error;
            };
        };
        /** @description The request is well formed, but cannot be carried out. */
        UnprocessableEntity: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "X-RateLimit": components["headers"]["RateLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                [name: string]: unknown;
            };
            content: {
                "application/json": Error;
            };
        };
        /** @description This router does not do that. */
        NotImplemented: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "X-RateLimit": components["headers"]["RateLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                [name: string]: unknown;
            };
            content: {
                "application/json": Error;
            };
        };
        /** @description The router is overloaded, down for maintenance, or its store fails. In the last case, the message says whether the call may have run. */
        ServiceUnavailable: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "X-RateLimit": components["headers"]["RateLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                [name: string]: unknown;
            };
            content: {
                "application/json": Error;
            };
        };
        /** @description The provider did not answer in time. */
        GatewayTimeout: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "X-RateLimit": components["headers"]["RateLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                [name: string]: unknown;
            };
            content: {
                "application/json": Error;
            };
        };
    };
    parameters: {
        /**
         * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
         * @example trs_1a2b3c4d5e6f
         */
        SessionId: string;
        /** @description The `next_cursor` of the page before. Opaque; left out for the first page. */
        Cursor: string;
        /**
         * @description Id of the mount. Each session has one, `files`.
         * @example files
         */
        MountId: string;
        /**
         * @description Id of the connected account.
         * @example ca_demo1
         */
        ConnectedAccountId: string;
        /** @description Have the provider revoke the credential as well. */
        RevokeOnDelete: boolean;
        /**
         * @description Id of the auth config.
         * @example ac_demo1
         */
        AuthConfigId: string;
        /** @description Add prices of instant tools. */
        IncludePricing: boolean;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Id of this request, also in `error.request_id` of a refusal.
         * @example req_0001
         */
        RequestId: string;
        /**
         * @description Requests allowed in one window.
         * @example 10000
         */
        RateLimit: number;
        /**
         * @description Requests left in the current window. 0 on a 429 of the router's own limiter.
         * @example 9998
         */
        RateLimitRemaining: number;
        /**
         * @description Length of a window.
         * @example 60s
         */
        RateLimitWindowSize: string;
        /**
         * @description Seconds to wait before the next attempt.
         * @example 12
         */
        RetryAfter: number;
    };
    pathItems: never;
}
export interface operations {
    postToolRouterSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": SessionCreate;
            };
        };
        responses: {
            /** @description The session was made. */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Session;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getToolRouterSessionBySessionId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Session;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    deleteToolRouterSessionBySessionId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session is gone. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": SessionDeleted;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    patchToolRouterSessionBySessionId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": SessionPatch;
            };
        } | undefined;
        responses: {
            /** @description The session after the change. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Session;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    postToolRouterSessionBySessionIdAttach: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": AttachRequest;
            };
        } | undefined;
        responses: {
            /** @description The session and the custom tools. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Session;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getToolRouterSessionBySessionIdConfigHistory: {
        parameters: {
            query?: {
                /** @description Most items on a page. */
                limit?: number | undefined;
                /** @description The `next_cursor` of the page before. Opaque; left out for the first page. */
                cursor?: components["parameters"]["Cursor"] | undefined;
            } | undefined;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of configurations. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ConfigHistoryPage;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getToolRouterSessionBySessionIdTools: {
        parameters: {
            query?: {
                /** @description Most items on a page. */
                limit?: number | undefined;
                /** @description The `next_cursor` of the page before. Opaque; left out for the first page. */
                cursor?: components["parameters"]["Cursor"] | undefined;
            } | undefined;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tools, or one page of them. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ToolPage;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            410: components["responses"]["Gone"];
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
        };
    };
    getToolRouterSessionBySessionIdToolkits: {
        parameters: {
            query?: {
                /** @description Most items on a page. */
                limit?: number | undefined;
                /** @description The `next_cursor` of the page before. Opaque; left out for the first page. */
                cursor?: components["parameters"]["Cursor"] | undefined;
                /**
                 * @description Look at these only, in place of the session's own list.
                 * @example [
                 *       "github",
                 *       "gmail"
                 *     ]
                 */
                toolkits?: string[] | undefined;
                /** @description True for toolkits with a connection only. */
                is_connected?: boolean | undefined;
                /** @description Part of a name or slug. */
                search?: string | undefined;
            } | undefined;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of toolkits. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": SessionToolkitPage;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    postToolRouterSessionBySessionIdSearch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": SearchRequest;
            };
        };
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": SearchResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            410: components["responses"]["Gone"];
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
        };
    };
    postToolRouterSessionBySessionIdExecute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": ExecuteRequest;
            };
        };
        responses: {
            /** @description How the call ended, by `result_type`; without one, by `error`. `input_required` asks a person first. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ExecuteResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            410: components["responses"]["Gone"];
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
        };
    };
    postToolRouterSessionBySessionIdExecuteMeta: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": ExecuteMetaRequest;
            };
        };
        responses: {
            /** @description How the call ended, by `result_type`; without one, by `error`. `input_required` asks a person first. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ExecuteResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            410: components["responses"]["Gone"];
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
        };
    };
    postToolRouterSessionBySessionIdProxyExecute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": ProxyRequest;
            };
        };
        responses: {
            /** @description The provider answered, or a person is asked first. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ProxyResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            410: components["responses"]["Gone"];
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
        };
    };
    postToolRouterSessionBySessionIdLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": LinkRequest;
            };
        };
        responses: {
            /** @description The link was made. */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": LinkResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            501: components["responses"]["NotImplemented"];
        };
    };
    getToolRouterSessionBySessionIdMountsByMountIdItems: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before. Opaque; left out for the first page. */
                cursor?: components["parameters"]["Cursor"] | undefined;
                /** @description Most items on a page. */
                limit?: number | undefined;
                /** @description Folder to look into. */
                mount_relative_prefix?: string | undefined;
            } | undefined;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
                /**
                 * @description Id of the mount. Each session has one, `files`.
                 * @example files
                 */
                mount_id: components["parameters"]["MountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of files. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": MountItemsPage;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    postToolRouterSessionBySessionIdMountsByMountIdDownloadUrl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
                /**
                 * @description Id of the mount. Each session has one, `files`.
                 * @example files
                 */
                mount_id: components["parameters"]["MountId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": MountPathRequest;
            };
        };
        responses: {
            /** @description The address. */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": DownloadUrlResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    postToolRouterSessionBySessionIdMountsByMountIdUploadUrl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
                /**
                 * @description Id of the mount. Each session has one, `files`.
                 * @example files
                 */
                mount_id: components["parameters"]["MountId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": UploadUrlRequest;
            };
        };
        responses: {
            /** @description The address. */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": UploadUrlResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    postToolRouterSessionBySessionIdMountsByMountIdDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session. Without the `trs_` prefix the answer is 400; well formed but unknown, 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
                /**
                 * @description Id of the mount. Each session has one, `files`.
                 * @example files
                 */
                mount_id: components["parameters"]["MountId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": MountPathRequest;
            };
        };
        responses: {
            /** @description The file is gone. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": MountDeleteResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getConnectedAccounts: {
        parameters: {
            query?: {
                /** @description Accounts of these toolkits. */
                toolkit_slugs?: string[] | undefined;
                /** @description Accounts in one of these states. */
                statuses?: ("INITIALIZING" | "INITIATED" | "ACTIVE" | "FAILED" | "EXPIRED" | "INACTIVE" | "REVOKED")[] | undefined;
                /** @description Accounts of these users. */
                user_ids?: string[] | undefined;
                /** @description Accounts under these auth configs. */
                auth_config_ids?: string[] | undefined;
                /** @description These accounts. */
                connected_account_ids?: string[] | undefined;
                /** @description Accounts of this kind. */
                account_type?: "PRIVATE" | "SHARED" | "ALL" | undefined;
                /** @description What to sort by. */
                order_by?: "created_at" | "updated_at" | undefined;
                /** @description Which way to sort. */
                order_direction?: "asc" | "desc" | undefined;
                /** @description Most items on a page. */
                limit?: number | undefined;
                /** @description The `next_cursor` of the page before. Opaque; left out for the first page. */
                cursor?: components["parameters"]["Cursor"] | undefined;
            } | undefined;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of accounts. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ConnectedAccountPage;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            500: components["responses"]["InternalServerError"];
        };
    };
    postConnectedAccountsLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": ConnectedAccountLinkRequest;
            };
        };
        responses: {
            /** @description The link was made. */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ConnectedAccountLinkResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            500: components["responses"]["InternalServerError"];
            501: components["responses"]["NotImplemented"];
        };
    };
    getConnectedAccountsByNanoid: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connected account.
                 * @example ca_demo1
                 */
                nanoid: components["parameters"]["ConnectedAccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ConnectedAccount;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
            501: components["responses"]["NotImplemented"];
        };
    };
    deleteConnectedAccountsByNanoid: {
        parameters: {
            query?: {
                /** @description Have the provider revoke the credential as well. */
                revoke_on_delete?: components["parameters"]["RevokeOnDelete"] | undefined;
            } | undefined;
            header?: never;
            path: {
                /**
                 * @description Id of the connected account.
                 * @example ca_demo1
                 */
                nanoid: components["parameters"]["ConnectedAccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account is gone. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ConnectedAccountDeleted;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    patchConnectedAccountsByNanoid: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connected account.
                 * @example ca_demo1
                 */
                nanoid: components["parameters"]["ConnectedAccountId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": ConnectedAccountPatch;
            };
        };
        responses: {
            /** @description The account was changed. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ConnectedAccountPatched;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    patchConnectedAccountsByNanoidStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connected account.
                 * @example ca_demo1
                 */
                nanoid: components["parameters"]["ConnectedAccountId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": ConnectedAccountStatusPatch;
            };
        };
        responses: {
            /** @description The account was enabled or disabled. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ConnectedAccountStatusPatched;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    postConnectedAccountsByNanoidRefresh: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connected account.
                 * @example ca_demo1
                 */
                nanoid: components["parameters"]["ConnectedAccountId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": ConnectedAccountRefresh;
            };
        } | undefined;
        responses: {
            /** @description The account after the refresh. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ConnectedAccountRefreshed;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
        };
    };
    postConnectedAccountsByNanoidRevoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connected account.
                 * @example ca_demo1
                 */
                nanoid: components["parameters"]["ConnectedAccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The credential was revoked. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ConnectedAccountRevoked;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
        };
    };
    getAuthConfigs: {
        parameters: {
            query?: {
                /** @description Auth configs of these toolkits. */
                toolkit_slug?: string[] | undefined;
                /** @description True for those with the router's own app, false for the others. */
                is_composio_managed?: boolean | undefined;
                /** @description Disabled ones as well. */
                show_disabled?: boolean | undefined;
                /** @description Part of a name. */
                search?: string | undefined;
                /** @description Most items on a page. */
                limit?: number | undefined;
                /** @description The `next_cursor` of the page before. Opaque; left out for the first page. */
                cursor?: components["parameters"]["Cursor"] | undefined;
            } | undefined;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of auth configs. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AuthConfigPage;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    postAuthConfigs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": AuthConfigCreate;
            };
        };
        responses: {
            /** @description The auth config was made. */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AuthConfigCreated;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
            501: components["responses"]["NotImplemented"];
        };
    };
    getAuthConfigsByNanoid: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the auth config.
                 * @example ac_demo1
                 */
                nanoid: components["parameters"]["AuthConfigId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The auth config. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AuthConfig;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    deleteAuthConfigsByNanoid: {
        parameters: {
            query?: {
                /** @description Have the provider revoke the credential as well. */
                revoke_on_delete?: components["parameters"]["RevokeOnDelete"] | undefined;
            } | undefined;
            header?: never;
            path: {
                /**
                 * @description Id of the auth config.
                 * @example ac_demo1
                 */
                nanoid: components["parameters"]["AuthConfigId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The auth config is gone. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AuthConfigDeleted;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    patchAuthConfigsByNanoid: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the auth config.
                 * @example ac_demo1
                 */
                nanoid: components["parameters"]["AuthConfigId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": AuthConfigPatch;
            };
        };
        responses: {
            /** @description The auth config was changed. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AuthConfigPatched;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    patchAuthConfigsByNanoidByStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the auth config.
                 * @example ac_demo1
                 */
                nanoid: components["parameters"]["AuthConfigId"];
                /**
                 * @description The new status.
                 * @example DISABLED
                 */
                status: "ENABLED" | "DISABLED";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The auth config was enabled or disabled. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AuthConfigPatched;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getTools: {
        parameters: {
            query?: {
                /** @description Tools of these toolkits, separated by commas. */
                toolkit_slug?: string | undefined;
                /** @description These tools; the other filters are then ignored. */
                tool_slugs?: string[] | undefined;
                /** @description Tools that these auth configs reach. */
                auth_config_ids?: string[] | undefined;
                /** @description Featured tools only. Toolkits that feature no tool are listed whole. */
                important?: "true" | "false" | undefined;
                /** @description Tools with one of these tags. */
                tags?: string[] | undefined;
                /** @description Tools with one of these scopes. */
                scopes?: string[] | undefined;
                /** @description Words to look for in slug, name and description. */
                query?: string | undefined;
                /** @description Deprecated tools as well. */
                include_deprecated?: boolean | undefined;
                /** @description Add prices of instant tools. */
                include_pricing?: components["parameters"]["IncludePricing"] | undefined;
                /**
                 * @description Which version of the toolkits. v3 takes `00000000_00` if left out, v3.1 `latest`. For one toolkit, write `toolkit_versions[github]=20251027_00`.
                 * @example latest
                 */
                toolkit_versions?: string | undefined;
                /** @description Most items on a page. A limit above 1,000 counts as 1,000. */
                limit?: number | undefined;
                /** @description The `next_cursor` of the page before. Opaque; left out for the first page. */
                cursor?: components["parameters"]["Cursor"] | undefined;
            } | undefined;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of tools. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ToolPage;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getToolsEnum: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The slugs. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string[];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getToolsByToolSlug: {
        parameters: {
            query?: {
                /**
                 * @description Version of the tool.
                 * @example 20251027_00
                 */
                version?: string | undefined;
                /** @description Add prices of instant tools. */
                include_pricing?: components["parameters"]["IncludePricing"] | undefined;
                /**
                 * @description Which version of the toolkit. v3 takes `00000000_00` if left out, v3.1 `latest`.
                 * @example latest
                 */
                toolkit_versions?: string | undefined;
            } | undefined;
            header?: never;
            path: {
                /**
                 * @description Slug of the tool, case-sensitive.
                 * @example GITHUB_CREATE_AN_ISSUE
                 */
                tool_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tool. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Tool;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    postToolsExecuteProxy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": ToolProxyRequest;
            };
        };
        responses: {
            /** @description The provider answered. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ProxyResult;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["Gone"];
            413: components["responses"]["PayloadTooLarge"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            501: components["responses"]["NotImplemented"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    postToolsExecuteByToolSlug: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the tool, case-sensitive.
                 * @example GITHUB_CREATE_AN_ISSUE
                 */
                tool_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": ToolExecuteRequest;
            };
        };
        responses: {
            /** @description The tool ran. `successful` tells whether it succeeded. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ToolExecuteResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["Gone"];
            413: components["responses"]["PayloadTooLarge"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            501: components["responses"]["NotImplemented"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getToolkits: {
        parameters: {
            query?: {
                /** @description Toolkits of this category. */
                category?: string | undefined;
                /** @description The router's own toolkits, those that users added, or both. */
                type?: "native" | "custom" | "all" | undefined;
                /** @description Who keeps their auth. */
                managed_by?: "composio" | "all" | "project" | undefined;
                /** @description What to sort by. */
                sort_by?: "usage" | "alphabetically" | undefined;
                /** @description Deprecated toolkits as well. */
                include_deprecated?: boolean | undefined;
                /** @description Part of a name or slug. */
                search?: string | undefined;
                /** @description Most items on a page. */
                limit?: number | undefined;
                /** @description The `next_cursor` of the page before. Opaque; left out for the first page. */
                cursor?: components["parameters"]["Cursor"] | undefined;
            } | undefined;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of toolkits. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ToolkitPage;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    postToolkitsMulti: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": ToolkitsMultiRequest;
            };
        } | undefined;
        responses: {
            /** @description One page of toolkits. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ToolkitPage;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getToolkitsCategories: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The categories. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ToolkitCategoryPage;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getToolkitsBySlug: {
        parameters: {
            query?: {
                /** @description Version of the toolkit. */
                version?: string | undefined;
            } | undefined;
            header?: never;
            path: {
                /**
                 * @description Slug of the toolkit.
                 * @example github
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The toolkit. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ToolkitDetails;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    postFilesUploadRequest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": FileUploadRequest;
            };
        };
        responses: {
            /** @description The address. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    "X-RateLimit": components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Window-Size": components["headers"]["RateLimitWindowSize"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": FileUploadResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            501: components["responses"]["NotImplemented"];
        };
    };
}
/** @description The meta tools, by slug: what each is called, what a model is told about it, what it takes and what it gives. Everything that lists or types a meta tool is derived from here. */
export type MetaTools = {
    /**
     * Search Tools
     * @description Finds the tools for one or more tasks among the apps this session may use, and tells which apps are connected. Call it first, with one query per task. The answer holds the slugs to call, input schemas, a workflow id to pass along as session_id, and what to do next.
     */
    COMPOSIO_SEARCH_TOOLS: {
        arguments: SearchToolsArguments;
        data: SearchToolsData;
    };
    /**
     * Multi Execute Tool
     * @description Runs up to 50 app tools at the same time. Use it for calls that do not need each other's results; run dependent calls one after the other. Each result stands at the place of its call, and one failure does not stop the rest. Use only slugs and arguments that a search or a schema has given.
     */
    COMPOSIO_MULTI_EXECUTE_TOOL: {
        arguments: MultiExecuteToolArguments;
        data: MultiExecuteToolData;
    };
    /**
     * Manage Connections
     * @description Connects the user's accounts to apps, or lists, renames and removes them. For an app that is not connected yet the answer has a redirect_url: show it to the user and wait until they have signed in before running tools of that app.
     */
    COMPOSIO_MANAGE_CONNECTIONS: {
        arguments: ManageConnectionsArguments;
        data: ManageConnectionsData;
    };
    /**
     * Wait For Connections
     * @description Waits until the user has finished signing in to the given apps, or until the time is over, and tells the state of each. Call it after the user was shown a redirect_url.
     */
    COMPOSIO_WAIT_FOR_CONNECTIONS: {
        arguments: WaitForConnectionsArguments;
        data: WaitForConnectionsData;
    };
    /**
     * Remote Workbench
     * @description Runs Python in a sandbox that keeps its variables between calls, for at most three minutes per call. Use it to work through large results, files and loops over many items. Keep files that must last under /mnt/files/. Meta tools cannot be called from the code.
     */
    COMPOSIO_REMOTE_WORKBENCH: {
        arguments: RemoteWorkbenchArguments;
        data: RemoteWorkbenchData;
    };
    /**
     * Remote Bash Tool
     * @description Runs a bash command in the workbench's sandbox, for at most three minutes. Good for looking into files with the usual text tools, such as results that were saved under /mnt/files/.
     */
    COMPOSIO_REMOTE_BASH_TOOL: {
        arguments: RemoteBashToolArguments;
        data: RemoteBashToolData;
    };
    /**
     * Get Tool Schemas
     * @description Gives the full schemas of tools whose slugs are known. Call it when a search named a tool without showing what it takes. For a slug that does not exist it suggests similar ones.
     */
    COMPOSIO_GET_TOOL_SCHEMAS: {
        arguments: GetToolSchemasArguments;
        data: GetToolSchemasData;
    };
    /**
     * Submit Feedback
     * @description Tells the people who run the router how well its tools served the task. It changes nothing in the user's apps.
     */
    COMPOSIO_SUBMIT_FEEDBACK: {
        arguments: SubmitFeedbackArguments;
        data: SubmitFeedbackData;
    };
    /**
     * Proxy Execute
     * @description Sends one HTTP request to the API of an app with the user's account. Use it only when no tool does what the task needs. The answer holds the provider's status, body and headers.
     */
    COMPOSIO_PROXY_EXECUTE: {
        arguments: ProxyExecuteArguments;
        data: ProxyExecuteData;
    };
};
/** @description Slugs whose calls wait for a person's approval. Lists add up: a call waits if its toolkit, its tool or one of its tags is listed anywhere. */
export type RequireApproval = string[];
/** @description Which toolkits the session may use, and which of them need approval. Send `enable` or `disable`, not both; an unknown slug is refused. */
export type ToolkitsConfig = {
    enable: string[];
    require_approval?: RequireApproval | undefined;
} | {
    disable: string[];
    require_approval?: RequireApproval | undefined;
} | {
    require_approval: RequireApproval;
};
/**
 * @description Accounts to use, by toolkit slug. A pinned account is used or the call fails; nothing else is tried.
 * @example {
 *       "github": "ca_demo1"
 *     }
 */
export type ConnectedAccountPins = {
    [key: string]: string | string[];
};
/** @description How accounts are connected from within the session. `null` for a switch means its default. */
export type ManageConnectionsInput = {
    /**
     * @description Offer `COMPOSIO_MANAGE_CONNECTIONS`. Without it the caller links accounts itself.
     * @default true
     */
    enable?: boolean | null | undefined;
    /**
     * Format: uri
     * @description Where the browser goes once the user has signed in.
     */
    callback_url?: string | undefined;
    /**
     * @description Offer `COMPOSIO_WAIT_FOR_CONNECTIONS` as well.
     * @default false
     */
    enable_wait_for_connections?: boolean | null | undefined;
    /**
     * @description Let `COMPOSIO_MANAGE_CONNECTIONS` remove connections.
     * @default true
     */
    enable_connection_removal?: boolean | null | undefined;
};
/**
 * @description Hint about what a tool does. `createHint` and `updateHint` are newer than the others and may be unknown to an older router.
 * @enum {string}
 */
export type Tag = "readOnlyHint" | "destructiveHint" | "idempotentHint" | "openWorldHint" | "createHint" | "updateHint";
/** @description Which tools to admit by their hints. With `enable` a tool needs at least one of the tags, with `disable` it must have none. A bare list means `enable`. */
export type TagFilter = Tag[] | {
    /** @description A tool must have one of these. */
    enable?: Tag[] | undefined;
    /** @description A tool must have none of these. */
    disable?: Tag[] | undefined;
    /** @description Tools with one of these wait for a person's approval. */
    require_approval?: Tag[] | undefined;
};
/** @description Which tools of one toolkit the session may use, and which of them need approval. A list of slugs decides alone. Tags given here replace `enable` and `disable` of the session's own `tags` for this toolkit. */
export type ToolFilter = {
    enable: string[];
    require_approval?: RequireApproval | undefined;
} | {
    disable: string[];
    require_approval?: RequireApproval | undefined;
} | {
    tags: TagFilter;
    require_approval?: RequireApproval | undefined;
} | {
    require_approval: RequireApproval;
};
/** @description The session's workbench, a sandbox for code. */
export type WorkbenchInput = {
    /**
     * @description Offer the two workbench tools. Without it nothing is offloaded either.
     * @default true
     */
    enable?: boolean | undefined;
    /**
     * @description Let code in the workbench run tools, ask a model and search the web.
     * @default true
     */
    enable_tool_execution?: boolean | undefined;
    /**
     * @description Admit direct calls to provider APIs, from the workbench and from `proxy_execute`.
     * @default true
     */
    enable_proxy_execution?: boolean | undefined;
    /** @description Length in characters above which a result goes to a file. Chosen by the router if left out. */
    auto_offload_threshold?: number | undefined;
    /**
     * @description One, two, four or eight processors, with as many GB of memory.
     * @default standard
     * @enum {string}
     */
    sandbox_size?: "standard" | "medium" | "large" | "xlarge" | undefined;
};
/** @description Several connected accounts per toolkit. If left out, the project's setting holds. */
export type MultiAccountInput = {
    /** @description Allow several accounts per toolkit. */
    enable?: boolean | undefined;
    /** @description How many accounts a toolkit may have. 5 if left out. */
    max_accounts_per_toolkit?: number | undefined;
    /** @description Refuse a call that has several accounts to choose from and names none. If `false`, the account connected last is taken. */
    require_explicit_selection?: boolean | undefined;
};
/** @description App tools that are listed beside the meta tools. Not together with `multi_account`. */
export type PreloadInput = {
    /** @description Slugs that pass the session's own filters. More than about twenty crowd a model's context. */
    tools?: string[] | "all" | undefined;
};
/** @description The search meta tools. */
export type SearchConfig = {
    /** @description Offer `COMPOSIO_SEARCH_TOOLS` and `COMPOSIO_GET_TOOL_SCHEMAS`. On unless said otherwise. */
    enable?: boolean | undefined;
};
/** @description The batch meta tool. */
export type ExecuteConfig = {
    /** @description Offer `COMPOSIO_MULTI_EXECUTE_TOOL`. On unless said otherwise. */
    enable_multi_execute?: boolean | undefined;
};
/** @description Toolkits or tools that may use an instant account. */
export type InstantFilter = {
    enable: string[];
} | {
    disable: string[];
};
/** @description Instant tools run on an account of the router's operator and are charged to the project. The user's own connection is used first, if there is one. On unless `false`, subject to the project's setting. */
export type InstantConfig = false | {
    /** @description Which toolkits may use an instant account. */
    toolkits?: InstantFilter | undefined;
    /** @description Which tools may use an instant account, by toolkit slug. */
    tools?: {
        [key: string]: InstantFilter;
    } | undefined;
    /**
     * @description Add `instant_charge` to the results of charged calls.
     * @default false
     */
    return_instant_charge?: boolean | undefined;
    /** @description Add prices to search results. */
    return_prices_in_search?: boolean | undefined;
};
/** @description The proxy meta tool. Left out, the meta tool is off and proxy calls from the workbench follow `workbench.enable_proxy_execution`. */
export type ProxyExecuteConfig = {
    /** @description Offer `COMPOSIO_PROXY_EXECUTE`. `false` also turns off proxy calls from the workbench, and conflicts with `workbench.enable_proxy_execution: true`. */
    enable: boolean;
};
/** @description Which calls a hook sees. */
export type HookScope = "all" | {
    toolkits: string[];
};
/** @description How a hook decides. */
export type HookHandler = {
    /** @constant */
    type: "condition_check";
    /** @description Plain-language condition that blocks a call. */
    condition: string;
    /** @constant */
    action: "block";
} | {
    /** @constant */
    type: "webhook";
};
/** @description Checks calls before they run, or results before they are returned. */
export type SessionHook = {
    /** @description The caller's id for the hook. Repeated in `hook_results`. */
    id: string;
    /** @enum {string} */
    type: "before_execute" | "after_execute";
    /** @description Display name. Used in the default message of a blocked call. */
    name?: string | undefined;
    applies_to: HookScope;
    handler: HookHandler;
};
/** @description A named group of tools that the caller runs itself. It needs no account. */
export type CustomToolkit = {
    /** @description Own name of the toolkit, not that of an existing one. */
    slug: string;
    /** @description Display name. */
    name: string;
    /** @description What it is for; used by search. */
    description: string;
    tools: {
        /** @description Own name of the tool. */
        slug: string;
        /** @description Display name. */
        name: string;
        /** @description What it does. */
        description: string;
        /** @description JSON Schema of the arguments, with `type` object and `properties`. */
        input_schema: {
            [key: string]: unknown;
        };
        /** @description JSON Schema of the result. */
        output_schema?: {
            [key: string]: unknown;
        } | undefined;
        /** @description Hint to list the tool directly. */
        preload?: boolean | undefined;
    }[];
    /** @description Hint to list all its tools directly. */
    preload?: boolean | undefined;
};
/** @description A tool that the caller runs itself. The router lists and finds it under a `LOCAL_…` slug and never executes it. */
export type CustomTool = {
    /** @description Own name of the tool. The router makes `LOCAL_<TOOL>` or `LOCAL_<TOOLKIT>_<TOOL>` of it, at most 60 characters. */
    slug: string;
    /** @description Display name. */
    name: string;
    /** @description What it does, for the model and for search. */
    description: string;
    /** @description JSON Schema of the arguments, with `type` object and `properties`. */
    input_schema: {
        [key: string]: unknown;
    };
    /** @description JSON Schema of the result. */
    output_schema?: {
        [key: string]: unknown;
    } | undefined;
    /** @description Slug of a real toolkit whose connection the tool depends on. */
    extends_toolkit?: string | undefined;
    /** @description Hint to list the tool directly. */
    preload?: boolean | undefined;
};
/**
 * @description Which calls the user is asked about. Such a call answers `input_required`, as with `require_approval`. `ask_once` and `ask_once_per_session` ask once for each tool and account of a session.
 * @example {
 *       "default": "allow_all",
 *       "overrides": {
 *         "GMAIL_SEND_EMAIL:ca_demo2": "always_deny"
 *       }
 *     }
 */
export type PermissionsConfig = {
    /**
     * @description What holds where no override does.
     * @enum {string}
     */
    default: "allow_all" | "ask_every_call" | "ask_once_per_session";
    /** @description By `<TOOL_SLUG>:<account id>` or `*:<account id>`, with `__none__` for tools that need no account. A tool's own key beats the star. */
    overrides?: {
        [key: string]: "always_allow" | "always_deny" | "ask_once" | "ask_always";
    } | undefined;
};
/** @description What a new session is for, and what it may do. Unknown keys are refused. */
export type SessionCreate = {
    /** @description The end user whose connected accounts the session acts on; any id of the caller's choice. */
    user_id: string;
    /** @description Every toolkit if left out. */
    toolkits?: ToolkitsConfig | undefined;
    /** @description Auth config to connect and resolve through, by toolkit slug. */
    auth_configs?: {
        [key: string]: string;
    } | undefined;
    connected_accounts?: ConnectedAccountPins | undefined;
    manage_connections?: ManageConnectionsInput | undefined;
    /** @description Filters by toolkit slug. */
    tools?: {
        [key: string]: ToolFilter;
    } | undefined;
    tags?: TagFilter | undefined;
    workbench?: WorkbenchInput | undefined;
    multi_account?: MultiAccountInput | undefined;
    preload?: PreloadInput | undefined;
    search?: SearchConfig | undefined;
    execute?: ExecuteConfig | undefined;
    instant?: InstantConfig | undefined;
    proxy_execute?: ProxyExecuteConfig | undefined;
    /** @description Checks before and after calls. Not together with `experimental.session_config_id`. */
    hooks?: SessionHook[] | undefined;
    /** @description Features that may change or go. */
    experimental?: {
        /** @description For the system prompt that the router writes. */
        assistive_prompt_config?: {
            /**
             * @description IANA name of the user's time zone.
             * @example Europe/London
             */
            user_timezone?: string | undefined;
        } | undefined;
        /** @description Toolkits that the caller runs itself. */
        custom_toolkits?: CustomToolkit[] | undefined;
        /** @description Tools that the caller runs itself. */
        custom_tools?: CustomTool[] | undefined;
        permissions?: PermissionsConfig | undefined;
        /**
         * Format: uri
         * @description Base of the addresses that users are sent to, which become `<base>/link/<link_token>`.
         */
        link_url_overwrite?: string | undefined;
        /** @description Prefer speed. What the hosted router does about it is not known. */
        fast_mode?: boolean | undefined;
        /** @description The feedback meta tool. */
        submit_feedback?: {
            /**
             * @description Offer `COMPOSIO_SUBMIT_FEEDBACK`.
             * @default false
             */
            enable?: boolean | undefined;
        } | undefined;
        /**
         * @description What happens over MCP to a call that needs approval if the client cannot ask the user.
         * @default deny
         * @enum {string}
         */
        no_elicitation_support_fallback?: "deny" | "allow" | undefined;
        /**
         * @description Saved configuration to use. Not together with `toolkits`, `tools`, `tags`, `hooks` or custom tools.
         * @example sc_1a2b3c
         */
        session_config_id?: string | undefined;
    } | undefined;
};
export type EchoedTags = {
    enabled?: string[] | undefined;
    disabled?: string[] | undefined;
    require_approval?: string[] | undefined;
};
export type EchoedInstantFilter = {
    enabled: string[];
} | {
    disabled: string[];
};
/** @description False if instant tools are off. */
export type EchoedInstant = boolean | {
    toolkits?: EchoedInstantFilter | undefined;
    tools?: {
        [key: string]: EchoedInstantFilter;
    } | undefined;
    return_instant_charge?: boolean | undefined;
    return_prices_in_search?: boolean | undefined;
};
export type EchoedHook = {
    id: string;
    /**
     * @example before_execute
     * @example after_execute
     */
    type: string;
    name?: string | undefined;
    applies_to?: string | {
        toolkits?: string[] | undefined;
    } | undefined;
    handler?: {
        /**
         * @example condition_check
         * @example webhook
         */
        type?: string | undefined;
        condition?: string | undefined;
        /** @example block */
        action?: string | undefined;
    } | undefined;
};
/** @description A session's configuration as the router keeps it. Lists are called `enabled` and `disabled` here, not `enable` and `disable`. */
export type SessionConfig = {
    user_id: string;
    toolkits?: {
        enabled: string[];
        require_approval?: string[] | undefined;
    } | {
        disabled: string[];
        require_approval?: string[] | undefined;
    } | {
        require_approval: string[];
    } | undefined;
    auth_configs?: {
        [key: string]: string;
    } | undefined;
    /** @description A list of ids per toolkit in v3.1; only the first of them in v3. */
    connected_accounts?: ConnectedAccountPins | undefined;
    /** @description All pins, in v3. */
    all_connected_accounts?: {
        [key: string]: string[];
    } | undefined;
    manage_connections?: {
        /** @default true */
        enabled?: boolean | undefined;
        /** Format: uri */
        callback_url?: string | undefined;
        /** @default false */
        enable_wait_for_connections?: boolean | undefined;
        /** @default true */
        enable_connection_removal?: boolean | undefined;
    } | undefined;
    tools?: {
        [key: string]: {
            enabled: string[];
            require_approval?: string[] | undefined;
        } | {
            disabled: string[];
            require_approval?: string[] | undefined;
        } | {
            tags: EchoedTags;
            require_approval?: string[] | undefined;
        } | {
            require_approval: string[];
        };
    } | undefined;
    tags?: EchoedTags | undefined;
    workbench?: {
        /** @default true */
        enable?: boolean | undefined;
        tool_execution_enabled?: boolean | undefined;
        /** @default true */
        proxy_execution_enabled?: boolean | undefined;
        /** @description In characters. 20000 unless said otherwise. */
        auto_offload_threshold?: number | undefined;
        /**
         * @example standard
         * @example medium
         * @example large
         * @example xlarge
         */
        sandbox_size?: string | undefined;
    } | undefined;
    multi_account?: {
        enable?: boolean | undefined;
        max_accounts_per_toolkit?: number | undefined;
        require_explicit_selection?: boolean | undefined;
    } | undefined;
    preload: {
        tools: string[] | string;
    };
    /** @description Always there in v3.1. */
    search?: {
        /** @default true */
        enable?: boolean | undefined;
    } | undefined;
    /** @description Always there in v3.1. */
    execute?: {
        /** @default true */
        enable_multi_execute?: boolean | undefined;
    } | undefined;
    instant?: EchoedInstant | undefined;
    /** @description Absent if not set. */
    proxy_execute?: {
        enable: boolean;
    } | undefined;
    hooks?: EchoedHook[] | undefined;
};
/** @description A custom toolkit as the router knows it. */
export type EchoedCustomToolkit = {
    slug: string;
    name: string;
    description: string;
    tools: {
        /** @description Slug to call it by. */
        slug: string;
        /** @description The caller's own name for it. */
        original_slug: string;
        name: string;
        description: string;
        input_schema: {
            [key: string]: unknown;
        };
        output_schema?: {
            [key: string]: unknown;
        } | undefined;
        preload?: boolean | undefined;
    }[];
    preload?: boolean | undefined;
};
/** @description A custom tool as the router knows it. */
export type EchoedCustomTool = {
    /**
     * @description Slug to call it by.
     * @example LOCAL_OPEN_DOOR
     */
    slug: string;
    /** @description The caller's own name for it. */
    original_slug: string;
    name: string;
    description: string;
    input_schema: {
        [key: string]: unknown;
    };
    output_schema?: {
        [key: string]: unknown;
    } | undefined;
    extends_toolkit?: string | undefined;
    preload?: boolean | undefined;
};
export type SessionWarning = {
    /** @example PRELOAD_TOOLS_HIGH_CONTEXT_USAGE */
    code: string;
    message: string;
};
/** @description A session and its configuration as it stands. */
export type Session = {
    /**
     * @description Id of the session.
     * @example trs_1a2b3c4d5e6f
     */
    session_id: string;
    /** @description The session as an MCP server. It wants the same credential header. */
    mcp: {
        /** @example http */
        type: string;
        /** Format: uri */
        url: string;
    };
    /** @description Slugs of the meta tools that the session offers. */
    tool_router_tools: string[];
    config: SessionConfig;
    /** @description Starts at 1, rises by one with each change. Very old routers leave it out. */
    config_version: number;
    experimental?: {
        /** @description System prompt for the session. Given when the session is made. */
        assistive_prompt?: string | undefined;
        custom_toolkits?: EchoedCustomToolkit[] | undefined;
        custom_tools?: EchoedCustomTool[] | undefined;
        /**
         * @description What happens over MCP to a call that needs approval if the client cannot ask. Absent if not set.
         * @example deny
         * @example allow
         */
        no_elicitation_support_fallback?: string | undefined;
        /** @description The saved configuration that the session uses. */
        source_session_config?: {
            id?: string | undefined;
        } | undefined;
    } | undefined;
    /** @description Advice about the configuration; nothing was refused. */
    warnings?: SessionWarning[] | undefined;
};
/** @description How the router refuses a call. `x-error-codes` lists the known slugs, each with its code, its status and when it is given; `local: true` marks pairs that were chosen here because the hosted router's are not known. Expect others. */
export type Error = {
    error: {
        /** @description What went wrong, for people. The wording may change. */
        message: string;
        /** @description Number of the kind of error. */
        code: number;
        /**
         * @description Stable name of the kind of error.
         * @example ToolRouterV2_NoActiveConnection
         */
        slug: string;
        /** @description The HTTP status again. */
        status: number;
        /** @description Id of the request, for support. */
        request_id?: string | undefined;
        /** @description What to do about it. May be empty. */
        suggested_fix?: string | undefined;
        /** @description Single problems, one line each. */
        errors?: string[] | undefined;
    };
};
/** @description What the limiter in front of the router answers instead of the error envelope. */
export type RateLimitBody = {
    message: string;
};
export type SessionDeleted = {
    session_id: string;
    /** @example true */
    deleted: boolean;
};
/** @description Changes to `manage_connections`, field by field. */
export type ManageConnectionsPatch = {
    /** @description Offer `COMPOSIO_MANAGE_CONNECTIONS`. */
    enable?: boolean | null | undefined;
    /**
     * Format: uri
     * @description Where the browser goes once the user has signed in; `null` removes it.
     */
    callback_url?: string | null | undefined;
    /** @description Offer `COMPOSIO_WAIT_FOR_CONNECTIONS` as well. */
    enable_wait_for_connections?: boolean | null | undefined;
    /** @description Let `COMPOSIO_MANAGE_CONNECTIONS` remove connections. */
    enable_connection_removal?: boolean | null | undefined;
};
/** @description Changes to `workbench`, field by field. Another size or another `enable_tool_execution` makes a new sandbox: its files are lost, those of the mount stay. */
export type WorkbenchPatch = {
    /** @description Offer the two workbench tools. */
    enable?: boolean | undefined;
    /** @description Let code in the workbench run tools, ask a model and search the web. */
    enable_tool_execution?: boolean | undefined;
    /** @description Admit direct calls to provider APIs. */
    enable_proxy_execution?: boolean | undefined;
    /** @description Length in characters above which a result goes to a file. */
    auto_offload_threshold?: number | undefined;
    /**
     * @description One, two, four or eight processors, with as many GB of memory.
     * @enum {string}
     */
    sandbox_size?: "standard" | "medium" | "large" | "xlarge" | undefined;
};
/** @description Changes to `multi_account`, field by field. */
export type MultiAccountPatch = {
    /** @description Allow several accounts per toolkit. */
    enable?: boolean | undefined;
    /** @description How many accounts a toolkit may have. `null` restores the default. */
    max_accounts_per_toolkit?: number | null | undefined;
    /** @description Refuse a call that has several accounts to choose from and names none. */
    require_explicit_selection?: boolean | undefined;
};
/** @description Changes to `instant`. Fields left out keep their values, `tools` is replaced as a whole, and an empty object clears `toolkits` or `tools`. An object turns `instant` on again. */
export type InstantPatch = false | {
    /** @description Which toolkits may use an instant account. */
    toolkits?: InstantFilter | Record<string, never> | undefined;
    /** @description Which tools may use an instant account, by toolkit slug. */
    tools?: {
        [key: string]: InstantFilter;
    } | undefined;
    /** @description Add `instant_charge` to the results of charged calls. */
    return_instant_charge?: boolean | undefined;
    /** @description Add prices to search results. */
    return_prices_in_search?: boolean | undefined;
};
/** @description Changes to a session. A key left out keeps what is stored; `null` puts a block back to its default. `toolkits`, `auth_configs`, `connected_accounts`, `tools`, `tags`, `preload` and `hooks` are replaced whole, the other blocks are merged field by field. Unknown keys are refused. */
export type SessionPatch = {
    toolkits?: ToolkitsConfig | null | undefined;
    /** @description Auth config to connect and resolve through, by toolkit slug. */
    auth_configs?: {
        [key: string]: string;
    } | null | undefined;
    /** @description `null` removes all pins. */
    connected_accounts?: ConnectedAccountPins | null | undefined;
    manage_connections?: ManageConnectionsPatch | null | undefined;
    /** @description Filters by toolkit slug. */
    tools?: {
        [key: string]: ToolFilter;
    } | null | undefined;
    tags?: TagFilter | null | undefined;
    workbench?: WorkbenchPatch | null | undefined;
    multi_account?: MultiAccountPatch | null | undefined;
    preload?: PreloadInput | null | undefined;
    search?: SearchConfig | null | undefined;
    execute?: ExecuteConfig | null | undefined;
    instant?: InstantPatch | undefined;
    proxy_execute?: ProxyExecuteConfig | null | undefined;
    /** @description Replaces all hooks; `null` removes them. Not together with `experimental.session_config_id`. */
    hooks?: SessionHook[] | null | undefined;
    /** @description Features that may change or go. Custom tools and the prompt cannot be changed. */
    experimental?: {
        /** @description Replaces the stored permissions; `null` removes them. */
        permissions?: PermissionsConfig | null | undefined;
        /**
         * Format: uri
         * @description Base of the addresses that users are sent to.
         */
        link_url_overwrite?: string | undefined;
        /** @description Prefer speed. */
        fast_mode?: boolean | undefined;
        /** @description The feedback meta tool. `null` turns it off, which is the default. */
        submit_feedback?: {
            /** @description Offer `COMPOSIO_SUBMIT_FEEDBACK`. */
            enable: boolean;
        } | null | undefined;
        /**
         * @description What happens over MCP to a call that needs approval if the client cannot ask the user.
         * @enum {string}
         */
        no_elicitation_support_fallback?: "deny" | "allow" | undefined;
        /**
         * @description Saved configuration to use. Not together with `toolkits`, `tools`, `tags` or `hooks`.
         * @example sc_1a2b3c
         */
        session_config_id?: string | undefined;
    } | null | undefined;
    /** @description Change nothing and answer 409 unless the session is at this version. */
    expected_config_version?: number | undefined;
};
/** @description Custom tools sent along with one request. v3.1 does not store them, v3 takes them at creation. */
export type InlineCustoms = {
    custom_toolkits?: CustomToolkit[] | undefined;
    custom_tools?: CustomTool[] | undefined;
};
export type AttachRequest = {
    experimental?: InlineCustoms | undefined;
};
export type ConfigHistoryItem = {
    version: number;
    /** Format: date-time */
    created_at: string;
    config: SessionConfig;
    /** @description True for the live configuration alone. */
    is_current: boolean;
};
/** @description Newest first, beginning with the live configuration. */
export type ConfigHistoryPage = {
    items: ConfigHistoryItem[];
    /** @description Null or absent on the last page. */
    next_cursor?: string | null | undefined;
    total_pages: number;
    current_page: number;
    total_items: number;
};
/** @description A tool as it is handed to an agent. */
export type Tool = {
    /**
     * @description Name to call it by, case-sensitive.
     * @example GITHUB_CREATE_AN_ISSUE
     */
    slug: string;
    /** @description Display name. */
    name: string;
    /** @description What it does, for the model. */
    description: string;
    /** @description What it does, for people. */
    human_description?: string | undefined;
    /** @description Meta tools belong to `composio`. */
    toolkit: {
        slug: string;
        name: string;
        logo: string;
    };
    /** @description JSON Schema of the arguments. A leaf marked `file_uploadable` takes an uploaded file as `{name, mimetype, s3key}`. */
    input_parameters: {
        [key: string]: unknown;
    };
    /** @description JSON Schema of the result. A leaf marked `file_downloadable` is `{name, mimetype, s3url}`. */
    output_parameters: {
        [key: string]: unknown;
    };
    /** @description True if it runs without a connected account. */
    no_auth: boolean;
    /**
     * @example 20251027_00
     * @example 00000000_00
     */
    version: string;
    available_versions: string[];
    /** @description Hints and categories. */
    tags: string[];
    /** @description OAuth scopes it may need. */
    scopes: string[];
    /** @description The scopes it cannot do without. */
    scope_requirements?: {
        /** @description All of these; an entry may be a choice. */
        all_of: (string | {
            /** @description One of these; an entry may be a group that is needed as a whole. */
            any_of: (string | {
                all_of: string[];
                source?: string[] | undefined;
            })[];
            /** @description Argument values for which the choice applies, by argument. */
            when?: {
                [key: string]: string[];
            } | undefined;
            /** @description Where the requirement comes from. */
            source?: string[] | undefined;
        })[];
        /** @description Where the requirements come from. */
        source?: string[] | undefined;
    } | null | undefined;
    is_deprecated: boolean;
    /** @description Present if the tool can run on an instant account. Given only for its newest version. */
    instant?: {
        /** @example true */
        supported: boolean;
        /** @description Given only if the request asks for prices. */
        price?: {
            description?: string | undefined;
            /** @description Any value; null if there is none. */
            discount?: unknown;
        } | undefined;
    } | undefined;
    /** @description Old names of some fields, kept for old clients. */
    deprecated: {
        displayName: string;
        version: string;
        available_versions: string[];
        is_deprecated: boolean;
        toolkit: {
            logo: string;
        };
    };
};
/** @description Tools by slug. The list of a session is not paged in v3, where only `items` is sure to be there. */
export type ToolPage = {
    items: Tool[];
    /** @description Null or absent on the last page. */
    next_cursor?: string | null | undefined;
    total_pages?: number | undefined;
    current_page?: number | undefined;
    total_items?: number | undefined;
};
/**
 * @description State of a connected account. Only ACTIVE ones can be used; others may be added.
 * @example INITIALIZING
 * @example INITIATED
 * @example ACTIVE
 * @example FAILED
 * @example EXPIRED
 * @example INACTIVE
 * @example REVOKED
 */
export type ConnectionStatus = string;
/**
 * @description How an account is authenticated.
 * @example OAUTH2
 * @example OAUTH1
 * @example API_KEY
 * @example BASIC
 * @example BILLCOM_AUTH
 * @example BEARER_TOKEN
 * @example GOOGLE_SERVICE_ACCOUNT
 * @example NO_AUTH
 * @example BASIC_WITH_JWT
 * @example CALCOM_AUTH
 * @example SERVICE_ACCOUNT
 * @example SAML
 * @example DCR_OAUTH
 * @example S2S_OAUTH2
 * @example CIMD_OAUTH
 */
export type AuthScheme = string;
/** @description A toolkit as one session sees it, with the user's connection. */
export type SessionToolkit = {
    name: string;
    /** @example github */
    slug: string;
    /** @description Whether the session's configuration admits it. */
    enabled: boolean;
    /** @description True if it needs no connected account. */
    is_no_auth: boolean;
    /** @description Ways to connect that need no auth config of one's own. */
    composio_managed_auth_schemes: string[];
    meta: {
        /** Format: uri */
        logo: string;
        description: string;
    };
    /** @description The account in use; null if there is none. */
    connected_account: {
        /** @example ca_demo1 */
        id: string;
        user_id: string;
        status: ConnectionStatus;
        /** Format: date-time */
        created_at: string;
        auth_config: {
            id: string;
            auth_scheme: AuthScheme;
            is_composio_managed: boolean;
        };
    } | null;
};
export type SessionToolkitPage = {
    items: SessionToolkit[];
    /** @description Null or absent on the last page. */
    next_cursor?: string | null | undefined;
    total_pages: number;
    current_page: number;
    total_items: number;
};
export type SearchRequest = {
    /** @description Looked up side by side. */
    queries: {
        /** @description One task in words. */
        use_case: string;
        /** @description What is known already, as `key:value` pairs with commas between. */
        known_fields?: string | undefined;
    }[];
    /** @description Which model will read the answer. A hint. */
    model?: string | undefined;
    /**
     * @description `tool_search` finds tools and leaves planning out.
     * @enum {string}
     */
    search_strategy?: "auto" | "tool_search" | undefined;
    experimental?: InlineCustoms | undefined;
};
export type SearchResult = {
    /** @description Place of the query, beginning with 1. */
    index: number;
    /** @description The query again. */
    use_case: string;
    /** @description How to go about the task. */
    execution_guidance?: string | undefined;
    /**
     * @example easy
     * @example medium
     * @example hard
     */
    difficulty?: string | undefined;
    recommended_plan_steps?: string[] | undefined;
    known_pitfalls?: string[] | undefined;
    reference_workbench_snippets?: {
        description: string;
        code: string;
    }[] | undefined;
    /** @description Tools for the task. */
    primary_tool_slugs: string[];
    /** @description Tools that may help. */
    related_tool_slugs: string[];
    toolkits: string[];
    plan_id?: string | undefined;
    cached_plan_usecase?: string | undefined;
    /** @description What is remembered, by toolkit. */
    memory?: {
        [key: string]: string[];
    } | undefined;
    /** @description Why this query failed. */
    error?: string | null | undefined;
    /** @description Older name of `execution_guidance`. */
    reasoning?: string | undefined;
    /** @description Older name of `difficulty`. */
    task_difficulty?: string | undefined;
};
/**
 * @description PRIVATE accounts serve their owner; SHARED ones serve other users' sessions if pinned there.
 * @example PRIVATE
 * @example SHARED
 */
export type AccountType = string;
export type ToolkitConnectionStatus = {
    toolkit: string;
    description: string;
    has_active_connection: boolean;
    /** @description The account in use. */
    connection_details?: {
        [key: string]: unknown;
    } | undefined;
    /** @description Who the account belongs to: name, address and the like. */
    current_user_info?: {
        [key: string]: unknown;
    } | undefined;
    account_type?: AccountType | undefined;
    /** @description The accounts to choose from, in sessions with `multi_account`. */
    accounts?: {
        id: string;
        alias?: string | undefined;
        user_info?: {
            [key: string]: unknown;
        } | undefined;
        status: ConnectionStatus;
        created_at: string;
        is_default: boolean;
        account_type?: AccountType | undefined;
    }[] | undefined;
    /**
     * @description Present if a call has to name one of the accounts.
     * @example required
     */
    account_selection?: string | undefined;
    /** @description Tools of the toolkit that can run on an instant account. */
    instant_account?: {
        allowed_tool_slugs: string[];
    } | undefined;
    /** @description Older name of `instant_account`. */
    composio_managed?: {
        allowed_tool_slugs: string[];
    } | undefined;
    status_message: string;
};
export type SearchToolSchema = {
    toolkit: string;
    tool_slug: string;
    description?: string | undefined;
    /** @description There if `hasFullSchema`. */
    input_schema?: {
        [key: string]: unknown;
    } | undefined;
    output_schema?: {
        [key: string]: unknown;
    } | undefined;
    hasFullSchema?: boolean | undefined;
    /** @description The call that gives the schema left out here. */
    schemaRef?: {
        /** @example COMPOSIO_GET_TOOL_SCHEMAS */
        tool: string;
        args: {
            tool_slugs: string[];
        };
        message?: string | undefined;
    } | undefined;
};
/** @description The router's clock, for tasks that speak of dates. */
export type TimeInfo = {
    current_time_utc: string;
    current_time_utc_epoch_seconds: number;
    message: string;
};
/** @description The workflow that a search began or went on with. Not the session of the path. */
export type WorkflowSession = {
    /**
     * @description The workflow id.
     * @example lead
     */
    id: string;
    /** @description True if the id is new. */
    generate_id: boolean;
    instructions: string;
};
export type SearchResponse = {
    /** @description False if any query failed. */
    success: boolean;
    /** @description How many queries failed and why, else null. */
    error: string | null;
    /** @description One per query, in the same order. */
    results: SearchResult[];
    /** @description One per toolkit found. */
    toolkit_connection_statuses: ToolkitConnectionStatus[];
    /** @description Each tool found, by slug. */
    tool_schemas: {
        [key: string]: SearchToolSchema;
    };
    time_info: TimeInfo;
    session: WorkflowSession;
    /** @description What to do next, in order. */
    next_steps_guidance: string[];
};
/** @description A person's answer to one question. */
export type UserInputResponse = {
    /**
     * @description `accept` submits the form, `decline` refuses, `cancel` dismisses. An accepted form may still say no: the approval is in `content`.
     * @enum {string}
     */
    action: "accept" | "decline" | "cancel";
    /** @description With `accept`, the values for `requested_schema`. */
    content?: {
        [key: string]: unknown;
    } | undefined;
};
/** @description Answers to the questions of an `InputRequired`, by the ids of its `input_requests`. */
export type InputResponses = {
    [key: string]: UserInputResponse;
};
/** @description The `request_state` of the `InputRequired` that is answered, unchanged. */
export type RequestState = string;
export type ExecuteRequest = {
    /** @description Slug of an app tool, or of a meta tool that the session offers. */
    tool_slug: string;
    /**
     * @description What the tool is given.
     * @default {}
     */
    arguments?: {
        [key: string]: unknown;
    } | undefined;
    /** @description Id or alias of the connected account to use, for app tools. With one account it can be left out; with several, leaving it out is an error that lists them, unless the session says otherwise. Meta tools do not look at it. */
    account?: string | undefined;
    /** @description Let the router answer an app tool's long result with a preview, the whole being in a file of the workbench. Without it the result is always inline. Meta tools do not look at it. */
    enable_auto_workbench_offload?: boolean | undefined;
    input_responses?: InputResponses | undefined;
    request_state?: RequestState | undefined;
    experimental?: InlineCustoms | undefined;
};
/** @description What one hook did. Only a blocked `before_execute` proves that nothing ran. */
export type HookResult = {
    hook_id?: string | undefined;
    /**
     * @example before_execute
     * @example after_execute
     */
    type?: string | undefined;
    /**
     * @example allowed
     * @example modified
     * @example blocked
     * @example error
     */
    outcome?: string | undefined;
    message?: string | undefined;
};
/** @description What an instant call cost, if the session asked to be told. */
export type InstantCharge = {
    /**
     * @description Exact decimal number.
     * @example 0.0025
     */
    amount: string;
    /** @example USD */
    currency: string;
    /** @example composio */
    charged_by: string;
};
/** @description How a run ended. `result_type` decides. Without it, `error` does: null is success. */
export type ExecuteResult = {
    /**
     * @description `completed`, or `failed`: the tool failed, or a person refused and nothing ran. `blocked`: a hook refused the call or withheld its result. Any other value is neither success nor failure.
     * @example completed
     * @example failed
     * @example blocked
     */
    result_type?: string | undefined;
    /** @description What the tool gave. Often empty after a failure. */
    data: {
        [key: string]: unknown;
    };
    /** @description Why the call failed. A failed call may have null or an empty text here. */
    error: string | null;
    /** @description Id of the run in the log. */
    log_id: string;
    /** @description Why a hook blocked the call. Any value. */
    block_reason?: unknown;
    /** @description What each hook did, in order. */
    hook_results?: HookResult[] | undefined;
    instant_charge?: InstantCharge | undefined;
};
/** @description A question to a person, as a form. */
export type UserInputRequest = {
    /** @example elicitation */
    type: string;
    /** @example form */
    mode: string;
    /** @description The text for the person. */
    message: string;
    /** @description JSON Schema of the form: a flat object of strings, numbers, booleans and choices. Build the form from it; no field is fixed. */
    requested_schema: {
        [key: string]: unknown;
    };
};
/** @description Nothing ran: a person has to answer first. Send the same call again with `input_responses`, and with `request_state` if there is one. */
export type InputRequired = {
    /** @constant */
    result_type: "input_required";
    /** @description The questions, by ids that the answers reuse. */
    input_requests: {
        [key: string]: UserInputRequest;
    };
    /** @description Opaque. Keep it from people, models and logs. */
    request_state?: string | undefined;
};
/** @description How a call ended, or what a person has to answer before it runs. */
export type ExecuteResponse = ExecuteResult | InputRequired;
/**
 * @description Slug of a meta tool.
 * @enum {string}
 */
export type MetaToolSlug = "COMPOSIO_SEARCH_TOOLS" | "COMPOSIO_MULTI_EXECUTE_TOOL" | "COMPOSIO_MANAGE_CONNECTIONS" | "COMPOSIO_WAIT_FOR_CONNECTIONS" | "COMPOSIO_REMOTE_WORKBENCH" | "COMPOSIO_REMOTE_BASH_TOOL" | "COMPOSIO_GET_TOOL_SCHEMAS" | "COMPOSIO_SUBMIT_FEEDBACK" | "COMPOSIO_PROXY_EXECUTE";
export type ExecuteMetaRequest = {
    slug: MetaToolSlug;
    /**
     * @description What the meta tool is given.
     * @default {}
     */
    arguments?: {
        [key: string]: unknown;
    } | undefined;
    input_responses?: InputResponses | undefined;
    request_state?: RequestState | undefined;
    experimental?: InlineCustoms | undefined;
};
/** @description Bytes to send instead of JSON. */
export type BinaryBody = {
    /**
     * Format: uri
     * @description Where the router fetches them.
     */
    url: string;
    content_type?: string | undefined;
} | {
    base64: string;
    content_type?: string | undefined;
};
export type ProxyParameter = {
    name: string;
    value: string;
    /** @enum {string} */
    type: "header" | "query";
};
export type ProxyRequest = {
    /** @description The toolkit whose connection is used. */
    toolkit_slug: string;
    /** @description Path below the provider's base, or an absolute URL of the same site and scheme. */
    endpoint: string;
    /** @enum {string} */
    method: "GET" | "POST" | "PUT" | "DELETE" | "PATCH" | "HEAD";
    /** @description JSON to send; any value. Not with GET or HEAD. */
    body?: unknown;
    binary_body?: BinaryBody | undefined;
    /** @description Headers and query parameters. The router adds the credential itself. */
    parameters?: ProxyParameter[] | undefined;
    input_responses?: InputResponses | undefined;
    request_state?: RequestState | undefined;
};
/** @description What the provider answered, whatever its status. */
export type ProxyResult = {
    /**
     * @description `completed`, also when the provider refused. Any other value is no answer of the provider.
     * @example completed
     */
    result_type?: string | undefined;
    /** @description The provider's HTTP status. */
    status: number;
    /** @description The body, decoded. */
    data?: unknown;
    /** @description Where a body that is not text was put. */
    binary_data?: {
        url: string;
        content_type: string;
        size: number;
        expires_at?: string | undefined;
    } | undefined;
    headers?: {
        [key: string]: string;
    } | undefined;
    /** @description What each hook did, in order. */
    hook_results?: HookResult[] | undefined;
};
/** @description What the provider answered, or what a person has to answer before the request is sent. */
export type ProxyResponse = ProxyResult | InputRequired;
/** @description Who may use a SHARED account. A refusal beats everything, its creator is always let in. */
export type SharedAcl = {
    allow_all_users?: boolean | undefined;
    allowed_user_ids?: string[] | undefined;
    not_allowed_user_ids?: string[] | undefined;
};
export type LinkRequest = {
    /** @description Slug of the toolkit to connect. */
    toolkit: string;
    /** @description Own name for the new account, unique for the user and the toolkit. Empty removes it. */
    alias?: string | undefined;
    /**
     * Format: uri
     * @description Where the browser goes afterwards, instead of the session's own.
     */
    callback_url?: string | undefined;
    experimental?: {
        /**
         * @description PRIVATE if left out.
         * @enum {string}
         */
        account_type?: "PRIVATE" | "SHARED" | undefined;
        acl_config_for_shared?: SharedAcl | undefined;
    } | undefined;
};
export type LinkResponse = {
    /** @description Opaque. */
    link_token: string;
    /**
     * Format: uri
     * @description Where to send the user. Good for about ten minutes.
     */
    redirect_url: string;
    /** @description The new account, not active yet. */
    connected_account_id: string;
    experimental?: {
        account_type: AccountType;
        acl_config_for_shared?: {
            allow_all_users: boolean;
            allowed_user_ids: string[];
            not_allowed_user_ids: string[];
        } | undefined;
    } | undefined;
};
export type MountItem = {
    /**
     * @description Path within the mount.
     * @example reports/may.csv
     */
    mount_relative_path: string;
    /**
     * @description Where the workbench sees the mount.
     * @example /mnt/files
     */
    sandbox_mount_prefix: string;
    /** @description In bytes. */
    size: number;
    /** Format: date-time */
    last_modified: string;
};
export type MountItemsPage = {
    items: MountItem[];
    /** @description Absent on the last page. */
    next_cursor?: string | undefined;
};
export type MountPathRequest = {
    /** @description Path within the mount. */
    mount_relative_path: string;
};
export type DownloadUrlResponse = {
    /**
     * Format: uri
     * @description GET the bytes here.
     */
    download_url: string;
    mount_relative_path: string;
    sandbox_mount_prefix: string;
    /** Format: date-time */
    expires_at: string;
};
export type UploadUrlRequest = {
    /** @description Path within the mount. */
    mount_relative_path: string;
    /** @description The `Content-Type` that the bytes will be sent with. */
    mimetype?: string | undefined;
};
export type UploadUrlResponse = {
    /**
     * Format: uri
     * @description PUT the bytes here.
     */
    upload_url: string;
    mount_relative_path: string;
    sandbox_mount_prefix: string;
    /** Format: date-time */
    expires_at: string;
};
export type MountDeleteResponse = {
    mount_relative_path: string;
    sandbox_mount_prefix: string;
};
/** @description One user's authenticated link to one toolkit. */
export type ConnectedAccount = {
    /** @example ca_demo1 */
    id: string;
    /**
     * @description A readable id that the router gives.
     * @example gmail_red-castle
     */
    word_id: string | null;
    alias: string | null;
    user_id: string;
    toolkit: {
        slug: string;
    };
    auth_config: {
        id: string;
        auth_scheme: AuthScheme;
        is_composio_managed: boolean;
        is_disabled: boolean;
    };
    status: ConnectionStatus;
    status_reason: string | null;
    is_disabled: boolean;
    created_at: string;
    updated_at: string;
    /** @description The credential as far as the caller may see it. */
    state: {
        authScheme: AuthScheme;
        val: {
            [key: string]: unknown;
        };
    };
    /** @deprecated */
    data: {
        [key: string]: unknown;
    };
    /**
     * @deprecated
     * @description Only when one account is read.
     */
    params?: {
        [key: string]: unknown;
    } | undefined;
    /** @description Scopes that were asked for. Only when one account is read. */
    requested_scopes?: string[] | undefined;
    /** @description User scopes that were asked for. Only when one account is read. */
    requested_user_scopes?: string[] | undefined;
    /** @description Where the credential can be tried. */
    test_request_endpoint?: string | undefined;
    experimental?: {
        account_type?: AccountType | undefined;
        acl_config_for_shared?: SharedAcl | undefined;
    } | undefined;
};
export type ConnectedAccountPage = {
    items: ConnectedAccount[];
    /** @description Null or absent on the last page. */
    next_cursor?: string | null | undefined;
    total_pages: number;
    current_page: number;
    total_items: number;
};
export type ConnectedAccountLinkRequest = {
    /** @description Auth config to connect through. */
    auth_config_id: string;
    /** @description The end user whose account it will be. */
    user_id: string;
    /** @description Own name for the new account, unique for the user and the toolkit. */
    alias?: string | undefined;
    /**
     * Format: uri
     * @description Where the browser goes afterwards.
     */
    callback_url?: string | undefined;
    /** @description Field values that the toolkit needs before the user signs in. */
    connection_data?: {
        [key: string]: unknown;
    } | undefined;
    experimental?: {
        /**
         * @description PRIVATE if left out.
         * @enum {string}
         */
        account_type?: "PRIVATE" | "SHARED" | undefined;
        acl_config_for_shared?: SharedAcl | undefined;
    } | undefined;
};
export type ConnectedAccountLinkResponse = LinkResponse & {
    /** @description When the link expires. */
    expires_at: string;
};
export type ConnectedAccountDeleted = {
    success: boolean;
    /** @description Id of the job that revokes the credential, if `revoke_on_delete` was sent. */
    revoke_job_id?: string | undefined;
};
export type ConnectionStatePatch = {
    /**
     * @description Must be the scheme of the account.
     * @enum {string}
     */
    authScheme: "BEARER_TOKEN" | "API_KEY" | "BASIC" | "BASIC_WITH_JWT" | "GOOGLE_SERVICE_ACCOUNT" | "SERVICE_ACCOUNT";
    /** @description Fields of the credential. `null` removes a field; a field left out keeps its value. */
    val: {
        token?: string | null | undefined;
        generic_api_key?: string | null | undefined;
        api_key?: string | null | undefined;
        bearer_token?: string | null | undefined;
        basic_encoded?: string | null | undefined;
        generic_token?: string | null | undefined;
        api_key_prefix?: string | null | undefined;
        generic_secret?: string | null | undefined;
        generic_id?: string | null | undefined;
        user_agent?: string | null | undefined;
        username?: string | null | undefined;
        password?: string | null | undefined;
        credentials_json?: string | null | undefined;
        application_id?: string | null | undefined;
        installation_id?: string | null | undefined;
        private_key?: string | null | undefined;
    };
};
/** @description Changes to a connected account. A key left out keeps what is stored. */
export type ConnectedAccountPatch = {
    /** @description Own name for the account, unique for the user and the toolkit. Empty removes it. */
    alias?: string | undefined;
    /** @description New credentials, for schemes that use keys. */
    connection?: {
        state: ConnectionStatePatch;
    } | undefined;
    experimental?: {
        acl_config_for_shared?: SharedAcl | undefined;
    } | undefined;
};
export type ConnectedAccountPatched = {
    success: boolean;
    /** @example ca_demo1 */
    id: string;
    status: ConnectionStatus;
};
export type ConnectedAccountStatusPatch = {
    /** @description `false` disables the account; `true` enables it again. */
    enabled: boolean;
};
export type ConnectedAccountStatusPatched = {
    success: boolean;
};
export type ConnectedAccountRefresh = {
    /**
     * Format: uri
     * @description Where the browser goes if the user has to sign in again.
     */
    redirect_url?: string | undefined;
    /** @description Check the refreshed credential with the provider. */
    validate_credentials?: boolean | undefined;
};
export type ConnectedAccountRefreshed = {
    /** @example ca_demo1 */
    id: string;
    status: ConnectionStatus;
    /**
     * Format: uri
     * @description Where the user signs in again. Null if that is not needed.
     */
    redirect_url: string | null;
};
export type ConnectedAccountRevoked = {
    revoked_tokens: string[];
    connected_account: {
        /** @example ca_demo1 */
        id: string;
        status: ConnectionStatus;
    };
};
/**
 * @description Disabled auth configs connect no accounts.
 * @example ENABLED
 * @example DISABLED
 */
export type AuthConfigStatus = string;
/** @description How accounts of one toolkit are connected. */
export type AuthConfig = {
    /** @example ac_demo1 */
    id: string;
    uuid: string;
    /**
     * @description `default` uses the router's own app, `custom` the caller's.
     * @example default
     * @example custom
     */
    type: string;
    toolkit: {
        /** @example github */
        slug: string;
        logo: string;
        auth_guide_url?: string | null | undefined;
        auth_hint_url?: string | null | undefined;
    };
    name: string;
    auth_scheme?: AuthScheme | undefined;
    is_composio_managed?: boolean | undefined;
    /** @description Secrets are redacted. */
    credentials?: {
        [key: string]: unknown;
    } | undefined;
    proxy_config?: {
        proxy_url: string;
        proxy_auth_key?: string | undefined;
    } | null | undefined;
    status: AuthConfigStatus;
    created_by?: string | undefined;
    created_at?: string | undefined;
    last_updated_at?: string | undefined;
    /** @description Number of accounts connected through it. */
    no_of_connections: number;
    /** @description Fields that a user fills in to connect. */
    expected_input_fields?: unknown[] | undefined;
    /** @deprecated */
    restrict_to_following_tools?: string[] | undefined;
    /** @deprecated */
    tool_access_config: {
        tools_for_connected_account_creation?: string[] | undefined;
        tools_available_for_execution?: string[] | undefined;
    };
    shared_credentials?: {
        [key: string]: unknown;
    } | undefined;
    /** @description Whether sessions may use it. */
    is_enabled_for_tool_router?: boolean | undefined;
};
export type AuthConfigPage = {
    items: AuthConfig[];
    /** @description Null or absent on the last page. */
    next_cursor?: string | null | undefined;
    total_pages: number;
    current_page: number;
    total_items: number;
};
/** @description Scopes as a list, or as one string. */
export type OAuthScopes = string | string[];
/** @description Proxy for requests to the provider. */
export type ProxyConfig = {
    /** Format: uri */
    proxy_url: string;
    proxy_auth_key?: string | undefined;
};
export type AuthConfigCreate = {
    toolkit: {
        slug: string;
    };
    /** @description The router's own app if left out. */
    auth_config?: {
        /** @constant */
        type: "use_composio_managed_auth";
        name?: string | undefined;
        credentials?: {
            scopes?: OAuthScopes | undefined;
            user_scopes?: OAuthScopes | undefined;
        } | undefined;
        shared_credentials?: {
            [key: string]: unknown;
        } | undefined;
        /** @description Whether sessions may use it. */
        is_enabled_for_tool_router?: boolean | undefined;
    } | {
        /** @constant */
        type: "use_custom_auth";
        /** @enum {string} */
        authScheme: "OAUTH2" | "OAUTH1" | "API_KEY" | "BASIC" | "BILLCOM_AUTH" | "BEARER_TOKEN" | "GOOGLE_SERVICE_ACCOUNT" | "NO_AUTH" | "BASIC_WITH_JWT" | "CALCOM_AUTH" | "SERVICE_ACCOUNT" | "SAML" | "DCR_OAUTH" | "S2S_OAUTH2" | "CIMD_OAUTH";
        name?: string | undefined;
        /** @description Fields that the scheme needs, such as client id and secret. */
        credentials?: ({
            scopes?: OAuthScopes | undefined;
            user_scopes?: OAuthScopes | undefined;
        } & {
            [key: string]: unknown;
        }) | undefined;
        /** @description Encrypted credentials, instead of `credentials`. */
        sealed_credentials?: {
            [key: string]: unknown;
        } | undefined;
        proxy_config?: ProxyConfig | null | undefined;
        shared_credentials?: {
            [key: string]: unknown;
        } | undefined;
        /** @description Whether sessions may use it. */
        is_enabled_for_tool_router?: boolean | undefined;
    } | undefined;
};
export type AuthConfigCreated = {
    toolkit: {
        slug: string;
    };
    auth_config: {
        /** @example ac_demo1 */
        id: string;
        auth_scheme: AuthScheme;
        is_composio_managed: boolean;
        /** @deprecated */
        restrict_to_following_tools?: string[] | undefined;
    };
};
export type AuthConfigDeleted = {
    /** @description Id of the job that revokes the credentials of its accounts, if `revoke_on_delete` was sent. */
    revoke_job_id?: string | undefined;
};
/** @description Changes to an auth config, by its type. A key left out keeps what is stored. */
export type AuthConfigPatch = {
    /** @constant */
    type: "custom";
    name?: string | undefined;
    credentials?: ({
        scopes?: OAuthScopes | undefined;
        user_scopes?: OAuthScopes | undefined;
    } & {
        [key: string]: unknown;
    }) | undefined;
    proxy_config?: ProxyConfig | null | undefined;
    shared_credentials?: {
        [key: string]: unknown;
    } | undefined;
    /** @description Whether sessions may use it. */
    is_enabled_for_tool_router?: boolean | undefined;
} | {
    /** @constant */
    type: "default";
    name?: string | undefined;
    scopes?: OAuthScopes | undefined;
    user_scopes?: OAuthScopes | undefined;
    shared_credentials?: {
        [key: string]: unknown;
    } | undefined;
    /** @description Whether sessions may use it. */
    is_enabled_for_tool_router?: boolean | undefined;
};
/** @description Read the auth config to see the outcome. The hosted router's fields are not known. */
export type AuthConfigPatched = {
    success?: boolean | undefined;
};
export type ToolProxyRequest = {
    /** @description The account whose credential is used. */
    connected_account_id?: string | undefined;
    /** @description Path below the provider's base, or an absolute URL of the same site and scheme. */
    endpoint: string;
    /** @enum {string} */
    method: "GET" | "POST" | "PUT" | "DELETE" | "PATCH" | "HEAD";
    /** @description JSON to send; any value. Not with GET or HEAD. */
    body?: unknown;
    binary_body?: BinaryBody | undefined;
    /** @description Headers and query parameters. The router adds the credential itself. */
    parameters?: ProxyParameter[] | undefined;
    /** @description The caller's own credential, instead of a connected account. */
    custom_connection_data?: {
        [key: string]: unknown;
    } | undefined;
};
/** @description Arguments of a tool, and whose account to use. `arguments` and `text` exclude each other. */
export type ToolExecuteRequest = {
    /** @description Account to use. Otherwise an account of `user_id` is chosen. */
    connected_account_id?: string | undefined;
    /** @description The end user whose account is used. */
    user_id?: string | undefined;
    /**
     * @deprecated
     * @description Older name of `user_id`.
     */
    entity_id?: string | undefined;
    /** @description Version of the tool. */
    version?: string | undefined;
    /** @description What the tool is given. */
    arguments?: {
        [key: string]: unknown;
    } | undefined;
    /** @description The task in words; a model turns it into arguments. */
    text?: string | undefined;
    /** @description Headers and parameters that carry the caller's own credential. */
    custom_auth_params?: {
        [key: string]: unknown;
    } | undefined;
    /** @description The caller's own credential, instead of a connected account. */
    custom_connection_data?: {
        [key: string]: unknown;
    } | undefined;
    /** @deprecated */
    allow_tracing?: boolean | null | undefined;
};
/** @description How a run outside of sessions ended. */
export type ToolExecuteResponse = {
    /** @description What the tool gave. */
    data: {
        [key: string]: unknown;
    };
    /** @description Why the call failed, else null. */
    error: string | null;
    successful: boolean;
    /** @description Any value. */
    session_info?: unknown;
    /** @description Id of the run in the log. */
    log_id?: string | undefined;
};
/**
 * @description Whether the toolkit is the router's own or was added by a user.
 * @example native
 * @example custom
 */
export type ToolkitType = string;
export type ToolkitMeta = {
    created_at: string;
    updated_at: string;
    description: string;
    logo: string;
    categories: {
        id?: string | undefined;
        slug?: string | undefined;
        name?: string | undefined;
    }[];
    triggers_count: number;
    tools_count: number;
    version: string;
    /** @description Only when one toolkit is read. */
    available_versions?: string[] | undefined;
    app_url?: string | null | undefined;
};
/** @description A toolkit of the catalogue. */
export type Toolkit = {
    /** @example github */
    slug: string;
    name: string;
    type?: ToolkitType | undefined;
    auth_schemes?: AuthScheme[] | undefined;
    /** @description Ways to connect that need no auth config of one's own. */
    composio_managed_auth_schemes?: AuthScheme[] | undefined;
    /** @deprecated */
    is_local_toolkit: boolean;
    /** @description True if it needs no connected account. */
    no_auth?: boolean | undefined;
    auth_guide_url?: string | null | undefined;
    /** @description Old names, kept for old clients. */
    deprecated: {
        toolkitId: string;
    };
    meta: ToolkitMeta;
};
export type ToolkitPage = {
    items: Toolkit[];
    /** @description Null or absent on the last page. */
    next_cursor?: string | null | undefined;
    total_pages: number;
    current_page: number;
    total_items: number;
};
export type ToolkitsMultiRequest = {
    /** @description Slugs of the toolkits. */
    toolkits?: string[] | undefined;
    /** @description Toolkits of this category. */
    category?: string | undefined;
    /**
     * @description Who keeps their auth.
     * @enum {string}
     */
    managed_by?: "composio" | "all" | "project" | undefined;
    /**
     * @description What to sort by.
     * @enum {string}
     */
    sort_by?: "usage" | "alphabetically" | undefined;
    /** @description Most items on a page. */
    limit?: number | null | undefined;
    /** @description The `next_cursor` of the page before. */
    cursor?: string | undefined;
};
export type ToolkitCategory = {
    /** @example developer-tools */
    id: string;
    name: string;
};
export type ToolkitCategoryPage = {
    items: ToolkitCategory[];
    /** @description Null or absent on the last page. */
    next_cursor?: string | null | undefined;
    total_pages: number;
    current_page: number;
    total_items: number;
};
export type AvailableScopes = {
    available?: string[] | undefined;
};
/** @description One field of a form. */
export type AuthField = {
    /** @example generic_api_key */
    name: string;
    displayName: string;
    /** @example string */
    type: string;
    description: string;
    required: boolean;
    default?: string | null | undefined;
    /** @description True for passwords and keys. */
    is_secret?: boolean | undefined;
    /** @deprecated */
    legacy_template_name?: string | undefined;
};
export type AuthFields = {
    required: AuthField[];
    optional: AuthField[];
};
export type AuthSchemeDetails = {
    mode: AuthScheme;
    name: string;
    fields: {
        auth_config_creation: AuthFields;
        connected_account_initiation: AuthFields;
    };
    proxy?: {
        base_url: string;
    } | undefined;
    auth_hint_url?: string | null | undefined;
};
/** @description A toolkit of the catalogue, with what is needed to connect an account. */
export type ToolkitDetails = {
    /** @example github */
    slug: string;
    name: string;
    type?: ToolkitType | undefined;
    enabled: boolean;
    /** @deprecated */
    is_local_toolkit?: boolean | undefined;
    /** @description Ways to connect that need no auth config of one's own. */
    composio_managed_auth_schemes?: AuthScheme[] | undefined;
    /** @description The same with the scopes that can be asked for. */
    composio_managed_auth?: {
        mode: AuthScheme;
        scopes: AvailableScopes;
        user_scopes?: AvailableScopes | undefined;
    }[] | undefined;
    /** @description The toolkit's auth schemes, with the fields to fill in. */
    auth_config_details?: AuthSchemeDetails[] | undefined;
    auth_guide_url?: string | null | undefined;
    /** @description Base of the provider's API. */
    base_url?: string | undefined;
    /** @description Where the provider names the account's owner. */
    get_current_user_endpoint?: string | undefined;
    /** @example GET */
    get_current_user_endpoint_method?: string | undefined;
    meta: ToolkitMeta;
};
export type FileUploadRequest = {
    toolkit_slug: string;
    /** @description The tool that will be given the file. */
    tool_slug: string;
    filename: string;
    mimetype: string;
    /** @description MD5 of the bytes, in hex. */
    md5: string;
};
export type FileUploadResponse = {
    id: string;
    /** @description What to put into `s3key` of the tool's argument. */
    key: string;
    /** @description PUT the bytes here. */
    new_presigned_url: string;
    /**
     * @deprecated
     * @description Older name of `new_presigned_url`.
     */
    newPresignedUrl?: string | undefined;
    /**
     * @deprecated
     * @example new
     */
    type?: string | undefined;
    metadata?: {
        /**
         * @description On `azure_blob_storage` the PUT also needs the header `x-ms-blob-type` set to `BlockBlob`.
         * @example s3
         * @example azure_blob_storage
         */
        storage_backend?: string | undefined;
    } | undefined;
};
export type SearchToolsArguments = {
    /** @description One entry per task. Split a request that touches several apps or steps. */
    queries: {
        /** @description The task in plain English, naming the app and the action but no personal data. */
        use_case: string;
        /** @description What is known already and may be an argument, as `key:value` pairs with commas between. */
        known_fields?: string | undefined;
    }[];
    /** @description The workflow this search belongs to. */
    session?: {
        /** @description Workflow id of an earlier search for the same request. */
        id?: string | undefined;
        /** @description True at the start of a new request. */
        generate_id?: boolean | undefined;
    } | undefined;
    /** @description Name of the model that is calling. */
    model?: string | undefined;
    /**
     * @description tool_search finds tools only, without a plan.
     * @default auto
     * @enum {string}
     */
    search_strategy?: "auto" | "tool_search" | undefined;
};
/** @description What COMPOSIO_SEARCH_TOOLS gives. */
export type SearchToolsData = {
    /** @description One per query, in the same order. */
    results: SearchResult[];
    /** @description One per toolkit found. */
    toolkit_connection_statuses: ToolkitConnectionStatus[];
    /** @description Each tool found, by slug. */
    tool_schemas: {
        [key: string]: SearchToolSchema;
    };
    time_info: TimeInfo;
    session: WorkflowSession;
    /** @description What to do next, in order. */
    next_steps_guidance: string[];
};
export type MultiExecuteToolArguments = {
    /** @description The calls. They run at the same time, so none may need the result of another. */
    tools: {
        /** @description Exact slug of an app tool; no meta tool. */
        tool_slug: string;
        /** @description What the tool is given, as its input schema says. */
        arguments: {
            [key: string]: unknown;
        };
        /** @description Id or alias of the account to use if the app has several. */
        account?: string | undefined;
    }[];
    /** @description True to save the results as a file for the workbench too, if they are large or needed there. False if left out. */
    sync_response_to_workbench?: boolean | undefined;
    /** @description Why these calls, in a sentence. */
    thought?: string | undefined;
    /** @description Facts worth keeping, as lists by app slug. */
    memory?: {
        [key: string]: string[];
    } | undefined;
    /** @description Short name of the step being done. */
    current_step?: string | undefined;
    /** @description Progress as done/total and the unit, such as 3/10 emails. */
    current_step_metric?: string | undefined;
    /** @description The workflow id that the search gave. */
    session_id?: string | undefined;
};
/** @description The workflow that a call belonged to. Not the session of the path. */
export type CurrentWorkflow = {
    /**
     * @description The workflow id.
     * @example lead
     */
    id: string;
    instructions: string;
};
/** @description What COMPOSIO_MULTI_EXECUTE_TOOL gives. Look at each item's `error` first. */
export type MultiExecuteToolData = {
    /** @description One per call, in the same order. */
    results: {
        tool_slug: string;
        /** @description Place of the call, beginning with 0. */
        index: number;
        /**
         * @description Present if a hook blocked the call.
         * @example blocked
         */
        result_type?: string | undefined;
        /** @description What each hook did, in order. */
        hook_results?: HookResult[] | undefined;
        /** @description What the tool gave. After an offload it has a preview in place of the data. */
        response?: {
            successful: boolean;
            data?: {
                [key: string]: unknown;
            } | undefined;
            error?: string | null | undefined;
            log_id?: string | undefined;
            /** @description The data, with long lists cut. */
            data_preview?: unknown;
            /** @description Outline of the whole data. */
            structure_info?: unknown;
        } | null | undefined;
        /** @description Why this call failed or was refused, else null or absent. */
        error?: string | null | undefined;
    }[];
    total_count: number;
    success_count: number;
    error_count: number;
    session?: CurrentWorkflow | null | undefined;
    /** @description Where the whole result was put, if it was offloaded or asked for. */
    remote_file_info?: {
        /** @example /mnt/files/mex/lead.json */
        file_path: string;
        size_chars?: number | undefined;
        instructions?: string | undefined;
    } | null | undefined;
    next_steps?: string | null | undefined;
};
export type ManageConnectionsArguments = {
    /** @description The apps to connect or to look at. */
    toolkits: (string | {
        /** @description Slug of the app. */
        name: string;
        /**
         * @description add connects a new account; list, rename and remove work on those there are.
         * @enum {string}
         */
        action?: "add" | "list" | "rename" | "remove" | undefined;
        /** @description Name for the account, when adding or renaming. */
        alias?: string | undefined;
        /** @description Id of the account to rename or remove. */
        account_id?: string | undefined;
    })[];
    /**
     * @description Make new sign-in links even for apps that are connected. Only if the user wants it.
     * @default false
     */
    reinitiate_all?: boolean | undefined;
    /** @description The workflow id that the search gave. */
    session_id?: string | undefined;
};
/** @description What COMPOSIO_MANAGE_CONNECTIONS gives. */
export type ManageConnectionsData = {
    message: string;
    /** @description By toolkit slug. */
    results: {
        [key: string]: {
            toolkit: string;
            /**
             * @example active
             * @example initiated
             * @example failed
             */
            status: string;
            has_active_connection?: boolean | undefined;
            auth_config_id?: string | null | undefined;
            connected_account_id?: string | null | undefined;
            created_at?: string | null | undefined;
            error_message?: string | null | undefined;
            /** @description What to tell the user. */
            instruction?: string | null | undefined;
            /** @description Where the user signs in. */
            redirect_url?: string | null | undefined;
            current_user_info?: {
                [key: string]: unknown;
            } | null | undefined;
            was_reinitiated?: boolean | null | undefined;
            /**
             * @example PRIVATE
             * @example SHARED
             */
            account_type?: string | null | undefined;
        };
    };
    summary?: {
        total_toolkits?: number | undefined;
        active_connections?: number | undefined;
        initiated_connections?: number | undefined;
        failed_connections?: number | undefined;
    } | undefined;
    session?: CurrentWorkflow | undefined;
};
export type WaitForConnectionsArguments = {
    /** @description Slugs of the apps the user is signing in to. */
    toolkits: string[];
    /**
     * @description Whether to wait for the first of them or for all.
     * @default any
     * @enum {string}
     */
    mode?: "any" | "all" | undefined;
    /** @description The workflow id that the search gave. */
    session_id?: string | undefined;
};
/** @description What COMPOSIO_WAIT_FOR_CONNECTIONS gives. */
export type WaitForConnectionsData = {
    message: string;
    /** @description By toolkit slug. */
    results: {
        [key: string]: {
            toolkit: string;
            /**
             * @example ACTIVE
             * @example INITIATED
             * @example FAILED
             * @example NOT_FOUND
             */
            status: string;
            has_active_connection?: boolean | undefined;
            connected_account_id?: string | null | undefined;
            auth_config_id?: string | null | undefined;
            created_at?: string | null | undefined;
            current_user_info?: {
                [key: string]: unknown;
            } | null | undefined;
            error_message?: string | null | undefined;
        };
    };
    session?: CurrentWorkflow | undefined;
};
export type RemoteWorkbenchArguments = {
    /** @description Python to run. Print what you need to see. */
    code_to_execute: string;
    /** @description What the code is for, in a sentence. */
    thought?: string | undefined;
    /** @description Short name of the step being done. */
    current_step?: string | undefined;
    /** @description Progress as done/total and the unit, such as 3/10 emails. */
    current_step_metric?: string | undefined;
    /** @description The workflow id that the search gave. */
    session_id?: string | undefined;
};
/** @description What COMPOSIO_REMOTE_WORKBENCH gives. */
export type RemoteWorkbenchData = {
    results: string;
    stdout: string;
    stderr: string;
    /** @default  */
    error?: string | undefined;
    results_file_path?: string | undefined;
    stdout_file_path?: string | undefined;
    stderr_file_path?: string | undefined;
    session?: CurrentWorkflow | undefined;
    /** @description Last characters of the sandbox's id. */
    sandbox_id_suffix?: string | undefined;
};
export type RemoteBashToolArguments = {
    /** @description The command, run in /home/user. */
    command: string;
    /** @description The workflow id that the search gave. */
    session_id?: string | undefined;
};
/** @description What COMPOSIO_REMOTE_BASH_TOOL gives. Long output is cut; the counts are those of the whole. */
export type RemoteBashToolData = {
    stdout: string;
    stdoutLines: number;
    stderr: string;
    stderrLines: number;
    stdout_file_path?: string | undefined;
    stderr_file_path?: string | undefined;
    session?: CurrentWorkflow | undefined;
    /** @description Last characters of the sandbox's id. */
    sandbox_id_suffix?: string | undefined;
};
export type GetToolSchemasArguments = {
    /** @description Exact slugs of the tools, as a search gave them. */
    tool_slugs: string[];
    /**
     * @description Which schemas to give.
     * @default [
     *       "input_schema"
     *     ]
     */
    include?: ("input_schema" | "output_schema")[] | undefined;
    /** @description The workflow id that the search gave. */
    session_id?: string | undefined;
};
/** @description What COMPOSIO_GET_TOOL_SCHEMAS gives. */
export type GetToolSchemasData = {
    /** @description True if every slug was found. */
    success: boolean;
    /** @description The tools found, by slug. */
    tool_schemas: {
        [key: string]: {
            toolkit: string;
            tool_slug: string;
            description?: string | undefined;
            input_schema?: {
                [key: string]: unknown;
            } | undefined;
            output_schema?: {
                [key: string]: unknown;
            } | undefined;
        };
    };
    /** @description Slugs that do not exist. */
    not_found?: string[] | undefined;
    /** @description Similar slugs for each that does not exist. */
    suggestions?: {
        [key: string]: string[];
    } | undefined;
    not_found_message?: string | undefined;
};
export type SubmitFeedbackArguments = {
    /** @description What went well and what did not, in a few sentences. */
    feedback?: string | undefined;
    /** @description The workflow id that the search gave. */
    session_id?: string | undefined;
} & {
    [key: string]: unknown;
};
/** @description What COMPOSIO_SUBMIT_FEEDBACK gives. */
export type SubmitFeedbackData = {
    success?: boolean | undefined;
} & {
    [key: string]: unknown;
};
export type ProxyExecuteArguments = {
    /** @description Slug of the app whose account is used. */
    toolkit_slug: string;
    /** @description Path below the base of the app's API, or an absolute URL of the same site. */
    endpoint: string;
    /**
     * @description The HTTP method.
     * @enum {string}
     */
    method: "GET" | "POST" | "PUT" | "DELETE" | "PATCH" | "HEAD";
    /** @description JSON to send; any value. Not with GET or HEAD. */
    body?: unknown;
    /** @description Headers and query parameters. The credential is added by itself. */
    parameters?: {
        /** @description Name of the header or parameter. */
        name: string;
        /** @description Its value. */
        value: string;
        /**
         * @description Where it goes.
         * @enum {string}
         */
        type: "header" | "query";
    }[] | undefined;
    /** @description Id or alias of the connected account. Needed only if there are several. */
    account?: string | undefined;
};
/** @description What COMPOSIO_PROXY_EXECUTE gives. */
export type ProxyExecuteData = {
    /** @description The provider's HTTP status. */
    status: number;
    /** @description The body, decoded. */
    data?: unknown;
    headers?: {
        [key: string]: string;
    } | undefined;
};
