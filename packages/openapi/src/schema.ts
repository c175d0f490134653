// Generated from spec/ by `pnpm generate`. Do not edit.

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
         * @description Creates a session for one end user. Identical requests create separate sessions. On the hosted router, sessions do not expire.
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        /**
         * Get a session
         * @description Returns the session with its current configuration.
         */
        get: operations["getToolRouterSessionBySessionId"];
        put?: never;
        post?: never;
        /**
         * Delete a session
         * @description Deletes the session immediately; later requests for it return 404. The user's connected accounts are kept.
         */
        delete: operations["deleteToolRouterSessionBySessionId"];
        options?: never;
        head?: never;
        /**
         * Update a session
         * @description Updates the configuration and increases `config_version` by one. The result is validated as for a new session; if validation fails, nothing changes. An empty body changes nothing. The user cannot be changed.
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a session with custom tools
         * @description Validates custom tools against the session and returns both, as `POST /tool_router/session` does. Nothing is stored: send the definitions again with every call that needs them.
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        /**
         * List a session's configuration history
         * @description Returns the current and all previous configurations, newest first.
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        /**
         * List a session's tools
         * @description Lists the tools to give to an agent, sorted by slug: the enabled meta tools and the preloaded app tools. App tools that are only available through search are not listed. v3 returns all tools without paging.
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        /**
         * List a session's toolkits
         * @description Lists the toolkits that the session allows, each with the user's connection.
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search for tools
         * @description Searches the tools that the session allows, one query per task. Returns the tools to call and the connection status of their toolkits. Tools can also be run without a search.
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
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
         * @description Runs one app tool, or one meta tool that the session offers. The slug determines the toolkit. The session must allow an app tool and its toolkit. If the tool needs an account, the router selects the user's. A failure of the tool itself returns 200 with `error`.
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
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
         * @description Runs one meta tool. `execute` also runs meta tools; its field is named `tool_slug`, this one `slug`.
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
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
         * @description Sends one HTTP request to a provider with the user's credential. Every provider response is returned as 200 with the provider's status in the body.
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
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
         * @description Creates a pending connected account for the session's user and returns the URL where they sign in. Afterwards the browser goes to the callback URL with `status` and `connected_account_id` added, and the session can use the account. Rejected if the session pins an account of the toolkit.
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
                /**
                 * @description Id of the mount. Each session has one mount, `files`.
                 * @example files
                 */
                mount_id: components["parameters"]["MountId"];
            };
            cookie?: never;
        };
        /**
         * List files
         * @description Lists the files of a mount.
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
                /**
                 * @description Id of the mount. Each session has one mount, `files`.
                 * @example files
                 */
                mount_id: components["parameters"]["MountId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a download URL
         * @description Returns a presigned URL for downloading one file. It expires and needs no credential.
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
                /**
                 * @description Id of the mount. Each session has one mount, `files`.
                 * @example files
                 */
                mount_id: components["parameters"]["MountId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an upload URL
         * @description Returns a presigned URL to PUT one file to. It expires and needs no credential. Send the bytes with a `Content-Type` equal to `mimetype`.
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
                /**
                 * @description Id of the mount. Each session has one mount, `files`.
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
         * @description Deletes a file. Deleting a file that does not exist also succeeds.
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
         * @description Lists the connected accounts of the project.
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
         * Start connecting an account without a session
         * @description Creates a pending connected account and returns the URL where its user signs in. Poll the account until it is ACTIVE.
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
         * @description Returns one account. To wait for a user who is signing in, poll until `status` is ACTIVE.
         */
        get: operations["getConnectedAccountsByNanoid"];
        put?: never;
        post?: never;
        /**
         * Delete a connected account
         * @description Deletes the account. Sessions can no longer use it.
         */
        delete: operations["deleteConnectedAccountsByNanoid"];
        options?: never;
        head?: never;
        /**
         * Update a connected account
         * @description Updates the alias, the credential (for schemes that use keys), or who may use a shared account.
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
         * @description Sessions cannot use a disabled account.
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
         * @description Refreshes the credential. If the user has to sign in again, the response has the URL.
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
         * @description Revokes the credential at the provider and keeps the account with status REVOKED. Returns 400 if the toolkit does not support revocation, and 409 if the account's status does not allow it.
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
         * @description Lists the auth configs of the project.
         */
        get: operations["getAuthConfigs"];
        put?: never;
        /**
         * Create an auth config
         * @description Configures how accounts of a toolkit are connected: through the router's own app or the caller's.
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
         * @description Returns one auth config.
         */
        get: operations["getAuthConfigsByNanoid"];
        put?: never;
        post?: never;
        /**
         * Delete an auth config
         * @description Deletes the auth config. Its accounts can no longer be used.
         */
        delete: operations["deleteAuthConfigsByNanoid"];
        options?: never;
        head?: never;
        /**
         * Update an auth config
         * @description Updates the name, scopes or credentials. The type cannot be changed.
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
         * @description A disabled auth config cannot connect accounts.
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
         * @description Lists the tools of the catalog, independent of any session's filters.
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
         * @description Returns the slugs of all tools in the catalog, without paging.
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
         * @description Returns one tool of the catalog.
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
         * Call a provider's API without a session
         * @description Sends one HTTP request to a provider with the account's credential. Every provider response is returned as 200 with the provider's status in the body.
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
         * Run a tool without a session
         * @description Runs one app tool on a user's account. Session filters and approvals do not apply.
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
         * @description Lists the toolkits of the catalog, independent of any session's filters.
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
         * @description Like `GET /toolkits`, with the filters in the body.
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
         * List toolkit categories
         * @description Lists all categories of the catalog.
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
         * @description Returns one toolkit of the catalog with its auth schemes and the fields that they need.
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
         * Create an upload URL for a tool's file
         * @description Returns a presigned URL to PUT a file to. Afterwards pass `{name, mimetype, s3key}` as the tool's argument, with `key` as `s3key`. The URL needs no credential.
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
        /** @description The request is invalid, or the session does not allow it. */
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
        /** @description The credential is missing or invalid, or more than one was sent. */
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
        /** @description The credential is valid but lacks the permission, or the session forbids the operation. */
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
        /** @description The resource named in the path or body does not exist, was deleted, or belongs to another project. */
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
        /** @description The request took too long to validate or process. */
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
        /** @description A rate limit was reached: the router's own (`X-RateLimit-Remaining` is 0) or the provider's. */
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
        /** @description The stored state changed during the request or conflicts with it, for example if an alias is taken. */
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
        /** @description The balance is used up. Nothing ran. */
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
        /** @description The resource was withdrawn. */
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
        /** @description The request or the tool's result exceeds the size limit. */
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
        /** @description The provider or the workbench is unreachable. */
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
        /** @description The request is valid but cannot be processed. */
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
        /** @description This router does not support the operation. */
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
        /** @description The router is overloaded, down for maintenance, or its store fails. If the store fails, the message says whether the call may have run. */
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
        /** @description The provider did not respond in time. */
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
         * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
         * @example trs_1a2b3c4d5e6f
         */
        SessionId: string;
        /** @description The `next_cursor` of the previous page. Opaque. Omit it for the first page. */
        Cursor: string;
        /**
         * @description Id of the mount. Each session has one mount, `files`.
         * @example files
         */
        MountId: string;
        /**
         * @description Id of the connected account.
         * @example ca_demo1
         */
        ConnectedAccountId: string;
        /** @description Also revoke the credential at the provider. */
        RevokeOnDelete: boolean;
        /**
         * @description Id of the auth config.
         * @example ac_demo1
         */
        AuthConfigId: string;
        /** @description Include the prices of instant tools. */
        IncludePricing: boolean;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Id of this request. An error repeats it in `error.request_id`.
         * @example req_0001
         */
        RequestId: string;
        /**
         * @description Maximum number of requests per window.
         * @example 10000
         */
        RateLimit: number;
        /**
         * @description Requests left in the current window. 0 when the router's own limiter returns 429.
         * @example 9998
         */
        RateLimitRemaining: number;
        /**
         * @description Length of the window.
         * @example 60s
         */
        RateLimitWindowSize: string;
        /**
         * @description Seconds to wait before retrying.
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
            /** @description The session was created. */
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session was deleted. */
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
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
            /** @description The updated session. */
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
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
                /** @description Maximum number of items per page. */
                limit?: number | undefined;
                /** @description The `next_cursor` of the previous page. Opaque. Omit it for the first page. */
                cursor?: components["parameters"]["Cursor"] | undefined;
            } | undefined;
            header?: never;
            path: {
                /**
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
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
                /** @description Maximum number of items per page. */
                limit?: number | undefined;
                /** @description The `next_cursor` of the previous page. Opaque. Omit it for the first page. */
                cursor?: components["parameters"]["Cursor"] | undefined;
            } | undefined;
            header?: never;
            path: {
                /**
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All tools, or one page of them. */
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
                /** @description Maximum number of items per page. */
                limit?: number | undefined;
                /** @description The `next_cursor` of the previous page. Opaque. Omit it for the first page. */
                cursor?: components["parameters"]["Cursor"] | undefined;
                /**
                 * @description Only these toolkits, instead of the session's own list.
                 * @example [
                 *       "github",
                 *       "gmail"
                 *     ]
                 */
                toolkits?: string[] | undefined;
                /** @description True to return only connected toolkits. */
                is_connected?: boolean | undefined;
                /** @description Part of a name or slug. */
                search?: string | undefined;
            } | undefined;
            header?: never;
            path: {
                /**
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
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
            /** @description The search results. */
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
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
            /** @description The result of the call. `result_type` says how it ended; if absent, `error` does. `input_required` means that a person has to answer first. */
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
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
            /** @description The result of the call. `result_type` says how it ended; if absent, `error` does. `input_required` means that a person has to answer first. */
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
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
            /** @description The provider's response, or a question that a person has to answer first. */
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
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
            /** @description The link was created. */
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
                /** @description The `next_cursor` of the previous page. Opaque. Omit it for the first page. */
                cursor?: components["parameters"]["Cursor"] | undefined;
                /** @description Maximum number of items per page. */
                limit?: number | undefined;
                /** @description Only files below this folder. */
                mount_relative_prefix?: string | undefined;
            } | undefined;
            header?: never;
            path: {
                /**
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
                /**
                 * @description Id of the mount. Each session has one mount, `files`.
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
                /**
                 * @description Id of the mount. Each session has one mount, `files`.
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
            /** @description The presigned URL. */
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
                /**
                 * @description Id of the mount. Each session has one mount, `files`.
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
            /** @description The presigned URL. */
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
                 * @description Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.
                 * @example trs_1a2b3c4d5e6f
                 */
                session_id: components["parameters"]["SessionId"];
                /**
                 * @description Id of the mount. Each session has one mount, `files`.
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
            /** @description The file was deleted. */
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
                /** @description Only accounts of these toolkits. */
                toolkit_slugs?: string[] | undefined;
                /** @description Only accounts with one of these statuses. */
                statuses?: ("INITIALIZING" | "INITIATED" | "ACTIVE" | "FAILED" | "EXPIRED" | "INACTIVE" | "REVOKED")[] | undefined;
                /** @description Only accounts of these users. */
                user_ids?: string[] | undefined;
                /** @description Only accounts of these auth configs. */
                auth_config_ids?: string[] | undefined;
                /** @description Only these accounts. */
                connected_account_ids?: string[] | undefined;
                /** @description Only accounts of this type. */
                account_type?: "PRIVATE" | "SHARED" | "ALL" | undefined;
                /** @description Sort key. */
                order_by?: "created_at" | "updated_at" | undefined;
                /** @description Sort direction. */
                order_direction?: "asc" | "desc" | undefined;
                /** @description Maximum number of items per page. */
                limit?: number | undefined;
                /** @description The `next_cursor` of the previous page. Opaque. Omit it for the first page. */
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
            /** @description The link was created. */
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
                /** @description Also revoke the credential at the provider. */
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
            /** @description The account was deleted. */
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
            /** @description The account was updated. */
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
                /** @description Only auth configs of these toolkits. */
                toolkit_slug?: string[] | undefined;
                /** @description True for auth configs that use the router's own app, false for all others. */
                is_composio_managed?: boolean | undefined;
                /** @description Also return disabled auth configs. */
                show_disabled?: boolean | undefined;
                /** @description Part of a name. */
                search?: string | undefined;
                /** @description Maximum number of items per page. */
                limit?: number | undefined;
                /** @description The `next_cursor` of the previous page. Opaque. Omit it for the first page. */
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
            /** @description The auth config was created. */
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
                /** @description Also revoke the credential at the provider. */
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
            /** @description The auth config was deleted. */
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
            /** @description The auth config was updated. */
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
                /** @description Only tools of these toolkits. Comma-separated. */
                toolkit_slug?: string | undefined;
                /** @description Only these tools. All other filters are ignored. */
                tool_slugs?: string[] | undefined;
                /** @description Only tools that these auth configs can use. */
                auth_config_ids?: string[] | undefined;
                /** @description Only featured tools. For a toolkit without featured tools, all of its tools. */
                important?: "true" | "false" | undefined;
                /** @description Only tools with at least one of these tags. */
                tags?: string[] | undefined;
                /** @description Only tools with at least one of these scopes. */
                scopes?: string[] | undefined;
                /** @description Words to search for in slug, name and description. */
                query?: string | undefined;
                /** @description Also return deprecated tools. */
                include_deprecated?: boolean | undefined;
                /** @description Include the prices of instant tools. */
                include_pricing?: components["parameters"]["IncludePricing"] | undefined;
                /**
                 * @description Version of the toolkits. Default: `00000000_00` in v3, `latest` in v3.1. To set it for one toolkit, write `toolkit_versions[github]=20251027_00`.
                 * @example latest
                 */
                toolkit_versions?: string | undefined;
                /** @description Maximum number of items per page. Values above 1,000 count as 1,000. */
                limit?: number | undefined;
                /** @description The `next_cursor` of the previous page. Opaque. Omit it for the first page. */
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
                /** @description Include the prices of instant tools. */
                include_pricing?: components["parameters"]["IncludePricing"] | undefined;
                /**
                 * @description Version of the toolkit. Default: `00000000_00` in v3, `latest` in v3.1.
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
            /** @description The provider's response. */
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
            /** @description The tool ran. `successful` says whether it succeeded. */
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
                /** @description Only toolkits of this category. */
                category?: string | undefined;
                /** @description `native` for the router's own toolkits, `custom` for those that users added, `all` for both. */
                type?: "native" | "custom" | "all" | undefined;
                /** @description Who manages the toolkit's auth. */
                managed_by?: "composio" | "all" | "project" | undefined;
                /** @description Sort key. */
                sort_by?: "usage" | "alphabetically" | undefined;
                /** @description Also return deprecated toolkits. */
                include_deprecated?: boolean | undefined;
                /** @description Part of a name or slug. */
                search?: string | undefined;
                /** @description Maximum number of items per page. */
                limit?: number | undefined;
                /** @description The `next_cursor` of the previous page. Opaque. Omit it for the first page. */
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
            /** @description The presigned URL. */
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
/** @description The meta tools by slug: display name, description for the model, arguments and result. All lists and types of meta tools are derived from this schema. */
export type MetaTools = {
    /**
     * Search Tools
     * @description Finds tools for one or more tasks in the apps that this session may use, and reports which apps are connected. Call it first, with one query per task. The result has the tool slugs to call, their input schemas, a workflow id to pass as session_id, and the next steps.
     */
    COMPOSIO_SEARCH_TOOLS: {
        arguments: SearchToolsArguments;
        data: SearchToolsData;
    };
    /**
     * Multi Execute Tool
     * @description Runs up to 50 app tools concurrently. Use it for independent calls; run dependent calls one after another. Results are in the order of the calls, and one failure does not stop the others. Use only slugs and arguments from a search result or a tool schema.
     */
    COMPOSIO_MULTI_EXECUTE_TOOL: {
        arguments: MultiExecuteToolArguments;
        data: MultiExecuteToolData;
    };
    /**
     * Manage Connections
     * @description Connects the user's accounts to apps, or lists, renames and removes them. For an app that is not connected yet, the result has a redirect_url: show it to the user, and wait until they have signed in before you run tools of that app.
     */
    COMPOSIO_MANAGE_CONNECTIONS: {
        arguments: ManageConnectionsArguments;
        data: ManageConnectionsData;
    };
    /**
     * Wait For Connections
     * @description Waits until the user has signed in to the given apps or a timeout is reached, and returns the status of each app. Call it after you have shown the user a redirect_url.
     */
    COMPOSIO_WAIT_FOR_CONNECTIONS: {
        arguments: WaitForConnectionsArguments;
        data: WaitForConnectionsData;
    };
    /**
     * Remote Workbench
     * @description Runs Python in a sandbox that keeps its variables between calls. A call may take at most three minutes. Use it to process large results and files, and to loop over many items. Save files that you need later under /mnt/files/. The code cannot call meta tools.
     */
    COMPOSIO_REMOTE_WORKBENCH: {
        arguments: RemoteWorkbenchArguments;
        data: RemoteWorkbenchData;
    };
    /**
     * Remote Bash Tool
     * @description Runs a bash command in the workbench's sandbox, for at most three minutes. Use it to inspect files with the usual text tools, for example results saved under /mnt/files/.
     */
    COMPOSIO_REMOTE_BASH_TOOL: {
        arguments: RemoteBashToolArguments;
        data: RemoteBashToolData;
    };
    /**
     * Get Tool Schemas
     * @description Returns the full schemas of tools by slug. Call it when a search returned a tool without its input schema. For an unknown slug, it suggests similar slugs.
     */
    COMPOSIO_GET_TOOL_SCHEMAS: {
        arguments: GetToolSchemasArguments;
        data: GetToolSchemasData;
    };
    /**
     * Submit Feedback
     * @description Sends feedback about the tools to the operators of the router. It does not change anything in the user's apps.
     */
    COMPOSIO_SUBMIT_FEEDBACK: {
        arguments: SubmitFeedbackArguments;
        data: SubmitFeedbackData;
    };
    /**
     * Proxy Execute
     * @description Sends one HTTP request to an app's API with the user's account. Use it only if no tool does what the task needs. The result has the provider's status, body and headers.
     */
    COMPOSIO_PROXY_EXECUTE: {
        arguments: ProxyExecuteArguments;
        data: ProxyExecuteData;
    };
};
/** @description Slugs that need a person's approval. Lists are combined: a call needs approval if its toolkit, its tool or one of its tags is in any list. */
export type RequireApproval = string[];
/** @description Toolkits that the session may use, and those that need approval. Send `enable` or `disable`, not both. Unknown slugs are rejected. */
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
 * @description Pinned accounts, by toolkit slug. If a pinned account cannot be used, the call fails; the router does not try another.
 * @example {
 *       "github": "ca_demo1"
 *     }
 */
export type ConnectedAccountPins = {
    [key: string]: string | string[];
};
/** @description How accounts are connected in the session. `null` for a boolean means its default. */
export type ManageConnectionsInput = {
    /**
     * @description Offer `COMPOSIO_MANAGE_CONNECTIONS`. If false, link accounts through the API.
     * @default true
     */
    enable?: boolean | null | undefined;
    /**
     * Format: uri
     * @description URL to which the browser goes after sign-in.
     */
    callback_url?: string | undefined;
    /**
     * @description Also offer `COMPOSIO_WAIT_FOR_CONNECTIONS`.
     * @default false
     */
    enable_wait_for_connections?: boolean | null | undefined;
    /**
     * @description Allow `COMPOSIO_MANAGE_CONNECTIONS` to remove connections.
     * @default true
     */
    enable_connection_removal?: boolean | null | undefined;
};
/**
 * @description Hint about a tool's effects. Older routers may not support `createHint` and `updateHint`.
 * @enum {string}
 */
export type Tag = "readOnlyHint" | "destructiveHint" | "idempotentHint" | "openWorldHint" | "createHint" | "updateHint";
/** @description Tool filter by tags. With `enable`, a tool needs at least one of the tags. With `disable`, it must not have any of them. A plain list means `enable`. */
export type TagFilter = Tag[] | {
    /** @description A tool must have at least one of these tags. */
    enable?: Tag[] | undefined;
    /** @description A tool must not have any of these tags. */
    disable?: Tag[] | undefined;
    /** @description Tools with any of these tags need a person's approval. */
    require_approval?: Tag[] | undefined;
};
/** @description Tools of one toolkit that the session may use, and those that need approval. With a list of slugs, tags are ignored. Tags set here replace `enable` and `disable` of the session's `tags` for this toolkit. */
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
/** @description The session's workbench, a sandbox for running code. */
export type WorkbenchInput = {
    /**
     * @description Offer the two workbench tools. If false, results are never offloaded.
     * @default true
     */
    enable?: boolean | undefined;
    /**
     * @description Allow workbench code to run tools, call a model and search the web.
     * @default true
     */
    enable_tool_execution?: boolean | undefined;
    /**
     * @description Allow direct calls to provider APIs, from the workbench and through `proxy_execute`.
     * @default true
     */
    enable_proxy_execution?: boolean | undefined;
    /** @description Length in characters above which a result is saved to a file. Default: chosen by the router. */
    auto_offload_threshold?: number | undefined;
    /**
     * @description One, two, four or eight CPUs, with the same number of GB of memory.
     * @default standard
     * @enum {string}
     */
    sandbox_size?: "standard" | "medium" | "large" | "xlarge" | undefined;
};
/** @description Several connected accounts per toolkit. Default: the project's setting. */
export type MultiAccountInput = {
    /** @description Allow several accounts per toolkit. */
    enable?: boolean | undefined;
    /** @description Maximum number of accounts per toolkit. Default: 5. */
    max_accounts_per_toolkit?: number | undefined;
    /** @description Reject a call that does not select an account if several exist. If `false`, the most recently connected account is used. */
    require_explicit_selection?: boolean | undefined;
};
/** @description App tools to list beside the meta tools. Cannot be combined with `multi_account`. */
export type PreloadInput = {
    /** @description Slugs of tools that the session allows. More than about 20 tools take up much of a model's context. */
    tools?: string[] | "all" | undefined;
};
/** @description The search meta tools. */
export type SearchConfig = {
    /** @description Offer `COMPOSIO_SEARCH_TOOLS` and `COMPOSIO_GET_TOOL_SCHEMAS`. Default: true. */
    enable?: boolean | undefined;
};
/** @description The batch meta tool. */
export type ExecuteConfig = {
    /** @description Offer `COMPOSIO_MULTI_EXECUTE_TOOL`. Default: true. */
    enable_multi_execute?: boolean | undefined;
};
/** @description Toolkits or tools that may use an instant account. */
export type InstantFilter = {
    enable: string[];
} | {
    disable: string[];
};
/** @description Instant tools run on an account of the router's operator and are charged to the project. A connection of the user takes precedence. Enabled unless `false`, subject to the project's setting. */
export type InstantConfig = false | {
    /** @description Toolkits that may use an instant account. */
    toolkits?: InstantFilter | undefined;
    /** @description Tools that may use an instant account, by toolkit slug. */
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
/** @description The proxy meta tool. If omitted, the meta tool is disabled and proxy calls from the workbench follow `workbench.enable_proxy_execution`. */
export type ProxyExecuteConfig = {
    /** @description Offer `COMPOSIO_PROXY_EXECUTE`. `false` also disables proxy calls from the workbench, and conflicts with `workbench.enable_proxy_execution: true`. */
    enable: boolean;
};
/** @description Calls that a hook applies to. */
export type HookScope = "all" | {
    toolkits: string[];
};
/** @description How a hook checks calls. */
export type HookHandler = {
    /** @constant */
    type: "condition_check";
    /** @description Natural-language condition that blocks a call. */
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
/** @description A group of tools that run in the caller's process. It needs no connected account. */
export type CustomToolkit = {
    /** @description The caller's name for the toolkit. Must differ from every existing toolkit's slug. */
    slug: string;
    /** @description Display name. */
    name: string;
    /** @description Purpose of the toolkit. Read by search. */
    description: string;
    tools: {
        /** @description The caller's name for the tool. */
        slug: string;
        /** @description Display name. */
        name: string;
        /** @description What the tool does. */
        description: string;
        /** @description JSON Schema of the arguments, with `type` object and `properties`. */
        input_schema: {
            [key: string]: unknown;
        };
        /** @description JSON Schema of the result. */
        output_schema?: {
            [key: string]: unknown;
        } | undefined;
        /** @description Hint to list the tool beside the meta tools. */
        preload?: boolean | undefined;
    }[];
    /** @description Hint to list all of its tools beside the meta tools. */
    preload?: boolean | undefined;
};
/** @description A tool that runs in the caller's process. The router lists it and finds it in searches under a `LOCAL_…` slug, but never runs it. */
export type CustomTool = {
    /** @description The caller's name for the tool. The router's slug is `LOCAL_<TOOL>` or `LOCAL_<TOOLKIT>_<TOOL>`, at most 60 characters. */
    slug: string;
    /** @description Display name. */
    name: string;
    /** @description What the tool does. Read by the model and by search. */
    description: string;
    /** @description JSON Schema of the arguments, with `type` object and `properties`. */
    input_schema: {
        [key: string]: unknown;
    };
    /** @description JSON Schema of the result. */
    output_schema?: {
        [key: string]: unknown;
    } | undefined;
    /** @description Slug of an existing toolkit whose connection the tool needs. */
    extends_toolkit?: string | undefined;
    /** @description Hint to list the tool beside the meta tools. */
    preload?: boolean | undefined;
};
/**
 * @description Calls that need the user's approval. They return `input_required`, as with `require_approval`. `ask_once` and `ask_once_per_session` ask once per tool and account in a session.
 * @example {
 *       "default": "allow_all",
 *       "overrides": {
 *         "GMAIL_SEND_EMAIL:ca_demo2": "always_deny"
 *       }
 *     }
 */
export type PermissionsConfig = {
    /**
     * @description Permission for calls without an override.
     * @enum {string}
     */
    default: "allow_all" | "ask_every_call" | "ask_once_per_session";
    /** @description Permissions by `<TOOL_SLUG>:<account id>` or `*:<account id>`, with `__none__` as the id for tools that need no account. A key with a tool slug takes precedence over `*`. */
    overrides?: {
        [key: string]: "always_allow" | "always_deny" | "ask_once" | "ask_always";
    } | undefined;
};
/** @description The user and configuration of a new session. Unknown keys are rejected. */
export type SessionCreate = {
    /** @description Id of the end user whose connected accounts the session uses. Any string that the caller chooses. */
    user_id: string;
    /** @description Default: every toolkit. */
    toolkits?: ToolkitsConfig | undefined;
    /** @description Id of the auth config for connecting and selecting accounts, by toolkit slug. */
    auth_configs?: {
        [key: string]: string;
    } | undefined;
    connected_accounts?: ConnectedAccountPins | undefined;
    manage_connections?: ManageConnectionsInput | undefined;
    /** @description Tool filters, by toolkit slug. */
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
    /** @description Checks before and after calls. Cannot be combined with `experimental.session_config_id`. */
    hooks?: SessionHook[] | undefined;
    /** @description Features that may change or be removed. */
    experimental?: {
        /** @description Settings for the system prompt that the router generates. */
        assistive_prompt_config?: {
            /**
             * @description IANA name of the user's time zone.
             * @example Europe/London
             */
            user_timezone?: string | undefined;
        } | undefined;
        /** @description Toolkits whose tools run in the caller's process. */
        custom_toolkits?: CustomToolkit[] | undefined;
        /** @description Tools that run in the caller's process. */
        custom_tools?: CustomTool[] | undefined;
        permissions?: PermissionsConfig | undefined;
        /**
         * Format: uri
         * @description Base URL of the links for users, which become `<base>/link/<link_token>`.
         */
        link_url_overwrite?: string | undefined;
        /** @description Prefer speed. Its effect on the hosted router is unknown. */
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
         * @description Over MCP: whether to allow or deny a call that needs approval if the client cannot ask the user.
         * @default deny
         * @enum {string}
         */
        no_elicitation_support_fallback?: "deny" | "allow" | undefined;
        /**
         * @description Id of a saved configuration. Cannot be combined with `toolkits`, `tools`, `tags`, `hooks` or custom tools.
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
/** @description False if instant tools are disabled. */
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
/** @description A session's stored configuration. Lists are named `enabled` and `disabled` here, not `enable` and `disable`. */
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
    /** @description In v3.1, a list of ids per toolkit. In v3, only the first id. */
    connected_accounts?: ConnectedAccountPins | undefined;
    /** @description All pinned accounts. v3 only. */
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
        /** @description In characters. Default: 20,000. */
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
    /** @description Always present in v3.1. */
    search?: {
        /** @default true */
        enable?: boolean | undefined;
    } | undefined;
    /** @description Always present in v3.1. */
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
/** @description A custom toolkit, as registered by the router. */
export type EchoedCustomToolkit = {
    slug: string;
    name: string;
    description: string;
    tools: {
        /** @description Slug for calling the tool. */
        slug: string;
        /** @description The caller's name for the tool. */
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
/** @description A custom tool, as registered by the router. */
export type EchoedCustomTool = {
    /**
     * @description Slug for calling the tool.
     * @example LOCAL_OPEN_DOOR
     */
    slug: string;
    /** @description The caller's name for the tool. */
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
/** @description A session and its current configuration. */
export type Session = {
    /**
     * @description Id of the session.
     * @example trs_1a2b3c4d5e6f
     */
    session_id: string;
    /** @description The session as an MCP server. It requires the same credential header. */
    mcp: {
        /** @example http */
        type: string;
        /** Format: uri */
        url: string;
    };
    /** @description Slugs of the meta tools that the session offers. */
    tool_router_tools: string[];
    config: SessionConfig;
    /** @description Starts at 1 and increases by one with each change. Very old routers omit it. */
    config_version: number;
    experimental?: {
        /** @description System prompt for the session. Present when the session is created. */
        assistive_prompt?: string | undefined;
        custom_toolkits?: EchoedCustomToolkit[] | undefined;
        custom_tools?: EchoedCustomTool[] | undefined;
        /**
         * @description Over MCP: whether to allow or deny a call that needs approval if the client cannot ask the user. Absent if not set.
         * @example deny
         * @example allow
         */
        no_elicitation_support_fallback?: string | undefined;
        /** @description The saved configuration that the session uses. */
        source_session_config?: {
            id?: string | undefined;
        } | undefined;
    } | undefined;
    /** @description Advice about the configuration. Nothing was rejected. */
    warnings?: SessionWarning[] | undefined;
};
/** @description Error envelope of the router. `x-error-codes` lists the known slugs, each with its code, its status and its meaning. `local: true` marks values chosen for the local router, because the hosted router's are unknown. Other slugs may occur. */
export type Error = {
    error: {
        /** @description Human-readable description of the error. The wording may change. */
        message: string;
        /** @description Numeric error code. */
        code: number;
        /**
         * @description Stable name of the error.
         * @example ToolRouterV2_NoActiveConnection
         */
        slug: string;
        /** @description The HTTP status. */
        status: number;
        /** @description Id of the request. Include it in support requests. */
        request_id?: string | undefined;
        /** @description How to fix the error. May be empty. */
        suggested_fix?: string | undefined;
        /** @description Individual problems, one line each. */
        errors?: string[] | undefined;
    };
};
/** @description Body sent by a limiter in front of the router, instead of the error envelope. */
export type RateLimitBody = {
    message: string;
};
export type SessionDeleted = {
    session_id: string;
    /** @example true */
    deleted: boolean;
};
/** @description Changes to `manage_connections`. Omitted fields keep their values. */
export type ManageConnectionsPatch = {
    /** @description Offer `COMPOSIO_MANAGE_CONNECTIONS`. */
    enable?: boolean | null | undefined;
    /**
     * Format: uri
     * @description URL to which the browser goes after sign-in. `null` removes it.
     */
    callback_url?: string | null | undefined;
    /** @description Also offer `COMPOSIO_WAIT_FOR_CONNECTIONS`. */
    enable_wait_for_connections?: boolean | null | undefined;
    /** @description Allow `COMPOSIO_MANAGE_CONNECTIONS` to remove connections. */
    enable_connection_removal?: boolean | null | undefined;
};
/** @description Changes to `workbench`. Omitted fields keep their values. Changing `sandbox_size` or `enable_tool_execution` creates a new sandbox: files in the old one are lost, files in the mount are kept. */
export type WorkbenchPatch = {
    /** @description Offer the two workbench tools. */
    enable?: boolean | undefined;
    /** @description Allow workbench code to run tools, call a model and search the web. */
    enable_tool_execution?: boolean | undefined;
    /** @description Allow direct calls to provider APIs. */
    enable_proxy_execution?: boolean | undefined;
    /** @description Length in characters above which a result is saved to a file. */
    auto_offload_threshold?: number | undefined;
    /**
     * @description One, two, four or eight CPUs, with the same number of GB of memory.
     * @enum {string}
     */
    sandbox_size?: "standard" | "medium" | "large" | "xlarge" | undefined;
};
/** @description Changes to `multi_account`. Omitted fields keep their values. */
export type MultiAccountPatch = {
    /** @description Allow several accounts per toolkit. */
    enable?: boolean | undefined;
    /** @description Maximum number of accounts per toolkit. `null` restores the default. */
    max_accounts_per_toolkit?: number | null | undefined;
    /** @description Reject a call that does not select an account if several exist. */
    require_explicit_selection?: boolean | undefined;
};
/** @description Changes to `instant`. Omitted fields keep their values, `tools` is replaced as a whole, and an empty object clears `toolkits` or `tools`. Sending an object enables `instant` again. */
export type InstantPatch = false | {
    /** @description Toolkits that may use an instant account. */
    toolkits?: InstantFilter | Record<string, never> | undefined;
    /** @description Tools that may use an instant account, by toolkit slug. */
    tools?: {
        [key: string]: InstantFilter;
    } | undefined;
    /** @description Add `instant_charge` to the results of charged calls. */
    return_instant_charge?: boolean | undefined;
    /** @description Add prices to search results. */
    return_prices_in_search?: boolean | undefined;
};
/** @description Changes to a session. Omitted keys keep their values; `null` restores a block's default. `toolkits`, `auth_configs`, `connected_accounts`, `tools`, `tags`, `preload` and `hooks` are replaced as a whole, the other blocks are merged field by field. Unknown keys are rejected. */
export type SessionPatch = {
    toolkits?: ToolkitsConfig | null | undefined;
    /** @description Id of the auth config for connecting and selecting accounts, by toolkit slug. */
    auth_configs?: {
        [key: string]: string;
    } | null | undefined;
    /** @description `null` removes all pins. */
    connected_accounts?: ConnectedAccountPins | null | undefined;
    manage_connections?: ManageConnectionsPatch | null | undefined;
    /** @description Tool filters, by toolkit slug. */
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
    /** @description Replaces all hooks. `null` removes them. Cannot be combined with `experimental.session_config_id`. */
    hooks?: SessionHook[] | null | undefined;
    /** @description Features that may change or be removed. Custom tools and the system prompt cannot be updated. */
    experimental?: {
        /** @description Replaces the stored permissions. `null` removes them. */
        permissions?: PermissionsConfig | null | undefined;
        /**
         * Format: uri
         * @description Base URL of the links for users.
         */
        link_url_overwrite?: string | undefined;
        /** @description Prefer speed. */
        fast_mode?: boolean | undefined;
        /** @description The feedback meta tool. `null` restores the default, which is off. */
        submit_feedback?: {
            /** @description Offer `COMPOSIO_SUBMIT_FEEDBACK`. */
            enable: boolean;
        } | null | undefined;
        /**
         * @description Over MCP: whether to allow or deny a call that needs approval if the client cannot ask the user.
         * @enum {string}
         */
        no_elicitation_support_fallback?: "deny" | "allow" | undefined;
        /**
         * @description Id of a saved configuration. Cannot be combined with `toolkits`, `tools`, `tags` or `hooks`.
         * @example sc_1a2b3c
         */
        session_config_id?: string | undefined;
    } | null | undefined;
    /** @description Expected current version. If it differs, nothing changes and the response is 409. */
    expected_config_version?: number | undefined;
};
/** @description Custom tools for one request; v3.1 does not store them. In v3, define custom tools when creating the session. */
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
    /** @description True only for the current configuration. */
    is_current: boolean;
};
/** @description Configurations, newest first. The first one is current. */
export type ConfigHistoryPage = {
    items: ConfigHistoryItem[];
    /** @description Null or absent on the last page. */
    next_cursor?: string | null | undefined;
    total_pages: number;
    current_page: number;
    total_items: number;
};
/** @description A tool, as given to an agent. */
export type Tool = {
    /**
     * @description Name for calling the tool. Case-sensitive.
     * @example GITHUB_CREATE_AN_ISSUE
     */
    slug: string;
    /** @description Display name. */
    name: string;
    /** @description What the tool does, for the model. */
    description: string;
    /** @description What the tool does, for people. */
    human_description?: string | undefined;
    /** @description Meta tools belong to `composio`. */
    toolkit: {
        slug: string;
        name: string;
        logo: string;
    };
    /** @description JSON Schema of the arguments. A field marked `file_uploadable` takes an uploaded file as `{name, mimetype, s3key}`. */
    input_parameters: {
        [key: string]: unknown;
    };
    /** @description JSON Schema of the result. A field marked `file_downloadable` is `{name, mimetype, s3url}`. */
    output_parameters: {
        [key: string]: unknown;
    };
    /** @description True if the tool runs without a connected account. */
    no_auth: boolean;
    /**
     * @example 20251027_00
     * @example 00000000_00
     */
    version: string;
    available_versions: string[];
    /** @description Hints and categories. */
    tags: string[];
    /** @description OAuth scopes that the tool may need. */
    scopes: string[];
    /** @description The scopes that the tool requires. */
    scope_requirements?: {
        /** @description All of these are required. An entry can be a choice. */
        all_of: (string | {
            /** @description One of these is required. An entry can be a group, of which every scope is required. */
            any_of: (string | {
                all_of: string[];
                source?: string[] | undefined;
            })[];
            /** @description Argument values for which the choice applies, by argument. */
            when?: {
                [key: string]: string[];
            } | undefined;
            /** @description Source of the requirement. */
            source?: string[] | undefined;
        })[];
        /** @description Source of the requirements. */
        source?: string[] | undefined;
    } | null | undefined;
    is_deprecated: boolean;
    /** @description Present if the tool can run on an instant account. Only on the tool's newest version. */
    instant?: {
        /** @example true */
        supported: boolean;
        /** @description Present only if the request asks for prices. */
        price?: {
            description?: string | undefined;
            /** @description Any JSON value. Null if no discount applies. */
            discount?: unknown;
        } | undefined;
    } | undefined;
    /** @description Former field names, kept for old clients. */
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
/** @description Tools sorted by slug. In v3, the list of a session is not paged and only `items` is guaranteed. */
export type ToolPage = {
    items: Tool[];
    /** @description Null or absent on the last page. */
    next_cursor?: string | null | undefined;
    total_pages?: number | undefined;
    current_page?: number | undefined;
    total_items?: number | undefined;
};
/**
 * @description Status of a connected account. Only ACTIVE accounts can be used. New values may be added.
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
 * @description Authentication scheme of an account.
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
/** @description A toolkit in a session, with the user's connection. */
export type SessionToolkit = {
    name: string;
    /** @example github */
    slug: string;
    /** @description Whether the session's configuration allows the toolkit. */
    enabled: boolean;
    /** @description True if the toolkit needs no connected account. */
    is_no_auth: boolean;
    /** @description Auth schemes that work without the caller's own auth config. */
    composio_managed_auth_schemes: string[];
    meta: {
        /** Format: uri */
        logo: string;
        description: string;
    };
    /** @description The account in use, or null. */
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
    /** @description Queries, one per task. */
    queries: {
        /** @description The task in natural language. */
        use_case: string;
        /** @description Known values, as comma-separated `key:value` pairs. */
        known_fields?: string | undefined;
    }[];
    /** @description Hint: the name of the model that reads the response. */
    model?: string | undefined;
    /**
     * @description `tool_search` returns tools without a plan.
     * @enum {string}
     */
    search_strategy?: "auto" | "tool_search" | undefined;
    experimental?: InlineCustoms | undefined;
};
export type SearchResult = {
    /** @description Position of the query, starting at 1. */
    index: number;
    /** @description The query's `use_case`. */
    use_case: string;
    /** @description How to do the task. */
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
    /** @description Remembered facts, by toolkit. */
    memory?: {
        [key: string]: string[];
    } | undefined;
    /** @description Error message of this query. */
    error?: string | null | undefined;
    /** @description Former name of `execution_guidance`. */
    reasoning?: string | undefined;
    /** @description Former name of `difficulty`. */
    task_difficulty?: string | undefined;
};
/**
 * @description PRIVATE accounts are for their owner only. SHARED accounts can also be pinned in other users' sessions.
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
    /** @description Profile of the account's owner, such as name and email address. */
    current_user_info?: {
        [key: string]: unknown;
    } | undefined;
    account_type?: AccountType | undefined;
    /** @description The accounts to choose from. Present in sessions with `multi_account`. */
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
     * @description Present if a call must select one of the accounts.
     * @example required
     */
    account_selection?: string | undefined;
    /** @description Tools of the toolkit that can run on an instant account. */
    instant_account?: {
        allowed_tool_slugs: string[];
    } | undefined;
    /** @description Former name of `instant_account`. */
    composio_managed?: {
        allowed_tool_slugs: string[];
    } | undefined;
    status_message: string;
};
export type SearchToolSchema = {
    toolkit: string;
    tool_slug: string;
    description?: string | undefined;
    /** @description Present if `hasFullSchema` is true. */
    input_schema?: {
        [key: string]: unknown;
    } | undefined;
    output_schema?: {
        [key: string]: unknown;
    } | undefined;
    hasFullSchema?: boolean | undefined;
    /** @description The call that returns the omitted schema. */
    schemaRef?: {
        /** @example COMPOSIO_GET_TOOL_SCHEMAS */
        tool: string;
        args: {
            tool_slugs: string[];
        };
        message?: string | undefined;
    } | undefined;
};
/** @description The router's current time, for tasks that involve dates. */
export type TimeInfo = {
    current_time_utc: string;
    current_time_utc_epoch_seconds: number;
    message: string;
};
/** @description The workflow that a search started or continued. Not the session in the path. */
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
    /** @description How many queries failed, and why. Null if all succeeded. */
    error: string | null;
    /** @description One per query, in the same order. */
    results: SearchResult[];
    /** @description One per toolkit found. */
    toolkit_connection_statuses: ToolkitConnectionStatus[];
    /** @description The tools found, by slug. */
    tool_schemas: {
        [key: string]: SearchToolSchema;
    };
    time_info: TimeInfo;
    session: WorkflowSession;
    /** @description Next steps, in order. */
    next_steps_guidance: string[];
};
/** @description A person's answer to one question. */
export type UserInputResponse = {
    /**
     * @description `accept` submits the form, `decline` rejects the request, `cancel` dismisses it. `accept` is not an approval by itself: the decision is in `content`.
     * @enum {string}
     */
    action: "accept" | "decline" | "cancel";
    /** @description Form values that match `requested_schema`. Sent with `accept`. */
    content?: {
        [key: string]: unknown;
    } | undefined;
};
/** @description Answers to the questions of an `InputRequired` response, keyed by the ids in its `input_requests`. */
export type InputResponses = {
    [key: string]: UserInputResponse;
};
/** @description The `request_state` of the `InputRequired` response, unchanged. */
export type RequestState = string;
export type ExecuteRequest = {
    /** @description Slug of an app tool or of a meta tool that the session offers. */
    tool_slug: string;
    /**
     * @description Arguments of the tool.
     * @default {}
     */
    arguments?: {
        [key: string]: unknown;
    } | undefined;
    /** @description Id or alias of the connected account to use for an app tool. Optional if the user has one account. If the user has several, omitting it is an error that lists them, unless the session is configured otherwise. Meta tools ignore it. */
    account?: string | undefined;
    /** @description Return a preview if an app tool's result is long, and save the full result to a workbench file. Otherwise the result is always inline. Meta tools ignore it. */
    enable_auto_workbench_offload?: boolean | undefined;
    input_responses?: InputResponses | undefined;
    request_state?: RequestState | undefined;
    experimental?: InlineCustoms | undefined;
};
/** @description Result of one hook. Only a `before_execute` hook with outcome `blocked` proves that the tool did not run. */
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
/** @description Cost of an instant call. Present if the session sets `return_instant_charge`. */
export type InstantCharge = {
    /**
     * @description Exact decimal number, as a string.
     * @example 0.0025
     */
    amount: string;
    /** @example USD */
    currency: string;
    /** @example composio */
    charged_by: string;
};
/** @description The result of a run. `result_type` says how it ended. If absent, a null `error` means success. */
export type ExecuteResult = {
    /**
     * @description `completed`: success. `failed`: the tool failed, or a person denied the call and nothing ran. `blocked`: a hook blocked the call or withheld its result. Any other value means neither success nor failure.
     * @example completed
     * @example failed
     * @example blocked
     */
    result_type?: string | undefined;
    /** @description Result of the tool. Often empty after a failure. */
    data: {
        [key: string]: unknown;
    };
    /** @description Error message. May be null or empty even if the call failed. */
    error: string | null;
    /** @description Id of the run in the log. */
    log_id: string;
    /** @description Reason why a hook blocked the call. Can be any JSON value. */
    block_reason?: unknown;
    /** @description Result of each hook, in order. */
    hook_results?: HookResult[] | undefined;
    instant_charge?: InstantCharge | undefined;
};
/** @description A question for a person, as a form. */
export type UserInputRequest = {
    /** @example elicitation */
    type: string;
    /** @example form */
    mode: string;
    /** @description Text to show to the person. */
    message: string;
    /** @description JSON Schema of the form: a flat object of strings, numbers, booleans and enums. Build the form from it; do not expect specific fields. */
    requested_schema: {
        [key: string]: unknown;
    };
};
/** @description Nothing ran, because a person has to answer first. Send the same call again with `input_responses` and, if present, `request_state`. */
export type InputRequired = {
    /** @constant */
    result_type: "input_required";
    /** @description Questions by id. The answers use the same ids. */
    input_requests: {
        [key: string]: UserInputRequest;
    };
    /** @description Opaque. Do not show it to people or models, and do not log it. */
    request_state?: string | undefined;
};
/** @description The result of a call, or the questions a person has to answer before it runs. */
export type ExecuteResponse = ExecuteResult | InputRequired;
/**
 * @description Slug of a meta tool.
 * @enum {string}
 */
export type MetaToolSlug = "COMPOSIO_SEARCH_TOOLS" | "COMPOSIO_MULTI_EXECUTE_TOOL" | "COMPOSIO_MANAGE_CONNECTIONS" | "COMPOSIO_WAIT_FOR_CONNECTIONS" | "COMPOSIO_REMOTE_WORKBENCH" | "COMPOSIO_REMOTE_BASH_TOOL" | "COMPOSIO_GET_TOOL_SCHEMAS" | "COMPOSIO_SUBMIT_FEEDBACK" | "COMPOSIO_PROXY_EXECUTE";
export type ExecuteMetaRequest = {
    slug: MetaToolSlug;
    /**
     * @description Arguments of the meta tool.
     * @default {}
     */
    arguments?: {
        [key: string]: unknown;
    } | undefined;
    input_responses?: InputResponses | undefined;
    request_state?: RequestState | undefined;
    experimental?: InlineCustoms | undefined;
};
/** @description Binary body, instead of JSON. */
export type BinaryBody = {
    /**
     * Format: uri
     * @description URL from which the router fetches the bytes.
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
    /** @description Slug of the toolkit whose connection is used. */
    toolkit_slug: string;
    /** @description Path relative to the provider's base URL, or an absolute URL with the same site and scheme. */
    endpoint: string;
    /** @enum {string} */
    method: "GET" | "POST" | "PUT" | "DELETE" | "PATCH" | "HEAD";
    /** @description JSON body, any value. Not allowed with GET or HEAD. */
    body?: unknown;
    binary_body?: BinaryBody | undefined;
    /** @description Headers and query parameters. The router adds the credential. */
    parameters?: ProxyParameter[] | undefined;
    input_responses?: InputResponses | undefined;
    request_state?: RequestState | undefined;
};
/** @description The provider's response, with any status. */
export type ProxyResult = {
    /**
     * @description `completed`, even if the provider returned an error. Any other value means that this is not the provider's response.
     * @example completed
     */
    result_type?: string | undefined;
    /** @description The provider's HTTP status. */
    status: number;
    /** @description The decoded body. */
    data?: unknown;
    /** @description Location of a binary body. */
    binary_data?: {
        url: string;
        content_type: string;
        size: number;
        expires_at?: string | undefined;
    } | undefined;
    headers?: {
        [key: string]: string;
    } | undefined;
    /** @description Result of each hook, in order. */
    hook_results?: HookResult[] | undefined;
};
/** @description The provider's response, or the questions a person has to answer before the request is sent. */
export type ProxyResponse = ProxyResult | InputRequired;
/** @description Users who may use a SHARED account. `not_allowed_user_ids` takes precedence. The creator always has access. */
export type SharedAcl = {
    allow_all_users?: boolean | undefined;
    allowed_user_ids?: string[] | undefined;
    not_allowed_user_ids?: string[] | undefined;
};
export type LinkRequest = {
    /** @description Slug of the toolkit to connect. */
    toolkit: string;
    /** @description Alias for the new account, unique per user and toolkit. An empty string removes it. */
    alias?: string | undefined;
    /**
     * Format: uri
     * @description URL to which the browser goes after sign-in. Default: the session's callback URL.
     */
    callback_url?: string | undefined;
    experimental?: {
        /**
         * @description Default: PRIVATE.
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
     * @description URL where the user signs in. Expires after about ten minutes.
     */
    redirect_url: string;
    /** @description Id of the new account, which is not active yet. */
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
     * @description Path of the file, relative to the mount.
     * @example reports/may.csv
     */
    mount_relative_path: string;
    /**
     * @description Path of the mount in the workbench.
     * @example /mnt/files
     */
    sandbox_mount_prefix: string;
    /** @description Size in bytes. */
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
    /** @description Path of the file, relative to the mount. */
    mount_relative_path: string;
};
export type DownloadUrlResponse = {
    /**
     * Format: uri
     * @description URL to GET the bytes from.
     */
    download_url: string;
    mount_relative_path: string;
    sandbox_mount_prefix: string;
    /** Format: date-time */
    expires_at: string;
};
export type UploadUrlRequest = {
    /** @description Path of the file, relative to the mount. */
    mount_relative_path: string;
    /** @description `Content-Type` of the upload. */
    mimetype?: string | undefined;
};
export type UploadUrlResponse = {
    /**
     * Format: uri
     * @description URL to PUT the bytes to.
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
/** @description A user's authenticated connection to one toolkit. */
export type ConnectedAccount = {
    /** @example ca_demo1 */
    id: string;
    /**
     * @description Human-readable id, assigned by the router.
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
    /** @description The credential, limited to the fields that the caller may see. */
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
     * @description Present only when a single account is read.
     */
    params?: {
        [key: string]: unknown;
    } | undefined;
    /** @description Requested scopes. Present only when a single account is read. */
    requested_scopes?: string[] | undefined;
    /** @description Requested user scopes. Present only when a single account is read. */
    requested_user_scopes?: string[] | undefined;
    /** @description Endpoint for testing the credential. */
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
    /** @description Id of the auth config to connect through. */
    auth_config_id: string;
    /** @description Id of the end user who will own the account. */
    user_id: string;
    /** @description Alias for the new account, unique per user and toolkit. */
    alias?: string | undefined;
    /**
     * Format: uri
     * @description URL to which the browser goes after sign-in.
     */
    callback_url?: string | undefined;
    /** @description Field values that the toolkit needs before the user signs in. */
    connection_data?: {
        [key: string]: unknown;
    } | undefined;
    experimental?: {
        /**
         * @description Default: PRIVATE.
         * @enum {string}
         */
        account_type?: "PRIVATE" | "SHARED" | undefined;
        acl_config_for_shared?: SharedAcl | undefined;
    } | undefined;
};
export type ConnectedAccountLinkResponse = LinkResponse & {
    /** @description Time when the link expires. */
    expires_at: string;
};
export type ConnectedAccountDeleted = {
    success: boolean;
    /** @description Id of the job that revokes the credential. Present if `revoke_on_delete` was sent. */
    revoke_job_id?: string | undefined;
};
export type ConnectionStatePatch = {
    /**
     * @description Must equal the account's scheme.
     * @enum {string}
     */
    authScheme: "BEARER_TOKEN" | "API_KEY" | "BASIC" | "BASIC_WITH_JWT" | "GOOGLE_SERVICE_ACCOUNT" | "SERVICE_ACCOUNT";
    /** @description Fields of the credential. `null` removes a field. Omitted fields keep their values. */
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
/** @description Changes to a connected account. Omitted fields keep their values. */
export type ConnectedAccountPatch = {
    /** @description Alias for the account, unique per user and toolkit. An empty string removes it. */
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
    /** @description `false` disables the account, `true` enables it. */
    enabled: boolean;
};
export type ConnectedAccountStatusPatched = {
    success: boolean;
};
export type ConnectedAccountRefresh = {
    /**
     * Format: uri
     * @description URL to which the browser goes if the user has to sign in again.
     */
    redirect_url?: string | undefined;
    /** @description Validate the refreshed credential with the provider. */
    validate_credentials?: boolean | undefined;
};
export type ConnectedAccountRefreshed = {
    /** @example ca_demo1 */
    id: string;
    status: ConnectionStatus;
    /**
     * Format: uri
     * @description URL where the user signs in again. Null if not needed.
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
 * @description Status of an auth config. A DISABLED auth config cannot connect accounts.
 * @example ENABLED
 * @example DISABLED
 */
export type AuthConfigStatus = string;
/** @description Configuration for connecting the accounts of one toolkit. */
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
/** @description Scopes as a list or as one string. */
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
    /** @description Default: the router's own app. */
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
    /** @description Id of the job that revokes the credentials of its accounts. Present if `revoke_on_delete` was sent. */
    revoke_job_id?: string | undefined;
};
/** @description Changes to an auth config, by its type. Omitted fields keep their values. */
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
/** @description Read the auth config to see the result. The hosted router's fields are unknown. */
export type AuthConfigPatched = {
    success?: boolean | undefined;
};
export type ToolProxyRequest = {
    /** @description Id of the account whose credential is used. */
    connected_account_id?: string | undefined;
    /** @description Path relative to the provider's base URL, or an absolute URL with the same site and scheme. */
    endpoint: string;
    /** @enum {string} */
    method: "GET" | "POST" | "PUT" | "DELETE" | "PATCH" | "HEAD";
    /** @description JSON body, any value. Not allowed with GET or HEAD. */
    body?: unknown;
    binary_body?: BinaryBody | undefined;
    /** @description Headers and query parameters. The router adds the credential. */
    parameters?: ProxyParameter[] | undefined;
    /** @description The caller's own credential, instead of a connected account. */
    custom_connection_data?: {
        [key: string]: unknown;
    } | undefined;
};
/** @description Arguments of a tool and the account to use. `arguments` and `text` are mutually exclusive. */
export type ToolExecuteRequest = {
    /** @description Id of the account to use. Default: an account of `user_id`. */
    connected_account_id?: string | undefined;
    /** @description Id of the end user whose account is used. */
    user_id?: string | undefined;
    /**
     * @deprecated
     * @description Former name of `user_id`.
     */
    entity_id?: string | undefined;
    /** @description Version of the tool. */
    version?: string | undefined;
    /** @description Arguments of the tool. */
    arguments?: {
        [key: string]: unknown;
    } | undefined;
    /** @description The task in natural language. A model turns it into arguments. */
    text?: string | undefined;
    /** @description Headers and parameters with the caller's own credential. */
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
/** @description Result of a run without a session. */
export type ToolExecuteResponse = {
    /** @description Result of the tool. */
    data: {
        [key: string]: unknown;
    };
    /** @description Error message, or null. */
    error: string | null;
    successful: boolean;
    /** @description Any JSON value. */
    session_info?: unknown;
    /** @description Id of the run in the log. */
    log_id?: string | undefined;
};
/**
 * @description `native` for the router's own toolkits, `custom` for toolkits that a user added.
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
    /** @description Present only when a single toolkit is read. */
    available_versions?: string[] | undefined;
    app_url?: string | null | undefined;
};
/** @description A toolkit of the catalog. */
export type Toolkit = {
    /** @example github */
    slug: string;
    name: string;
    type?: ToolkitType | undefined;
    auth_schemes?: AuthScheme[] | undefined;
    /** @description Auth schemes that work without the caller's own auth config. */
    composio_managed_auth_schemes?: AuthScheme[] | undefined;
    /** @deprecated */
    is_local_toolkit: boolean;
    /** @description True if the toolkit needs no connected account. */
    no_auth?: boolean | undefined;
    auth_guide_url?: string | null | undefined;
    /** @description Former field names, kept for old clients. */
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
    /** @description Only toolkits of this category. */
    category?: string | undefined;
    /**
     * @description Who manages the toolkit's auth.
     * @enum {string}
     */
    managed_by?: "composio" | "all" | "project" | undefined;
    /**
     * @description Sort key.
     * @enum {string}
     */
    sort_by?: "usage" | "alphabetically" | undefined;
    /** @description Maximum number of items per page. */
    limit?: number | null | undefined;
    /** @description The `next_cursor` of the previous page. */
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
/** @description A form field. */
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
/** @description A toolkit of the catalog with the details needed to connect an account. */
export type ToolkitDetails = {
    /** @example github */
    slug: string;
    name: string;
    type?: ToolkitType | undefined;
    enabled: boolean;
    /** @deprecated */
    is_local_toolkit?: boolean | undefined;
    /** @description Auth schemes that work without the caller's own auth config. */
    composio_managed_auth_schemes?: AuthScheme[] | undefined;
    /** @description Managed auth schemes with the scopes that can be requested. */
    composio_managed_auth?: {
        mode: AuthScheme;
        scopes: AvailableScopes;
        user_scopes?: AvailableScopes | undefined;
    }[] | undefined;
    /** @description Auth schemes of the toolkit, with the fields to fill in. */
    auth_config_details?: AuthSchemeDetails[] | undefined;
    auth_guide_url?: string | null | undefined;
    /** @description Base URL of the provider's API. */
    base_url?: string | undefined;
    /** @description Endpoint that returns the account's owner. */
    get_current_user_endpoint?: string | undefined;
    /** @example GET */
    get_current_user_endpoint_method?: string | undefined;
    meta: ToolkitMeta;
};
export type FileUploadRequest = {
    toolkit_slug: string;
    /** @description Slug of the tool that takes the file. */
    tool_slug: string;
    filename: string;
    mimetype: string;
    /** @description MD5 hash of the bytes, in hex. */
    md5: string;
};
export type FileUploadResponse = {
    id: string;
    /** @description Value for `s3key` in the tool's argument. */
    key: string;
    /** @description URL to PUT the bytes to. */
    new_presigned_url: string;
    /**
     * @deprecated
     * @description Former name of `new_presigned_url`.
     */
    newPresignedUrl?: string | undefined;
    /**
     * @deprecated
     * @example new
     */
    type?: string | undefined;
    metadata?: {
        /**
         * @description With `azure_blob_storage`, the PUT also needs the header `x-ms-blob-type: BlockBlob`.
         * @example s3
         * @example azure_blob_storage
         */
        storage_backend?: string | undefined;
    } | undefined;
};
export type SearchToolsArguments = {
    /** @description One query per task. Split a request that involves several apps or steps. */
    queries: {
        /** @description The task in plain English. Name the app and the action. Leave out personal data. */
        use_case: string;
        /** @description Known values that may be needed as arguments, as comma-separated `key:value` pairs. */
        known_fields?: string | undefined;
    }[];
    /** @description The workflow that this search belongs to. */
    session?: {
        /** @description Workflow id from an earlier search for the same request. */
        id?: string | undefined;
        /** @description True for the first search of a new request. */
        generate_id?: boolean | undefined;
    } | undefined;
    /** @description Name of the calling model. */
    model?: string | undefined;
    /**
     * @description tool_search returns tools without a plan.
     * @default auto
     * @enum {string}
     */
    search_strategy?: "auto" | "tool_search" | undefined;
};
/** @description Result of COMPOSIO_SEARCH_TOOLS. */
export type SearchToolsData = {
    /** @description One per query, in the same order. */
    results: SearchResult[];
    /** @description One per toolkit found. */
    toolkit_connection_statuses: ToolkitConnectionStatus[];
    /** @description The tools found, by slug. */
    tool_schemas: {
        [key: string]: SearchToolSchema;
    };
    time_info: TimeInfo;
    session: WorkflowSession;
    /** @description Next steps, in order. */
    next_steps_guidance: string[];
};
export type MultiExecuteToolArguments = {
    /** @description The calls. They run concurrently, so a call must not need the result of another. */
    tools: {
        /** @description Exact slug of an app tool. Meta tools are not allowed. */
        tool_slug: string;
        /** @description Arguments that match the tool's input schema. */
        arguments: {
            [key: string]: unknown;
        };
        /** @description Id or alias of the account to use if the app has several. */
        account?: string | undefined;
    }[];
    /** @description True to also save the results to a file for the workbench, if they are large or needed there. Default: false. */
    sync_response_to_workbench?: boolean | undefined;
    /** @description Reason for these calls, in one sentence. */
    thought?: string | undefined;
    /** @description Facts to remember, as lists by app slug. */
    memory?: {
        [key: string]: string[];
    } | undefined;
    /** @description Short name of the current step. */
    current_step?: string | undefined;
    /** @description Progress as done/total with a unit, such as 3/10 emails. */
    current_step_metric?: string | undefined;
    /** @description Workflow id from the search result. */
    session_id?: string | undefined;
};
/** @description The workflow that the call belongs to. Not the session in the path. */
export type CurrentWorkflow = {
    /**
     * @description The workflow id.
     * @example lead
     */
    id: string;
    instructions: string;
};
/** @description Result of COMPOSIO_MULTI_EXECUTE_TOOL. Check each item's `error` first. */
export type MultiExecuteToolData = {
    /** @description One per call, in the same order. */
    results: {
        tool_slug: string;
        /** @description Position of the call, starting at 0. */
        index: number;
        /**
         * @description Present if a hook blocked the call.
         * @example blocked
         */
        result_type?: string | undefined;
        /** @description Result of each hook, in order. */
        hook_results?: HookResult[] | undefined;
        /** @description Result of the tool. If it was offloaded, a preview replaces the data. */
        response?: {
            successful: boolean;
            data?: {
                [key: string]: unknown;
            } | undefined;
            error?: string | null | undefined;
            log_id?: string | undefined;
            /** @description The data with long lists truncated. */
            data_preview?: unknown;
            /** @description Outline of the full data. */
            structure_info?: unknown;
        } | null | undefined;
        /** @description Error message if this call failed or was rejected. Otherwise null or absent. */
        error?: string | null | undefined;
    }[];
    total_count: number;
    success_count: number;
    error_count: number;
    session?: CurrentWorkflow | null | undefined;
    /** @description File with the full result. Present if the result was offloaded or a file was requested. */
    remote_file_info?: {
        /** @example /mnt/files/mex/lead.json */
        file_path: string;
        size_chars?: number | undefined;
        instructions?: string | undefined;
    } | null | undefined;
    next_steps?: string | null | undefined;
};
export type ManageConnectionsArguments = {
    /** @description The apps to connect or to manage. */
    toolkits: (string | {
        /** @description Slug of the app. */
        name: string;
        /**
         * @description add connects a new account. list, rename and remove apply to existing accounts.
         * @enum {string}
         */
        action?: "add" | "list" | "rename" | "remove" | undefined;
        /** @description Name for the account, for add and rename. */
        alias?: string | undefined;
        /** @description Id of the account to rename or remove. */
        account_id?: string | undefined;
    })[];
    /**
     * @description Create new sign-in links even for connected apps. Use it only if the user asks for it.
     * @default false
     */
    reinitiate_all?: boolean | undefined;
    /** @description Workflow id from the search result. */
    session_id?: string | undefined;
};
/** @description Result of COMPOSIO_MANAGE_CONNECTIONS. */
export type ManageConnectionsData = {
    message: string;
    /** @description Results by toolkit slug. */
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
            /** @description URL where the user signs in. */
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
    /** @description Slugs of the apps that the user is signing in to. */
    toolkits: string[];
    /**
     * @description any waits for the first app, all waits for every app.
     * @default any
     * @enum {string}
     */
    mode?: "any" | "all" | undefined;
    /** @description Workflow id from the search result. */
    session_id?: string | undefined;
};
/** @description Result of COMPOSIO_WAIT_FOR_CONNECTIONS. */
export type WaitForConnectionsData = {
    message: string;
    /** @description Results by toolkit slug. */
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
    /** @description Python code to run. Print the output that you need. */
    code_to_execute: string;
    /** @description Purpose of the code, in one sentence. */
    thought?: string | undefined;
    /** @description Short name of the current step. */
    current_step?: string | undefined;
    /** @description Progress as done/total with a unit, such as 3/10 emails. */
    current_step_metric?: string | undefined;
    /** @description Workflow id from the search result. */
    session_id?: string | undefined;
};
/** @description Result of COMPOSIO_REMOTE_WORKBENCH. */
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
    /** @description Bash command. Runs in /home/user. */
    command: string;
    /** @description Workflow id from the search result. */
    session_id?: string | undefined;
};
/** @description Result of COMPOSIO_REMOTE_BASH_TOOL. Long output is truncated; the line counts are those of the full output. */
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
    /** @description Exact slugs of the tools, from a search result. */
    tool_slugs: string[];
    /**
     * @description Schemas to return.
     * @default [
     *       "input_schema"
     *     ]
     */
    include?: ("input_schema" | "output_schema")[] | undefined;
    /** @description Workflow id from the search result. */
    session_id?: string | undefined;
};
/** @description Result of COMPOSIO_GET_TOOL_SCHEMAS. */
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
    /** @description Unknown slugs. */
    not_found?: string[] | undefined;
    /** @description Similar slugs, by unknown slug. */
    suggestions?: {
        [key: string]: string[];
    } | undefined;
    not_found_message?: string | undefined;
};
export type SubmitFeedbackArguments = {
    /** @description What went well and what went wrong, in a few sentences. */
    feedback?: string | undefined;
    /** @description Workflow id from the search result. */
    session_id?: string | undefined;
} & {
    [key: string]: unknown;
};
/** @description Result of COMPOSIO_SUBMIT_FEEDBACK. */
export type SubmitFeedbackData = {
    success?: boolean | undefined;
} & {
    [key: string]: unknown;
};
export type ProxyExecuteArguments = {
    /** @description Slug of the app whose account is used. */
    toolkit_slug: string;
    /** @description Path relative to the base URL of the app's API, or an absolute URL on the same site. */
    endpoint: string;
    /**
     * @description The HTTP method.
     * @enum {string}
     */
    method: "GET" | "POST" | "PUT" | "DELETE" | "PATCH" | "HEAD";
    /** @description JSON body, any value. Not allowed with GET or HEAD. */
    body?: unknown;
    /** @description Headers and query parameters. The credential is added automatically. */
    parameters?: {
        /** @description Name of the header or parameter. */
        name: string;
        /** @description Value of the header or parameter. */
        value: string;
        /**
         * @description Whether it is a header or a query parameter.
         * @enum {string}
         */
        type: "header" | "query";
    }[] | undefined;
    /** @description Id or alias of the connected account. Required only if the user has several. */
    account?: string | undefined;
};
/** @description Result of COMPOSIO_PROXY_EXECUTE. */
export type ProxyExecuteData = {
    /** @description The provider's HTTP status. */
    status: number;
    /** @description The decoded body. */
    data?: unknown;
    headers?: {
        [key: string]: string;
    } | undefined;
};
