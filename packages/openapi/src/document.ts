// Generated from spec/ by `pnpm generate`. Do not edit.

import type { OpenAPIDocument } from "./openapi-document.ts";

export type * from "./openapi-document.ts";

export const document: OpenAPIDocument = {
  "openapi": "3.1.0",
  "info": {
    "title": "tool-router",
    "summary": "Give an agent tools through sessions, and run them.",
    "version": "3.0",
    "description": "A router manages **sessions**. A session belongs to one end user. It defines the toolkits and tools\nthat an agent may use with that user's connected accounts. The agent gets a few **meta tools** (find a\ntool, read its schema, connect an account, run a batch, run code) and, if requested, some **app\ntools** directly. Every call goes through the session.\n\n- A tool that ran and failed returns **200** with a message in `error`. A call that the router rejects\n  returns 4xx or 5xx with the error envelope.\n- A call never names the toolkit: the tool's slug determines it.\n- Requests use `enable` and `disable`; the stored configuration uses `enabled` and `disabled`.\n- `trs_…` is the id of a session. The short word that meta tools pass along is the **workflow id**,\n  which is something else.\n\nThe same paths are served under `/api/v3` and `/api/v3.1`. Features that only v3.1 supports are marked\n`x-api-versions: [\"3.1\"]`.\n",
    "license": {
      "name": "MIT",
      "identifier": "MIT"
    }
  },
  "servers": [
    {
      "url": "https://backend.composio.dev/api/v3",
      "description": "Hosted router, v3"
    },
    {
      "url": "https://backend.composio.dev/api/v3.1",
      "description": "Hosted router, v3.1"
    },
    {
      "url": "http://127.0.0.1:4310/api/v3",
      "description": "Local router"
    }
  ],
  "security": [
    {
      "ApiKeyAuth": []
    },
    {
      "UserApiKeyAuth": []
    }
  ],
  "tags": [
    {
      "name": "Sessions",
      "description": "Create, read, update and delete sessions."
    },
    {
      "name": "Execution",
      "description": "Run tools, or call a provider's API directly."
    },
    {
      "name": "Discovery",
      "description": "List and search the tools and toolkits of a session."
    },
    {
      "name": "Connections",
      "description": "Connect and manage users' accounts."
    },
    {
      "name": "Auth configs",
      "description": "Configure how the accounts of a toolkit are connected."
    },
    {
      "name": "Mounts",
      "description": "Files of a session, shared with its workbench."
    },
    {
      "name": "Catalog",
      "description": "Tools and toolkits, independent of sessions."
    },
    {
      "name": "Files",
      "description": "Upload files for tools that take them."
    }
  ],
  "paths": {
    "/tool_router/session": {
      "post": {
        "operationId": "postToolRouterSession",
        "summary": "Create a session",
        "description": "Creates a session for one end user. Identical requests create separate sessions. On the hosted router, sessions do not expire.",
        "tags": [
          "Sessions"
        ],
        "x-key-area": "sessions:write",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/SessionCreate"
              },
              "examples": {
                "minimal": {
                  "summary": "All toolkits",
                  "value": {
                    "user_id": "user_42"
                  }
                },
                "narrowed": {
                  "summary": "Two toolkits, one limited to a single tool, the other to reading",
                  "value": {
                    "user_id": "user_42",
                    "toolkits": {
                      "enable": [
                        "github",
                        "gmail"
                      ]
                    },
                    "tools": {
                      "github": {
                        "enable": [
                          "GITHUB_CREATE_AN_ISSUE"
                        ]
                      },
                      "gmail": {
                        "tags": [
                          "readOnlyHint"
                        ]
                      }
                    },
                    "manage_connections": {
                      "enable": true,
                      "callback_url": "https://app.example.com/done"
                    },
                    "workbench": {
                      "enable": true,
                      "auto_offload_threshold": 20000
                    }
                  }
                },
                "several": {
                  "summary": "Multiple accounts, pins, tags and a custom tool",
                  "value": {
                    "user_id": "user_42",
                    "toolkits": {
                      "disable": [
                        "slack"
                      ]
                    },
                    "auth_configs": {
                      "github": "ac_demo1"
                    },
                    "connected_accounts": {
                      "github": "ca_demo1",
                      "gmail": [
                        "ca_demo2",
                        "ca_demo3"
                      ]
                    },
                    "tags": {
                      "enable": [
                        "readOnlyHint",
                        "createHint"
                      ],
                      "disable": [
                        "destructiveHint"
                      ]
                    },
                    "multi_account": {
                      "enable": true,
                      "max_accounts_per_toolkit": 3,
                      "require_explicit_selection": false
                    },
                    "search": {
                      "enable": true
                    },
                    "execute": {
                      "enable_multi_execute": true
                    },
                    "experimental": {
                      "assistive_prompt_config": {
                        "user_timezone": "Europe/London"
                      },
                      "permissions": {
                        "default": "allow_all",
                        "overrides": {
                          "GMAIL_SEND_EMAIL:ca_demo2": "always_deny"
                        }
                      },
                      "custom_tools": [
                        {
                          "slug": "open_door",
                          "name": "Open door",
                          "description": "Opens the office door.",
                          "input_schema": {
                            "type": "object",
                            "properties": {
                              "door": {
                                "type": "string"
                              }
                            },
                            "required": [
                              "door"
                            ]
                          }
                        }
                      ]
                    }
                  }
                },
                "approvals": {
                  "summary": "Approval required for deletions, one toolkit and one tool",
                  "value": {
                    "user_id": "user_42",
                    "toolkits": {
                      "enable": [
                        "github",
                        "gmail"
                      ],
                      "require_approval": [
                        "gmail"
                      ]
                    },
                    "tools": {
                      "github": {
                        "tags": {
                          "enable": [
                            "readOnlyHint",
                            "createHint"
                          ],
                          "require_approval": [
                            "createHint"
                          ]
                        },
                        "require_approval": [
                          "GITHUB_CREATE_AN_ISSUE"
                        ]
                      }
                    },
                    "tags": {
                      "require_approval": [
                        "destructiveHint"
                      ]
                    },
                    "experimental": {
                      "no_elicitation_support_fallback": "deny"
                    }
                  }
                },
                "hooked": {
                  "summary": "Hooks, instant tools and the proxy meta tool",
                  "value": {
                    "user_id": "user_42",
                    "instant": {
                      "toolkits": {
                        "enable": [
                          "weather"
                        ]
                      },
                      "tools": {
                        "weather": {
                          "disable": [
                            "WEATHER_LIST_DAYS"
                          ]
                        }
                      },
                      "return_instant_charge": true
                    },
                    "proxy_execute": {
                      "enable": true
                    },
                    "hooks": [
                      {
                        "id": "no-outsiders",
                        "type": "before_execute",
                        "name": "No outsiders",
                        "applies_to": {
                          "toolkits": [
                            "gmail"
                          ]
                        },
                        "handler": {
                          "type": "condition_check",
                          "condition": "Mail goes to another company.",
                          "action": "block"
                        }
                      },
                      {
                        "id": "redact",
                        "type": "after_execute",
                        "applies_to": "all",
                        "handler": {
                          "type": "webhook"
                        }
                      }
                    ]
                  }
                },
                "saved": {
                  "summary": "A saved configuration",
                  "value": {
                    "user_id": "user_42",
                    "experimental": {
                      "session_config_id": "sc_1a2b3c"
                    }
                  }
                },
                "preloaded": {
                  "summary": "Preloaded app tools instead of meta tools",
                  "value": {
                    "user_id": "user_42",
                    "toolkits": {
                      "enable": [
                        "github"
                      ]
                    },
                    "manage_connections": {
                      "enable": false
                    },
                    "workbench": {
                      "enable": false
                    },
                    "search": {
                      "enable": false
                    },
                    "execute": {
                      "enable_multi_execute": false
                    },
                    "preload": {
                      "tools": "all"
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The session was created.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Session"
                },
                "examples": {
                  "narrowed": {
                    "$ref": "#/components/examples/Created"
                  },
                  "approvals": {
                    "$ref": "#/components/examples/CreatedWithApprovals"
                  },
                  "hooked": {
                    "$ref": "#/components/examples/CreatedWithHooks"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "408": {
            "$ref": "#/components/responses/RequestTimeout"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/tool_router/session/{session_id}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SessionId"
        }
      ],
      "get": {
        "operationId": "getToolRouterSessionBySessionId",
        "summary": "Get a session",
        "description": "Returns the session with its current configuration.",
        "tags": [
          "Sessions"
        ],
        "x-key-area": "sessions:read",
        "responses": {
          "200": {
            "description": "The session.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Session"
                },
                "examples": {
                  "narrowed": {
                    "$ref": "#/components/examples/Created"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      },
      "patch": {
        "operationId": "patchToolRouterSessionBySessionId",
        "summary": "Update a session",
        "description": "Updates the configuration and increases `config_version` by one. The result is validated as for a new session; if validation fails, nothing changes. An empty body changes nothing. The user cannot be changed.",
        "tags": [
          "Sessions"
        ],
        "x-key-area": "sessions:write",
        "requestBody": {
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/SessionPatch"
              },
              "examples": {
                "changed": {
                  "summary": "New toolkits, no tool filters, no workbench",
                  "value": {
                    "toolkits": {
                      "disable": [
                        "gmail"
                      ]
                    },
                    "tools": null,
                    "manage_connections": {
                      "callback_url": null
                    },
                    "workbench": {
                      "enable": false
                    },
                    "expected_config_version": 1
                  }
                },
                "unpin": {
                  "summary": "Remove all pins",
                  "value": {
                    "connected_accounts": null
                  }
                },
                "restored": {
                  "summary": "Hooks and permissions removed, instant tools off",
                  "value": {
                    "instant": false,
                    "proxy_execute": null,
                    "hooks": null,
                    "multi_account": {
                      "max_accounts_per_toolkit": null
                    },
                    "experimental": {
                      "permissions": null,
                      "submit_feedback": null,
                      "no_elicitation_support_fallback": "allow"
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The updated session.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Session"
                },
                "examples": {
                  "changed": {
                    "$ref": "#/components/examples/Changed"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "408": {
            "$ref": "#/components/responses/RequestTimeout"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      },
      "delete": {
        "operationId": "deleteToolRouterSessionBySessionId",
        "summary": "Delete a session",
        "description": "Deletes the session immediately; later requests for it return 404. The user's connected accounts are kept.",
        "tags": [
          "Sessions"
        ],
        "x-key-area": "sessions:write",
        "x-api-versions": [
          "3.1"
        ],
        "servers": [
          {
            "url": "https://backend.composio.dev/api/v3.1",
            "description": "Hosted router, v3.1"
          },
          {
            "url": "http://127.0.0.1:4310/api/v3.1",
            "description": "Local router, v3.1"
          }
        ],
        "responses": {
          "200": {
            "description": "The session was deleted.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SessionDeleted"
                },
                "examples": {
                  "deleted": {
                    "summary": "Deleted",
                    "value": {
                      "session_id": "trs_1a2b3c4d5e6f",
                      "deleted": true
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/tool_router/session/{session_id}/attach": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SessionId"
        }
      ],
      "post": {
        "operationId": "postToolRouterSessionBySessionIdAttach",
        "summary": "Get a session with custom tools",
        "description": "Validates custom tools against the session and returns both, as `POST /tool_router/session` does. Nothing is stored: send the definitions again with every call that needs them.",
        "tags": [
          "Sessions"
        ],
        "x-key-area": "sessions:write",
        "x-api-versions": [
          "3.1"
        ],
        "x-experimental": true,
        "servers": [
          {
            "url": "https://backend.composio.dev/api/v3.1",
            "description": "Hosted router, v3.1"
          },
          {
            "url": "http://127.0.0.1:4310/api/v3.1",
            "description": "Local router, v3.1"
          }
        ],
        "requestBody": {
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/AttachRequest"
              },
              "examples": {
                "customTool": {
                  "summary": "One custom tool",
                  "value": {
                    "experimental": {
                      "custom_tools": [
                        {
                          "slug": "open_door",
                          "name": "Open door",
                          "description": "Opens the office door.",
                          "input_schema": {
                            "type": "object",
                            "properties": {
                              "door": {
                                "type": "string"
                              }
                            },
                            "required": [
                              "door"
                            ]
                          }
                        }
                      ]
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The session and the custom tools.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Session"
                },
                "examples": {
                  "customTool": {
                    "$ref": "#/components/examples/Attached"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/tool_router/session/{session_id}/config_history": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SessionId"
        }
      ],
      "get": {
        "operationId": "getToolRouterSessionBySessionIdConfigHistory",
        "summary": "List a session's configuration history",
        "description": "Returns the current and all previous configurations, newest first.",
        "tags": [
          "Sessions"
        ],
        "x-key-area": "sessions:read",
        "x-api-versions": [
          "3.1"
        ],
        "servers": [
          {
            "url": "https://backend.composio.dev/api/v3.1",
            "description": "Hosted router, v3.1"
          },
          {
            "url": "http://127.0.0.1:4310/api/v3.1",
            "description": "Local router, v3.1"
          }
        ],
        "parameters": [
          {
            "name": "limit",
            "in": "query",
            "description": "Maximum number of items per page.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 20
            }
          },
          {
            "$ref": "#/components/parameters/Cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of configurations.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ConfigHistoryPage"
                },
                "examples": {
                  "twoVersions": {
                    "summary": "The current configuration and a previous one",
                    "value": {
                      "items": [
                        {
                          "version": 2,
                          "created_at": "2026-01-01T00:05:00.000Z",
                          "is_current": true,
                          "config": {
                            "user_id": "user_42",
                            "toolkits": {
                              "disabled": [
                                "gmail"
                              ]
                            },
                            "preload": {
                              "tools": []
                            }
                          }
                        },
                        {
                          "version": 1,
                          "created_at": "2026-01-01T00:00:00.000Z",
                          "is_current": false,
                          "config": {
                            "user_id": "user_42",
                            "toolkits": {
                              "enabled": [
                                "github",
                                "gmail"
                              ]
                            },
                            "preload": {
                              "tools": []
                            }
                          }
                        }
                      ],
                      "next_cursor": null,
                      "total_pages": 1,
                      "current_page": 1,
                      "total_items": 2
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/tool_router/session/{session_id}/tools": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SessionId"
        }
      ],
      "get": {
        "operationId": "getToolRouterSessionBySessionIdTools",
        "summary": "List a session's tools",
        "description": "Lists the tools to give to an agent, sorted by slug: the enabled meta tools and the preloaded app tools. App tools that are only available through search are not listed. v3 returns all tools without paging.",
        "tags": [
          "Discovery"
        ],
        "x-key-area": "sessions:read",
        "parameters": [
          {
            "name": "limit",
            "in": "query",
            "description": "Maximum number of items per page.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 500
            }
          },
          {
            "$ref": "#/components/parameters/Cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "All tools, or one page of them.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ToolPage"
                },
                "examples": {
                  "metaTool": {
                    "summary": "One meta tool",
                    "value": {
                      "items": [
                        {
                          "slug": "COMPOSIO_GET_TOOL_SCHEMAS",
                          "name": "Get Tool Schemas",
                          "description": "Returns the full schemas of tools by slug.",
                          "toolkit": {
                            "slug": "composio",
                            "name": "Composio",
                            "logo": "https://logos.example.com/composio.svg"
                          },
                          "input_parameters": {
                            "type": "object",
                            "properties": {
                              "tool_slugs": {
                                "type": "array",
                                "items": {
                                  "type": "string"
                                }
                              }
                            },
                            "required": [
                              "tool_slugs"
                            ]
                          },
                          "output_parameters": {
                            "type": "object",
                            "properties": {
                              "success": {
                                "type": "boolean"
                              }
                            }
                          },
                          "no_auth": true,
                          "version": "00000000_00",
                          "available_versions": [
                            "00000000_00"
                          ],
                          "tags": [
                            "readOnlyHint"
                          ],
                          "scopes": [],
                          "scope_requirements": null,
                          "is_deprecated": false,
                          "deprecated": {
                            "displayName": "Get Tool Schemas",
                            "version": "00000000_00",
                            "available_versions": [
                              "00000000_00"
                            ],
                            "is_deprecated": false,
                            "toolkit": {
                              "logo": "https://logos.example.com/composio.svg"
                            }
                          }
                        }
                      ],
                      "next_cursor": null,
                      "total_pages": 1,
                      "current_page": 1,
                      "total_items": 1
                    }
                  },
                  "bare": {
                    "summary": "v3, with `items` only",
                    "value": {
                      "items": []
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "402": {
            "$ref": "#/components/responses/PaymentRequired"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "410": {
            "$ref": "#/components/responses/Gone"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          },
          "502": {
            "$ref": "#/components/responses/BadGateway"
          }
        }
      }
    },
    "/tool_router/session/{session_id}/toolkits": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SessionId"
        }
      ],
      "get": {
        "operationId": "getToolRouterSessionBySessionIdToolkits",
        "summary": "List a session's toolkits",
        "description": "Lists the toolkits that the session allows, each with the user's connection.",
        "tags": [
          "Discovery"
        ],
        "x-key-area": "sessions:read",
        "parameters": [
          {
            "name": "limit",
            "in": "query",
            "description": "Maximum number of items per page.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 50,
              "default": 20
            }
          },
          {
            "$ref": "#/components/parameters/Cursor"
          },
          {
            "name": "toolkits",
            "in": "query",
            "description": "Only these toolkits, instead of the session's own list.",
            "style": "form",
            "explode": false,
            "schema": {
              "type": "array",
              "maxItems": 1000,
              "items": {
                "type": "string",
                "maxLength": 256
              }
            },
            "example": [
              "github",
              "gmail"
            ]
          },
          {
            "name": "is_connected",
            "in": "query",
            "description": "True to return only connected toolkits.",
            "schema": {
              "type": "boolean",
              "default": false
            }
          },
          {
            "name": "search",
            "in": "query",
            "description": "Part of a name or slug.",
            "schema": {
              "type": "string",
              "maxLength": 1024
            }
          }
        ],
        "responses": {
          "200": {
            "description": "One page of toolkits.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SessionToolkitPage"
                },
                "examples": {
                  "oneConnected": {
                    "summary": "One connected and one unconnected toolkit",
                    "value": {
                      "items": [
                        {
                          "name": "GitHub",
                          "slug": "github",
                          "enabled": true,
                          "is_no_auth": false,
                          "composio_managed_auth_schemes": [
                            "OAUTH2"
                          ],
                          "meta": {
                            "logo": "https://logos.example.com/github.svg",
                            "description": "Code hosting"
                          },
                          "connected_account": {
                            "id": "ca_demo1",
                            "user_id": "user_42",
                            "status": "ACTIVE",
                            "created_at": "2026-01-01T00:00:00.000Z",
                            "auth_config": {
                              "id": "ac_demo1",
                              "auth_scheme": "OAUTH2",
                              "is_composio_managed": true
                            }
                          }
                        },
                        {
                          "name": "Gmail",
                          "slug": "gmail",
                          "enabled": true,
                          "is_no_auth": false,
                          "composio_managed_auth_schemes": [
                            "OAUTH2"
                          ],
                          "meta": {
                            "logo": "https://logos.example.com/gmail.svg",
                            "description": "Mail"
                          },
                          "connected_account": null
                        }
                      ],
                      "next_cursor": null,
                      "total_pages": 1,
                      "current_page": 1,
                      "total_items": 2
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/tool_router/session/{session_id}/search": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SessionId"
        }
      ],
      "post": {
        "operationId": "postToolRouterSessionBySessionIdSearch",
        "summary": "Search for tools",
        "description": "Searches the tools that the session allows, one query per task. Returns the tools to call and the connection status of their toolkits. Tools can also be run without a search.",
        "tags": [
          "Discovery"
        ],
        "x-key-area": "tool_execution:write",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/SearchRequest"
              },
              "examples": {
                "oneTask": {
                  "summary": "One task",
                  "value": {
                    "queries": [
                      {
                        "use_case": "create an issue in a github repository",
                        "known_fields": "owner:acme, repo:site"
                      }
                    ]
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The search results.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SearchResponse"
                },
                "examples": {
                  "oneTask": {
                    "summary": "One task",
                    "value": {
                      "success": true,
                      "error": null,
                      "results": [
                        {
                          "index": 1,
                          "use_case": "create an issue in a github repository",
                          "execution_guidance": "Check the repository first.",
                          "difficulty": "easy",
                          "primary_tool_slugs": [
                            "GITHUB_CREATE_AN_ISSUE"
                          ],
                          "related_tool_slugs": [
                            "GITHUB_LIST_REPOSITORY_ISSUES"
                          ],
                          "toolkits": [
                            "github"
                          ]
                        }
                      ],
                      "toolkit_connection_statuses": [
                        {
                          "toolkit": "github",
                          "description": "Code hosting",
                          "has_active_connection": true,
                          "connection_details": {
                            "connected_account_id": "ca_demo1"
                          },
                          "status_message": "Connected."
                        }
                      ],
                      "tool_schemas": {
                        "GITHUB_CREATE_AN_ISSUE": {
                          "toolkit": "github",
                          "tool_slug": "GITHUB_CREATE_AN_ISSUE",
                          "description": "Open an issue",
                          "hasFullSchema": true,
                          "input_schema": {
                            "type": "object",
                            "properties": {
                              "owner": {
                                "type": "string"
                              },
                              "repo": {
                                "type": "string"
                              },
                              "title": {
                                "type": "string"
                              }
                            },
                            "required": [
                              "owner",
                              "repo",
                              "title"
                            ]
                          }
                        },
                        "GITHUB_LIST_REPOSITORY_ISSUES": {
                          "toolkit": "github",
                          "tool_slug": "GITHUB_LIST_REPOSITORY_ISSUES",
                          "hasFullSchema": false,
                          "schemaRef": {
                            "tool": "COMPOSIO_GET_TOOL_SCHEMAS",
                            "args": {
                              "tool_slugs": [
                                "GITHUB_LIST_REPOSITORY_ISSUES"
                              ]
                            }
                          }
                        }
                      },
                      "time_info": {
                        "current_time_utc": "2026-01-01T00:00:00.000Z",
                        "current_time_utc_epoch_seconds": 1767225600,
                        "message": "Times are UTC."
                      },
                      "session": {
                        "id": "lead",
                        "generate_id": true,
                        "instructions": "Pass this id as session_id from now on."
                      },
                      "next_steps_guidance": [
                        "Run GITHUB_CREATE_AN_ISSUE."
                      ]
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "402": {
            "$ref": "#/components/responses/PaymentRequired"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "410": {
            "$ref": "#/components/responses/Gone"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          },
          "502": {
            "$ref": "#/components/responses/BadGateway"
          }
        }
      }
    },
    "/tool_router/session/{session_id}/execute": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SessionId"
        }
      ],
      "post": {
        "operationId": "postToolRouterSessionBySessionIdExecute",
        "summary": "Run a tool",
        "description": "Runs one app tool, or one meta tool that the session offers. The slug determines the toolkit. The session must allow an app tool and its toolkit. If the tool needs an account, the router selects the user's. A failure of the tool itself returns 200 with `error`.",
        "tags": [
          "Execution"
        ],
        "x-key-area": "tool_execution:write",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ExecuteRequest"
              },
              "examples": {
                "minimal": {
                  "summary": "Without arguments",
                  "value": {
                    "tool_slug": "GITHUB_CREATE_AN_ISSUE"
                  }
                },
                "appTool": {
                  "summary": "An app tool",
                  "value": {
                    "tool_slug": "GITHUB_CREATE_AN_ISSUE",
                    "arguments": {
                      "owner": "acme",
                      "repo": "site",
                      "title": "Hi"
                    }
                  }
                },
                "chosenAccount": {
                  "summary": "A selected account, and a preview if the result is long",
                  "value": {
                    "tool_slug": "GMAIL_FETCH_EMAILS",
                    "arguments": {
                      "max_results": 500
                    },
                    "account": "coup_hurricane_dal_analytical",
                    "enable_auto_workbench_offload": true
                  }
                },
                "answered": {
                  "summary": "The same call again with a person's answer",
                  "value": {
                    "tool_slug": "GITHUB_DELETE_A_REPOSITORY",
                    "arguments": {
                      "owner": "acme",
                      "repo": "old"
                    },
                    "input_responses": {
                      "approval_0f1e2d3c4b5a6978": {
                        "action": "accept",
                        "content": {
                          "decision": "approve"
                        }
                      }
                    },
                    "request_state": "v1.c2VhbGVk"
                  }
                },
                "declined": {
                  "summary": "The same call again, declined by the person",
                  "value": {
                    "tool_slug": "GITHUB_DELETE_A_REPOSITORY",
                    "arguments": {
                      "owner": "acme",
                      "repo": "old"
                    },
                    "input_responses": {
                      "approval_0f1e2d3c4b5a6978": {
                        "action": "decline"
                      }
                    },
                    "request_state": "v1.c2VhbGVk"
                  }
                },
                "batch": {
                  "summary": "A batch, through its meta tool",
                  "value": {
                    "tool_slug": "COMPOSIO_MULTI_EXECUTE_TOOL",
                    "arguments": {
                      "tools": [
                        {
                          "tool_slug": "GITHUB_CREATE_AN_ISSUE",
                          "arguments": {
                            "owner": "acme",
                            "repo": "site",
                            "title": "Hi"
                          }
                        },
                        {
                          "tool_slug": "SLACK_SEND_MESSAGE",
                          "arguments": {
                            "channel": "#x",
                            "text": "y"
                          }
                        }
                      ],
                      "sync_response_to_workbench": false,
                      "session_id": "lead"
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The result of the call. `result_type` says how it ended; if absent, `error` does. `input_required` means that a person has to answer first.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ExecuteResponse"
                },
                "examples": {
                  "completed": {
                    "summary": "Completed",
                    "value": {
                      "result_type": "completed",
                      "data": {
                        "number": 7
                      },
                      "error": null,
                      "log_id": "log_0010"
                    }
                  },
                  "completedCharged": {
                    "summary": "Completed, with a charge and hook results",
                    "value": {
                      "result_type": "completed",
                      "data": {
                        "number": 7
                      },
                      "error": null,
                      "log_id": "log_0011",
                      "instant_charge": {
                        "amount": "0.0025",
                        "currency": "USD",
                        "charged_by": "composio"
                      },
                      "hook_results": [
                        {
                          "hook_id": "audit",
                          "type": "after_execute",
                          "outcome": "allowed"
                        }
                      ]
                    }
                  },
                  "failed": {
                    "summary": "Failed, with a message",
                    "value": {
                      "result_type": "failed",
                      "data": {},
                      "error": "Missing argument: repo",
                      "log_id": "log_0012"
                    }
                  },
                  "failedWithNull": {
                    "summary": "Failed, without a message",
                    "value": {
                      "result_type": "failed",
                      "data": {},
                      "error": null,
                      "log_id": "log_0013"
                    }
                  },
                  "failedWithEmptyText": {
                    "summary": "Failed, with an empty message",
                    "value": {
                      "result_type": "failed",
                      "data": {},
                      "error": "",
                      "log_id": "log_0014"
                    }
                  },
                  "inputRequired": {
                    "summary": "Pending approval; nothing ran",
                    "value": {
                      "result_type": "input_required",
                      "input_requests": {
                        "approval_0f1e2d3c4b5a6978": {
                          "type": "elicitation",
                          "mode": "form",
                          "message": "Run GITHUB_DELETE_A_REPOSITORY with {\"owner\":\"acme\",\"repo\":\"old\"}?",
                          "requested_schema": {
                            "type": "object",
                            "properties": {
                              "decision": {
                                "type": "string",
                                "enum": [
                                  "approve",
                                  "deny"
                                ]
                              }
                            },
                            "required": [
                              "decision"
                            ]
                          }
                        }
                      },
                      "request_state": "v1.c2VhbGVk"
                    }
                  },
                  "inputRequiredForm": {
                    "summary": "Pending approval, with another form and no state",
                    "value": {
                      "result_type": "input_required",
                      "input_requests": {
                        "approval_1": {
                          "type": "elicitation",
                          "mode": "form",
                          "message": "Approve this call?",
                          "requested_schema": {
                            "type": "object",
                            "properties": {
                              "approved": {
                                "type": "boolean"
                              }
                            },
                            "required": [
                              "approved"
                            ]
                          }
                        }
                      }
                    }
                  },
                  "blockedBefore": {
                    "summary": "Blocked by a hook before the run; the tool did not run",
                    "value": {
                      "result_type": "blocked",
                      "data": {},
                      "error": "The hook \"office hours\" blocked this call.",
                      "log_id": "log_0015",
                      "block_reason": "Deletes are allowed on weekdays only.",
                      "hook_results": [
                        {
                          "hook_id": "hours",
                          "type": "before_execute",
                          "outcome": "blocked",
                          "message": "Weekdays only."
                        }
                      ]
                    }
                  },
                  "blockedAfter": {
                    "summary": "Withheld by a hook after the run; the tool ran",
                    "value": {
                      "result_type": "blocked",
                      "data": {},
                      "error": "The hook \"no secrets\" withheld the result.",
                      "log_id": "log_0016",
                      "block_reason": null,
                      "hook_results": [
                        {
                          "hook_id": "secrets",
                          "type": "after_execute",
                          "outcome": "blocked"
                        }
                      ]
                    }
                  },
                  "unknown": {
                    "summary": "An unknown result type",
                    "value": {
                      "result_type": "later",
                      "data": {},
                      "error": null,
                      "log_id": "log_0017"
                    }
                  },
                  "batchInputRequired": {
                    "summary": "A batch with two calls pending approval; nothing ran",
                    "value": {
                      "result_type": "input_required",
                      "input_requests": {
                        "approval_0000000000000001": {
                          "type": "elicitation",
                          "mode": "form",
                          "message": "Call 0: run GITHUB_DELETE_A_REPOSITORY?",
                          "requested_schema": {
                            "type": "object",
                            "properties": {
                              "decision": {
                                "type": "string",
                                "enum": [
                                  "approve",
                                  "deny"
                                ]
                              }
                            },
                            "required": [
                              "decision"
                            ]
                          }
                        },
                        "approval_0000000000000002": {
                          "type": "elicitation",
                          "mode": "form",
                          "message": "Call 2: run GMAIL_DELETE_MESSAGE?",
                          "requested_schema": {
                            "type": "object",
                            "properties": {
                              "decision": {
                                "type": "string",
                                "enum": [
                                  "approve",
                                  "deny"
                                ]
                              }
                            },
                            "required": [
                              "decision"
                            ]
                          }
                        }
                      },
                      "request_state": "v1.YmF0Y2g"
                    }
                  },
                  "batchBlocked": {
                    "summary": "A batch with one call blocked by a hook",
                    "value": {
                      "result_type": "failed",
                      "data": {
                        "results": [
                          {
                            "tool_slug": "GITHUB_CREATE_AN_ISSUE",
                            "index": 0,
                            "error": null,
                            "response": {
                              "successful": true,
                              "data": {
                                "number": 7
                              },
                              "error": null,
                              "log_id": "log_0018"
                            }
                          },
                          {
                            "tool_slug": "GITHUB_DELETE_A_REPOSITORY",
                            "index": 1,
                            "result_type": "blocked",
                            "response": null,
                            "error": "The hook \"office hours\" blocked this call."
                          }
                        ],
                        "total_count": 2,
                        "success_count": 1,
                        "error_count": 1,
                        "session": {
                          "id": "lead",
                          "instructions": "Keep passing this id."
                        },
                        "remote_file_info": null,
                        "next_steps": null
                      },
                      "error": "1 out of 2 tools failed",
                      "log_id": "log_0019"
                    }
                  },
                  "success": {
                    "summary": "Success, without `result_type`",
                    "value": {
                      "data": {
                        "message": "Hello, World!",
                        "status": "success"
                      },
                      "error": null,
                      "log_id": "log_abc123xyz"
                    }
                  },
                  "failure": {
                    "summary": "The tool failed, without `result_type`",
                    "value": {
                      "data": {},
                      "error": "Missing argument: repo",
                      "log_id": "log_0006"
                    }
                  },
                  "batch": {
                    "summary": "A batch with one rejected call",
                    "value": {
                      "data": {
                        "results": [
                          {
                            "tool_slug": "GITHUB_CREATE_AN_ISSUE",
                            "index": 0,
                            "error": null,
                            "response": {
                              "successful": true,
                              "data": {
                                "number": 7
                              },
                              "error": null,
                              "log_id": "log_0003"
                            }
                          },
                          {
                            "tool_slug": "SLACK_SEND_MESSAGE",
                            "index": 1,
                            "response": null,
                            "error": "[Session Restriction] Toolkit 'slack' is not allowed for this session"
                          }
                        ],
                        "total_count": 2,
                        "success_count": 1,
                        "error_count": 1,
                        "session": {
                          "id": "lead",
                          "instructions": "Keep passing this id."
                        },
                        "remote_file_info": null,
                        "next_steps": null
                      },
                      "error": "1 out of 2 tools failed",
                      "log_id": "log_0002"
                    }
                  },
                  "offloaded": {
                    "summary": "A preview; the full result is in the workbench",
                    "value": {
                      "data": {
                        "data_preview": {
                          "messages": [
                            {
                              "id": "m1"
                            },
                            {
                              "id": "m2"
                            },
                            {
                              "id": "m3"
                            },
                            "...497 more items"
                          ]
                        },
                        "remote_file_info": {
                          "file_path": "/mnt/files/mex/log_0007.json",
                          "size_chars": 48211,
                          "instructions": "The file has the full result."
                        }
                      },
                      "error": null,
                      "log_id": "log_0007"
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "402": {
            "$ref": "#/components/responses/PaymentRequired"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "410": {
            "$ref": "#/components/responses/Gone"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          },
          "502": {
            "$ref": "#/components/responses/BadGateway"
          }
        }
      }
    },
    "/tool_router/session/{session_id}/execute_meta": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SessionId"
        }
      ],
      "post": {
        "operationId": "postToolRouterSessionBySessionIdExecuteMeta",
        "summary": "Run a meta tool",
        "description": "Runs one meta tool. `execute` also runs meta tools; its field is named `tool_slug`, this one `slug`.",
        "tags": [
          "Execution"
        ],
        "x-key-area": "tool_execution:write",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ExecuteMetaRequest"
              },
              "examples": {
                "minimal": {
                  "summary": "No arguments",
                  "value": {
                    "slug": "COMPOSIO_SEARCH_TOOLS",
                    "arguments": {}
                  }
                },
                "search": {
                  "summary": "Search for a tool",
                  "value": {
                    "slug": "COMPOSIO_SEARCH_TOOLS",
                    "arguments": {
                      "queries": [
                        {
                          "use_case": "create an issue in a github repository",
                          "known_fields": "owner:acme, repo:site"
                        }
                      ],
                      "session": {
                        "generate_id": true
                      },
                      "model": "local"
                    }
                  }
                },
                "connections": {
                  "summary": "Connect two apps",
                  "value": {
                    "slug": "COMPOSIO_MANAGE_CONNECTIONS",
                    "arguments": {
                      "toolkits": [
                        "github",
                        "gmail"
                      ],
                      "session_id": "lead"
                    }
                  }
                },
                "schemas": {
                  "summary": "A schema, with a misspelled slug",
                  "value": {
                    "slug": "COMPOSIO_GET_TOOL_SCHEMAS",
                    "arguments": {
                      "tool_slugs": [
                        "GITHUB_CREATE_ISSUE"
                      ],
                      "include": [
                        "input_schema"
                      ]
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The result of the call. `result_type` says how it ended; if absent, `error` does. `input_required` means that a person has to answer first.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ExecuteResponse"
                },
                "examples": {
                  "completed": {
                    "summary": "Completed",
                    "value": {
                      "result_type": "completed",
                      "data": {
                        "success": true
                      },
                      "error": null,
                      "log_id": "log_0020"
                    }
                  },
                  "failedWithNull": {
                    "summary": "Failed, without a message",
                    "value": {
                      "result_type": "failed",
                      "data": {},
                      "error": null,
                      "log_id": "log_0021"
                    }
                  },
                  "inputRequired": {
                    "summary": "Pending approval; nothing ran",
                    "value": {
                      "result_type": "input_required",
                      "input_requests": {
                        "approval_0f1e2d3c4b5a6978": {
                          "type": "elicitation",
                          "mode": "form",
                          "message": "Remove the connection of gmail?",
                          "requested_schema": {
                            "type": "object",
                            "properties": {
                              "decision": {
                                "type": "string",
                                "enum": [
                                  "approve",
                                  "deny"
                                ]
                              }
                            },
                            "required": [
                              "decision"
                            ]
                          }
                        }
                      },
                      "request_state": "v1.bWV0YQ"
                    }
                  },
                  "blocked": {
                    "summary": "Blocked by a hook",
                    "value": {
                      "result_type": "blocked",
                      "data": {},
                      "error": "The hook \"audit\" blocked this call.",
                      "log_id": "log_0022"
                    }
                  },
                  "minimal": {
                    "summary": "The required fields only",
                    "value": {
                      "data": {
                        "key": null
                      },
                      "error": null,
                      "log_id": "string"
                    }
                  },
                  "search": {
                    "summary": "Tools found",
                    "value": {
                      "data": {
                        "results": [
                          {
                            "index": 1,
                            "use_case": "create an issue in a github repository",
                            "primary_tool_slugs": [
                              "GITHUB_CREATE_AN_ISSUE"
                            ],
                            "related_tool_slugs": [
                              "GITHUB_LIST_REPOSITORY_ISSUES"
                            ],
                            "toolkits": [
                              "github"
                            ],
                            "execution_guidance": "Check the repository first.",
                            "difficulty": "easy"
                          }
                        ],
                        "toolkit_connection_statuses": [
                          {
                            "toolkit": "github",
                            "description": "Code hosting",
                            "has_active_connection": true,
                            "connection_details": {
                              "connected_account_id": "ca_demo1"
                            },
                            "status_message": "Connected."
                          }
                        ],
                        "tool_schemas": {
                          "GITHUB_CREATE_AN_ISSUE": {
                            "toolkit": "github",
                            "tool_slug": "GITHUB_CREATE_AN_ISSUE",
                            "description": "Open an issue",
                            "hasFullSchema": true,
                            "input_schema": {
                              "type": "object",
                              "properties": {
                                "owner": {
                                  "type": "string"
                                },
                                "repo": {
                                  "type": "string"
                                },
                                "title": {
                                  "type": "string"
                                }
                              },
                              "required": [
                                "owner",
                                "repo",
                                "title"
                              ]
                            }
                          },
                          "GITHUB_LIST_REPOSITORY_ISSUES": {
                            "toolkit": "github",
                            "tool_slug": "GITHUB_LIST_REPOSITORY_ISSUES",
                            "hasFullSchema": false,
                            "schemaRef": {
                              "tool": "COMPOSIO_GET_TOOL_SCHEMAS",
                              "args": {
                                "tool_slugs": [
                                  "GITHUB_LIST_REPOSITORY_ISSUES"
                                ]
                              }
                            }
                          }
                        },
                        "time_info": {
                          "current_time_utc": "2026-01-01T00:00:00.000Z",
                          "current_time_utc_epoch_seconds": 1767225600,
                          "message": "Times are UTC."
                        },
                        "session": {
                          "id": "lead",
                          "generate_id": true,
                          "instructions": "Pass this id as session_id from now on."
                        },
                        "next_steps_guidance": [
                          "Run GITHUB_CREATE_AN_ISSUE."
                        ]
                      },
                      "error": null,
                      "log_id": "log_0001"
                    }
                  },
                  "connections": {
                    "summary": "One toolkit connected, one waiting for the user",
                    "value": {
                      "data": {
                        "message": "1 active, 1 waiting for the user",
                        "results": {
                          "github": {
                            "toolkit": "github",
                            "status": "active",
                            "has_active_connection": true,
                            "connected_account_id": "ca_demo1"
                          },
                          "gmail": {
                            "toolkit": "gmail",
                            "status": "initiated",
                            "has_active_connection": false,
                            "connected_account_id": "ca_demo2",
                            "redirect_url": "http://127.0.0.1:4310/link/lt_demo2",
                            "instruction": "Open the link and sign in."
                          }
                        },
                        "summary": {
                          "total_toolkits": 2,
                          "active_connections": 1,
                          "initiated_connections": 1,
                          "failed_connections": 0
                        },
                        "session": {
                          "id": "lead",
                          "instructions": "Keep passing this id."
                        }
                      },
                      "error": null,
                      "log_id": "log_0004"
                    }
                  },
                  "schemas": {
                    "summary": "Unknown slug, with a suggestion",
                    "value": {
                      "data": {
                        "success": false,
                        "tool_schemas": {},
                        "not_found": [
                          "GITHUB_CREATE_ISSUE"
                        ],
                        "suggestions": {
                          "GITHUB_CREATE_ISSUE": [
                            "GITHUB_CREATE_AN_ISSUE"
                          ]
                        },
                        "not_found_message": "Use a suggested slug."
                      },
                      "error": null,
                      "log_id": "log_0005"
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "402": {
            "$ref": "#/components/responses/PaymentRequired"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "410": {
            "$ref": "#/components/responses/Gone"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          },
          "502": {
            "$ref": "#/components/responses/BadGateway"
          }
        }
      }
    },
    "/tool_router/session/{session_id}/proxy_execute": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SessionId"
        }
      ],
      "post": {
        "operationId": "postToolRouterSessionBySessionIdProxyExecute",
        "summary": "Call a provider's API",
        "description": "Sends one HTTP request to a provider with the user's credential. Every provider response is returned as 200 with the provider's status in the body.",
        "tags": [
          "Execution"
        ],
        "x-key-area": "proxy_execution:write",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ProxyRequest"
              },
              "examples": {
                "get": {
                  "summary": "Read a resource",
                  "value": {
                    "toolkit_slug": "github",
                    "endpoint": "/repos/acme/site",
                    "method": "GET",
                    "parameters": [
                      {
                        "name": "accept",
                        "value": "application/json",
                        "type": "header"
                      }
                    ]
                  }
                },
                "post": {
                  "summary": "Send JSON",
                  "value": {
                    "toolkit_slug": "github",
                    "endpoint": "/repos/acme/site/issues",
                    "method": "POST",
                    "body": {
                      "title": "Hi"
                    }
                  }
                },
                "answered": {
                  "summary": "The same request again with a person's answer",
                  "value": {
                    "toolkit_slug": "github",
                    "endpoint": "/repos/acme/old",
                    "method": "DELETE",
                    "input_responses": {
                      "approval_0f1e2d3c4b5a6978": {
                        "action": "accept",
                        "content": {
                          "decision": "approve"
                        }
                      }
                    },
                    "request_state": "v1.cHJveHk"
                  }
                },
                "upload": {
                  "summary": "Send bytes",
                  "value": {
                    "toolkit_slug": "googledrive",
                    "endpoint": "/upload/drive/v3/files",
                    "method": "POST",
                    "binary_body": {
                      "base64": "aGVsbG8=",
                      "content_type": "text/plain"
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The provider's response, or a question that a person has to answer first.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProxyResponse"
                },
                "examples": {
                  "completed": {
                    "summary": "A JSON body",
                    "value": {
                      "result_type": "completed",
                      "status": 200,
                      "data": {
                        "full_name": "acme/site"
                      },
                      "headers": {
                        "content-type": "application/json"
                      }
                    }
                  },
                  "completedRefused": {
                    "summary": "An error response from the provider; the call itself completed",
                    "value": {
                      "result_type": "completed",
                      "status": 404,
                      "data": {
                        "message": "Not Found"
                      },
                      "headers": {}
                    }
                  },
                  "inputRequired": {
                    "summary": "Pending approval; nothing was sent",
                    "value": {
                      "result_type": "input_required",
                      "input_requests": {
                        "approval_0f1e2d3c4b5a6978": {
                          "type": "elicitation",
                          "mode": "form",
                          "message": "Send DELETE /repos/acme/old to github?",
                          "requested_schema": {
                            "type": "object",
                            "properties": {
                              "decision": {
                                "type": "string",
                                "enum": [
                                  "approve",
                                  "deny"
                                ]
                              }
                            },
                            "required": [
                              "decision"
                            ]
                          }
                        }
                      },
                      "request_state": "v1.cHJveHk"
                    }
                  },
                  "json": {
                    "summary": "A JSON body, without `result_type`",
                    "value": {
                      "status": 200,
                      "data": {
                        "full_name": "acme/site"
                      },
                      "headers": {
                        "content-type": "application/json"
                      }
                    }
                  },
                  "refused": {
                    "summary": "An error response from the provider",
                    "value": {
                      "status": 404,
                      "data": {
                        "message": "Not Found"
                      },
                      "headers": {}
                    }
                  },
                  "binary": {
                    "summary": "Binary data, stored at a URL",
                    "value": {
                      "status": 200,
                      "data": null,
                      "binary_data": {
                        "url": "https://files.example.com/f1",
                        "content_type": "application/pdf",
                        "size": 20480,
                        "expires_at": "2026-01-01T01:00:00.000Z"
                      },
                      "headers": {
                        "content-type": "application/pdf"
                      }
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "402": {
            "$ref": "#/components/responses/PaymentRequired"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "410": {
            "$ref": "#/components/responses/Gone"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          },
          "502": {
            "$ref": "#/components/responses/BadGateway"
          }
        }
      }
    },
    "/tool_router/session/{session_id}/link": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SessionId"
        }
      ],
      "post": {
        "operationId": "postToolRouterSessionBySessionIdLink",
        "summary": "Start connecting an account",
        "description": "Creates a pending connected account for the session's user and returns the URL where they sign in. Afterwards the browser goes to the callback URL with `status` and `connected_account_id` added, and the session can use the account. Rejected if the session pins an account of the toolkit.",
        "tags": [
          "Connections"
        ],
        "x-key-area": "sessions:write",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/LinkRequest"
              },
              "examples": {
                "plain": {
                  "summary": "Connect a toolkit",
                  "value": {
                    "toolkit": "gmail"
                  }
                },
                "named": {
                  "summary": "A second account with an alias and a callback URL",
                  "value": {
                    "toolkit": "gmail",
                    "alias": "work",
                    "callback_url": "https://app.example.com/done?tab=mail"
                  }
                },
                "shared": {
                  "summary": "A shared account",
                  "value": {
                    "toolkit": "slack",
                    "experimental": {
                      "account_type": "SHARED",
                      "acl_config_for_shared": {
                        "allowed_user_ids": [
                          "user_42",
                          "user_43"
                        ]
                      }
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The link was created.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LinkResponse"
                },
                "examples": {
                  "plain": {
                    "summary": "A link",
                    "value": {
                      "link_token": "lt_demo2",
                      "redirect_url": "http://127.0.0.1:4310/link/lt_demo2",
                      "connected_account_id": "ca_demo2"
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "408": {
            "$ref": "#/components/responses/RequestTimeout"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "422": {
            "$ref": "#/components/responses/UnprocessableEntity"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          },
          "501": {
            "$ref": "#/components/responses/NotImplemented"
          }
        }
      }
    },
    "/tool_router/session/{session_id}/mounts/{mount_id}/items": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SessionId"
        },
        {
          "$ref": "#/components/parameters/MountId"
        }
      ],
      "get": {
        "operationId": "getToolRouterSessionBySessionIdMountsByMountIdItems",
        "summary": "List files",
        "description": "Lists the files of a mount.",
        "tags": [
          "Mounts"
        ],
        "x-key-area": "sessions:read",
        "x-experimental": true,
        "parameters": [
          {
            "$ref": "#/components/parameters/Cursor"
          },
          {
            "name": "limit",
            "in": "query",
            "description": "Maximum number of items per page.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 500,
              "default": 100
            }
          },
          {
            "name": "mount_relative_prefix",
            "in": "query",
            "description": "Only files below this folder.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 4096
            }
          }
        ],
        "responses": {
          "200": {
            "description": "One page of files.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MountItemsPage"
                },
                "examples": {
                  "one": {
                    "summary": "One file",
                    "value": {
                      "items": [
                        {
                          "mount_relative_path": "reports/may.csv",
                          "sandbox_mount_prefix": "/mnt/files",
                          "size": 1024,
                          "last_modified": "2026-01-01T00:00:00.000Z"
                        }
                      ]
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/tool_router/session/{session_id}/mounts/{mount_id}/download_url": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SessionId"
        },
        {
          "$ref": "#/components/parameters/MountId"
        }
      ],
      "post": {
        "operationId": "postToolRouterSessionBySessionIdMountsByMountIdDownloadUrl",
        "summary": "Create a download URL",
        "description": "Returns a presigned URL for downloading one file. It expires and needs no credential.",
        "tags": [
          "Mounts"
        ],
        "x-key-area": "sessions:write",
        "x-experimental": true,
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/MountPathRequest"
              },
              "examples": {
                "file": {
                  "summary": "A file",
                  "value": {
                    "mount_relative_path": "reports/may.csv"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The presigned URL.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DownloadUrlResponse"
                },
                "examples": {
                  "file": {
                    "summary": "A file",
                    "value": {
                      "download_url": "https://files.example.com/download/t1",
                      "mount_relative_path": "reports/may.csv",
                      "sandbox_mount_prefix": "/mnt/files",
                      "expires_at": "2026-01-01T01:00:00.000Z"
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/tool_router/session/{session_id}/mounts/{mount_id}/upload_url": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SessionId"
        },
        {
          "$ref": "#/components/parameters/MountId"
        }
      ],
      "post": {
        "operationId": "postToolRouterSessionBySessionIdMountsByMountIdUploadUrl",
        "summary": "Create an upload URL",
        "description": "Returns a presigned URL to PUT one file to. It expires and needs no credential. Send the bytes with a `Content-Type` equal to `mimetype`.",
        "tags": [
          "Mounts"
        ],
        "x-key-area": "sessions:write",
        "x-experimental": true,
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/UploadUrlRequest"
              },
              "examples": {
                "file": {
                  "summary": "A file",
                  "value": {
                    "mount_relative_path": "reports/may.csv",
                    "mimetype": "text/csv"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The presigned URL.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UploadUrlResponse"
                },
                "examples": {
                  "file": {
                    "summary": "A file",
                    "value": {
                      "upload_url": "https://files.example.com/upload/t2",
                      "mount_relative_path": "reports/may.csv",
                      "sandbox_mount_prefix": "/mnt/files",
                      "expires_at": "2026-01-01T01:00:00.000Z"
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/tool_router/session/{session_id}/mounts/{mount_id}/delete": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SessionId"
        },
        {
          "$ref": "#/components/parameters/MountId"
        }
      ],
      "post": {
        "operationId": "postToolRouterSessionBySessionIdMountsByMountIdDelete",
        "summary": "Delete a file",
        "description": "Deletes a file. Deleting a file that does not exist also succeeds.",
        "tags": [
          "Mounts"
        ],
        "x-key-area": "sessions:write",
        "x-experimental": true,
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/MountPathRequest"
              },
              "examples": {
                "file": {
                  "summary": "A file",
                  "value": {
                    "mount_relative_path": "reports/may.csv"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The file was deleted.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MountDeleteResponse"
                },
                "examples": {
                  "file": {
                    "summary": "A file",
                    "value": {
                      "mount_relative_path": "reports/may.csv",
                      "sandbox_mount_prefix": "/mnt/files"
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/connected_accounts": {
      "get": {
        "operationId": "getConnectedAccounts",
        "summary": "List connected accounts",
        "description": "Lists the connected accounts of the project.",
        "tags": [
          "Connections"
        ],
        "x-key-area": "connected_accounts:read",
        "parameters": [
          {
            "name": "toolkit_slugs",
            "in": "query",
            "description": "Only accounts of these toolkits.",
            "style": "form",
            "explode": false,
            "schema": {
              "type": "array",
              "maxItems": 1000,
              "items": {
                "type": "string",
                "maxLength": 256
              }
            }
          },
          {
            "name": "statuses",
            "in": "query",
            "description": "Only accounts with one of these statuses.",
            "style": "form",
            "explode": false,
            "schema": {
              "type": "array",
              "maxItems": 100,
              "items": {
                "type": "string",
                "enum": [
                  "INITIALIZING",
                  "INITIATED",
                  "ACTIVE",
                  "FAILED",
                  "EXPIRED",
                  "INACTIVE",
                  "REVOKED"
                ]
              }
            }
          },
          {
            "name": "user_ids",
            "in": "query",
            "description": "Only accounts of these users.",
            "style": "form",
            "explode": false,
            "schema": {
              "type": "array",
              "maxItems": 1000,
              "items": {
                "type": "string",
                "maxLength": 256
              }
            }
          },
          {
            "name": "auth_config_ids",
            "in": "query",
            "description": "Only accounts of these auth configs.",
            "style": "form",
            "explode": false,
            "schema": {
              "type": "array",
              "maxItems": 1000,
              "items": {
                "type": "string",
                "maxLength": 256
              }
            }
          },
          {
            "name": "connected_account_ids",
            "in": "query",
            "description": "Only these accounts.",
            "style": "form",
            "explode": false,
            "schema": {
              "type": "array",
              "maxItems": 1000,
              "items": {
                "type": "string",
                "maxLength": 256
              }
            }
          },
          {
            "name": "account_type",
            "in": "query",
            "description": "Only accounts of this type.",
            "schema": {
              "type": "string",
              "enum": [
                "PRIVATE",
                "SHARED",
                "ALL"
              ]
            }
          },
          {
            "name": "order_by",
            "in": "query",
            "description": "Sort key.",
            "schema": {
              "type": "string",
              "enum": [
                "created_at",
                "updated_at"
              ],
              "default": "created_at"
            }
          },
          {
            "name": "order_direction",
            "in": "query",
            "description": "Sort direction.",
            "schema": {
              "type": "string",
              "enum": [
                "asc",
                "desc"
              ],
              "default": "desc"
            }
          },
          {
            "name": "limit",
            "in": "query",
            "description": "Maximum number of items per page.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 1000
            }
          },
          {
            "$ref": "#/components/parameters/Cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of accounts.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ConnectedAccountPage"
                },
                "examples": {
                  "one": {
                    "summary": "One account",
                    "value": {
                      "items": [
                        {
                          "id": "ca_demo1",
                          "word_id": "github_red-castle",
                          "alias": "work",
                          "user_id": "user_42",
                          "toolkit": {
                            "slug": "github"
                          },
                          "auth_config": {
                            "id": "ac_demo1",
                            "auth_scheme": "OAUTH2",
                            "is_composio_managed": true,
                            "is_disabled": false
                          },
                          "status": "ACTIVE",
                          "status_reason": null,
                          "is_disabled": false,
                          "created_at": "2026-01-01T00:00:00.000Z",
                          "updated_at": "2026-01-01T00:00:00.000Z",
                          "state": {
                            "authScheme": "OAUTH2",
                            "val": {
                              "status": "ACTIVE"
                            }
                          },
                          "data": {}
                        }
                      ],
                      "next_cursor": null,
                      "total_pages": 1,
                      "current_page": 1,
                      "total_items": 1
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "422": {
            "$ref": "#/components/responses/UnprocessableEntity"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/connected_accounts/link": {
      "post": {
        "operationId": "postConnectedAccountsLink",
        "summary": "Start connecting an account without a session",
        "description": "Creates a pending connected account and returns the URL where its user signs in. Poll the account until it is ACTIVE.",
        "tags": [
          "Connections"
        ],
        "x-key-area": "connected_accounts:write",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ConnectedAccountLinkRequest"
              },
              "examples": {
                "plain": {
                  "summary": "Connect through an auth config",
                  "value": {
                    "auth_config_id": "ac_demo2",
                    "user_id": "user_42"
                  }
                },
                "named": {
                  "summary": "With an alias, a callback URL and a field value",
                  "value": {
                    "auth_config_id": "ac_demo2",
                    "user_id": "user_42",
                    "alias": "work",
                    "callback_url": "https://app.example.com/done",
                    "connection_data": {
                      "subdomain": "acme"
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The link was created.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ConnectedAccountLinkResponse"
                },
                "examples": {
                  "plain": {
                    "summary": "A link",
                    "value": {
                      "link_token": "lt_demo2",
                      "redirect_url": "http://127.0.0.1:4310/link/lt_demo2",
                      "expires_at": "2026-01-01T00:10:00.000Z",
                      "connected_account_id": "ca_demo2"
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "422": {
            "$ref": "#/components/responses/UnprocessableEntity"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          },
          "501": {
            "$ref": "#/components/responses/NotImplemented"
          }
        }
      }
    },
    "/connected_accounts/{nanoid}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/ConnectedAccountId"
        }
      ],
      "get": {
        "operationId": "getConnectedAccountsByNanoid",
        "summary": "Get a connected account",
        "description": "Returns one account. To wait for a user who is signing in, poll until `status` is ACTIVE.",
        "tags": [
          "Connections"
        ],
        "x-key-area": "connected_accounts:read",
        "responses": {
          "200": {
            "description": "The account.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ConnectedAccount"
                },
                "examples": {
                  "waiting": {
                    "summary": "Waiting for the user to sign in",
                    "value": {
                      "id": "ca_demo2",
                      "word_id": "gmail_red-castle",
                      "alias": null,
                      "user_id": "user_42",
                      "toolkit": {
                        "slug": "gmail"
                      },
                      "auth_config": {
                        "id": "ac_demo2",
                        "auth_scheme": "OAUTH2",
                        "is_composio_managed": true,
                        "is_disabled": false
                      },
                      "status": "INITIATED",
                      "status_reason": null,
                      "is_disabled": false,
                      "created_at": "2026-01-01T00:00:00.000Z",
                      "updated_at": "2026-01-01T00:00:00.000Z",
                      "state": {
                        "authScheme": "OAUTH2",
                        "val": {
                          "status": "INITIATED"
                        }
                      },
                      "data": {},
                      "params": {},
                      "requested_scopes": [
                        "https://www.googleapis.com/auth/gmail.send"
                      ],
                      "experimental": {
                        "account_type": "PRIVATE"
                      }
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          },
          "501": {
            "$ref": "#/components/responses/NotImplemented"
          }
        }
      },
      "patch": {
        "operationId": "patchConnectedAccountsByNanoid",
        "summary": "Update a connected account",
        "description": "Updates the alias, the credential (for schemes that use keys), or who may use a shared account.",
        "tags": [
          "Connections"
        ],
        "x-key-area": "connected_accounts:write",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ConnectedAccountPatch"
              },
              "examples": {
                "renamed": {
                  "summary": "A new alias",
                  "value": {
                    "alias": "work"
                  }
                },
                "newKey": {
                  "summary": "A new API key",
                  "value": {
                    "connection": {
                      "state": {
                        "authScheme": "API_KEY",
                        "val": {
                          "generic_api_key": "key_example",
                          "api_key_prefix": null
                        }
                      }
                    }
                  }
                },
                "shared": {
                  "summary": "Share the account with other users",
                  "value": {
                    "experimental": {
                      "acl_config_for_shared": {
                        "allowed_user_ids": [
                          "user_42",
                          "user_43"
                        ]
                      }
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The account was updated.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ConnectedAccountPatched"
                },
                "examples": {
                  "changed": {
                    "summary": "Updated",
                    "value": {
                      "success": true,
                      "id": "ca_demo1",
                      "status": "ACTIVE"
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      },
      "delete": {
        "operationId": "deleteConnectedAccountsByNanoid",
        "summary": "Delete a connected account",
        "description": "Deletes the account. Sessions can no longer use it.",
        "tags": [
          "Connections"
        ],
        "x-key-area": "connected_accounts:write",
        "parameters": [
          {
            "$ref": "#/components/parameters/RevokeOnDelete"
          }
        ],
        "responses": {
          "200": {
            "description": "The account was deleted.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ConnectedAccountDeleted"
                },
                "examples": {
                  "deleted": {
                    "summary": "Deleted",
                    "value": {
                      "success": true
                    }
                  },
                  "revoking": {
                    "summary": "Deleted; a job revokes the credential",
                    "value": {
                      "success": true,
                      "revoke_job_id": "job_demo1"
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/connected_accounts/{nanoid}/status": {
      "parameters": [
        {
          "$ref": "#/components/parameters/ConnectedAccountId"
        }
      ],
      "patch": {
        "operationId": "patchConnectedAccountsByNanoidStatus",
        "summary": "Enable or disable a connected account",
        "description": "Sessions cannot use a disabled account.",
        "tags": [
          "Connections"
        ],
        "x-key-area": "connected_accounts:write",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ConnectedAccountStatusPatch"
              },
              "examples": {
                "disable": {
                  "summary": "Disable",
                  "value": {
                    "enabled": false
                  }
                },
                "enable": {
                  "summary": "Enable",
                  "value": {
                    "enabled": true
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The account was enabled or disabled.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ConnectedAccountStatusPatched"
                },
                "examples": {
                  "changed": {
                    "summary": "Updated",
                    "value": {
                      "success": true
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/connected_accounts/{nanoid}/refresh": {
      "parameters": [
        {
          "$ref": "#/components/parameters/ConnectedAccountId"
        }
      ],
      "post": {
        "operationId": "postConnectedAccountsByNanoidRefresh",
        "summary": "Refresh a connected account",
        "description": "Refreshes the credential. If the user has to sign in again, the response has the URL.",
        "tags": [
          "Connections"
        ],
        "x-key-area": "connected_accounts:write",
        "requestBody": {
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ConnectedAccountRefresh"
              },
              "examples": {
                "plain": {
                  "summary": "Refresh",
                  "value": {}
                },
                "checked": {
                  "summary": "Refresh, validate, and return to this URL",
                  "value": {
                    "redirect_url": "https://app.example.com/done",
                    "validate_credentials": true
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The account after the refresh.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ConnectedAccountRefreshed"
                },
                "examples": {
                  "refreshed": {
                    "summary": "Refreshed",
                    "value": {
                      "id": "ca_demo1",
                      "status": "ACTIVE",
                      "redirect_url": null
                    }
                  },
                  "signIn": {
                    "summary": "The user has to sign in again",
                    "value": {
                      "id": "ca_demo1",
                      "status": "INITIATED",
                      "redirect_url": "http://127.0.0.1:4310/link/lt_demo1"
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          },
          "502": {
            "$ref": "#/components/responses/BadGateway"
          }
        }
      }
    },
    "/connected_accounts/{nanoid}/revoke": {
      "parameters": [
        {
          "$ref": "#/components/parameters/ConnectedAccountId"
        }
      ],
      "post": {
        "operationId": "postConnectedAccountsByNanoidRevoke",
        "summary": "Revoke a connected account",
        "description": "Revokes the credential at the provider and keeps the account with status REVOKED. Returns 400 if the toolkit does not support revocation, and 409 if the account's status does not allow it.",
        "tags": [
          "Connections"
        ],
        "x-key-area": "connected_accounts:write",
        "responses": {
          "200": {
            "description": "The credential was revoked.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ConnectedAccountRevoked"
                },
                "examples": {
                  "revoked": {
                    "summary": "Both tokens revoked",
                    "value": {
                      "revoked_tokens": [
                        "access_token",
                        "refresh_token"
                      ],
                      "connected_account": {
                        "id": "ca_demo1",
                        "status": "REVOKED"
                      }
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          },
          "502": {
            "$ref": "#/components/responses/BadGateway"
          }
        }
      }
    },
    "/auth_configs": {
      "get": {
        "operationId": "getAuthConfigs",
        "summary": "List auth configs",
        "description": "Lists the auth configs of the project.",
        "tags": [
          "Auth configs"
        ],
        "x-key-area": "auth_configs:read",
        "parameters": [
          {
            "name": "toolkit_slug",
            "in": "query",
            "description": "Only auth configs of these toolkits.",
            "style": "form",
            "explode": false,
            "schema": {
              "type": "array",
              "maxItems": 1000,
              "items": {
                "type": "string",
                "maxLength": 256
              }
            }
          },
          {
            "name": "is_composio_managed",
            "in": "query",
            "description": "True for auth configs that use the router's own app, false for all others.",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "show_disabled",
            "in": "query",
            "description": "Also return disabled auth configs.",
            "schema": {
              "type": "boolean",
              "default": false
            }
          },
          {
            "name": "search",
            "in": "query",
            "description": "Part of a name.",
            "schema": {
              "type": "string",
              "maxLength": 1024
            }
          },
          {
            "name": "limit",
            "in": "query",
            "description": "Maximum number of items per page.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 1000
            }
          },
          {
            "$ref": "#/components/parameters/Cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of auth configs.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AuthConfigPage"
                },
                "examples": {
                  "one": {
                    "summary": "One auth config",
                    "value": {
                      "items": [
                        {
                          "id": "ac_demo1",
                          "uuid": "00000000-0000-4000-8000-000000000001",
                          "type": "default",
                          "toolkit": {
                            "slug": "github",
                            "logo": "https://logos.example.com/github.svg"
                          },
                          "name": "GitHub",
                          "auth_scheme": "OAUTH2",
                          "is_composio_managed": true,
                          "status": "ENABLED",
                          "no_of_connections": 2,
                          "tool_access_config": {},
                          "is_enabled_for_tool_router": true,
                          "created_at": "2026-01-01T00:00:00.000Z",
                          "last_updated_at": "2026-01-01T00:00:00.000Z"
                        }
                      ],
                      "next_cursor": null,
                      "total_pages": 1,
                      "current_page": 1,
                      "total_items": 1
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      },
      "post": {
        "operationId": "postAuthConfigs",
        "summary": "Create an auth config",
        "description": "Configures how accounts of a toolkit are connected: through the router's own app or the caller's.",
        "tags": [
          "Auth configs"
        ],
        "x-key-area": "auth_configs:write",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/AuthConfigCreate"
              },
              "examples": {
                "managed": {
                  "summary": "The router's own app",
                  "value": {
                    "toolkit": {
                      "slug": "github"
                    }
                  }
                },
                "scopes": {
                  "summary": "The router's own app with custom scopes",
                  "value": {
                    "toolkit": {
                      "slug": "github"
                    },
                    "auth_config": {
                      "type": "use_composio_managed_auth",
                      "name": "GitHub, read only",
                      "credentials": {
                        "scopes": [
                          "read:user"
                        ]
                      }
                    }
                  }
                },
                "custom": {
                  "summary": "The caller's own OAuth app",
                  "value": {
                    "toolkit": {
                      "slug": "github"
                    },
                    "auth_config": {
                      "type": "use_custom_auth",
                      "authScheme": "OAUTH2",
                      "name": "Acme app",
                      "credentials": {
                        "client_id": "client_example",
                        "client_secret": "secret_example",
                        "scopes": "repo,read:user"
                      }
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The auth config was created.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AuthConfigCreated"
                },
                "examples": {
                  "managed": {
                    "summary": "The router's own app",
                    "value": {
                      "toolkit": {
                        "slug": "github"
                      },
                      "auth_config": {
                        "id": "ac_demo1",
                        "auth_scheme": "OAUTH2",
                        "is_composio_managed": true
                      }
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          },
          "501": {
            "$ref": "#/components/responses/NotImplemented"
          }
        }
      }
    },
    "/auth_configs/{nanoid}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/AuthConfigId"
        }
      ],
      "get": {
        "operationId": "getAuthConfigsByNanoid",
        "summary": "Get an auth config",
        "description": "Returns one auth config.",
        "tags": [
          "Auth configs"
        ],
        "x-key-area": "auth_configs:read",
        "responses": {
          "200": {
            "description": "The auth config.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AuthConfig"
                },
                "examples": {
                  "managed": {
                    "summary": "The router's own app",
                    "value": {
                      "id": "ac_demo1",
                      "uuid": "00000000-0000-4000-8000-000000000001",
                      "type": "default",
                      "toolkit": {
                        "slug": "github",
                        "logo": "https://logos.example.com/github.svg"
                      },
                      "name": "GitHub",
                      "auth_scheme": "OAUTH2",
                      "is_composio_managed": true,
                      "status": "ENABLED",
                      "no_of_connections": 2,
                      "tool_access_config": {},
                      "is_enabled_for_tool_router": true,
                      "created_at": "2026-01-01T00:00:00.000Z",
                      "last_updated_at": "2026-01-01T00:00:00.000Z"
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      },
      "patch": {
        "operationId": "patchAuthConfigsByNanoid",
        "summary": "Update an auth config",
        "description": "Updates the name, scopes or credentials. The type cannot be changed.",
        "tags": [
          "Auth configs"
        ],
        "x-key-area": "auth_configs:write",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/AuthConfigPatch"
              },
              "examples": {
                "scopes": {
                  "summary": "New scopes",
                  "value": {
                    "type": "default",
                    "scopes": [
                      "repo",
                      "read:user"
                    ]
                  }
                },
                "custom": {
                  "summary": "A new client secret",
                  "value": {
                    "type": "custom",
                    "name": "Acme app",
                    "credentials": {
                      "client_secret": "secret_example"
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The auth config was updated.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AuthConfigPatched"
                },
                "examples": {
                  "changed": {
                    "summary": "Updated",
                    "value": {
                      "success": true
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      },
      "delete": {
        "operationId": "deleteAuthConfigsByNanoid",
        "summary": "Delete an auth config",
        "description": "Deletes the auth config. Its accounts can no longer be used.",
        "tags": [
          "Auth configs"
        ],
        "x-key-area": "auth_configs:write",
        "parameters": [
          {
            "$ref": "#/components/parameters/RevokeOnDelete"
          }
        ],
        "responses": {
          "200": {
            "description": "The auth config was deleted.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AuthConfigDeleted"
                },
                "examples": {
                  "deleted": {
                    "summary": "Deleted",
                    "value": {}
                  },
                  "revoking": {
                    "summary": "Deleted; a job revokes the credentials of its accounts",
                    "value": {
                      "revoke_job_id": "job_demo1"
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/auth_configs/{nanoid}/{status}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/AuthConfigId"
        },
        {
          "name": "status",
          "in": "path",
          "required": true,
          "description": "The new status.",
          "schema": {
            "type": "string",
            "enum": [
              "ENABLED",
              "DISABLED"
            ]
          },
          "example": "DISABLED"
        }
      ],
      "patch": {
        "operationId": "patchAuthConfigsByNanoidByStatus",
        "summary": "Enable or disable an auth config",
        "description": "A disabled auth config cannot connect accounts.",
        "tags": [
          "Auth configs"
        ],
        "x-key-area": "auth_configs:write",
        "responses": {
          "200": {
            "description": "The auth config was enabled or disabled.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AuthConfigPatched"
                },
                "examples": {
                  "changed": {
                    "summary": "Updated",
                    "value": {
                      "success": true
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/tools": {
      "get": {
        "operationId": "getTools",
        "summary": "List tools",
        "description": "Lists the tools of the catalog, independent of any session's filters.",
        "tags": [
          "Catalog"
        ],
        "x-key-area": "tools:read",
        "parameters": [
          {
            "name": "toolkit_slug",
            "in": "query",
            "description": "Only tools of these toolkits. Comma-separated.",
            "schema": {
              "type": "string",
              "maxLength": 8192
            }
          },
          {
            "name": "tool_slugs",
            "in": "query",
            "description": "Only these tools. All other filters are ignored.",
            "style": "form",
            "explode": false,
            "schema": {
              "type": "array",
              "maxItems": 1000,
              "items": {
                "type": "string",
                "maxLength": 256
              }
            }
          },
          {
            "name": "auth_config_ids",
            "in": "query",
            "description": "Only tools that these auth configs can use.",
            "style": "form",
            "explode": false,
            "schema": {
              "type": "array",
              "maxItems": 1000,
              "items": {
                "type": "string",
                "maxLength": 256
              }
            }
          },
          {
            "name": "important",
            "in": "query",
            "description": "Only featured tools. For a toolkit without featured tools, all of its tools.",
            "schema": {
              "type": "string",
              "enum": [
                "true",
                "false"
              ]
            }
          },
          {
            "name": "tags",
            "in": "query",
            "description": "Only tools with at least one of these tags.",
            "style": "form",
            "explode": false,
            "schema": {
              "type": "array",
              "maxItems": 1000,
              "items": {
                "type": "string",
                "maxLength": 256
              }
            }
          },
          {
            "name": "scopes",
            "in": "query",
            "description": "Only tools with at least one of these scopes.",
            "style": "form",
            "explode": false,
            "schema": {
              "type": "array",
              "maxItems": 1000,
              "items": {
                "type": "string",
                "maxLength": 256
              }
            }
          },
          {
            "name": "query",
            "in": "query",
            "description": "Words to search for in slug, name and description.",
            "schema": {
              "type": "string",
              "maxLength": 1024
            }
          },
          {
            "name": "include_deprecated",
            "in": "query",
            "description": "Also return deprecated tools.",
            "schema": {
              "type": "boolean",
              "default": true
            }
          },
          {
            "$ref": "#/components/parameters/IncludePricing"
          },
          {
            "name": "toolkit_versions",
            "in": "query",
            "description": "Version of the toolkits. Default: `00000000_00` in v3, `latest` in v3.1. To set it for one toolkit, write `toolkit_versions[github]=20251027_00`.",
            "schema": {
              "type": "string",
              "maxLength": 8192
            },
            "example": "latest"
          },
          {
            "name": "limit",
            "in": "query",
            "description": "Maximum number of items per page. Values above 1,000 count as 1,000.",
            "schema": {
              "type": "integer",
              "minimum": 1
            }
          },
          {
            "$ref": "#/components/parameters/Cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of tools.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ToolPage"
                },
                "examples": {
                  "none": {
                    "summary": "No tools found",
                    "value": {
                      "items": [],
                      "next_cursor": null,
                      "total_pages": 0,
                      "current_page": 1,
                      "total_items": 0
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/tools/enum": {
      "get": {
        "operationId": "getToolsEnum",
        "summary": "List the slugs of all tools",
        "description": "Returns the slugs of all tools in the catalog, without paging.",
        "tags": [
          "Catalog"
        ],
        "x-key-area": "tools:read",
        "responses": {
          "200": {
            "description": "The slugs.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "type": "string",
                    "examples": [
                      "GITHUB_CREATE_AN_ISSUE"
                    ]
                  }
                },
                "examples": {
                  "two": {
                    "summary": "Two tools",
                    "value": [
                      "GITHUB_CREATE_AN_ISSUE",
                      "GITHUB_LIST_REPOSITORY_ISSUES"
                    ]
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/tools/{tool_slug}": {
      "parameters": [
        {
          "name": "tool_slug",
          "in": "path",
          "required": true,
          "description": "Slug of the tool, case-sensitive.",
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 256
          },
          "example": "GITHUB_CREATE_AN_ISSUE"
        }
      ],
      "get": {
        "operationId": "getToolsByToolSlug",
        "summary": "Get a tool",
        "description": "Returns one tool of the catalog.",
        "tags": [
          "Catalog"
        ],
        "x-key-area": "tools:read",
        "parameters": [
          {
            "name": "version",
            "in": "query",
            "description": "Version of the tool.",
            "schema": {
              "type": "string",
              "maxLength": 8192
            },
            "example": "20251027_00"
          },
          {
            "$ref": "#/components/parameters/IncludePricing"
          },
          {
            "name": "toolkit_versions",
            "in": "query",
            "description": "Version of the toolkit. Default: `00000000_00` in v3, `latest` in v3.1.",
            "schema": {
              "type": "string",
              "maxLength": 8192
            },
            "example": "latest"
          }
        ],
        "responses": {
          "200": {
            "description": "The tool.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Tool"
                },
                "examples": {
                  "appTool": {
                    "$ref": "#/components/examples/CreateIssue"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/tools/execute/proxy": {
      "post": {
        "operationId": "postToolsExecuteProxy",
        "summary": "Call a provider's API without a session",
        "description": "Sends one HTTP request to a provider with the account's credential. Every provider response is returned as 200 with the provider's status in the body.",
        "tags": [
          "Execution"
        ],
        "x-key-area": "proxy_execution:write",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ToolProxyRequest"
              },
              "examples": {
                "get": {
                  "summary": "Read a resource",
                  "value": {
                    "connected_account_id": "ca_demo1",
                    "endpoint": "/repos/acme/site",
                    "method": "GET"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The provider's response.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProxyResult"
                },
                "examples": {
                  "json": {
                    "summary": "A JSON body",
                    "value": {
                      "status": 200,
                      "data": {
                        "full_name": "acme/site"
                      },
                      "headers": {
                        "content-type": "application/json"
                      }
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "402": {
            "$ref": "#/components/responses/PaymentRequired"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "408": {
            "$ref": "#/components/responses/RequestTimeout"
          },
          "410": {
            "$ref": "#/components/responses/Gone"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "422": {
            "$ref": "#/components/responses/UnprocessableEntity"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          },
          "501": {
            "$ref": "#/components/responses/NotImplemented"
          },
          "502": {
            "$ref": "#/components/responses/BadGateway"
          },
          "503": {
            "$ref": "#/components/responses/ServiceUnavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          }
        }
      }
    },
    "/tools/execute/{tool_slug}": {
      "parameters": [
        {
          "name": "tool_slug",
          "in": "path",
          "required": true,
          "description": "Slug of the tool, case-sensitive.",
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 256
          },
          "example": "GITHUB_CREATE_AN_ISSUE"
        }
      ],
      "post": {
        "operationId": "postToolsExecuteByToolSlug",
        "summary": "Run a tool without a session",
        "description": "Runs one app tool on a user's account. Session filters and approvals do not apply.",
        "tags": [
          "Execution"
        ],
        "x-key-area": "tool_execution:write",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ToolExecuteRequest"
              },
              "examples": {
                "user": {
                  "summary": "On a user's account",
                  "value": {
                    "user_id": "user_42",
                    "arguments": {
                      "owner": "acme",
                      "repo": "site",
                      "title": "Broken link"
                    }
                  }
                },
                "account": {
                  "summary": "On a specific account",
                  "value": {
                    "connected_account_id": "ca_demo1",
                    "version": "20251027_00",
                    "arguments": {
                      "owner": "acme",
                      "repo": "site",
                      "title": "Hi"
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The tool ran. `successful` says whether it succeeded.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ToolExecuteResponse"
                },
                "examples": {
                  "succeeded": {
                    "summary": "Success",
                    "value": {
                      "data": {
                        "number": 7
                      },
                      "error": null,
                      "successful": true,
                      "log_id": "log_0001"
                    }
                  },
                  "failed": {
                    "summary": "The tool failed",
                    "value": {
                      "data": {},
                      "error": "Repository not found",
                      "successful": false,
                      "log_id": "log_0002"
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "402": {
            "$ref": "#/components/responses/PaymentRequired"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "408": {
            "$ref": "#/components/responses/RequestTimeout"
          },
          "410": {
            "$ref": "#/components/responses/Gone"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "422": {
            "$ref": "#/components/responses/UnprocessableEntity"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          },
          "501": {
            "$ref": "#/components/responses/NotImplemented"
          },
          "502": {
            "$ref": "#/components/responses/BadGateway"
          },
          "503": {
            "$ref": "#/components/responses/ServiceUnavailable"
          }
        }
      }
    },
    "/toolkits": {
      "get": {
        "operationId": "getToolkits",
        "summary": "List toolkits",
        "description": "Lists the toolkits of the catalog, independent of any session's filters.",
        "tags": [
          "Catalog"
        ],
        "x-key-area": "toolkits:read",
        "parameters": [
          {
            "name": "category",
            "in": "query",
            "description": "Only toolkits of this category.",
            "schema": {
              "type": "string",
              "maxLength": 8192
            }
          },
          {
            "name": "type",
            "in": "query",
            "description": "`native` for the router's own toolkits, `custom` for those that users added, `all` for both.",
            "schema": {
              "type": "string",
              "enum": [
                "native",
                "custom",
                "all"
              ]
            }
          },
          {
            "name": "managed_by",
            "in": "query",
            "description": "Who manages the toolkit's auth.",
            "schema": {
              "type": "string",
              "enum": [
                "composio",
                "all",
                "project"
              ]
            }
          },
          {
            "name": "sort_by",
            "in": "query",
            "description": "Sort key.",
            "schema": {
              "type": "string",
              "enum": [
                "usage",
                "alphabetically"
              ]
            }
          },
          {
            "name": "include_deprecated",
            "in": "query",
            "description": "Also return deprecated toolkits.",
            "schema": {
              "type": "boolean",
              "default": false
            }
          },
          {
            "name": "search",
            "in": "query",
            "description": "Part of a name or slug.",
            "schema": {
              "type": "string",
              "maxLength": 1024
            }
          },
          {
            "name": "limit",
            "in": "query",
            "description": "Maximum number of items per page.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 1000
            }
          },
          {
            "$ref": "#/components/parameters/Cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of toolkits.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ToolkitPage"
                },
                "examples": {
                  "one": {
                    "summary": "One toolkit",
                    "value": {
                      "items": [
                        {
                          "slug": "github",
                          "name": "GitHub",
                          "type": "native",
                          "auth_schemes": [
                            "OAUTH2"
                          ],
                          "composio_managed_auth_schemes": [
                            "OAUTH2"
                          ],
                          "is_local_toolkit": false,
                          "no_auth": false,
                          "deprecated": {
                            "toolkitId": "github"
                          },
                          "meta": {
                            "created_at": "2026-01-01T00:00:00.000Z",
                            "updated_at": "2026-01-01T00:00:00.000Z",
                            "description": "Code hosting",
                            "logo": "https://logos.example.com/github.svg",
                            "categories": [
                              {
                                "slug": "developer-tools",
                                "name": "Developer tools"
                              }
                            ],
                            "triggers_count": 0,
                            "tools_count": 2,
                            "version": "20251027_00"
                          }
                        }
                      ],
                      "next_cursor": null,
                      "total_pages": 1,
                      "current_page": 1,
                      "total_items": 1
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/toolkits/multi": {
      "post": {
        "operationId": "postToolkitsMulti",
        "summary": "List toolkits by slug",
        "description": "Like `GET /toolkits`, with the filters in the body.",
        "tags": [
          "Catalog"
        ],
        "x-key-area": "toolkits:write",
        "requestBody": {
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ToolkitsMultiRequest"
              },
              "examples": {
                "two": {
                  "summary": "Two toolkits",
                  "value": {
                    "toolkits": [
                      "github",
                      "gmail"
                    ]
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "One page of toolkits.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ToolkitPage"
                },
                "examples": {
                  "one": {
                    "summary": "One toolkit",
                    "value": {
                      "items": [
                        {
                          "slug": "github",
                          "name": "GitHub",
                          "type": "native",
                          "auth_schemes": [
                            "OAUTH2"
                          ],
                          "composio_managed_auth_schemes": [
                            "OAUTH2"
                          ],
                          "is_local_toolkit": false,
                          "no_auth": false,
                          "deprecated": {
                            "toolkitId": "github"
                          },
                          "meta": {
                            "created_at": "2026-01-01T00:00:00.000Z",
                            "updated_at": "2026-01-01T00:00:00.000Z",
                            "description": "Code hosting",
                            "logo": "https://logos.example.com/github.svg",
                            "categories": [
                              {
                                "slug": "developer-tools",
                                "name": "Developer tools"
                              }
                            ],
                            "triggers_count": 0,
                            "tools_count": 2,
                            "version": "20251027_00"
                          }
                        }
                      ],
                      "next_cursor": null,
                      "total_pages": 1,
                      "current_page": 1,
                      "total_items": 1
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/toolkits/categories": {
      "get": {
        "operationId": "getToolkitsCategories",
        "summary": "List toolkit categories",
        "description": "Lists all categories of the catalog.",
        "tags": [
          "Catalog"
        ],
        "x-key-area": "toolkits:read",
        "responses": {
          "200": {
            "description": "The categories.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ToolkitCategoryPage"
                },
                "examples": {
                  "one": {
                    "summary": "One category",
                    "value": {
                      "items": [
                        {
                          "id": "developer-tools",
                          "name": "Developer tools"
                        }
                      ],
                      "next_cursor": null,
                      "total_pages": 1,
                      "current_page": 1,
                      "total_items": 1
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/toolkits/{slug}": {
      "parameters": [
        {
          "name": "slug",
          "in": "path",
          "required": true,
          "description": "Slug of the toolkit.",
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 256
          },
          "example": "github"
        }
      ],
      "get": {
        "operationId": "getToolkitsBySlug",
        "summary": "Get a toolkit",
        "description": "Returns one toolkit of the catalog with its auth schemes and the fields that they need.",
        "tags": [
          "Catalog"
        ],
        "x-key-area": "toolkits:read",
        "parameters": [
          {
            "name": "version",
            "in": "query",
            "description": "Version of the toolkit.",
            "schema": {
              "type": "string",
              "default": "latest",
              "maxLength": 256
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The toolkit.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ToolkitDetails"
                },
                "examples": {
                  "keys": {
                    "summary": "A toolkit that uses an API key",
                    "value": {
                      "slug": "weather",
                      "name": "Weather",
                      "type": "native",
                      "enabled": true,
                      "is_local_toolkit": false,
                      "composio_managed_auth_schemes": [],
                      "composio_managed_auth": [],
                      "auth_config_details": [
                        {
                          "mode": "API_KEY",
                          "name": "weather_api_key",
                          "fields": {
                            "auth_config_creation": {
                              "required": [],
                              "optional": []
                            },
                            "connected_account_initiation": {
                              "required": [
                                {
                                  "name": "generic_api_key",
                                  "displayName": "API key",
                                  "type": "string",
                                  "description": "Key from the account page.",
                                  "required": true,
                                  "is_secret": true
                                }
                              ],
                              "optional": []
                            }
                          }
                        }
                      ],
                      "base_url": "https://api.weather.example.com",
                      "meta": {
                        "created_at": "2026-01-01T00:00:00.000Z",
                        "updated_at": "2026-01-01T00:00:00.000Z",
                        "description": "Forecasts",
                        "logo": "https://logos.example.com/weather.svg",
                        "categories": [
                          {
                            "slug": "weather",
                            "name": "Weather"
                          }
                        ],
                        "triggers_count": 0,
                        "tools_count": 2,
                        "version": "20251027_00",
                        "available_versions": [
                          "20251027_00"
                        ]
                      }
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/files/upload/request": {
      "post": {
        "operationId": "postFilesUploadRequest",
        "summary": "Create an upload URL for a tool's file",
        "description": "Returns a presigned URL to PUT a file to. Afterwards pass `{name, mimetype, s3key}` as the tool's argument, with `key` as `s3key`. The URL needs no credential.",
        "tags": [
          "Files"
        ],
        "x-key-area": "tool_execution:write",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/FileUploadRequest"
              },
              "examples": {
                "attachment": {
                  "summary": "An email attachment",
                  "value": {
                    "toolkit_slug": "gmail",
                    "tool_slug": "GMAIL_SEND_EMAIL",
                    "filename": "may.csv",
                    "mimetype": "text/csv",
                    "md5": "d41d8cd98f00b204e9800998ecf8427e"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The presigned URL.",
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "X-RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              },
              "X-RateLimit-Window-Size": {
                "$ref": "#/components/headers/RateLimitWindowSize"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FileUploadResponse"
                },
                "examples": {
                  "attachment": {
                    "summary": "A presigned upload URL",
                    "value": {
                      "id": "file_demo1",
                      "key": "uploads/file_demo1/may.csv",
                      "new_presigned_url": "https://files.example.com/upload/t3",
                      "metadata": {
                        "storage_backend": "s3"
                      }
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "410": {
            "$ref": "#/components/responses/Gone"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          },
          "501": {
            "$ref": "#/components/responses/NotImplemented"
          }
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "ApiKeyAuth": {
        "type": "apiKey",
        "in": "header",
        "name": "x-api-key",
        "description": "Project key (`ak_…`). Send exactly one credential header."
      },
      "UserApiKeyAuth": {
        "type": "apiKey",
        "in": "header",
        "name": "x-user-api-key",
        "description": "User key (`uak_…`). To select a project, also send both `x-org-id` and `x-project-id`."
      }
    },
    "schemas": {
      "MetaTools": {
        "type": "object",
        "description": "The meta tools by slug: display name, description for the model, arguments and result. All lists and types of meta tools are derived from this schema.",
        "required": [
          "COMPOSIO_SEARCH_TOOLS",
          "COMPOSIO_MULTI_EXECUTE_TOOL",
          "COMPOSIO_MANAGE_CONNECTIONS",
          "COMPOSIO_WAIT_FOR_CONNECTIONS",
          "COMPOSIO_REMOTE_WORKBENCH",
          "COMPOSIO_REMOTE_BASH_TOOL",
          "COMPOSIO_GET_TOOL_SCHEMAS",
          "COMPOSIO_SUBMIT_FEEDBACK",
          "COMPOSIO_PROXY_EXECUTE"
        ],
        "properties": {
          "COMPOSIO_SEARCH_TOOLS": {
            "title": "Search Tools",
            "description": "Finds tools for one or more tasks in the apps that this session may use, and reports which apps are connected. Call it first, with one query per task. The result has the tool slugs to call, their input schemas, a workflow id to pass as session_id, and the next steps.",
            "x-tags": [
              "important",
              "openWorldHint",
              "readOnlyHint"
            ],
            "type": "object",
            "required": [
              "arguments",
              "data"
            ],
            "properties": {
              "arguments": {
                "$ref": "#/components/schemas/SearchToolsArguments"
              },
              "data": {
                "$ref": "#/components/schemas/SearchToolsData"
              }
            }
          },
          "COMPOSIO_MULTI_EXECUTE_TOOL": {
            "title": "Multi Execute Tool",
            "description": "Runs up to 50 app tools concurrently. Use it for independent calls; run dependent calls one after another. Results are in the order of the calls, and one failure does not stop the others. Use only slugs and arguments from a search result or a tool schema.",
            "x-tags": [
              "openWorldHint",
              "destructiveHint",
              "important"
            ],
            "type": "object",
            "required": [
              "arguments",
              "data"
            ],
            "properties": {
              "arguments": {
                "$ref": "#/components/schemas/MultiExecuteToolArguments"
              },
              "data": {
                "$ref": "#/components/schemas/MultiExecuteToolData"
              }
            }
          },
          "COMPOSIO_MANAGE_CONNECTIONS": {
            "title": "Manage Connections",
            "description": "Connects the user's accounts to apps, or lists, renames and removes them. For an app that is not connected yet, the result has a redirect_url: show it to the user, and wait until they have signed in before you run tools of that app.",
            "x-tags": [
              "openWorldHint",
              "destructiveHint"
            ],
            "type": "object",
            "required": [
              "arguments",
              "data"
            ],
            "properties": {
              "arguments": {
                "$ref": "#/components/schemas/ManageConnectionsArguments"
              },
              "data": {
                "$ref": "#/components/schemas/ManageConnectionsData"
              }
            }
          },
          "COMPOSIO_WAIT_FOR_CONNECTIONS": {
            "title": "Wait For Connections",
            "description": "Waits until the user has signed in to the given apps or a timeout is reached, and returns the status of each app. Call it after you have shown the user a redirect_url.",
            "x-tags": [
              "readOnlyHint",
              "idempotentHint"
            ],
            "type": "object",
            "required": [
              "arguments",
              "data"
            ],
            "properties": {
              "arguments": {
                "$ref": "#/components/schemas/WaitForConnectionsArguments"
              },
              "data": {
                "$ref": "#/components/schemas/WaitForConnectionsData"
              }
            }
          },
          "COMPOSIO_REMOTE_WORKBENCH": {
            "title": "Remote Workbench",
            "description": "Runs Python in a sandbox that keeps its variables between calls. A call may take at most three minutes. Use it to process large results and files, and to loop over many items. Save files that you need later under /mnt/files/. The code cannot call meta tools.",
            "x-tags": [
              "destructiveHint",
              "openWorldHint"
            ],
            "type": "object",
            "required": [
              "arguments",
              "data"
            ],
            "properties": {
              "arguments": {
                "$ref": "#/components/schemas/RemoteWorkbenchArguments"
              },
              "data": {
                "$ref": "#/components/schemas/RemoteWorkbenchData"
              }
            }
          },
          "COMPOSIO_REMOTE_BASH_TOOL": {
            "title": "Remote Bash Tool",
            "description": "Runs a bash command in the workbench's sandbox, for at most three minutes. Use it to inspect files with the usual text tools, for example results saved under /mnt/files/.",
            "x-tags": [
              "destructiveHint",
              "openWorldHint"
            ],
            "type": "object",
            "required": [
              "arguments",
              "data"
            ],
            "properties": {
              "arguments": {
                "$ref": "#/components/schemas/RemoteBashToolArguments"
              },
              "data": {
                "$ref": "#/components/schemas/RemoteBashToolData"
              }
            }
          },
          "COMPOSIO_GET_TOOL_SCHEMAS": {
            "title": "Get Tool Schemas",
            "description": "Returns the full schemas of tools by slug. Call it when a search returned a tool without its input schema. For an unknown slug, it suggests similar slugs.",
            "x-tags": [
              "readOnlyHint"
            ],
            "type": "object",
            "required": [
              "arguments",
              "data"
            ],
            "properties": {
              "arguments": {
                "$ref": "#/components/schemas/GetToolSchemasArguments"
              },
              "data": {
                "$ref": "#/components/schemas/GetToolSchemasData"
              }
            }
          },
          "COMPOSIO_SUBMIT_FEEDBACK": {
            "title": "Submit Feedback",
            "description": "Sends feedback about the tools to the operators of the router. It does not change anything in the user's apps.",
            "x-tags": [
              "createHint"
            ],
            "type": "object",
            "required": [
              "arguments",
              "data"
            ],
            "properties": {
              "arguments": {
                "$ref": "#/components/schemas/SubmitFeedbackArguments"
              },
              "data": {
                "$ref": "#/components/schemas/SubmitFeedbackData"
              }
            }
          },
          "COMPOSIO_PROXY_EXECUTE": {
            "title": "Proxy Execute",
            "description": "Sends one HTTP request to an app's API with the user's account. Use it only if no tool does what the task needs. The result has the provider's status, body and headers.",
            "x-tags": [
              "destructiveHint",
              "openWorldHint"
            ],
            "type": "object",
            "required": [
              "arguments",
              "data"
            ],
            "properties": {
              "arguments": {
                "$ref": "#/components/schemas/ProxyExecuteArguments"
              },
              "data": {
                "$ref": "#/components/schemas/ProxyExecuteData"
              }
            }
          }
        }
      },
      "RequireApproval": {
        "type": "array",
        "description": "Slugs that need a person's approval. Lists are combined: a call needs approval if its toolkit, its tool or one of its tags is in any list.",
        "x-experimental": true,
        "minItems": 1,
        "maxItems": 2000,
        "items": {
          "type": "string",
          "maxLength": 256
        }
      },
      "ToolkitsConfig": {
        "description": "Toolkits that the session may use, and those that need approval. Send `enable` or `disable`, not both. Unknown slugs are rejected.",
        "anyOf": [
          {
            "type": "object",
            "description": "Only these toolkits. An empty list allows no app toolkits.",
            "additionalProperties": false,
            "required": [
              "enable"
            ],
            "properties": {
              "enable": {
                "type": "array",
                "maxItems": 2000,
                "items": {
                  "type": "string",
                  "maxLength": 256
                }
              },
              "require_approval": {
                "$ref": "#/components/schemas/RequireApproval"
              }
            }
          },
          {
            "type": "object",
            "description": "All toolkits except these. An empty list allows every toolkit.",
            "additionalProperties": false,
            "required": [
              "disable"
            ],
            "properties": {
              "disable": {
                "type": "array",
                "maxItems": 2000,
                "items": {
                  "type": "string",
                  "maxLength": 256
                }
              },
              "require_approval": {
                "$ref": "#/components/schemas/RequireApproval"
              }
            }
          },
          {
            "type": "object",
            "description": "Every toolkit, some with approval.",
            "additionalProperties": false,
            "required": [
              "require_approval"
            ],
            "properties": {
              "require_approval": {
                "$ref": "#/components/schemas/RequireApproval"
              }
            }
          }
        ]
      },
      "ConnectedAccountPins": {
        "type": "object",
        "description": "Pinned accounts, by toolkit slug. If a pinned account cannot be used, the call fails; the router does not try another.",
        "maxProperties": 2000,
        "additionalProperties": {
          "anyOf": [
            {
              "type": "string",
              "maxLength": 256,
              "description": "Id of the account."
            },
            {
              "type": "array",
              "description": "Ids of the accounts. More than one requires `multi_account`.",
              "items": {
                "type": "string",
                "maxLength": 256
              },
              "minItems": 1,
              "maxItems": 100,
              "x-api-versions": [
                "3.1"
              ]
            }
          ]
        },
        "examples": [
          {
            "github": "ca_demo1"
          }
        ]
      },
      "ManageConnectionsInput": {
        "type": "object",
        "description": "How accounts are connected in the session. `null` for a boolean means its default.",
        "additionalProperties": false,
        "properties": {
          "enable": {
            "type": [
              "boolean",
              "null"
            ],
            "default": true,
            "description": "Offer `COMPOSIO_MANAGE_CONNECTIONS`. If false, link accounts through the API."
          },
          "callback_url": {
            "type": "string",
            "format": "uri",
            "maxLength": 4096,
            "description": "URL to which the browser goes after sign-in."
          },
          "enable_wait_for_connections": {
            "type": [
              "boolean",
              "null"
            ],
            "default": false,
            "description": "Also offer `COMPOSIO_WAIT_FOR_CONNECTIONS`."
          },
          "enable_connection_removal": {
            "type": [
              "boolean",
              "null"
            ],
            "default": true,
            "description": "Allow `COMPOSIO_MANAGE_CONNECTIONS` to remove connections."
          }
        }
      },
      "Tag": {
        "type": "string",
        "description": "Hint about a tool's effects. Older routers may not support `createHint` and `updateHint`.",
        "enum": [
          "readOnlyHint",
          "destructiveHint",
          "idempotentHint",
          "openWorldHint",
          "createHint",
          "updateHint"
        ]
      },
      "TagFilter": {
        "description": "Tool filter by tags. With `enable`, a tool needs at least one of the tags. With `disable`, it must not have any of them. A plain list means `enable`.",
        "anyOf": [
          {
            "type": "array",
            "maxItems": 100,
            "items": {
              "$ref": "#/components/schemas/Tag"
            }
          },
          {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "enable": {
                "type": "array",
                "maxItems": 100,
                "items": {
                  "$ref": "#/components/schemas/Tag"
                },
                "description": "A tool must have at least one of these tags."
              },
              "disable": {
                "type": "array",
                "maxItems": 100,
                "items": {
                  "$ref": "#/components/schemas/Tag"
                },
                "description": "A tool must not have any of these tags."
              },
              "require_approval": {
                "type": "array",
                "maxItems": 100,
                "items": {
                  "$ref": "#/components/schemas/Tag"
                },
                "minItems": 1,
                "description": "Tools with any of these tags need a person's approval.",
                "x-experimental": true
              }
            }
          }
        ]
      },
      "ToolFilter": {
        "description": "Tools of one toolkit that the session may use, and those that need approval. With a list of slugs, tags are ignored. Tags set here replace `enable` and `disable` of the session's `tags` for this toolkit.",
        "anyOf": [
          {
            "type": "object",
            "description": "Only these tools.",
            "additionalProperties": false,
            "required": [
              "enable"
            ],
            "properties": {
              "enable": {
                "type": "array",
                "maxItems": 2000,
                "items": {
                  "type": "string",
                  "maxLength": 256
                }
              },
              "require_approval": {
                "$ref": "#/components/schemas/RequireApproval"
              }
            }
          },
          {
            "type": "object",
            "description": "All tools except these.",
            "additionalProperties": false,
            "required": [
              "disable"
            ],
            "properties": {
              "disable": {
                "type": "array",
                "maxItems": 2000,
                "items": {
                  "type": "string",
                  "maxLength": 256
                }
              },
              "require_approval": {
                "$ref": "#/components/schemas/RequireApproval"
              }
            }
          },
          {
            "type": "object",
            "description": "Tools by tags.",
            "additionalProperties": false,
            "required": [
              "tags"
            ],
            "properties": {
              "tags": {
                "$ref": "#/components/schemas/TagFilter"
              },
              "require_approval": {
                "$ref": "#/components/schemas/RequireApproval"
              }
            }
          },
          {
            "type": "object",
            "description": "Every tool, some with approval.",
            "additionalProperties": false,
            "required": [
              "require_approval"
            ],
            "properties": {
              "require_approval": {
                "$ref": "#/components/schemas/RequireApproval"
              }
            }
          }
        ]
      },
      "WorkbenchInput": {
        "type": "object",
        "description": "The session's workbench, a sandbox for running code.",
        "additionalProperties": false,
        "properties": {
          "enable": {
            "type": "boolean",
            "default": true,
            "description": "Offer the two workbench tools. If false, results are never offloaded."
          },
          "enable_tool_execution": {
            "type": "boolean",
            "default": true,
            "description": "Allow workbench code to run tools, call a model and search the web."
          },
          "enable_proxy_execution": {
            "type": "boolean",
            "default": true,
            "description": "Allow direct calls to provider APIs, from the workbench and through `proxy_execute`."
          },
          "auto_offload_threshold": {
            "type": "number",
            "exclusiveMinimum": 0,
            "description": "Length in characters above which a result is saved to a file. Default: chosen by the router."
          },
          "sandbox_size": {
            "type": "string",
            "enum": [
              "standard",
              "medium",
              "large",
              "xlarge"
            ],
            "default": "standard",
            "description": "One, two, four or eight CPUs, with the same number of GB of memory."
          }
        }
      },
      "MultiAccountInput": {
        "type": "object",
        "description": "Several connected accounts per toolkit. Default: the project's setting.",
        "additionalProperties": false,
        "properties": {
          "enable": {
            "type": "boolean",
            "description": "Allow several accounts per toolkit."
          },
          "max_accounts_per_toolkit": {
            "type": "integer",
            "minimum": 2,
            "maximum": 10,
            "description": "Maximum number of accounts per toolkit. Default: 5."
          },
          "require_explicit_selection": {
            "type": "boolean",
            "description": "Reject a call that does not select an account if several exist. If `false`, the most recently connected account is used."
          }
        }
      },
      "PreloadInput": {
        "type": "object",
        "description": "App tools to list beside the meta tools. Cannot be combined with `multi_account`.",
        "additionalProperties": false,
        "properties": {
          "tools": {
            "description": "Slugs of tools that the session allows. More than about 20 tools take up much of a model's context.",
            "anyOf": [
              {
                "type": "array",
                "maxItems": 1000,
                "items": {
                  "type": "string",
                  "maxLength": 256
                }
              },
              {
                "type": "string",
                "const": "all",
                "description": "Every tool that an `enable` filter allows, at most 1,000.",
                "x-api-versions": [
                  "3.1"
                ]
              }
            ]
          }
        }
      },
      "SearchConfig": {
        "type": "object",
        "description": "The search meta tools.",
        "additionalProperties": false,
        "properties": {
          "enable": {
            "type": "boolean",
            "description": "Offer `COMPOSIO_SEARCH_TOOLS` and `COMPOSIO_GET_TOOL_SCHEMAS`. Default: true."
          }
        }
      },
      "ExecuteConfig": {
        "type": "object",
        "description": "The batch meta tool.",
        "additionalProperties": false,
        "properties": {
          "enable_multi_execute": {
            "type": "boolean",
            "description": "Offer `COMPOSIO_MULTI_EXECUTE_TOOL`. Default: true."
          }
        }
      },
      "InstantFilter": {
        "description": "Toolkits or tools that may use an instant account.",
        "anyOf": [
          {
            "type": "object",
            "description": "Only these.",
            "additionalProperties": false,
            "required": [
              "enable"
            ],
            "properties": {
              "enable": {
                "type": "array",
                "maxItems": 2000,
                "items": {
                  "type": "string",
                  "maxLength": 256
                }
              }
            }
          },
          {
            "type": "object",
            "description": "All except these.",
            "additionalProperties": false,
            "required": [
              "disable"
            ],
            "properties": {
              "disable": {
                "type": "array",
                "maxItems": 2000,
                "items": {
                  "type": "string",
                  "maxLength": 256
                }
              }
            }
          }
        ]
      },
      "InstantConfig": {
        "description": "Instant tools run on an account of the router's operator and are charged to the project. A connection of the user takes precedence. Enabled unless `false`, subject to the project's setting.",
        "x-experimental": true,
        "anyOf": [
          {
            "type": "boolean",
            "const": false,
            "description": "Never use an instant account."
          },
          {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "toolkits": {
                "description": "Toolkits that may use an instant account.",
                "$ref": "#/components/schemas/InstantFilter"
              },
              "tools": {
                "type": "object",
                "description": "Tools that may use an instant account, by toolkit slug.",
                "maxProperties": 2000,
                "additionalProperties": {
                  "$ref": "#/components/schemas/InstantFilter"
                }
              },
              "return_instant_charge": {
                "type": "boolean",
                "default": false,
                "description": "Add `instant_charge` to the results of charged calls."
              },
              "return_prices_in_search": {
                "type": "boolean",
                "description": "Add prices to search results.",
                "x-api-versions": [
                  "3.1"
                ]
              }
            }
          }
        ]
      },
      "ProxyExecuteConfig": {
        "type": "object",
        "description": "The proxy meta tool. If omitted, the meta tool is disabled and proxy calls from the workbench follow `workbench.enable_proxy_execution`.",
        "x-experimental": true,
        "additionalProperties": false,
        "required": [
          "enable"
        ],
        "properties": {
          "enable": {
            "type": "boolean",
            "description": "Offer `COMPOSIO_PROXY_EXECUTE`. `false` also disables proxy calls from the workbench, and conflicts with `workbench.enable_proxy_execution: true`."
          }
        }
      },
      "HookScope": {
        "description": "Calls that a hook applies to.",
        "anyOf": [
          {
            "type": "string",
            "const": "all",
            "description": "Every call."
          },
          {
            "type": "object",
            "description": "Calls of these toolkits.",
            "additionalProperties": false,
            "required": [
              "toolkits"
            ],
            "properties": {
              "toolkits": {
                "type": "array",
                "maxItems": 2000,
                "items": {
                  "type": "string",
                  "maxLength": 256
                }
              }
            }
          }
        ]
      },
      "HookHandler": {
        "description": "How a hook checks calls.",
        "anyOf": [
          {
            "type": "object",
            "description": "A model checks each call against the condition. Billed by usage.",
            "additionalProperties": false,
            "required": [
              "type",
              "condition",
              "action"
            ],
            "properties": {
              "type": {
                "type": "string",
                "const": "condition_check"
              },
              "condition": {
                "type": "string",
                "minLength": 1,
                "maxLength": 10000,
                "description": "Natural-language condition that blocks a call."
              },
              "action": {
                "type": "string",
                "const": "block"
              }
            }
          },
          {
            "type": "object",
            "description": "Calls the project's hook webhook, which can also change arguments or results.",
            "additionalProperties": false,
            "required": [
              "type"
            ],
            "properties": {
              "type": {
                "type": "string",
                "const": "webhook"
              }
            }
          }
        ]
      },
      "SessionHook": {
        "type": "object",
        "description": "Checks calls before they run, or results before they are returned.",
        "additionalProperties": false,
        "required": [
          "id",
          "type",
          "applies_to",
          "handler"
        ],
        "properties": {
          "id": {
            "type": "string",
            "minLength": 1,
            "maxLength": 256,
            "description": "The caller's id for the hook. Repeated in `hook_results`."
          },
          "type": {
            "type": "string",
            "enum": [
              "before_execute",
              "after_execute"
            ]
          },
          "name": {
            "type": "string",
            "maxLength": 256,
            "description": "Display name. Used in the default message of a blocked call."
          },
          "applies_to": {
            "$ref": "#/components/schemas/HookScope"
          },
          "handler": {
            "$ref": "#/components/schemas/HookHandler"
          }
        }
      },
      "CustomToolkit": {
        "type": "object",
        "description": "A group of tools that run in the caller's process. It needs no connected account.",
        "required": [
          "slug",
          "name",
          "description",
          "tools"
        ],
        "properties": {
          "slug": {
            "type": "string",
            "minLength": 1,
            "maxLength": 256,
            "pattern": "^[a-zA-Z0-9_-]+$",
            "description": "The caller's name for the toolkit. Must differ from every existing toolkit's slug."
          },
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 128,
            "description": "Display name."
          },
          "description": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2048,
            "description": "Purpose of the toolkit. Read by search."
          },
          "tools": {
            "type": "array",
            "minItems": 1,
            "maxItems": 100,
            "items": {
              "type": "object",
              "required": [
                "slug",
                "name",
                "description",
                "input_schema"
              ],
              "properties": {
                "slug": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 256,
                  "pattern": "^[a-zA-Z0-9_-]+$",
                  "description": "The caller's name for the tool."
                },
                "name": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 128,
                  "description": "Display name."
                },
                "description": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 5120,
                  "description": "What the tool does."
                },
                "input_schema": {
                  "type": "object",
                  "additionalProperties": true,
                  "description": "JSON Schema of the arguments, with `type` object and `properties`."
                },
                "output_schema": {
                  "type": "object",
                  "additionalProperties": true,
                  "description": "JSON Schema of the result."
                },
                "preload": {
                  "type": "boolean",
                  "description": "Hint to list the tool beside the meta tools."
                }
              }
            }
          },
          "preload": {
            "type": "boolean",
            "description": "Hint to list all of its tools beside the meta tools."
          }
        }
      },
      "CustomTool": {
        "type": "object",
        "description": "A tool that runs in the caller's process. The router lists it and finds it in searches under a `LOCAL_…` slug, but never runs it.",
        "required": [
          "slug",
          "name",
          "description",
          "input_schema"
        ],
        "properties": {
          "slug": {
            "type": "string",
            "minLength": 1,
            "maxLength": 256,
            "pattern": "^[a-zA-Z0-9_-]+$",
            "description": "The caller's name for the tool. The router's slug is `LOCAL_<TOOL>` or `LOCAL_<TOOLKIT>_<TOOL>`, at most 60 characters."
          },
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 128,
            "description": "Display name."
          },
          "description": {
            "type": "string",
            "minLength": 1,
            "maxLength": 5120,
            "description": "What the tool does. Read by the model and by search."
          },
          "input_schema": {
            "type": "object",
            "additionalProperties": true,
            "description": "JSON Schema of the arguments, with `type` object and `properties`."
          },
          "output_schema": {
            "type": "object",
            "additionalProperties": true,
            "description": "JSON Schema of the result."
          },
          "extends_toolkit": {
            "type": "string",
            "minLength": 1,
            "maxLength": 256,
            "description": "Slug of an existing toolkit whose connection the tool needs."
          },
          "preload": {
            "type": "boolean",
            "description": "Hint to list the tool beside the meta tools."
          }
        }
      },
      "PermissionsConfig": {
        "type": "object",
        "description": "Calls that need the user's approval. They return `input_required`, as with `require_approval`. `ask_once` and `ask_once_per_session` ask once per tool and account in a session.",
        "additionalProperties": false,
        "required": [
          "default"
        ],
        "properties": {
          "default": {
            "type": "string",
            "enum": [
              "allow_all",
              "ask_every_call",
              "ask_once_per_session"
            ],
            "description": "Permission for calls without an override."
          },
          "overrides": {
            "type": "object",
            "description": "Permissions by `<TOOL_SLUG>:<account id>` or `*:<account id>`, with `__none__` as the id for tools that need no account. A key with a tool slug takes precedence over `*`.",
            "maxProperties": 10000,
            "additionalProperties": {
              "type": "string",
              "enum": [
                "always_allow",
                "always_deny",
                "ask_once",
                "ask_always"
              ]
            }
          }
        },
        "examples": [
          {
            "default": "allow_all",
            "overrides": {
              "GMAIL_SEND_EMAIL:ca_demo2": "always_deny"
            }
          }
        ]
      },
      "SessionCreate": {
        "type": "object",
        "description": "The user and configuration of a new session. Unknown keys are rejected.",
        "additionalProperties": false,
        "required": [
          "user_id"
        ],
        "properties": {
          "user_id": {
            "type": "string",
            "minLength": 1,
            "maxLength": 256,
            "description": "Id of the end user whose connected accounts the session uses. Any string that the caller chooses."
          },
          "toolkits": {
            "description": "Default: every toolkit.",
            "$ref": "#/components/schemas/ToolkitsConfig"
          },
          "auth_configs": {
            "type": "object",
            "description": "Id of the auth config for connecting and selecting accounts, by toolkit slug.",
            "maxProperties": 2000,
            "additionalProperties": {
              "type": "string",
              "maxLength": 256
            }
          },
          "connected_accounts": {
            "$ref": "#/components/schemas/ConnectedAccountPins"
          },
          "manage_connections": {
            "$ref": "#/components/schemas/ManageConnectionsInput"
          },
          "tools": {
            "type": "object",
            "description": "Tool filters, by toolkit slug.",
            "maxProperties": 2000,
            "additionalProperties": {
              "$ref": "#/components/schemas/ToolFilter"
            }
          },
          "tags": {
            "$ref": "#/components/schemas/TagFilter"
          },
          "workbench": {
            "$ref": "#/components/schemas/WorkbenchInput"
          },
          "multi_account": {
            "$ref": "#/components/schemas/MultiAccountInput"
          },
          "preload": {
            "$ref": "#/components/schemas/PreloadInput"
          },
          "search": {
            "$ref": "#/components/schemas/SearchConfig",
            "x-api-versions": [
              "3.1"
            ]
          },
          "execute": {
            "$ref": "#/components/schemas/ExecuteConfig",
            "x-api-versions": [
              "3.1"
            ]
          },
          "instant": {
            "$ref": "#/components/schemas/InstantConfig"
          },
          "proxy_execute": {
            "$ref": "#/components/schemas/ProxyExecuteConfig"
          },
          "hooks": {
            "type": "array",
            "description": "Checks before and after calls. Cannot be combined with `experimental.session_config_id`.",
            "x-experimental": true,
            "x-api-versions": [
              "3.1"
            ],
            "maxItems": 100,
            "items": {
              "$ref": "#/components/schemas/SessionHook"
            }
          },
          "experimental": {
            "type": "object",
            "description": "Features that may change or be removed.",
            "x-experimental": true,
            "additionalProperties": false,
            "properties": {
              "assistive_prompt_config": {
                "type": "object",
                "description": "Settings for the system prompt that the router generates.",
                "additionalProperties": false,
                "properties": {
                  "user_timezone": {
                    "type": "string",
                    "maxLength": 256,
                    "description": "IANA name of the user's time zone.",
                    "examples": [
                      "Europe/London"
                    ]
                  }
                }
              },
              "custom_toolkits": {
                "type": "array",
                "maxItems": 100,
                "items": {
                  "$ref": "#/components/schemas/CustomToolkit"
                },
                "description": "Toolkits whose tools run in the caller's process."
              },
              "custom_tools": {
                "type": "array",
                "maxItems": 500,
                "items": {
                  "$ref": "#/components/schemas/CustomTool"
                },
                "description": "Tools that run in the caller's process."
              },
              "permissions": {
                "$ref": "#/components/schemas/PermissionsConfig"
              },
              "link_url_overwrite": {
                "type": "string",
                "format": "uri",
                "maxLength": 4096,
                "description": "Base URL of the links for users, which become `<base>/link/<link_token>`."
              },
              "fast_mode": {
                "type": "boolean",
                "description": "Prefer speed. Its effect on the hosted router is unknown."
              },
              "submit_feedback": {
                "type": "object",
                "description": "The feedback meta tool.",
                "additionalProperties": false,
                "properties": {
                  "enable": {
                    "type": "boolean",
                    "default": false,
                    "description": "Offer `COMPOSIO_SUBMIT_FEEDBACK`."
                  }
                }
              },
              "no_elicitation_support_fallback": {
                "type": "string",
                "enum": [
                  "deny",
                  "allow"
                ],
                "default": "deny",
                "description": "Over MCP: whether to allow or deny a call that needs approval if the client cannot ask the user."
              },
              "session_config_id": {
                "type": "string",
                "minLength": 1,
                "maxLength": 256,
                "description": "Id of a saved configuration. Cannot be combined with `toolkits`, `tools`, `tags`, `hooks` or custom tools.",
                "x-api-versions": [
                  "3.1"
                ],
                "examples": [
                  "sc_1a2b3c"
                ]
              }
            }
          }
        }
      },
      "EchoedTags": {
        "type": "object",
        "properties": {
          "enabled": {
            "type": "array",
            "items": {
              "type": "string",
              "examples": [
                "readOnlyHint",
                "destructiveHint"
              ]
            }
          },
          "disabled": {
            "type": "array",
            "items": {
              "type": "string",
              "examples": [
                "readOnlyHint",
                "destructiveHint"
              ]
            }
          },
          "require_approval": {
            "type": "array",
            "items": {
              "type": "string",
              "examples": [
                "destructiveHint"
              ]
            }
          }
        }
      },
      "EchoedInstantFilter": {
        "anyOf": [
          {
            "type": "object",
            "required": [
              "enabled"
            ],
            "properties": {
              "enabled": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          },
          {
            "type": "object",
            "required": [
              "disabled"
            ],
            "properties": {
              "disabled": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          }
        ]
      },
      "EchoedInstant": {
        "description": "False if instant tools are disabled.",
        "x-experimental": true,
        "anyOf": [
          {
            "type": "boolean",
            "examples": [
              false
            ]
          },
          {
            "type": "object",
            "properties": {
              "toolkits": {
                "$ref": "#/components/schemas/EchoedInstantFilter"
              },
              "tools": {
                "type": "object",
                "additionalProperties": {
                  "$ref": "#/components/schemas/EchoedInstantFilter"
                }
              },
              "return_instant_charge": {
                "type": "boolean"
              },
              "return_prices_in_search": {
                "type": "boolean"
              }
            }
          }
        ]
      },
      "EchoedHook": {
        "type": "object",
        "required": [
          "id",
          "type"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "examples": [
              "before_execute",
              "after_execute"
            ]
          },
          "name": {
            "type": "string"
          },
          "applies_to": {
            "anyOf": [
              {
                "type": "string",
                "examples": [
                  "all"
                ]
              },
              {
                "type": "object",
                "properties": {
                  "toolkits": {
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  }
                }
              }
            ]
          },
          "handler": {
            "type": "object",
            "properties": {
              "type": {
                "type": "string",
                "examples": [
                  "condition_check",
                  "webhook"
                ]
              },
              "condition": {
                "type": "string"
              },
              "action": {
                "type": "string",
                "examples": [
                  "block"
                ]
              }
            }
          }
        }
      },
      "SessionConfig": {
        "type": "object",
        "description": "A session's stored configuration. Lists are named `enabled` and `disabled` here, not `enable` and `disable`.",
        "required": [
          "user_id",
          "preload"
        ],
        "properties": {
          "user_id": {
            "type": "string"
          },
          "toolkits": {
            "anyOf": [
              {
                "type": "object",
                "required": [
                  "enabled"
                ],
                "properties": {
                  "enabled": {
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  },
                  "require_approval": {
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  }
                }
              },
              {
                "type": "object",
                "required": [
                  "disabled"
                ],
                "properties": {
                  "disabled": {
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  },
                  "require_approval": {
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  }
                }
              },
              {
                "type": "object",
                "required": [
                  "require_approval"
                ],
                "properties": {
                  "require_approval": {
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  }
                }
              }
            ]
          },
          "auth_configs": {
            "type": "object",
            "additionalProperties": {
              "type": "string"
            }
          },
          "connected_accounts": {
            "description": "In v3.1, a list of ids per toolkit. In v3, only the first id.",
            "$ref": "#/components/schemas/ConnectedAccountPins"
          },
          "all_connected_accounts": {
            "type": "object",
            "description": "All pinned accounts. v3 only.",
            "additionalProperties": {
              "type": "array",
              "minItems": 1,
              "items": {
                "type": "string"
              }
            }
          },
          "manage_connections": {
            "type": "object",
            "properties": {
              "enabled": {
                "type": "boolean",
                "default": true
              },
              "callback_url": {
                "type": "string",
                "format": "uri"
              },
              "enable_wait_for_connections": {
                "type": "boolean",
                "default": false
              },
              "enable_connection_removal": {
                "type": "boolean",
                "default": true
              }
            }
          },
          "tools": {
            "type": "object",
            "additionalProperties": {
              "anyOf": [
                {
                  "type": "object",
                  "required": [
                    "enabled"
                  ],
                  "properties": {
                    "enabled": {
                      "type": "array",
                      "items": {
                        "type": "string"
                      }
                    },
                    "require_approval": {
                      "type": "array",
                      "items": {
                        "type": "string"
                      }
                    }
                  }
                },
                {
                  "type": "object",
                  "required": [
                    "disabled"
                  ],
                  "properties": {
                    "disabled": {
                      "type": "array",
                      "items": {
                        "type": "string"
                      }
                    },
                    "require_approval": {
                      "type": "array",
                      "items": {
                        "type": "string"
                      }
                    }
                  }
                },
                {
                  "type": "object",
                  "required": [
                    "tags"
                  ],
                  "properties": {
                    "tags": {
                      "$ref": "#/components/schemas/EchoedTags"
                    },
                    "require_approval": {
                      "type": "array",
                      "items": {
                        "type": "string"
                      }
                    }
                  }
                },
                {
                  "type": "object",
                  "required": [
                    "require_approval"
                  ],
                  "properties": {
                    "require_approval": {
                      "type": "array",
                      "items": {
                        "type": "string"
                      }
                    }
                  }
                }
              ]
            }
          },
          "tags": {
            "$ref": "#/components/schemas/EchoedTags"
          },
          "workbench": {
            "type": "object",
            "properties": {
              "enable": {
                "type": "boolean",
                "default": true
              },
              "tool_execution_enabled": {
                "type": "boolean"
              },
              "proxy_execution_enabled": {
                "type": "boolean",
                "default": true
              },
              "auto_offload_threshold": {
                "type": "number",
                "description": "In characters. Default: 20,000."
              },
              "sandbox_size": {
                "type": "string",
                "examples": [
                  "standard",
                  "medium",
                  "large",
                  "xlarge"
                ]
              }
            }
          },
          "multi_account": {
            "type": "object",
            "properties": {
              "enable": {
                "type": "boolean"
              },
              "max_accounts_per_toolkit": {
                "type": "integer"
              },
              "require_explicit_selection": {
                "type": "boolean"
              }
            }
          },
          "preload": {
            "type": "object",
            "required": [
              "tools"
            ],
            "properties": {
              "tools": {
                "anyOf": [
                  {
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  },
                  {
                    "type": "string",
                    "examples": [
                      "all"
                    ]
                  }
                ]
              }
            }
          },
          "search": {
            "type": "object",
            "description": "Always present in v3.1.",
            "properties": {
              "enable": {
                "type": "boolean",
                "default": true
              }
            }
          },
          "execute": {
            "type": "object",
            "description": "Always present in v3.1.",
            "properties": {
              "enable_multi_execute": {
                "type": "boolean",
                "default": true
              }
            }
          },
          "instant": {
            "$ref": "#/components/schemas/EchoedInstant"
          },
          "proxy_execute": {
            "type": "object",
            "description": "Absent if not set.",
            "x-experimental": true,
            "required": [
              "enable"
            ],
            "properties": {
              "enable": {
                "type": "boolean"
              }
            }
          },
          "hooks": {
            "type": "array",
            "x-experimental": true,
            "items": {
              "$ref": "#/components/schemas/EchoedHook"
            }
          }
        }
      },
      "EchoedCustomToolkit": {
        "type": "object",
        "description": "A custom toolkit, as registered by the router.",
        "required": [
          "slug",
          "name",
          "description",
          "tools"
        ],
        "properties": {
          "slug": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "tools": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "slug",
                "name",
                "description",
                "input_schema",
                "original_slug"
              ],
              "properties": {
                "slug": {
                  "type": "string",
                  "description": "Slug for calling the tool."
                },
                "original_slug": {
                  "type": "string",
                  "description": "The caller's name for the tool."
                },
                "name": {
                  "type": "string"
                },
                "description": {
                  "type": "string"
                },
                "input_schema": {
                  "type": "object",
                  "additionalProperties": true
                },
                "output_schema": {
                  "type": "object",
                  "additionalProperties": true
                },
                "preload": {
                  "type": "boolean"
                }
              }
            }
          },
          "preload": {
            "type": "boolean"
          }
        }
      },
      "EchoedCustomTool": {
        "type": "object",
        "description": "A custom tool, as registered by the router.",
        "required": [
          "slug",
          "name",
          "description",
          "input_schema",
          "original_slug"
        ],
        "properties": {
          "slug": {
            "type": "string",
            "description": "Slug for calling the tool.",
            "examples": [
              "LOCAL_OPEN_DOOR"
            ]
          },
          "original_slug": {
            "type": "string",
            "description": "The caller's name for the tool."
          },
          "name": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "input_schema": {
            "type": "object",
            "additionalProperties": true
          },
          "output_schema": {
            "type": "object",
            "additionalProperties": true
          },
          "extends_toolkit": {
            "type": "string"
          },
          "preload": {
            "type": "boolean"
          }
        }
      },
      "SessionWarning": {
        "type": "object",
        "required": [
          "code",
          "message"
        ],
        "properties": {
          "code": {
            "type": "string",
            "examples": [
              "PRELOAD_TOOLS_HIGH_CONTEXT_USAGE"
            ]
          },
          "message": {
            "type": "string"
          }
        }
      },
      "Session": {
        "type": "object",
        "description": "A session and its current configuration.",
        "required": [
          "session_id",
          "mcp",
          "tool_router_tools",
          "config",
          "config_version"
        ],
        "properties": {
          "session_id": {
            "type": "string",
            "description": "Id of the session.",
            "examples": [
              "trs_1a2b3c4d5e6f"
            ]
          },
          "mcp": {
            "type": "object",
            "description": "The session as an MCP server. It requires the same credential header.",
            "required": [
              "type",
              "url"
            ],
            "properties": {
              "type": {
                "type": "string",
                "examples": [
                  "http"
                ]
              },
              "url": {
                "type": "string",
                "format": "uri"
              }
            }
          },
          "tool_router_tools": {
            "type": "array",
            "description": "Slugs of the meta tools that the session offers.",
            "items": {
              "type": "string",
              "examples": [
                "COMPOSIO_SEARCH_TOOLS",
                "COMPOSIO_MULTI_EXECUTE_TOOL"
              ]
            }
          },
          "config": {
            "$ref": "#/components/schemas/SessionConfig"
          },
          "config_version": {
            "type": "integer",
            "description": "Starts at 1 and increases by one with each change. Very old routers omit it."
          },
          "experimental": {
            "type": "object",
            "x-experimental": true,
            "properties": {
              "assistive_prompt": {
                "type": "string",
                "description": "System prompt for the session. Present when the session is created."
              },
              "custom_toolkits": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/EchoedCustomToolkit"
                }
              },
              "custom_tools": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/EchoedCustomTool"
                }
              },
              "no_elicitation_support_fallback": {
                "type": "string",
                "description": "Over MCP: whether to allow or deny a call that needs approval if the client cannot ask the user. Absent if not set.",
                "examples": [
                  "deny",
                  "allow"
                ]
              },
              "source_session_config": {
                "type": "object",
                "description": "The saved configuration that the session uses.",
                "properties": {
                  "id": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "warnings": {
            "type": "array",
            "description": "Advice about the configuration. Nothing was rejected.",
            "items": {
              "$ref": "#/components/schemas/SessionWarning"
            }
          }
        }
      },
      "Error": {
        "type": "object",
        "description": "Error envelope of the router. `x-error-codes` lists the known slugs, each with its code, its status and its meaning. `local: true` marks values chosen for the local router, because the hosted router's are unknown. Other slugs may occur.",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "type": "object",
            "required": [
              "message",
              "code",
              "slug",
              "status"
            ],
            "properties": {
              "message": {
                "type": "string",
                "description": "Human-readable description of the error. The wording may change."
              },
              "code": {
                "type": "number",
                "description": "Numeric error code."
              },
              "slug": {
                "type": "string",
                "description": "Stable name of the error.",
                "examples": [
                  "ToolRouterV2_NoActiveConnection"
                ]
              },
              "status": {
                "type": "number",
                "description": "The HTTP status."
              },
              "request_id": {
                "type": "string",
                "description": "Id of the request. Include it in support requests."
              },
              "suggested_fix": {
                "type": "string",
                "description": "How to fix the error. May be empty."
              },
              "errors": {
                "type": "array",
                "items": {
                  "type": "string"
                },
                "description": "Individual problems, one line each."
              }
            }
          }
        },
        "x-error-codes": {
          "HTTP_BadRequest": {
            "code": 10400,
            "status": 400,
            "description": "The path, query or body does not match the schema. `errors` has one line per problem."
          },
          "HTTP_Unauthorized": {
            "code": 10401,
            "status": 401,
            "description": "Invalid organization key. Older responses use it for project keys too."
          },
          "HTTP_Forbidden": {
            "code": 10403,
            "status": 403,
            "local": true,
            "description": "The `Host` header is not allowed, or a browser sent the request from another site."
          },
          "HTTP_NotFound": {
            "code": 10404,
            "status": 404,
            "local": true,
            "description": "No operation has this path."
          },
          "HTTP_MethodNotAllowed": {
            "code": 10405,
            "status": 405,
            "local": true,
            "description": "The path does not support this method."
          },
          "HTTP_RequestTimeout": {
            "code": 10408,
            "status": 408,
            "local": true,
            "description": "Validating the configuration took too long, or the client sent the request too slowly."
          },
          "HTTP_PaymentRequired": {
            "code": 10402,
            "status": 402,
            "local": true,
            "description": "The balance is used up."
          },
          "HTTP_Gone": {
            "code": 10410,
            "status": 410,
            "local": true,
            "description": "The resource was withdrawn."
          },
          "HTTP_IdempotencyConflict": {
            "code": 10409,
            "status": 409,
            "local": true,
            "description": "The idempotency key was already used with a different request."
          },
          "HTTP_PayloadTooLarge": {
            "code": 10413,
            "status": 413,
            "local": true,
            "description": "The request body exceeds the size limit."
          },
          "HTTP_UnprocessableEntity": {
            "code": 10422,
            "status": 422,
            "local": true,
            "description": "The request is valid but cannot be processed."
          },
          "HTTP_TooManyRequests": {
            "code": 10429,
            "status": 429,
            "local": true,
            "description": "The caller reached its rate limit for this window."
          },
          "HTTP_HeadersTooLarge": {
            "code": 10431,
            "status": 431,
            "local": true,
            "description": "The request headers exceed the size limit."
          },
          "HTTP_NotImplemented": {
            "code": 10501,
            "status": 501,
            "local": true,
            "description": "This router does not support the operation."
          },
          "HTTP_ServiceUnavailable": {
            "code": 10503,
            "status": 503,
            "local": true,
            "description": "The router is overloaded, down for maintenance, or its store fails."
          },
          "HTTP_GatewayTimeout": {
            "code": 10504,
            "status": 504,
            "local": true,
            "description": "The provider did not respond in time."
          },
          "APIKey_InvalidAPIKey": {
            "code": 801,
            "status": 401,
            "description": "The project key is unknown or was revoked."
          },
          "APIKey_APIKeyExpired": {
            "code": 811,
            "status": 401,
            "description": "The project key has expired."
          },
          "APIKey_InsufficientPermissions": {
            "code": 812,
            "status": 403,
            "description": "The project key lacks the permission that the operation needs."
          },
          "Auth_Unauthorized": {
            "code": 902,
            "status": 401,
            "description": "Malformed credential, more than one credential header, or an IP address that the key does not allow."
          },
          "Auth_NoAuthProvided": {
            "code": 906,
            "status": 401,
            "description": "No known credential header was sent."
          },
          "UserApiKey_Unauthorized": {
            "code": 2113,
            "status": 401,
            "description": "The user key is unknown, revoked or expired."
          },
          "Organization_InsufficientPermissions": {
            "code": 2206,
            "status": 403,
            "description": "The organization is not allowed to do this, for example because it is suspended."
          },
          "Project_NotFound": {
            "code": 2304,
            "status": 404,
            "local": true,
            "description": "The organization or project sent with a user key is unknown or not accessible to it."
          },
          "ConnectedAccount_NotFound": {
            "code": 1804,
            "status": 404,
            "local": true,
            "description": "No connected account has this id."
          },
          "ConnectedAccount_NotRevocable": {
            "code": 1809,
            "status": 409,
            "local": true,
            "description": "The account's status, such as REVOKED or INITIATED, does not allow revoking it."
          },
          "AuthConfig_NotFound": {
            "code": 1904,
            "status": 404,
            "local": true,
            "description": "No auth config has this id."
          },
          "Toolkit_NotFound": {
            "code": 2404,
            "status": 404,
            "local": true,
            "description": "The catalog has no toolkit with this slug."
          },
          "Tool_ToolNotFound": {
            "code": 2401,
            "status": 404,
            "description": "The catalog has no tool with this slug. Within a session, the error is ToolRouterV2_ToolNotFound."
          },
          "ToolRouterV2_BadRequest": {
            "code": 4300,
            "status": 400,
            "description": "The request does not apply to this session: a required auth config is missing, an inline custom tool is invalid, the account is unknown or was not selected, or the meta tool is disabled."
          },
          "ToolRouterV2_ToolNotFound": {
            "code": 4301,
            "status": 400,
            "description": "No tool has this slug, or it is a custom tool, which runs in the caller's process. The status is 400, not 404."
          },
          "ToolRouterV2_NoActiveConnection": {
            "code": 4302,
            "status": 400,
            "description": "The user has no usable connected account for the toolkit."
          },
          "ToolRouterV2_SessionNotFound": {
            "code": 4303,
            "status": 404,
            "local": true,
            "description": "The session is unknown, was deleted, or belongs to another project."
          },
          "ToolRouterV2_InvalidToolkitSlugs": {
            "code": 4305,
            "status": 400,
            "description": "A list contains unknown toolkits."
          },
          "ToolRouterV2_InvalidConnectedAccountIds": {
            "code": 4306,
            "status": 400,
            "local": true,
            "description": "A pinned account is unknown, disabled, or not accessible to this user."
          },
          "ToolRouterV2_InvalidAuthConfigIds": {
            "code": 4307,
            "status": 400,
            "local": true,
            "description": "An auth config is unknown, or its toolkit is not allowed in the session."
          },
          "ToolRouterV2_NoManagedAuth": {
            "code": 4308,
            "status": 400,
            "description": "The toolkit cannot be linked: it has neither managed auth nor a usable auth config."
          },
          "ToolRouterV2_ConfigVersionConflict": {
            "code": 4312,
            "status": 409,
            "local": true,
            "description": "The session's configuration is not at the expected version."
          },
          "ToolRouterV2_MountNotFound": {
            "code": 4313,
            "status": 404,
            "local": true,
            "description": "The mount or the file does not exist."
          },
          "ToolRouterV2_LinkNotFound": {
            "code": 4314,
            "status": 404,
            "local": true,
            "description": "The link is unknown, expired, or already used."
          },
          "Files_AddressNotValid": {
            "code": 4315,
            "status": 403,
            "local": true,
            "description": "The presigned URL is unknown or expired, or was created for a different request."
          },
          "ToolRouterV2_ToolkitNotAllowed": {
            "code": 4324,
            "status": 400,
            "description": "The session's `toolkits` exclude this toolkit."
          },
          "ToolRouterV2_ToolNotInEnabledList": {
            "code": 4325,
            "status": 400,
            "local": true,
            "description": "The session's `tools` or `tags` exclude this tool."
          },
          "ToolRouterV2_ToolkitsIsNoAuth": {
            "code": 4326,
            "status": 400,
            "description": "The toolkit needs no account, so it cannot be linked."
          },
          "ToolRouterV2_ProxyExecutionDisabled": {
            "code": 4327,
            "status": 403,
            "description": "The session's workbench does not allow proxy calls."
          },
          "OriginMismatch": {
            "code": 4329,
            "status": 400,
            "local": true,
            "description": "The endpoint is outside the provider's own site."
          },
          "ExternalProxy_SSRFBlocked": {
            "code": 4330,
            "status": 400,
            "local": true,
            "description": "The endpoint resolves to an address that the router does not connect to."
          },
          "ToolRouterV2_ApprovalDenied": {
            "code": 4331,
            "status": 403,
            "local": true,
            "description": "A person did not approve the request to the provider. It was not sent."
          },
          "ToolRouterV2_BlockedByHook": {
            "code": 4332,
            "status": 403,
            "local": true,
            "description": "A hook of the session blocked the request to the provider. It was not sent."
          },
          "ToolRouterV2_ResultWithheld": {
            "code": 4333,
            "status": 403,
            "local": true,
            "description": "The request was sent, but a hook of the session withheld the provider's response."
          },
          "ToolRouterV2_SessionConfigNotFound": {
            "code": 4316,
            "status": 404,
            "local": true,
            "description": "No saved configuration has this id."
          },
          "ToolRouterV2_PermissionDenied": {
            "code": 4328,
            "status": 403,
            "local": true,
            "description": "The session's permissions deny this call. Retrying does not help."
          },
          "ToolRouterV2_InternalServerError": {
            "code": 4340,
            "status": 500,
            "description": "The router failed."
          },
          "ToolRouterV2_UpstreamFailed": {
            "code": 4341,
            "status": 502,
            "local": true,
            "description": "The provider or the workbench is unreachable."
          },
          "ToolRouterV2_ProviderRateLimited": {
            "code": 4342,
            "status": 429,
            "local": true,
            "description": "The tool's provider reached its rate limit. The router's own limit was not reached."
          },
          "ToolRouterV2_PayloadTooLarge": {
            "code": 4345,
            "status": 413,
            "description": "The tool's result or the request exceeds the size limit."
          },
          "ToolRouterV2_MultipleSharedAccountsPerToolkit": {
            "code": 4347,
            "status": 400,
            "description": "More than one SHARED account is pinned for one toolkit."
          }
        }
      },
      "RateLimitBody": {
        "type": "object",
        "description": "Body sent by a limiter in front of the router, instead of the error envelope.",
        "required": [
          "message"
        ],
        "properties": {
          "message": {
            "type": "string"
          }
        }
      },
      "SessionDeleted": {
        "type": "object",
        "required": [
          "session_id",
          "deleted"
        ],
        "properties": {
          "session_id": {
            "type": "string"
          },
          "deleted": {
            "type": "boolean",
            "examples": [
              true
            ]
          }
        }
      },
      "ManageConnectionsPatch": {
        "type": "object",
        "description": "Changes to `manage_connections`. Omitted fields keep their values.",
        "additionalProperties": false,
        "properties": {
          "enable": {
            "type": [
              "boolean",
              "null"
            ],
            "description": "Offer `COMPOSIO_MANAGE_CONNECTIONS`."
          },
          "callback_url": {
            "type": [
              "string",
              "null"
            ],
            "format": "uri",
            "maxLength": 4096,
            "description": "URL to which the browser goes after sign-in. `null` removes it."
          },
          "enable_wait_for_connections": {
            "type": [
              "boolean",
              "null"
            ],
            "description": "Also offer `COMPOSIO_WAIT_FOR_CONNECTIONS`."
          },
          "enable_connection_removal": {
            "type": [
              "boolean",
              "null"
            ],
            "description": "Allow `COMPOSIO_MANAGE_CONNECTIONS` to remove connections."
          }
        }
      },
      "WorkbenchPatch": {
        "type": "object",
        "description": "Changes to `workbench`. Omitted fields keep their values. Changing `sandbox_size` or `enable_tool_execution` creates a new sandbox: files in the old one are lost, files in the mount are kept.",
        "additionalProperties": false,
        "properties": {
          "enable": {
            "type": "boolean",
            "description": "Offer the two workbench tools."
          },
          "enable_tool_execution": {
            "type": "boolean",
            "description": "Allow workbench code to run tools, call a model and search the web."
          },
          "enable_proxy_execution": {
            "type": "boolean",
            "description": "Allow direct calls to provider APIs."
          },
          "auto_offload_threshold": {
            "type": "number",
            "exclusiveMinimum": 0,
            "description": "Length in characters above which a result is saved to a file."
          },
          "sandbox_size": {
            "type": "string",
            "enum": [
              "standard",
              "medium",
              "large",
              "xlarge"
            ],
            "description": "One, two, four or eight CPUs, with the same number of GB of memory."
          }
        }
      },
      "MultiAccountPatch": {
        "type": "object",
        "description": "Changes to `multi_account`. Omitted fields keep their values.",
        "additionalProperties": false,
        "properties": {
          "enable": {
            "type": "boolean",
            "description": "Allow several accounts per toolkit."
          },
          "max_accounts_per_toolkit": {
            "type": [
              "integer",
              "null"
            ],
            "minimum": 2,
            "maximum": 10,
            "description": "Maximum number of accounts per toolkit. `null` restores the default."
          },
          "require_explicit_selection": {
            "type": "boolean",
            "description": "Reject a call that does not select an account if several exist."
          }
        }
      },
      "InstantPatch": {
        "description": "Changes to `instant`. Omitted fields keep their values, `tools` is replaced as a whole, and an empty object clears `toolkits` or `tools`. Sending an object enables `instant` again.",
        "x-experimental": true,
        "anyOf": [
          {
            "type": "boolean",
            "const": false,
            "description": "Never use an instant account."
          },
          {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "toolkits": {
                "description": "Toolkits that may use an instant account.",
                "anyOf": [
                  {
                    "$ref": "#/components/schemas/InstantFilter"
                  },
                  {
                    "type": "object",
                    "description": "Every toolkit.",
                    "additionalProperties": false
                  }
                ]
              },
              "tools": {
                "type": "object",
                "description": "Tools that may use an instant account, by toolkit slug.",
                "maxProperties": 2000,
                "additionalProperties": {
                  "$ref": "#/components/schemas/InstantFilter"
                }
              },
              "return_instant_charge": {
                "type": "boolean",
                "description": "Add `instant_charge` to the results of charged calls."
              },
              "return_prices_in_search": {
                "type": "boolean",
                "description": "Add prices to search results.",
                "x-api-versions": [
                  "3.1"
                ]
              }
            }
          }
        ]
      },
      "SessionPatch": {
        "type": "object",
        "description": "Changes to a session. Omitted keys keep their values; `null` restores a block's default. `toolkits`, `auth_configs`, `connected_accounts`, `tools`, `tags`, `preload` and `hooks` are replaced as a whole, the other blocks are merged field by field. Unknown keys are rejected.",
        "additionalProperties": false,
        "properties": {
          "toolkits": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/ToolkitsConfig"
              },
              {
                "type": "null"
              }
            ]
          },
          "auth_configs": {
            "type": [
              "object",
              "null"
            ],
            "description": "Id of the auth config for connecting and selecting accounts, by toolkit slug.",
            "maxProperties": 2000,
            "additionalProperties": {
              "type": "string",
              "maxLength": 256
            }
          },
          "connected_accounts": {
            "description": "`null` removes all pins.",
            "anyOf": [
              {
                "$ref": "#/components/schemas/ConnectedAccountPins"
              },
              {
                "type": "null"
              }
            ]
          },
          "manage_connections": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/ManageConnectionsPatch"
              },
              {
                "type": "null"
              }
            ]
          },
          "tools": {
            "type": [
              "object",
              "null"
            ],
            "description": "Tool filters, by toolkit slug.",
            "maxProperties": 2000,
            "additionalProperties": {
              "$ref": "#/components/schemas/ToolFilter"
            }
          },
          "tags": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/TagFilter"
              },
              {
                "type": "null"
              }
            ]
          },
          "workbench": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/WorkbenchPatch"
              },
              {
                "type": "null"
              }
            ]
          },
          "multi_account": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/MultiAccountPatch"
              },
              {
                "type": "null"
              }
            ]
          },
          "preload": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/PreloadInput"
              },
              {
                "type": "null"
              }
            ]
          },
          "search": {
            "x-api-versions": [
              "3.1"
            ],
            "anyOf": [
              {
                "$ref": "#/components/schemas/SearchConfig"
              },
              {
                "type": "null"
              }
            ]
          },
          "execute": {
            "x-api-versions": [
              "3.1"
            ],
            "anyOf": [
              {
                "$ref": "#/components/schemas/ExecuteConfig"
              },
              {
                "type": "null"
              }
            ]
          },
          "instant": {
            "$ref": "#/components/schemas/InstantPatch"
          },
          "proxy_execute": {
            "x-experimental": true,
            "anyOf": [
              {
                "$ref": "#/components/schemas/ProxyExecuteConfig"
              },
              {
                "type": "null"
              }
            ]
          },
          "hooks": {
            "type": [
              "array",
              "null"
            ],
            "description": "Replaces all hooks. `null` removes them. Cannot be combined with `experimental.session_config_id`.",
            "x-experimental": true,
            "x-api-versions": [
              "3.1"
            ],
            "maxItems": 100,
            "items": {
              "$ref": "#/components/schemas/SessionHook"
            }
          },
          "experimental": {
            "type": [
              "object",
              "null"
            ],
            "description": "Features that may change or be removed. Custom tools and the system prompt cannot be updated.",
            "x-experimental": true,
            "additionalProperties": false,
            "properties": {
              "permissions": {
                "description": "Replaces the stored permissions. `null` removes them.",
                "anyOf": [
                  {
                    "$ref": "#/components/schemas/PermissionsConfig"
                  },
                  {
                    "type": "null"
                  }
                ]
              },
              "link_url_overwrite": {
                "type": "string",
                "format": "uri",
                "maxLength": 4096,
                "description": "Base URL of the links for users."
              },
              "fast_mode": {
                "type": "boolean",
                "description": "Prefer speed."
              },
              "submit_feedback": {
                "type": [
                  "object",
                  "null"
                ],
                "description": "The feedback meta tool. `null` restores the default, which is off.",
                "additionalProperties": false,
                "required": [
                  "enable"
                ],
                "properties": {
                  "enable": {
                    "type": "boolean",
                    "description": "Offer `COMPOSIO_SUBMIT_FEEDBACK`."
                  }
                }
              },
              "no_elicitation_support_fallback": {
                "type": "string",
                "enum": [
                  "deny",
                  "allow"
                ],
                "description": "Over MCP: whether to allow or deny a call that needs approval if the client cannot ask the user."
              },
              "session_config_id": {
                "type": "string",
                "minLength": 1,
                "maxLength": 256,
                "description": "Id of a saved configuration. Cannot be combined with `toolkits`, `tools`, `tags` or `hooks`.",
                "x-api-versions": [
                  "3.1"
                ],
                "examples": [
                  "sc_1a2b3c"
                ]
              }
            }
          },
          "expected_config_version": {
            "type": "integer",
            "description": "Expected current version. If it differs, nothing changes and the response is 409."
          }
        }
      },
      "InlineCustoms": {
        "type": "object",
        "description": "Custom tools for one request; v3.1 does not store them. In v3, define custom tools when creating the session.",
        "additionalProperties": false,
        "properties": {
          "custom_toolkits": {
            "type": "array",
            "maxItems": 100,
            "items": {
              "$ref": "#/components/schemas/CustomToolkit"
            }
          },
          "custom_tools": {
            "type": "array",
            "maxItems": 500,
            "items": {
              "$ref": "#/components/schemas/CustomTool"
            }
          }
        }
      },
      "AttachRequest": {
        "type": "object",
        "properties": {
          "experimental": {
            "$ref": "#/components/schemas/InlineCustoms",
            "x-experimental": true,
            "x-api-versions": [
              "3.1"
            ]
          }
        }
      },
      "ConfigHistoryItem": {
        "type": "object",
        "required": [
          "version",
          "created_at",
          "config",
          "is_current"
        ],
        "properties": {
          "version": {
            "type": "integer"
          },
          "created_at": {
            "type": "string",
            "format": "date-time"
          },
          "config": {
            "$ref": "#/components/schemas/SessionConfig"
          },
          "is_current": {
            "type": "boolean",
            "description": "True only for the current configuration."
          }
        }
      },
      "ConfigHistoryPage": {
        "type": "object",
        "description": "Configurations, newest first. The first one is current.",
        "required": [
          "items",
          "total_pages",
          "current_page",
          "total_items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ConfigHistoryItem"
            }
          },
          "next_cursor": {
            "type": [
              "string",
              "null"
            ],
            "description": "Null or absent on the last page."
          },
          "total_pages": {
            "type": "integer"
          },
          "current_page": {
            "type": "integer"
          },
          "total_items": {
            "type": "integer"
          }
        }
      },
      "Tool": {
        "type": "object",
        "description": "A tool, as given to an agent.",
        "required": [
          "slug",
          "name",
          "description",
          "toolkit",
          "input_parameters",
          "output_parameters",
          "no_auth",
          "version",
          "available_versions",
          "tags",
          "scopes",
          "is_deprecated",
          "deprecated"
        ],
        "properties": {
          "slug": {
            "type": "string",
            "description": "Name for calling the tool. Case-sensitive.",
            "examples": [
              "GITHUB_CREATE_AN_ISSUE"
            ]
          },
          "name": {
            "type": "string",
            "description": "Display name."
          },
          "description": {
            "type": "string",
            "description": "What the tool does, for the model."
          },
          "human_description": {
            "type": "string",
            "description": "What the tool does, for people."
          },
          "toolkit": {
            "type": "object",
            "description": "Meta tools belong to `composio`.",
            "required": [
              "slug",
              "name",
              "logo"
            ],
            "properties": {
              "slug": {
                "type": "string"
              },
              "name": {
                "type": "string"
              },
              "logo": {
                "type": "string"
              }
            }
          },
          "input_parameters": {
            "type": "object",
            "additionalProperties": true,
            "description": "JSON Schema of the arguments. A field marked `file_uploadable` takes an uploaded file as `{name, mimetype, s3key}`."
          },
          "output_parameters": {
            "type": "object",
            "additionalProperties": true,
            "description": "JSON Schema of the result. A field marked `file_downloadable` is `{name, mimetype, s3url}`."
          },
          "no_auth": {
            "type": "boolean",
            "description": "True if the tool runs without a connected account."
          },
          "version": {
            "type": "string",
            "examples": [
              "20251027_00",
              "00000000_00"
            ]
          },
          "available_versions": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "tags": {
            "type": "array",
            "description": "Hints and categories.",
            "items": {
              "type": "string",
              "examples": [
                "readOnlyHint",
                "createHint",
                "updateHint",
                "destructiveHint",
                "idempotentHint",
                "openWorldHint",
                "important"
              ]
            }
          },
          "scopes": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "OAuth scopes that the tool may need."
          },
          "scope_requirements": {
            "type": [
              "object",
              "null"
            ],
            "description": "The scopes that the tool requires.",
            "required": [
              "all_of"
            ],
            "properties": {
              "all_of": {
                "type": "array",
                "description": "All of these are required. An entry can be a choice.",
                "items": {
                  "anyOf": [
                    {
                      "type": "string"
                    },
                    {
                      "type": "object",
                      "required": [
                        "any_of"
                      ],
                      "properties": {
                        "any_of": {
                          "type": "array",
                          "description": "One of these is required. An entry can be a group, of which every scope is required.",
                          "items": {
                            "anyOf": [
                              {
                                "type": "string"
                              },
                              {
                                "type": "object",
                                "required": [
                                  "all_of"
                                ],
                                "properties": {
                                  "all_of": {
                                    "type": "array",
                                    "items": {
                                      "type": "string"
                                    }
                                  },
                                  "source": {
                                    "type": "array",
                                    "items": {
                                      "type": "string"
                                    }
                                  }
                                }
                              }
                            ]
                          }
                        },
                        "when": {
                          "type": "object",
                          "description": "Argument values for which the choice applies, by argument.",
                          "additionalProperties": {
                            "type": "array",
                            "items": {
                              "type": "string"
                            }
                          }
                        },
                        "source": {
                          "type": "array",
                          "items": {
                            "type": "string"
                          },
                          "description": "Source of the requirement."
                        }
                      }
                    }
                  ]
                }
              },
              "source": {
                "type": "array",
                "items": {
                  "type": "string"
                },
                "description": "Source of the requirements."
              }
            }
          },
          "is_deprecated": {
            "type": "boolean"
          },
          "instant": {
            "type": "object",
            "description": "Present if the tool can run on an instant account. Only on the tool's newest version.",
            "x-experimental": true,
            "required": [
              "supported"
            ],
            "properties": {
              "supported": {
                "type": "boolean",
                "examples": [
                  true
                ]
              },
              "price": {
                "type": "object",
                "description": "Present only if the request asks for prices.",
                "properties": {
                  "description": {
                    "type": "string"
                  },
                  "discount": {
                    "description": "Any JSON value. Null if no discount applies."
                  }
                }
              }
            }
          },
          "deprecated": {
            "type": "object",
            "description": "Former field names, kept for old clients.",
            "required": [
              "displayName",
              "version",
              "available_versions",
              "is_deprecated",
              "toolkit"
            ],
            "properties": {
              "displayName": {
                "type": "string"
              },
              "version": {
                "type": "string"
              },
              "available_versions": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "is_deprecated": {
                "type": "boolean"
              },
              "toolkit": {
                "type": "object",
                "required": [
                  "logo"
                ],
                "properties": {
                  "logo": {
                    "type": "string"
                  }
                }
              }
            }
          }
        }
      },
      "ToolPage": {
        "type": "object",
        "description": "Tools sorted by slug. In v3, the list of a session is not paged and only `items` is guaranteed.",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Tool"
            }
          },
          "next_cursor": {
            "type": [
              "string",
              "null"
            ],
            "description": "Null or absent on the last page."
          },
          "total_pages": {
            "type": "integer"
          },
          "current_page": {
            "type": "integer"
          },
          "total_items": {
            "type": "integer"
          }
        }
      },
      "ConnectionStatus": {
        "type": "string",
        "description": "Status of a connected account. Only ACTIVE accounts can be used. New values may be added.",
        "examples": [
          "INITIALIZING",
          "INITIATED",
          "ACTIVE",
          "FAILED",
          "EXPIRED",
          "INACTIVE",
          "REVOKED"
        ]
      },
      "AuthScheme": {
        "type": "string",
        "description": "Authentication scheme of an account.",
        "examples": [
          "OAUTH2",
          "OAUTH1",
          "API_KEY",
          "BASIC",
          "BILLCOM_AUTH",
          "BEARER_TOKEN",
          "GOOGLE_SERVICE_ACCOUNT",
          "NO_AUTH",
          "BASIC_WITH_JWT",
          "CALCOM_AUTH",
          "SERVICE_ACCOUNT",
          "SAML",
          "DCR_OAUTH",
          "S2S_OAUTH2",
          "CIMD_OAUTH"
        ]
      },
      "SessionToolkit": {
        "type": "object",
        "description": "A toolkit in a session, with the user's connection.",
        "required": [
          "name",
          "slug",
          "enabled",
          "is_no_auth",
          "composio_managed_auth_schemes",
          "meta",
          "connected_account"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "slug": {
            "type": "string",
            "examples": [
              "github"
            ]
          },
          "enabled": {
            "type": "boolean",
            "description": "Whether the session's configuration allows the toolkit."
          },
          "is_no_auth": {
            "type": "boolean",
            "description": "True if the toolkit needs no connected account."
          },
          "composio_managed_auth_schemes": {
            "type": "array",
            "description": "Auth schemes that work without the caller's own auth config.",
            "items": {
              "type": "string",
              "examples": [
                "OAUTH2"
              ]
            }
          },
          "meta": {
            "type": "object",
            "required": [
              "logo",
              "description"
            ],
            "properties": {
              "logo": {
                "type": "string",
                "format": "uri"
              },
              "description": {
                "type": "string"
              }
            }
          },
          "connected_account": {
            "type": [
              "object",
              "null"
            ],
            "description": "The account in use, or null.",
            "required": [
              "id",
              "user_id",
              "status",
              "created_at",
              "auth_config"
            ],
            "properties": {
              "id": {
                "type": "string",
                "examples": [
                  "ca_demo1"
                ]
              },
              "user_id": {
                "type": "string"
              },
              "status": {
                "$ref": "#/components/schemas/ConnectionStatus"
              },
              "created_at": {
                "type": "string",
                "format": "date-time"
              },
              "auth_config": {
                "type": "object",
                "required": [
                  "id",
                  "auth_scheme",
                  "is_composio_managed"
                ],
                "properties": {
                  "id": {
                    "type": "string"
                  },
                  "auth_scheme": {
                    "$ref": "#/components/schemas/AuthScheme"
                  },
                  "is_composio_managed": {
                    "type": "boolean"
                  }
                }
              }
            }
          }
        }
      },
      "SessionToolkitPage": {
        "type": "object",
        "required": [
          "items",
          "total_pages",
          "current_page",
          "total_items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SessionToolkit"
            }
          },
          "next_cursor": {
            "type": [
              "string",
              "null"
            ],
            "description": "Null or absent on the last page."
          },
          "total_pages": {
            "type": "integer"
          },
          "current_page": {
            "type": "integer"
          },
          "total_items": {
            "type": "integer"
          }
        }
      },
      "SearchRequest": {
        "type": "object",
        "required": [
          "queries"
        ],
        "properties": {
          "queries": {
            "type": "array",
            "minItems": 1,
            "maxItems": 7,
            "description": "Queries, one per task.",
            "items": {
              "type": "object",
              "required": [
                "use_case"
              ],
              "properties": {
                "use_case": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 1024,
                  "description": "The task in natural language."
                },
                "known_fields": {
                  "type": "string",
                  "maxLength": 500,
                  "description": "Known values, as comma-separated `key:value` pairs."
                }
              }
            }
          },
          "model": {
            "type": "string",
            "maxLength": 256,
            "description": "Hint: the name of the model that reads the response."
          },
          "search_strategy": {
            "type": "string",
            "enum": [
              "auto",
              "tool_search"
            ],
            "description": "`tool_search` returns tools without a plan."
          },
          "experimental": {
            "$ref": "#/components/schemas/InlineCustoms",
            "x-experimental": true,
            "x-api-versions": [
              "3.1"
            ]
          }
        }
      },
      "SearchResult": {
        "type": "object",
        "required": [
          "index",
          "use_case",
          "primary_tool_slugs",
          "related_tool_slugs",
          "toolkits"
        ],
        "properties": {
          "index": {
            "type": "integer",
            "description": "Position of the query, starting at 1."
          },
          "use_case": {
            "type": "string",
            "description": "The query's `use_case`."
          },
          "execution_guidance": {
            "type": "string",
            "description": "How to do the task."
          },
          "difficulty": {
            "type": "string",
            "examples": [
              "easy",
              "medium",
              "hard"
            ]
          },
          "recommended_plan_steps": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "known_pitfalls": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "reference_workbench_snippets": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "description",
                "code"
              ],
              "properties": {
                "description": {
                  "type": "string"
                },
                "code": {
                  "type": "string"
                }
              }
            }
          },
          "primary_tool_slugs": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Tools for the task."
          },
          "related_tool_slugs": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Tools that may help."
          },
          "toolkits": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "plan_id": {
            "type": "string"
          },
          "cached_plan_usecase": {
            "type": "string"
          },
          "memory": {
            "type": "object",
            "description": "Remembered facts, by toolkit.",
            "additionalProperties": {
              "type": "array",
              "items": {
                "type": "string"
              }
            }
          },
          "error": {
            "type": [
              "string",
              "null"
            ],
            "description": "Error message of this query."
          },
          "reasoning": {
            "type": "string",
            "description": "Former name of `execution_guidance`."
          },
          "task_difficulty": {
            "type": "string",
            "description": "Former name of `difficulty`."
          }
        }
      },
      "AccountType": {
        "type": "string",
        "description": "PRIVATE accounts are for their owner only. SHARED accounts can also be pinned in other users' sessions.",
        "examples": [
          "PRIVATE",
          "SHARED"
        ]
      },
      "ToolkitConnectionStatus": {
        "type": "object",
        "required": [
          "toolkit",
          "description",
          "has_active_connection",
          "status_message"
        ],
        "properties": {
          "toolkit": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "has_active_connection": {
            "type": "boolean"
          },
          "connection_details": {
            "type": "object",
            "additionalProperties": true,
            "description": "The account in use."
          },
          "current_user_info": {
            "type": "object",
            "additionalProperties": true,
            "description": "Profile of the account's owner, such as name and email address."
          },
          "account_type": {
            "$ref": "#/components/schemas/AccountType"
          },
          "accounts": {
            "type": "array",
            "description": "The accounts to choose from. Present in sessions with `multi_account`.",
            "items": {
              "type": "object",
              "required": [
                "id",
                "status",
                "created_at",
                "is_default"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "alias": {
                  "type": "string"
                },
                "user_info": {
                  "type": "object",
                  "additionalProperties": true
                },
                "status": {
                  "$ref": "#/components/schemas/ConnectionStatus"
                },
                "created_at": {
                  "type": "string"
                },
                "is_default": {
                  "type": "boolean"
                },
                "account_type": {
                  "$ref": "#/components/schemas/AccountType"
                }
              }
            }
          },
          "account_selection": {
            "type": "string",
            "description": "Present if a call must select one of the accounts.",
            "examples": [
              "required"
            ]
          },
          "instant_account": {
            "type": "object",
            "description": "Tools of the toolkit that can run on an instant account.",
            "x-experimental": true,
            "required": [
              "allowed_tool_slugs"
            ],
            "properties": {
              "allowed_tool_slugs": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          },
          "composio_managed": {
            "type": "object",
            "description": "Former name of `instant_account`.",
            "required": [
              "allowed_tool_slugs"
            ],
            "properties": {
              "allowed_tool_slugs": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          },
          "status_message": {
            "type": "string"
          }
        }
      },
      "SearchToolSchema": {
        "type": "object",
        "required": [
          "toolkit",
          "tool_slug"
        ],
        "properties": {
          "toolkit": {
            "type": "string"
          },
          "tool_slug": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "input_schema": {
            "type": "object",
            "additionalProperties": true,
            "description": "Present if `hasFullSchema` is true."
          },
          "output_schema": {
            "type": "object",
            "additionalProperties": true
          },
          "hasFullSchema": {
            "type": "boolean"
          },
          "schemaRef": {
            "type": "object",
            "description": "The call that returns the omitted schema.",
            "required": [
              "tool",
              "args"
            ],
            "properties": {
              "tool": {
                "type": "string",
                "examples": [
                  "COMPOSIO_GET_TOOL_SCHEMAS"
                ]
              },
              "args": {
                "type": "object",
                "required": [
                  "tool_slugs"
                ],
                "properties": {
                  "tool_slugs": {
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  }
                }
              },
              "message": {
                "type": "string"
              }
            }
          }
        }
      },
      "TimeInfo": {
        "type": "object",
        "description": "The router's current time, for tasks that involve dates.",
        "required": [
          "current_time_utc",
          "current_time_utc_epoch_seconds",
          "message"
        ],
        "properties": {
          "current_time_utc": {
            "type": "string"
          },
          "current_time_utc_epoch_seconds": {
            "type": "number"
          },
          "message": {
            "type": "string"
          }
        }
      },
      "WorkflowSession": {
        "type": "object",
        "description": "The workflow that a search started or continued. Not the session in the path.",
        "required": [
          "id",
          "generate_id",
          "instructions"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "The workflow id.",
            "examples": [
              "lead"
            ]
          },
          "generate_id": {
            "type": "boolean",
            "description": "True if the id is new."
          },
          "instructions": {
            "type": "string"
          }
        }
      },
      "SearchResponse": {
        "type": "object",
        "required": [
          "success",
          "error",
          "results",
          "toolkit_connection_statuses",
          "tool_schemas",
          "time_info",
          "session",
          "next_steps_guidance"
        ],
        "properties": {
          "success": {
            "type": "boolean",
            "description": "False if any query failed."
          },
          "error": {
            "type": [
              "string",
              "null"
            ],
            "description": "How many queries failed, and why. Null if all succeeded."
          },
          "results": {
            "type": "array",
            "description": "One per query, in the same order.",
            "items": {
              "$ref": "#/components/schemas/SearchResult"
            }
          },
          "toolkit_connection_statuses": {
            "type": "array",
            "description": "One per toolkit found.",
            "items": {
              "$ref": "#/components/schemas/ToolkitConnectionStatus"
            }
          },
          "tool_schemas": {
            "type": "object",
            "description": "The tools found, by slug.",
            "additionalProperties": {
              "$ref": "#/components/schemas/SearchToolSchema"
            }
          },
          "time_info": {
            "$ref": "#/components/schemas/TimeInfo"
          },
          "session": {
            "$ref": "#/components/schemas/WorkflowSession"
          },
          "next_steps_guidance": {
            "type": "array",
            "description": "Next steps, in order.",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "UserInputResponse": {
        "type": "object",
        "description": "A person's answer to one question.",
        "required": [
          "action"
        ],
        "properties": {
          "action": {
            "type": "string",
            "enum": [
              "accept",
              "decline",
              "cancel"
            ],
            "description": "`accept` submits the form, `decline` rejects the request, `cancel` dismisses it. `accept` is not an approval by itself: the decision is in `content`."
          },
          "content": {
            "type": "object",
            "additionalProperties": true,
            "description": "Form values that match `requested_schema`. Sent with `accept`."
          }
        }
      },
      "InputResponses": {
        "type": "object",
        "description": "Answers to the questions of an `InputRequired` response, keyed by the ids in its `input_requests`.",
        "maxProperties": 100,
        "additionalProperties": {
          "$ref": "#/components/schemas/UserInputResponse"
        }
      },
      "RequestState": {
        "type": "string",
        "description": "The `request_state` of the `InputRequired` response, unchanged."
      },
      "ExecuteRequest": {
        "type": "object",
        "required": [
          "tool_slug"
        ],
        "properties": {
          "tool_slug": {
            "type": "string",
            "minLength": 1,
            "maxLength": 256,
            "description": "Slug of an app tool or of a meta tool that the session offers."
          },
          "arguments": {
            "type": "object",
            "additionalProperties": true,
            "default": {},
            "description": "Arguments of the tool."
          },
          "account": {
            "type": "string",
            "maxLength": 256,
            "description": "Id or alias of the connected account to use for an app tool. Optional if the user has one account. If the user has several, omitting it is an error that lists them, unless the session is configured otherwise. Meta tools ignore it."
          },
          "enable_auto_workbench_offload": {
            "type": "boolean",
            "description": "Return a preview if an app tool's result is long, and save the full result to a workbench file. Otherwise the result is always inline. Meta tools ignore it."
          },
          "input_responses": {
            "$ref": "#/components/schemas/InputResponses",
            "x-experimental": true
          },
          "request_state": {
            "$ref": "#/components/schemas/RequestState",
            "x-experimental": true
          },
          "experimental": {
            "$ref": "#/components/schemas/InlineCustoms",
            "x-experimental": true,
            "x-api-versions": [
              "3.1"
            ]
          }
        }
      },
      "HookResult": {
        "type": "object",
        "description": "Result of one hook. Only a `before_execute` hook with outcome `blocked` proves that the tool did not run.",
        "properties": {
          "hook_id": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "examples": [
              "before_execute",
              "after_execute"
            ]
          },
          "outcome": {
            "type": "string",
            "examples": [
              "allowed",
              "modified",
              "blocked",
              "error"
            ]
          },
          "message": {
            "type": "string"
          }
        }
      },
      "InstantCharge": {
        "type": "object",
        "description": "Cost of an instant call. Present if the session sets `return_instant_charge`.",
        "x-experimental": true,
        "required": [
          "amount",
          "currency",
          "charged_by"
        ],
        "properties": {
          "amount": {
            "type": "string",
            "description": "Exact decimal number, as a string.",
            "examples": [
              "0.0025"
            ]
          },
          "currency": {
            "type": "string",
            "examples": [
              "USD"
            ]
          },
          "charged_by": {
            "type": "string",
            "examples": [
              "composio"
            ]
          }
        }
      },
      "ExecuteResult": {
        "type": "object",
        "description": "The result of a run. `result_type` says how it ended. If absent, a null `error` means success.",
        "required": [
          "data",
          "error",
          "log_id"
        ],
        "properties": {
          "result_type": {
            "type": "string",
            "x-experimental": true,
            "description": "`completed`: success. `failed`: the tool failed, or a person denied the call and nothing ran. `blocked`: a hook blocked the call or withheld its result. Any other value means neither success nor failure.",
            "examples": [
              "completed",
              "failed",
              "blocked"
            ]
          },
          "data": {
            "type": "object",
            "additionalProperties": true,
            "description": "Result of the tool. Often empty after a failure."
          },
          "error": {
            "type": [
              "string",
              "null"
            ],
            "description": "Error message. May be null or empty even if the call failed."
          },
          "log_id": {
            "type": "string",
            "description": "Id of the run in the log."
          },
          "block_reason": {
            "x-experimental": true,
            "description": "Reason why a hook blocked the call. Can be any JSON value."
          },
          "hook_results": {
            "type": "array",
            "x-experimental": true,
            "description": "Result of each hook, in order.",
            "items": {
              "$ref": "#/components/schemas/HookResult"
            }
          },
          "instant_charge": {
            "$ref": "#/components/schemas/InstantCharge"
          }
        }
      },
      "UserInputRequest": {
        "type": "object",
        "description": "A question for a person, as a form.",
        "required": [
          "type",
          "mode",
          "message",
          "requested_schema"
        ],
        "properties": {
          "type": {
            "type": "string",
            "examples": [
              "elicitation"
            ]
          },
          "mode": {
            "type": "string",
            "examples": [
              "form"
            ]
          },
          "message": {
            "type": "string",
            "description": "Text to show to the person."
          },
          "requested_schema": {
            "type": "object",
            "additionalProperties": true,
            "description": "JSON Schema of the form: a flat object of strings, numbers, booleans and enums. Build the form from it; do not expect specific fields."
          }
        }
      },
      "InputRequired": {
        "type": "object",
        "description": "Nothing ran, because a person has to answer first. Send the same call again with `input_responses` and, if present, `request_state`.",
        "x-experimental": true,
        "required": [
          "result_type",
          "input_requests"
        ],
        "properties": {
          "result_type": {
            "type": "string",
            "const": "input_required"
          },
          "input_requests": {
            "type": "object",
            "description": "Questions by id. The answers use the same ids.",
            "additionalProperties": {
              "$ref": "#/components/schemas/UserInputRequest"
            }
          },
          "request_state": {
            "type": "string",
            "description": "Opaque. Do not show it to people or models, and do not log it."
          }
        }
      },
      "ExecuteResponse": {
        "description": "The result of a call, or the questions a person has to answer before it runs.",
        "anyOf": [
          {
            "$ref": "#/components/schemas/ExecuteResult"
          },
          {
            "$ref": "#/components/schemas/InputRequired"
          }
        ]
      },
      "MetaToolSlug": {
        "type": "string",
        "description": "Slug of a meta tool.",
        "enum": [
          "COMPOSIO_SEARCH_TOOLS",
          "COMPOSIO_MULTI_EXECUTE_TOOL",
          "COMPOSIO_MANAGE_CONNECTIONS",
          "COMPOSIO_WAIT_FOR_CONNECTIONS",
          "COMPOSIO_REMOTE_WORKBENCH",
          "COMPOSIO_REMOTE_BASH_TOOL",
          "COMPOSIO_GET_TOOL_SCHEMAS",
          "COMPOSIO_SUBMIT_FEEDBACK",
          "COMPOSIO_PROXY_EXECUTE"
        ]
      },
      "ExecuteMetaRequest": {
        "type": "object",
        "required": [
          "slug"
        ],
        "properties": {
          "slug": {
            "$ref": "#/components/schemas/MetaToolSlug"
          },
          "arguments": {
            "type": "object",
            "additionalProperties": true,
            "default": {},
            "description": "Arguments of the meta tool."
          },
          "input_responses": {
            "$ref": "#/components/schemas/InputResponses",
            "x-experimental": true
          },
          "request_state": {
            "$ref": "#/components/schemas/RequestState",
            "x-experimental": true
          },
          "experimental": {
            "$ref": "#/components/schemas/InlineCustoms",
            "x-experimental": true,
            "x-api-versions": [
              "3.1"
            ]
          }
        }
      },
      "BinaryBody": {
        "description": "Binary body, instead of JSON.",
        "anyOf": [
          {
            "type": "object",
            "required": [
              "url"
            ],
            "properties": {
              "url": {
                "type": "string",
                "format": "uri",
                "maxLength": 4096,
                "description": "URL from which the router fetches the bytes."
              },
              "content_type": {
                "type": "string"
              }
            }
          },
          {
            "type": "object",
            "required": [
              "base64"
            ],
            "properties": {
              "base64": {
                "type": "string",
                "minLength": 1
              },
              "content_type": {
                "type": "string"
              }
            }
          }
        ]
      },
      "ProxyParameter": {
        "type": "object",
        "required": [
          "name",
          "value",
          "type"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "value": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "enum": [
              "header",
              "query"
            ]
          }
        }
      },
      "ProxyRequest": {
        "type": "object",
        "required": [
          "toolkit_slug",
          "endpoint",
          "method"
        ],
        "properties": {
          "toolkit_slug": {
            "type": "string",
            "maxLength": 256,
            "description": "Slug of the toolkit whose connection is used."
          },
          "endpoint": {
            "type": "string",
            "description": "Path relative to the provider's base URL, or an absolute URL with the same site and scheme."
          },
          "method": {
            "type": "string",
            "enum": [
              "GET",
              "POST",
              "PUT",
              "DELETE",
              "PATCH",
              "HEAD"
            ]
          },
          "body": {
            "description": "JSON body, any value. Not allowed with GET or HEAD."
          },
          "binary_body": {
            "$ref": "#/components/schemas/BinaryBody"
          },
          "parameters": {
            "type": "array",
            "maxItems": 200,
            "description": "Headers and query parameters. The router adds the credential.",
            "items": {
              "$ref": "#/components/schemas/ProxyParameter"
            }
          },
          "input_responses": {
            "$ref": "#/components/schemas/InputResponses",
            "x-experimental": true
          },
          "request_state": {
            "$ref": "#/components/schemas/RequestState",
            "x-experimental": true
          }
        }
      },
      "ProxyResult": {
        "type": "object",
        "description": "The provider's response, with any status.",
        "required": [
          "status"
        ],
        "properties": {
          "result_type": {
            "type": "string",
            "x-experimental": true,
            "description": "`completed`, even if the provider returned an error. Any other value means that this is not the provider's response.",
            "examples": [
              "completed"
            ]
          },
          "status": {
            "type": "integer",
            "description": "The provider's HTTP status."
          },
          "data": {
            "description": "The decoded body."
          },
          "binary_data": {
            "type": "object",
            "description": "Location of a binary body.",
            "required": [
              "url",
              "content_type",
              "size"
            ],
            "properties": {
              "url": {
                "type": "string"
              },
              "content_type": {
                "type": "string"
              },
              "size": {
                "type": "integer"
              },
              "expires_at": {
                "type": "string"
              }
            }
          },
          "headers": {
            "type": "object",
            "additionalProperties": {
              "type": "string"
            }
          },
          "hook_results": {
            "type": "array",
            "x-experimental": true,
            "description": "Result of each hook, in order.",
            "items": {
              "$ref": "#/components/schemas/HookResult"
            }
          }
        }
      },
      "ProxyResponse": {
        "description": "The provider's response, or the questions a person has to answer before the request is sent.",
        "anyOf": [
          {
            "$ref": "#/components/schemas/ProxyResult"
          },
          {
            "$ref": "#/components/schemas/InputRequired"
          }
        ]
      },
      "SharedAcl": {
        "type": "object",
        "description": "Users who may use a SHARED account. `not_allowed_user_ids` takes precedence. The creator always has access.",
        "properties": {
          "allow_all_users": {
            "type": "boolean"
          },
          "allowed_user_ids": {
            "type": "array",
            "maxItems": 1000,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 256
            }
          },
          "not_allowed_user_ids": {
            "type": "array",
            "maxItems": 1000,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 256
            }
          }
        }
      },
      "LinkRequest": {
        "type": "object",
        "required": [
          "toolkit"
        ],
        "properties": {
          "toolkit": {
            "type": "string",
            "minLength": 1,
            "maxLength": 256,
            "description": "Slug of the toolkit to connect."
          },
          "alias": {
            "type": "string",
            "maxLength": 256,
            "description": "Alias for the new account, unique per user and toolkit. An empty string removes it."
          },
          "callback_url": {
            "type": "string",
            "format": "uri",
            "maxLength": 4096,
            "description": "URL to which the browser goes after sign-in. Default: the session's callback URL."
          },
          "experimental": {
            "type": "object",
            "x-experimental": true,
            "properties": {
              "account_type": {
                "type": "string",
                "enum": [
                  "PRIVATE",
                  "SHARED"
                ],
                "description": "Default: PRIVATE."
              },
              "acl_config_for_shared": {
                "$ref": "#/components/schemas/SharedAcl"
              }
            }
          }
        }
      },
      "LinkResponse": {
        "type": "object",
        "required": [
          "link_token",
          "redirect_url",
          "connected_account_id"
        ],
        "properties": {
          "link_token": {
            "type": "string",
            "description": "Opaque."
          },
          "redirect_url": {
            "type": "string",
            "format": "uri",
            "description": "URL where the user signs in. Expires after about ten minutes."
          },
          "connected_account_id": {
            "type": "string",
            "description": "Id of the new account, which is not active yet."
          },
          "experimental": {
            "type": "object",
            "x-experimental": true,
            "required": [
              "account_type"
            ],
            "properties": {
              "account_type": {
                "$ref": "#/components/schemas/AccountType"
              },
              "acl_config_for_shared": {
                "type": "object",
                "required": [
                  "allow_all_users",
                  "allowed_user_ids",
                  "not_allowed_user_ids"
                ],
                "properties": {
                  "allow_all_users": {
                    "type": "boolean"
                  },
                  "allowed_user_ids": {
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  },
                  "not_allowed_user_ids": {
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          }
        }
      },
      "MountItem": {
        "type": "object",
        "required": [
          "mount_relative_path",
          "sandbox_mount_prefix",
          "size",
          "last_modified"
        ],
        "properties": {
          "mount_relative_path": {
            "type": "string",
            "description": "Path of the file, relative to the mount.",
            "examples": [
              "reports/may.csv"
            ]
          },
          "sandbox_mount_prefix": {
            "type": "string",
            "description": "Path of the mount in the workbench.",
            "examples": [
              "/mnt/files"
            ]
          },
          "size": {
            "type": "integer",
            "description": "Size in bytes."
          },
          "last_modified": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "MountItemsPage": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/MountItem"
            }
          },
          "next_cursor": {
            "type": "string",
            "description": "Absent on the last page."
          }
        }
      },
      "MountPathRequest": {
        "type": "object",
        "required": [
          "mount_relative_path"
        ],
        "properties": {
          "mount_relative_path": {
            "type": "string",
            "minLength": 1,
            "maxLength": 4096,
            "description": "Path of the file, relative to the mount."
          }
        }
      },
      "DownloadUrlResponse": {
        "type": "object",
        "required": [
          "download_url",
          "mount_relative_path",
          "sandbox_mount_prefix",
          "expires_at"
        ],
        "properties": {
          "download_url": {
            "type": "string",
            "format": "uri",
            "description": "URL to GET the bytes from."
          },
          "mount_relative_path": {
            "type": "string"
          },
          "sandbox_mount_prefix": {
            "type": "string"
          },
          "expires_at": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "UploadUrlRequest": {
        "type": "object",
        "required": [
          "mount_relative_path"
        ],
        "properties": {
          "mount_relative_path": {
            "type": "string",
            "minLength": 1,
            "maxLength": 4096,
            "description": "Path of the file, relative to the mount."
          },
          "mimetype": {
            "type": "string",
            "minLength": 1,
            "maxLength": 256,
            "description": "`Content-Type` of the upload."
          }
        }
      },
      "UploadUrlResponse": {
        "type": "object",
        "required": [
          "upload_url",
          "mount_relative_path",
          "sandbox_mount_prefix",
          "expires_at"
        ],
        "properties": {
          "upload_url": {
            "type": "string",
            "format": "uri",
            "description": "URL to PUT the bytes to."
          },
          "mount_relative_path": {
            "type": "string"
          },
          "sandbox_mount_prefix": {
            "type": "string"
          },
          "expires_at": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "MountDeleteResponse": {
        "type": "object",
        "required": [
          "mount_relative_path",
          "sandbox_mount_prefix"
        ],
        "properties": {
          "mount_relative_path": {
            "type": "string"
          },
          "sandbox_mount_prefix": {
            "type": "string"
          }
        }
      },
      "ConnectedAccount": {
        "type": "object",
        "description": "A user's authenticated connection to one toolkit.",
        "required": [
          "id",
          "word_id",
          "alias",
          "user_id",
          "toolkit",
          "auth_config",
          "status",
          "status_reason",
          "is_disabled",
          "created_at",
          "updated_at",
          "state",
          "data"
        ],
        "properties": {
          "id": {
            "type": "string",
            "examples": [
              "ca_demo1"
            ]
          },
          "word_id": {
            "type": [
              "string",
              "null"
            ],
            "description": "Human-readable id, assigned by the router.",
            "examples": [
              "gmail_red-castle"
            ]
          },
          "alias": {
            "type": [
              "string",
              "null"
            ]
          },
          "user_id": {
            "type": "string"
          },
          "toolkit": {
            "type": "object",
            "required": [
              "slug"
            ],
            "properties": {
              "slug": {
                "type": "string"
              }
            }
          },
          "auth_config": {
            "type": "object",
            "required": [
              "id",
              "auth_scheme",
              "is_composio_managed",
              "is_disabled"
            ],
            "properties": {
              "id": {
                "type": "string"
              },
              "auth_scheme": {
                "$ref": "#/components/schemas/AuthScheme"
              },
              "is_composio_managed": {
                "type": "boolean"
              },
              "is_disabled": {
                "type": "boolean"
              }
            }
          },
          "status": {
            "$ref": "#/components/schemas/ConnectionStatus"
          },
          "status_reason": {
            "type": [
              "string",
              "null"
            ]
          },
          "is_disabled": {
            "type": "boolean"
          },
          "created_at": {
            "type": "string"
          },
          "updated_at": {
            "type": "string"
          },
          "state": {
            "type": "object",
            "description": "The credential, limited to the fields that the caller may see.",
            "required": [
              "authScheme",
              "val"
            ],
            "properties": {
              "authScheme": {
                "$ref": "#/components/schemas/AuthScheme"
              },
              "val": {
                "type": "object",
                "additionalProperties": true
              }
            }
          },
          "data": {
            "type": "object",
            "additionalProperties": true,
            "deprecated": true
          },
          "params": {
            "type": "object",
            "additionalProperties": true,
            "deprecated": true,
            "description": "Present only when a single account is read."
          },
          "requested_scopes": {
            "type": "array",
            "description": "Requested scopes. Present only when a single account is read.",
            "items": {
              "type": "string"
            }
          },
          "requested_user_scopes": {
            "type": "array",
            "description": "Requested user scopes. Present only when a single account is read.",
            "items": {
              "type": "string"
            }
          },
          "test_request_endpoint": {
            "type": "string",
            "description": "Endpoint for testing the credential."
          },
          "experimental": {
            "type": "object",
            "x-experimental": true,
            "properties": {
              "account_type": {
                "$ref": "#/components/schemas/AccountType"
              },
              "acl_config_for_shared": {
                "$ref": "#/components/schemas/SharedAcl"
              }
            }
          }
        }
      },
      "ConnectedAccountPage": {
        "type": "object",
        "required": [
          "items",
          "total_pages",
          "current_page",
          "total_items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ConnectedAccount"
            }
          },
          "next_cursor": {
            "type": [
              "string",
              "null"
            ],
            "description": "Null or absent on the last page."
          },
          "total_pages": {
            "type": "integer"
          },
          "current_page": {
            "type": "integer"
          },
          "total_items": {
            "type": "integer"
          }
        }
      },
      "ConnectedAccountLinkRequest": {
        "type": "object",
        "required": [
          "auth_config_id",
          "user_id"
        ],
        "properties": {
          "auth_config_id": {
            "type": "string",
            "minLength": 1,
            "maxLength": 256,
            "description": "Id of the auth config to connect through."
          },
          "user_id": {
            "type": "string",
            "minLength": 1,
            "maxLength": 256,
            "description": "Id of the end user who will own the account."
          },
          "alias": {
            "type": "string",
            "maxLength": 256,
            "description": "Alias for the new account, unique per user and toolkit."
          },
          "callback_url": {
            "type": "string",
            "format": "uri",
            "maxLength": 4096,
            "description": "URL to which the browser goes after sign-in."
          },
          "connection_data": {
            "type": "object",
            "additionalProperties": true,
            "description": "Field values that the toolkit needs before the user signs in."
          },
          "experimental": {
            "type": "object",
            "x-experimental": true,
            "properties": {
              "account_type": {
                "type": "string",
                "enum": [
                  "PRIVATE",
                  "SHARED"
                ],
                "description": "Default: PRIVATE."
              },
              "acl_config_for_shared": {
                "$ref": "#/components/schemas/SharedAcl"
              }
            }
          }
        }
      },
      "ConnectedAccountLinkResponse": {
        "allOf": [
          {
            "$ref": "#/components/schemas/LinkResponse"
          },
          {
            "type": "object",
            "required": [
              "expires_at"
            ],
            "properties": {
              "expires_at": {
                "type": "string",
                "description": "Time when the link expires."
              }
            }
          }
        ]
      },
      "ConnectedAccountDeleted": {
        "type": "object",
        "required": [
          "success"
        ],
        "properties": {
          "success": {
            "type": "boolean"
          },
          "revoke_job_id": {
            "type": "string",
            "description": "Id of the job that revokes the credential. Present if `revoke_on_delete` was sent."
          }
        }
      },
      "ConnectionStatePatch": {
        "type": "object",
        "required": [
          "authScheme",
          "val"
        ],
        "properties": {
          "authScheme": {
            "type": "string",
            "enum": [
              "BEARER_TOKEN",
              "API_KEY",
              "BASIC",
              "BASIC_WITH_JWT",
              "GOOGLE_SERVICE_ACCOUNT",
              "SERVICE_ACCOUNT"
            ],
            "description": "Must equal the account's scheme."
          },
          "val": {
            "type": "object",
            "description": "Fields of the credential. `null` removes a field. Omitted fields keep their values.",
            "additionalProperties": false,
            "properties": {
              "token": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "generic_api_key": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "api_key": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "bearer_token": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "basic_encoded": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "generic_token": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "api_key_prefix": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "generic_secret": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "generic_id": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "user_agent": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "username": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "password": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "credentials_json": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "application_id": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "installation_id": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "private_key": {
                "type": [
                  "string",
                  "null"
                ]
              }
            }
          }
        }
      },
      "ConnectedAccountPatch": {
        "type": "object",
        "description": "Changes to a connected account. Omitted fields keep their values.",
        "properties": {
          "alias": {
            "type": "string",
            "maxLength": 256,
            "description": "Alias for the account, unique per user and toolkit. An empty string removes it."
          },
          "connection": {
            "type": "object",
            "description": "New credentials, for schemes that use keys.",
            "required": [
              "state"
            ],
            "properties": {
              "state": {
                "$ref": "#/components/schemas/ConnectionStatePatch"
              }
            }
          },
          "experimental": {
            "type": "object",
            "x-experimental": true,
            "properties": {
              "acl_config_for_shared": {
                "$ref": "#/components/schemas/SharedAcl"
              }
            }
          }
        }
      },
      "ConnectedAccountPatched": {
        "type": "object",
        "required": [
          "success",
          "id",
          "status"
        ],
        "properties": {
          "success": {
            "type": "boolean"
          },
          "id": {
            "type": "string",
            "examples": [
              "ca_demo1"
            ]
          },
          "status": {
            "$ref": "#/components/schemas/ConnectionStatus"
          }
        }
      },
      "ConnectedAccountStatusPatch": {
        "type": "object",
        "required": [
          "enabled"
        ],
        "properties": {
          "enabled": {
            "type": "boolean",
            "description": "`false` disables the account, `true` enables it."
          }
        }
      },
      "ConnectedAccountStatusPatched": {
        "type": "object",
        "required": [
          "success"
        ],
        "properties": {
          "success": {
            "type": "boolean"
          }
        }
      },
      "ConnectedAccountRefresh": {
        "type": "object",
        "properties": {
          "redirect_url": {
            "type": "string",
            "format": "uri",
            "maxLength": 4096,
            "description": "URL to which the browser goes if the user has to sign in again."
          },
          "validate_credentials": {
            "type": "boolean",
            "description": "Validate the refreshed credential with the provider."
          }
        }
      },
      "ConnectedAccountRefreshed": {
        "type": "object",
        "required": [
          "id",
          "status",
          "redirect_url"
        ],
        "properties": {
          "id": {
            "type": "string",
            "examples": [
              "ca_demo1"
            ]
          },
          "status": {
            "$ref": "#/components/schemas/ConnectionStatus"
          },
          "redirect_url": {
            "type": [
              "string",
              "null"
            ],
            "format": "uri",
            "description": "URL where the user signs in again. Null if not needed."
          }
        }
      },
      "ConnectedAccountRevoked": {
        "type": "object",
        "required": [
          "revoked_tokens",
          "connected_account"
        ],
        "properties": {
          "revoked_tokens": {
            "type": "array",
            "items": {
              "type": "string",
              "examples": [
                "access_token",
                "refresh_token",
                "credential"
              ]
            }
          },
          "connected_account": {
            "type": "object",
            "required": [
              "id",
              "status"
            ],
            "properties": {
              "id": {
                "type": "string",
                "examples": [
                  "ca_demo1"
                ]
              },
              "status": {
                "$ref": "#/components/schemas/ConnectionStatus"
              }
            }
          }
        }
      },
      "AuthConfigStatus": {
        "type": "string",
        "description": "Status of an auth config. A DISABLED auth config cannot connect accounts.",
        "examples": [
          "ENABLED",
          "DISABLED"
        ]
      },
      "AuthConfig": {
        "type": "object",
        "description": "Configuration for connecting the accounts of one toolkit.",
        "required": [
          "id",
          "uuid",
          "type",
          "toolkit",
          "name",
          "status",
          "no_of_connections",
          "tool_access_config"
        ],
        "properties": {
          "id": {
            "type": "string",
            "examples": [
              "ac_demo1"
            ]
          },
          "uuid": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "description": "`default` uses the router's own app, `custom` the caller's.",
            "examples": [
              "default",
              "custom"
            ]
          },
          "toolkit": {
            "type": "object",
            "required": [
              "slug",
              "logo"
            ],
            "properties": {
              "slug": {
                "type": "string",
                "examples": [
                  "github"
                ]
              },
              "logo": {
                "type": "string"
              },
              "auth_guide_url": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "auth_hint_url": {
                "type": [
                  "string",
                  "null"
                ]
              }
            }
          },
          "name": {
            "type": "string"
          },
          "auth_scheme": {
            "$ref": "#/components/schemas/AuthScheme"
          },
          "is_composio_managed": {
            "type": "boolean"
          },
          "credentials": {
            "type": "object",
            "additionalProperties": true,
            "description": "Secrets are redacted."
          },
          "proxy_config": {
            "type": [
              "object",
              "null"
            ],
            "required": [
              "proxy_url"
            ],
            "properties": {
              "proxy_url": {
                "type": "string"
              },
              "proxy_auth_key": {
                "type": "string"
              }
            }
          },
          "status": {
            "$ref": "#/components/schemas/AuthConfigStatus"
          },
          "created_by": {
            "type": "string"
          },
          "created_at": {
            "type": "string"
          },
          "last_updated_at": {
            "type": "string"
          },
          "no_of_connections": {
            "type": "integer",
            "description": "Number of accounts connected through it."
          },
          "expected_input_fields": {
            "type": "array",
            "items": {},
            "description": "Fields that a user fills in to connect."
          },
          "restrict_to_following_tools": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "deprecated": true
          },
          "tool_access_config": {
            "type": "object",
            "deprecated": true,
            "properties": {
              "tools_for_connected_account_creation": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "tools_available_for_execution": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          },
          "shared_credentials": {
            "type": "object",
            "additionalProperties": true
          },
          "is_enabled_for_tool_router": {
            "type": "boolean",
            "description": "Whether sessions may use it."
          }
        }
      },
      "AuthConfigPage": {
        "type": "object",
        "required": [
          "items",
          "total_pages",
          "current_page",
          "total_items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AuthConfig"
            }
          },
          "next_cursor": {
            "type": [
              "string",
              "null"
            ],
            "description": "Null or absent on the last page."
          },
          "total_pages": {
            "type": "integer"
          },
          "current_page": {
            "type": "integer"
          },
          "total_items": {
            "type": "integer"
          }
        }
      },
      "OAuthScopes": {
        "description": "Scopes as a list or as one string.",
        "anyOf": [
          {
            "type": "string",
            "maxLength": 10000
          },
          {
            "type": "array",
            "maxItems": 1000,
            "items": {
              "type": "string",
              "maxLength": 1024
            }
          }
        ]
      },
      "ProxyConfig": {
        "type": "object",
        "description": "Proxy for requests to the provider.",
        "required": [
          "proxy_url"
        ],
        "properties": {
          "proxy_url": {
            "type": "string",
            "format": "uri",
            "maxLength": 4096
          },
          "proxy_auth_key": {
            "type": "string"
          }
        }
      },
      "AuthConfigCreate": {
        "type": "object",
        "required": [
          "toolkit"
        ],
        "properties": {
          "toolkit": {
            "type": "object",
            "required": [
              "slug"
            ],
            "properties": {
              "slug": {
                "type": "string",
                "minLength": 1,
                "maxLength": 256
              }
            }
          },
          "auth_config": {
            "description": "Default: the router's own app.",
            "anyOf": [
              {
                "type": "object",
                "description": "The router's own app.",
                "required": [
                  "type"
                ],
                "properties": {
                  "type": {
                    "type": "string",
                    "const": "use_composio_managed_auth"
                  },
                  "name": {
                    "type": "string",
                    "maxLength": 256
                  },
                  "credentials": {
                    "type": "object",
                    "properties": {
                      "scopes": {
                        "$ref": "#/components/schemas/OAuthScopes"
                      },
                      "user_scopes": {
                        "$ref": "#/components/schemas/OAuthScopes"
                      }
                    }
                  },
                  "shared_credentials": {
                    "type": "object",
                    "additionalProperties": true
                  },
                  "is_enabled_for_tool_router": {
                    "type": "boolean",
                    "description": "Whether sessions may use it."
                  }
                }
              },
              {
                "type": "object",
                "description": "The caller's own app or scheme.",
                "required": [
                  "type",
                  "authScheme"
                ],
                "properties": {
                  "type": {
                    "type": "string",
                    "const": "use_custom_auth"
                  },
                  "authScheme": {
                    "type": "string",
                    "enum": [
                      "OAUTH2",
                      "OAUTH1",
                      "API_KEY",
                      "BASIC",
                      "BILLCOM_AUTH",
                      "BEARER_TOKEN",
                      "GOOGLE_SERVICE_ACCOUNT",
                      "NO_AUTH",
                      "BASIC_WITH_JWT",
                      "CALCOM_AUTH",
                      "SERVICE_ACCOUNT",
                      "SAML",
                      "DCR_OAUTH",
                      "S2S_OAUTH2",
                      "CIMD_OAUTH"
                    ]
                  },
                  "name": {
                    "type": "string",
                    "maxLength": 256
                  },
                  "credentials": {
                    "type": "object",
                    "additionalProperties": true,
                    "description": "Fields that the scheme needs, such as client id and secret.",
                    "properties": {
                      "scopes": {
                        "$ref": "#/components/schemas/OAuthScopes"
                      },
                      "user_scopes": {
                        "$ref": "#/components/schemas/OAuthScopes"
                      }
                    }
                  },
                  "sealed_credentials": {
                    "type": "object",
                    "additionalProperties": true,
                    "description": "Encrypted credentials, instead of `credentials`.",
                    "x-experimental": true,
                    "x-api-versions": [
                      "3.1"
                    ]
                  },
                  "proxy_config": {
                    "anyOf": [
                      {
                        "$ref": "#/components/schemas/ProxyConfig"
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "shared_credentials": {
                    "type": "object",
                    "additionalProperties": true
                  },
                  "is_enabled_for_tool_router": {
                    "type": "boolean",
                    "description": "Whether sessions may use it."
                  }
                }
              }
            ]
          }
        }
      },
      "AuthConfigCreated": {
        "type": "object",
        "required": [
          "toolkit",
          "auth_config"
        ],
        "properties": {
          "toolkit": {
            "type": "object",
            "required": [
              "slug"
            ],
            "properties": {
              "slug": {
                "type": "string"
              }
            }
          },
          "auth_config": {
            "type": "object",
            "required": [
              "id",
              "auth_scheme",
              "is_composio_managed"
            ],
            "properties": {
              "id": {
                "type": "string",
                "examples": [
                  "ac_demo1"
                ]
              },
              "auth_scheme": {
                "$ref": "#/components/schemas/AuthScheme"
              },
              "is_composio_managed": {
                "type": "boolean"
              },
              "restrict_to_following_tools": {
                "type": "array",
                "items": {
                  "type": "string"
                },
                "deprecated": true
              }
            }
          }
        }
      },
      "AuthConfigDeleted": {
        "type": "object",
        "properties": {
          "revoke_job_id": {
            "type": "string",
            "description": "Id of the job that revokes the credentials of its accounts. Present if `revoke_on_delete` was sent."
          }
        }
      },
      "AuthConfigPatch": {
        "description": "Changes to an auth config, by its type. Omitted fields keep their values.",
        "anyOf": [
          {
            "type": "object",
            "required": [
              "type"
            ],
            "properties": {
              "type": {
                "type": "string",
                "const": "custom"
              },
              "name": {
                "type": "string",
                "maxLength": 256
              },
              "credentials": {
                "type": "object",
                "additionalProperties": true,
                "properties": {
                  "scopes": {
                    "$ref": "#/components/schemas/OAuthScopes"
                  },
                  "user_scopes": {
                    "$ref": "#/components/schemas/OAuthScopes"
                  }
                }
              },
              "proxy_config": {
                "anyOf": [
                  {
                    "$ref": "#/components/schemas/ProxyConfig"
                  },
                  {
                    "type": "null"
                  }
                ]
              },
              "shared_credentials": {
                "type": "object",
                "additionalProperties": true
              },
              "is_enabled_for_tool_router": {
                "type": "boolean",
                "description": "Whether sessions may use it."
              }
            }
          },
          {
            "type": "object",
            "required": [
              "type"
            ],
            "properties": {
              "type": {
                "type": "string",
                "const": "default"
              },
              "name": {
                "type": "string",
                "maxLength": 256
              },
              "scopes": {
                "$ref": "#/components/schemas/OAuthScopes"
              },
              "user_scopes": {
                "$ref": "#/components/schemas/OAuthScopes"
              },
              "shared_credentials": {
                "type": "object",
                "additionalProperties": true
              },
              "is_enabled_for_tool_router": {
                "type": "boolean",
                "description": "Whether sessions may use it."
              }
            }
          }
        ]
      },
      "AuthConfigPatched": {
        "type": "object",
        "description": "Read the auth config to see the result. The hosted router's fields are unknown.",
        "properties": {
          "success": {
            "type": "boolean"
          }
        }
      },
      "ToolProxyRequest": {
        "type": "object",
        "required": [
          "endpoint",
          "method"
        ],
        "properties": {
          "connected_account_id": {
            "type": "string",
            "maxLength": 256,
            "description": "Id of the account whose credential is used."
          },
          "endpoint": {
            "type": "string",
            "description": "Path relative to the provider's base URL, or an absolute URL with the same site and scheme."
          },
          "method": {
            "type": "string",
            "enum": [
              "GET",
              "POST",
              "PUT",
              "DELETE",
              "PATCH",
              "HEAD"
            ]
          },
          "body": {
            "description": "JSON body, any value. Not allowed with GET or HEAD."
          },
          "binary_body": {
            "$ref": "#/components/schemas/BinaryBody"
          },
          "parameters": {
            "type": "array",
            "maxItems": 200,
            "description": "Headers and query parameters. The router adds the credential.",
            "items": {
              "$ref": "#/components/schemas/ProxyParameter"
            }
          },
          "custom_connection_data": {
            "type": "object",
            "additionalProperties": true,
            "description": "The caller's own credential, instead of a connected account."
          }
        }
      },
      "ToolExecuteRequest": {
        "type": "object",
        "description": "Arguments of a tool and the account to use. `arguments` and `text` are mutually exclusive.",
        "properties": {
          "connected_account_id": {
            "type": "string",
            "maxLength": 256,
            "description": "Id of the account to use. Default: an account of `user_id`."
          },
          "user_id": {
            "type": "string",
            "maxLength": 256,
            "description": "Id of the end user whose account is used."
          },
          "entity_id": {
            "type": "string",
            "maxLength": 256,
            "deprecated": true,
            "description": "Former name of `user_id`."
          },
          "version": {
            "type": "string",
            "maxLength": 256,
            "description": "Version of the tool."
          },
          "arguments": {
            "type": "object",
            "additionalProperties": true,
            "description": "Arguments of the tool."
          },
          "text": {
            "type": "string",
            "description": "The task in natural language. A model turns it into arguments."
          },
          "custom_auth_params": {
            "type": "object",
            "additionalProperties": true,
            "description": "Headers and parameters with the caller's own credential."
          },
          "custom_connection_data": {
            "type": "object",
            "additionalProperties": true,
            "description": "The caller's own credential, instead of a connected account."
          },
          "allow_tracing": {
            "type": [
              "boolean",
              "null"
            ],
            "deprecated": true
          }
        }
      },
      "ToolExecuteResponse": {
        "type": "object",
        "description": "Result of a run without a session.",
        "required": [
          "data",
          "error",
          "successful"
        ],
        "properties": {
          "data": {
            "type": "object",
            "additionalProperties": true,
            "description": "Result of the tool."
          },
          "error": {
            "type": [
              "string",
              "null"
            ],
            "description": "Error message, or null."
          },
          "successful": {
            "type": "boolean"
          },
          "session_info": {
            "description": "Any JSON value."
          },
          "log_id": {
            "type": "string",
            "description": "Id of the run in the log."
          }
        }
      },
      "ToolkitType": {
        "type": "string",
        "description": "`native` for the router's own toolkits, `custom` for toolkits that a user added.",
        "examples": [
          "native",
          "custom"
        ]
      },
      "ToolkitMeta": {
        "type": "object",
        "required": [
          "created_at",
          "updated_at",
          "description",
          "logo",
          "categories",
          "triggers_count",
          "tools_count",
          "version"
        ],
        "properties": {
          "created_at": {
            "type": "string"
          },
          "updated_at": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "logo": {
            "type": "string"
          },
          "categories": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "id": {
                  "type": "string"
                },
                "slug": {
                  "type": "string"
                },
                "name": {
                  "type": "string"
                }
              }
            }
          },
          "triggers_count": {
            "type": "integer"
          },
          "tools_count": {
            "type": "integer"
          },
          "version": {
            "type": "string"
          },
          "available_versions": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Present only when a single toolkit is read."
          },
          "app_url": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "Toolkit": {
        "type": "object",
        "description": "A toolkit of the catalog.",
        "required": [
          "slug",
          "name",
          "is_local_toolkit",
          "deprecated",
          "meta"
        ],
        "properties": {
          "slug": {
            "type": "string",
            "examples": [
              "github"
            ]
          },
          "name": {
            "type": "string"
          },
          "type": {
            "$ref": "#/components/schemas/ToolkitType"
          },
          "auth_schemes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AuthScheme"
            }
          },
          "composio_managed_auth_schemes": {
            "type": "array",
            "description": "Auth schemes that work without the caller's own auth config.",
            "items": {
              "$ref": "#/components/schemas/AuthScheme"
            }
          },
          "is_local_toolkit": {
            "type": "boolean",
            "deprecated": true
          },
          "no_auth": {
            "type": "boolean",
            "description": "True if the toolkit needs no connected account."
          },
          "auth_guide_url": {
            "type": [
              "string",
              "null"
            ]
          },
          "deprecated": {
            "type": "object",
            "description": "Former field names, kept for old clients.",
            "required": [
              "toolkitId"
            ],
            "properties": {
              "toolkitId": {
                "type": "string"
              }
            }
          },
          "meta": {
            "$ref": "#/components/schemas/ToolkitMeta"
          }
        }
      },
      "ToolkitPage": {
        "type": "object",
        "required": [
          "items",
          "total_pages",
          "current_page",
          "total_items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Toolkit"
            }
          },
          "next_cursor": {
            "type": [
              "string",
              "null"
            ],
            "description": "Null or absent on the last page."
          },
          "total_pages": {
            "type": "integer"
          },
          "current_page": {
            "type": "integer"
          },
          "total_items": {
            "type": "integer"
          }
        }
      },
      "ToolkitsMultiRequest": {
        "type": "object",
        "properties": {
          "toolkits": {
            "type": "array",
            "maxItems": 2000,
            "items": {
              "type": "string",
              "maxLength": 256
            },
            "description": "Slugs of the toolkits."
          },
          "category": {
            "type": "string",
            "description": "Only toolkits of this category."
          },
          "managed_by": {
            "type": "string",
            "enum": [
              "composio",
              "all",
              "project"
            ],
            "description": "Who manages the toolkit's auth."
          },
          "sort_by": {
            "type": "string",
            "enum": [
              "usage",
              "alphabetically"
            ],
            "description": "Sort key."
          },
          "limit": {
            "type": [
              "integer",
              "null"
            ],
            "minimum": 1,
            "maximum": 1000,
            "description": "Maximum number of items per page."
          },
          "cursor": {
            "type": "string",
            "maxLength": 8192,
            "description": "The `next_cursor` of the previous page."
          }
        }
      },
      "ToolkitCategory": {
        "type": "object",
        "required": [
          "id",
          "name"
        ],
        "properties": {
          "id": {
            "type": "string",
            "examples": [
              "developer-tools"
            ]
          },
          "name": {
            "type": "string"
          }
        }
      },
      "ToolkitCategoryPage": {
        "type": "object",
        "required": [
          "items",
          "total_pages",
          "current_page",
          "total_items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ToolkitCategory"
            }
          },
          "next_cursor": {
            "type": [
              "string",
              "null"
            ],
            "description": "Null or absent on the last page."
          },
          "total_pages": {
            "type": "integer"
          },
          "current_page": {
            "type": "integer"
          },
          "total_items": {
            "type": "integer"
          }
        }
      },
      "AvailableScopes": {
        "type": "object",
        "properties": {
          "available": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "AuthField": {
        "type": "object",
        "description": "A form field.",
        "required": [
          "name",
          "displayName",
          "type",
          "description",
          "required"
        ],
        "properties": {
          "name": {
            "type": "string",
            "examples": [
              "generic_api_key"
            ]
          },
          "displayName": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "examples": [
              "string"
            ]
          },
          "description": {
            "type": "string"
          },
          "required": {
            "type": "boolean"
          },
          "default": {
            "type": [
              "string",
              "null"
            ]
          },
          "is_secret": {
            "type": "boolean",
            "description": "True for passwords and keys."
          },
          "legacy_template_name": {
            "type": "string",
            "deprecated": true
          }
        }
      },
      "AuthFields": {
        "type": "object",
        "required": [
          "required",
          "optional"
        ],
        "properties": {
          "required": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AuthField"
            }
          },
          "optional": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AuthField"
            }
          }
        }
      },
      "AuthSchemeDetails": {
        "type": "object",
        "required": [
          "mode",
          "name",
          "fields"
        ],
        "properties": {
          "mode": {
            "$ref": "#/components/schemas/AuthScheme"
          },
          "name": {
            "type": "string"
          },
          "fields": {
            "type": "object",
            "required": [
              "auth_config_creation",
              "connected_account_initiation"
            ],
            "properties": {
              "auth_config_creation": {
                "$ref": "#/components/schemas/AuthFields"
              },
              "connected_account_initiation": {
                "$ref": "#/components/schemas/AuthFields"
              }
            }
          },
          "proxy": {
            "type": "object",
            "required": [
              "base_url"
            ],
            "properties": {
              "base_url": {
                "type": "string"
              }
            }
          },
          "auth_hint_url": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "ToolkitDetails": {
        "type": "object",
        "description": "A toolkit of the catalog with the details needed to connect an account.",
        "required": [
          "slug",
          "name",
          "enabled",
          "meta"
        ],
        "properties": {
          "slug": {
            "type": "string",
            "examples": [
              "github"
            ]
          },
          "name": {
            "type": "string"
          },
          "type": {
            "$ref": "#/components/schemas/ToolkitType"
          },
          "enabled": {
            "type": "boolean"
          },
          "is_local_toolkit": {
            "type": "boolean",
            "deprecated": true
          },
          "composio_managed_auth_schemes": {
            "type": "array",
            "description": "Auth schemes that work without the caller's own auth config.",
            "items": {
              "$ref": "#/components/schemas/AuthScheme"
            }
          },
          "composio_managed_auth": {
            "type": "array",
            "description": "Managed auth schemes with the scopes that can be requested.",
            "items": {
              "type": "object",
              "required": [
                "mode",
                "scopes"
              ],
              "properties": {
                "mode": {
                  "$ref": "#/components/schemas/AuthScheme"
                },
                "scopes": {
                  "$ref": "#/components/schemas/AvailableScopes"
                },
                "user_scopes": {
                  "$ref": "#/components/schemas/AvailableScopes"
                }
              }
            }
          },
          "auth_config_details": {
            "type": "array",
            "description": "Auth schemes of the toolkit, with the fields to fill in.",
            "items": {
              "$ref": "#/components/schemas/AuthSchemeDetails"
            }
          },
          "auth_guide_url": {
            "type": [
              "string",
              "null"
            ]
          },
          "base_url": {
            "type": "string",
            "description": "Base URL of the provider's API."
          },
          "get_current_user_endpoint": {
            "type": "string",
            "description": "Endpoint that returns the account's owner."
          },
          "get_current_user_endpoint_method": {
            "type": "string",
            "examples": [
              "GET"
            ]
          },
          "meta": {
            "$ref": "#/components/schemas/ToolkitMeta"
          }
        }
      },
      "FileUploadRequest": {
        "type": "object",
        "required": [
          "toolkit_slug",
          "tool_slug",
          "filename",
          "mimetype",
          "md5"
        ],
        "properties": {
          "toolkit_slug": {
            "type": "string",
            "maxLength": 256
          },
          "tool_slug": {
            "type": "string",
            "maxLength": 256,
            "description": "Slug of the tool that takes the file."
          },
          "filename": {
            "type": "string",
            "maxLength": 256
          },
          "mimetype": {
            "type": "string",
            "maxLength": 256
          },
          "md5": {
            "type": "string",
            "maxLength": 256,
            "description": "MD5 hash of the bytes, in hex."
          }
        }
      },
      "FileUploadResponse": {
        "type": "object",
        "required": [
          "id",
          "key",
          "new_presigned_url"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "key": {
            "type": "string",
            "description": "Value for `s3key` in the tool's argument."
          },
          "new_presigned_url": {
            "type": "string",
            "description": "URL to PUT the bytes to."
          },
          "newPresignedUrl": {
            "type": "string",
            "deprecated": true,
            "description": "Former name of `new_presigned_url`."
          },
          "type": {
            "type": "string",
            "deprecated": true,
            "examples": [
              "new"
            ]
          },
          "metadata": {
            "type": "object",
            "properties": {
              "storage_backend": {
                "type": "string",
                "description": "With `azure_blob_storage`, the PUT also needs the header `x-ms-blob-type: BlockBlob`.",
                "examples": [
                  "s3",
                  "azure_blob_storage"
                ]
              }
            }
          }
        }
      },
      "SearchToolsArguments": {
        "type": "object",
        "required": [
          "queries"
        ],
        "properties": {
          "queries": {
            "type": "array",
            "minItems": 1,
            "maxItems": 7,
            "description": "One query per task. Split a request that involves several apps or steps.",
            "items": {
              "type": "object",
              "required": [
                "use_case"
              ],
              "properties": {
                "use_case": {
                  "type": "string",
                  "maxLength": 1024,
                  "description": "The task in plain English. Name the app and the action. Leave out personal data."
                },
                "known_fields": {
                  "type": "string",
                  "maxLength": 500,
                  "description": "Known values that may be needed as arguments, as comma-separated `key:value` pairs."
                }
              }
            }
          },
          "session": {
            "type": "object",
            "description": "The workflow that this search belongs to.",
            "properties": {
              "id": {
                "type": "string",
                "maxLength": 256,
                "description": "Workflow id from an earlier search for the same request."
              },
              "generate_id": {
                "type": "boolean",
                "description": "True for the first search of a new request."
              }
            }
          },
          "model": {
            "type": "string",
            "maxLength": 256,
            "description": "Name of the calling model."
          },
          "search_strategy": {
            "type": "string",
            "enum": [
              "auto",
              "tool_search"
            ],
            "default": "auto",
            "description": "tool_search returns tools without a plan."
          }
        }
      },
      "SearchToolsData": {
        "type": "object",
        "description": "Result of COMPOSIO_SEARCH_TOOLS.",
        "required": [
          "results",
          "toolkit_connection_statuses",
          "tool_schemas",
          "time_info",
          "session",
          "next_steps_guidance"
        ],
        "properties": {
          "results": {
            "type": "array",
            "description": "One per query, in the same order.",
            "items": {
              "$ref": "#/components/schemas/SearchResult"
            }
          },
          "toolkit_connection_statuses": {
            "type": "array",
            "description": "One per toolkit found.",
            "items": {
              "$ref": "#/components/schemas/ToolkitConnectionStatus"
            }
          },
          "tool_schemas": {
            "type": "object",
            "description": "The tools found, by slug.",
            "additionalProperties": {
              "$ref": "#/components/schemas/SearchToolSchema"
            }
          },
          "time_info": {
            "$ref": "#/components/schemas/TimeInfo"
          },
          "session": {
            "$ref": "#/components/schemas/WorkflowSession"
          },
          "next_steps_guidance": {
            "type": "array",
            "description": "Next steps, in order.",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "MultiExecuteToolArguments": {
        "type": "object",
        "required": [
          "tools"
        ],
        "properties": {
          "tools": {
            "type": "array",
            "minItems": 1,
            "maxItems": 50,
            "description": "The calls. They run concurrently, so a call must not need the result of another.",
            "items": {
              "type": "object",
              "required": [
                "tool_slug",
                "arguments"
              ],
              "properties": {
                "tool_slug": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 256,
                  "description": "Exact slug of an app tool. Meta tools are not allowed."
                },
                "arguments": {
                  "type": "object",
                  "additionalProperties": true,
                  "description": "Arguments that match the tool's input schema."
                },
                "account": {
                  "type": "string",
                  "maxLength": 256,
                  "description": "Id or alias of the account to use if the app has several."
                }
              }
            }
          },
          "sync_response_to_workbench": {
            "type": "boolean",
            "description": "True to also save the results to a file for the workbench, if they are large or needed there. Default: false."
          },
          "thought": {
            "type": "string",
            "description": "Reason for these calls, in one sentence."
          },
          "memory": {
            "type": "object",
            "additionalProperties": {
              "type": "array",
              "items": {
                "type": "string"
              }
            },
            "description": "Facts to remember, as lists by app slug."
          },
          "current_step": {
            "type": "string",
            "description": "Short name of the current step."
          },
          "current_step_metric": {
            "type": "string",
            "description": "Progress as done/total with a unit, such as 3/10 emails."
          },
          "session_id": {
            "type": "string",
            "maxLength": 256,
            "description": "Workflow id from the search result."
          }
        }
      },
      "CurrentWorkflow": {
        "type": "object",
        "description": "The workflow that the call belongs to. Not the session in the path.",
        "required": [
          "id",
          "instructions"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "The workflow id.",
            "examples": [
              "lead"
            ]
          },
          "instructions": {
            "type": "string"
          }
        }
      },
      "MultiExecuteToolData": {
        "type": "object",
        "description": "Result of COMPOSIO_MULTI_EXECUTE_TOOL. Check each item's `error` first.",
        "required": [
          "results",
          "total_count",
          "success_count",
          "error_count"
        ],
        "properties": {
          "results": {
            "type": "array",
            "description": "One per call, in the same order.",
            "items": {
              "type": "object",
              "required": [
                "tool_slug",
                "index"
              ],
              "properties": {
                "tool_slug": {
                  "type": "string"
                },
                "index": {
                  "type": "integer",
                  "description": "Position of the call, starting at 0."
                },
                "result_type": {
                  "type": "string",
                  "x-experimental": true,
                  "description": "Present if a hook blocked the call.",
                  "examples": [
                    "blocked"
                  ]
                },
                "hook_results": {
                  "type": "array",
                  "x-experimental": true,
                  "description": "Result of each hook, in order.",
                  "items": {
                    "$ref": "#/components/schemas/HookResult"
                  }
                },
                "response": {
                  "type": [
                    "object",
                    "null"
                  ],
                  "description": "Result of the tool. If it was offloaded, a preview replaces the data.",
                  "required": [
                    "successful"
                  ],
                  "properties": {
                    "successful": {
                      "type": "boolean"
                    },
                    "data": {
                      "type": "object",
                      "additionalProperties": true
                    },
                    "error": {
                      "type": [
                        "string",
                        "null"
                      ]
                    },
                    "log_id": {
                      "type": "string"
                    },
                    "data_preview": {
                      "description": "The data with long lists truncated."
                    },
                    "structure_info": {
                      "description": "Outline of the full data."
                    }
                  }
                },
                "error": {
                  "type": [
                    "string",
                    "null"
                  ],
                  "description": "Error message if this call failed or was rejected. Otherwise null or absent."
                }
              }
            }
          },
          "total_count": {
            "type": "integer"
          },
          "success_count": {
            "type": "integer"
          },
          "error_count": {
            "type": "integer"
          },
          "session": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/CurrentWorkflow"
              },
              {
                "type": "null"
              }
            ]
          },
          "remote_file_info": {
            "type": [
              "object",
              "null"
            ],
            "description": "File with the full result. Present if the result was offloaded or a file was requested.",
            "required": [
              "file_path"
            ],
            "properties": {
              "file_path": {
                "type": "string",
                "examples": [
                  "/mnt/files/mex/lead.json"
                ]
              },
              "size_chars": {
                "type": "integer"
              },
              "instructions": {
                "type": "string"
              }
            }
          },
          "next_steps": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "ManageConnectionsArguments": {
        "type": "object",
        "required": [
          "toolkits"
        ],
        "properties": {
          "toolkits": {
            "type": "array",
            "maxItems": 50,
            "description": "The apps to connect or to manage.",
            "items": {
              "anyOf": [
                {
                  "type": "string",
                  "maxLength": 256,
                  "description": "Slug of an app. Connects the app unless it is already connected."
                },
                {
                  "type": "object",
                  "description": "An action on an app's accounts.",
                  "required": [
                    "name"
                  ],
                  "properties": {
                    "name": {
                      "type": "string",
                      "maxLength": 256,
                      "description": "Slug of the app."
                    },
                    "action": {
                      "type": "string",
                      "enum": [
                        "add",
                        "list",
                        "rename",
                        "remove"
                      ],
                      "description": "add connects a new account. list, rename and remove apply to existing accounts."
                    },
                    "alias": {
                      "type": "string",
                      "maxLength": 256,
                      "description": "Name for the account, for add and rename."
                    },
                    "account_id": {
                      "type": "string",
                      "maxLength": 256,
                      "description": "Id of the account to rename or remove."
                    }
                  }
                }
              ]
            }
          },
          "reinitiate_all": {
            "type": "boolean",
            "default": false,
            "description": "Create new sign-in links even for connected apps. Use it only if the user asks for it."
          },
          "session_id": {
            "type": "string",
            "maxLength": 256,
            "description": "Workflow id from the search result."
          }
        }
      },
      "ManageConnectionsData": {
        "type": "object",
        "description": "Result of COMPOSIO_MANAGE_CONNECTIONS.",
        "required": [
          "message",
          "results"
        ],
        "properties": {
          "message": {
            "type": "string"
          },
          "results": {
            "type": "object",
            "description": "Results by toolkit slug.",
            "additionalProperties": {
              "type": "object",
              "required": [
                "toolkit",
                "status"
              ],
              "properties": {
                "toolkit": {
                  "type": "string"
                },
                "status": {
                  "type": "string",
                  "examples": [
                    "active",
                    "initiated",
                    "failed"
                  ]
                },
                "has_active_connection": {
                  "type": "boolean"
                },
                "auth_config_id": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "connected_account_id": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "created_at": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "error_message": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "instruction": {
                  "type": [
                    "string",
                    "null"
                  ],
                  "description": "What to tell the user."
                },
                "redirect_url": {
                  "type": [
                    "string",
                    "null"
                  ],
                  "description": "URL where the user signs in."
                },
                "current_user_info": {
                  "type": [
                    "object",
                    "null"
                  ],
                  "additionalProperties": true
                },
                "was_reinitiated": {
                  "type": [
                    "boolean",
                    "null"
                  ]
                },
                "account_type": {
                  "type": [
                    "string",
                    "null"
                  ],
                  "examples": [
                    "PRIVATE",
                    "SHARED"
                  ]
                }
              }
            }
          },
          "summary": {
            "type": "object",
            "properties": {
              "total_toolkits": {
                "type": "integer"
              },
              "active_connections": {
                "type": "integer"
              },
              "initiated_connections": {
                "type": "integer"
              },
              "failed_connections": {
                "type": "integer"
              }
            }
          },
          "session": {
            "$ref": "#/components/schemas/CurrentWorkflow"
          }
        }
      },
      "WaitForConnectionsArguments": {
        "type": "object",
        "required": [
          "toolkits"
        ],
        "properties": {
          "toolkits": {
            "type": "array",
            "minItems": 1,
            "maxItems": 50,
            "items": {
              "type": "string",
              "maxLength": 256
            },
            "description": "Slugs of the apps that the user is signing in to."
          },
          "mode": {
            "type": "string",
            "enum": [
              "any",
              "all"
            ],
            "default": "any",
            "description": "any waits for the first app, all waits for every app."
          },
          "session_id": {
            "type": "string",
            "maxLength": 256,
            "description": "Workflow id from the search result."
          }
        }
      },
      "WaitForConnectionsData": {
        "type": "object",
        "description": "Result of COMPOSIO_WAIT_FOR_CONNECTIONS.",
        "required": [
          "message",
          "results"
        ],
        "properties": {
          "message": {
            "type": "string"
          },
          "results": {
            "type": "object",
            "description": "Results by toolkit slug.",
            "additionalProperties": {
              "type": "object",
              "required": [
                "toolkit",
                "status"
              ],
              "properties": {
                "toolkit": {
                  "type": "string"
                },
                "status": {
                  "type": "string",
                  "examples": [
                    "ACTIVE",
                    "INITIATED",
                    "FAILED",
                    "NOT_FOUND"
                  ]
                },
                "has_active_connection": {
                  "type": "boolean"
                },
                "connected_account_id": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "auth_config_id": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "created_at": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "current_user_info": {
                  "type": [
                    "object",
                    "null"
                  ],
                  "additionalProperties": true
                },
                "error_message": {
                  "type": [
                    "string",
                    "null"
                  ]
                }
              }
            }
          },
          "session": {
            "$ref": "#/components/schemas/CurrentWorkflow"
          }
        }
      },
      "RemoteWorkbenchArguments": {
        "type": "object",
        "required": [
          "code_to_execute"
        ],
        "properties": {
          "code_to_execute": {
            "type": "string",
            "description": "Python code to run. Print the output that you need."
          },
          "thought": {
            "type": "string",
            "description": "Purpose of the code, in one sentence."
          },
          "current_step": {
            "type": "string",
            "description": "Short name of the current step."
          },
          "current_step_metric": {
            "type": "string",
            "description": "Progress as done/total with a unit, such as 3/10 emails."
          },
          "session_id": {
            "type": "string",
            "maxLength": 256,
            "description": "Workflow id from the search result."
          }
        }
      },
      "RemoteWorkbenchData": {
        "type": "object",
        "description": "Result of COMPOSIO_REMOTE_WORKBENCH.",
        "required": [
          "results",
          "stdout",
          "stderr"
        ],
        "properties": {
          "results": {
            "type": "string"
          },
          "stdout": {
            "type": "string"
          },
          "stderr": {
            "type": "string"
          },
          "error": {
            "type": "string",
            "default": ""
          },
          "results_file_path": {
            "type": "string"
          },
          "stdout_file_path": {
            "type": "string"
          },
          "stderr_file_path": {
            "type": "string"
          },
          "session": {
            "$ref": "#/components/schemas/CurrentWorkflow"
          },
          "sandbox_id_suffix": {
            "type": "string",
            "description": "Last characters of the sandbox's id."
          }
        }
      },
      "RemoteBashToolArguments": {
        "type": "object",
        "required": [
          "command"
        ],
        "properties": {
          "command": {
            "type": "string",
            "description": "Bash command. Runs in /home/user."
          },
          "session_id": {
            "type": "string",
            "maxLength": 256,
            "description": "Workflow id from the search result."
          }
        }
      },
      "RemoteBashToolData": {
        "type": "object",
        "description": "Result of COMPOSIO_REMOTE_BASH_TOOL. Long output is truncated; the line counts are those of the full output.",
        "required": [
          "stdout",
          "stdoutLines",
          "stderr",
          "stderrLines"
        ],
        "properties": {
          "stdout": {
            "type": "string"
          },
          "stdoutLines": {
            "type": "integer"
          },
          "stderr": {
            "type": "string"
          },
          "stderrLines": {
            "type": "integer"
          },
          "stdout_file_path": {
            "type": "string"
          },
          "stderr_file_path": {
            "type": "string"
          },
          "session": {
            "$ref": "#/components/schemas/CurrentWorkflow"
          },
          "sandbox_id_suffix": {
            "type": "string",
            "description": "Last characters of the sandbox's id."
          }
        }
      },
      "GetToolSchemasArguments": {
        "type": "object",
        "required": [
          "tool_slugs"
        ],
        "properties": {
          "tool_slugs": {
            "type": "array",
            "maxItems": 50,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 256
            },
            "description": "Exact slugs of the tools, from a search result."
          },
          "include": {
            "type": "array",
            "maxItems": 10,
            "items": {
              "type": "string",
              "enum": [
                "input_schema",
                "output_schema"
              ]
            },
            "default": [
              "input_schema"
            ],
            "description": "Schemas to return."
          },
          "session_id": {
            "type": "string",
            "maxLength": 256,
            "description": "Workflow id from the search result."
          }
        }
      },
      "GetToolSchemasData": {
        "type": "object",
        "description": "Result of COMPOSIO_GET_TOOL_SCHEMAS.",
        "required": [
          "success",
          "tool_schemas"
        ],
        "properties": {
          "success": {
            "type": "boolean",
            "description": "True if every slug was found."
          },
          "tool_schemas": {
            "type": "object",
            "description": "The tools found, by slug.",
            "additionalProperties": {
              "type": "object",
              "required": [
                "toolkit",
                "tool_slug"
              ],
              "properties": {
                "toolkit": {
                  "type": "string"
                },
                "tool_slug": {
                  "type": "string"
                },
                "description": {
                  "type": "string"
                },
                "input_schema": {
                  "type": "object",
                  "additionalProperties": true
                },
                "output_schema": {
                  "type": "object",
                  "additionalProperties": true
                }
              }
            }
          },
          "not_found": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Unknown slugs."
          },
          "suggestions": {
            "type": "object",
            "description": "Similar slugs, by unknown slug.",
            "additionalProperties": {
              "type": "array",
              "items": {
                "type": "string"
              }
            }
          },
          "not_found_message": {
            "type": "string"
          }
        }
      },
      "SubmitFeedbackArguments": {
        "type": "object",
        "additionalProperties": true,
        "properties": {
          "feedback": {
            "type": "string",
            "maxLength": 10000,
            "description": "What went well and what went wrong, in a few sentences."
          },
          "session_id": {
            "type": "string",
            "maxLength": 256,
            "description": "Workflow id from the search result."
          }
        }
      },
      "SubmitFeedbackData": {
        "type": "object",
        "description": "Result of COMPOSIO_SUBMIT_FEEDBACK.",
        "additionalProperties": true,
        "properties": {
          "success": {
            "type": "boolean"
          }
        }
      },
      "ProxyExecuteArguments": {
        "type": "object",
        "required": [
          "toolkit_slug",
          "endpoint",
          "method"
        ],
        "properties": {
          "toolkit_slug": {
            "type": "string",
            "maxLength": 256,
            "description": "Slug of the app whose account is used."
          },
          "endpoint": {
            "type": "string",
            "description": "Path relative to the base URL of the app's API, or an absolute URL on the same site."
          },
          "method": {
            "type": "string",
            "enum": [
              "GET",
              "POST",
              "PUT",
              "DELETE",
              "PATCH",
              "HEAD"
            ],
            "description": "The HTTP method."
          },
          "body": {
            "description": "JSON body, any value. Not allowed with GET or HEAD."
          },
          "parameters": {
            "type": "array",
            "maxItems": 200,
            "description": "Headers and query parameters. The credential is added automatically.",
            "items": {
              "type": "object",
              "required": [
                "name",
                "value",
                "type"
              ],
              "properties": {
                "name": {
                  "type": "string",
                  "description": "Name of the header or parameter."
                },
                "value": {
                  "type": "string",
                  "description": "Value of the header or parameter."
                },
                "type": {
                  "type": "string",
                  "enum": [
                    "header",
                    "query"
                  ],
                  "description": "Whether it is a header or a query parameter."
                }
              }
            }
          },
          "account": {
            "type": "string",
            "maxLength": 256,
            "description": "Id or alias of the connected account. Required only if the user has several."
          }
        }
      },
      "ProxyExecuteData": {
        "type": "object",
        "description": "Result of COMPOSIO_PROXY_EXECUTE.",
        "required": [
          "status"
        ],
        "properties": {
          "status": {
            "type": "integer",
            "description": "The provider's HTTP status."
          },
          "data": {
            "description": "The decoded body."
          },
          "headers": {
            "type": "object",
            "additionalProperties": {
              "type": "string"
            }
          }
        }
      }
    },
    "headers": {
      "RequestId": {
        "description": "Id of this request. An error repeats it in `error.request_id`.",
        "schema": {
          "type": "string"
        },
        "example": "req_0001"
      },
      "RateLimit": {
        "description": "Maximum number of requests per window.",
        "schema": {
          "type": "integer"
        },
        "example": 10000
      },
      "RateLimitRemaining": {
        "description": "Requests left in the current window. 0 when the router's own limiter returns 429.",
        "schema": {
          "type": "integer"
        },
        "example": 9998
      },
      "RateLimitWindowSize": {
        "description": "Length of the window.",
        "schema": {
          "type": "string"
        },
        "example": "60s"
      },
      "RetryAfter": {
        "description": "Seconds to wait before retrying.",
        "schema": {
          "type": "integer",
          "minimum": 0
        },
        "example": 12
      }
    },
    "examples": {
      "Created": {
        "summary": "Two toolkits, one limited to a single tool, the other to reading",
        "value": {
          "session_id": "trs_1a2b3c4d5e6f",
          "mcp": {
            "type": "http",
            "url": "http://127.0.0.1:4310/tool_router/trs_1a2b3c4d5e6f/mcp"
          },
          "tool_router_tools": [
            "COMPOSIO_SEARCH_TOOLS",
            "COMPOSIO_GET_TOOL_SCHEMAS",
            "COMPOSIO_MANAGE_CONNECTIONS",
            "COMPOSIO_MULTI_EXECUTE_TOOL",
            "COMPOSIO_REMOTE_WORKBENCH",
            "COMPOSIO_REMOTE_BASH_TOOL"
          ],
          "config": {
            "user_id": "user_42",
            "toolkits": {
              "enabled": [
                "github",
                "gmail"
              ]
            },
            "tools": {
              "github": {
                "enabled": [
                  "GITHUB_CREATE_AN_ISSUE"
                ]
              },
              "gmail": {
                "tags": {
                  "enabled": [
                    "readOnlyHint"
                  ]
                }
              }
            },
            "manage_connections": {
              "enabled": true,
              "callback_url": "https://app.example.com/done",
              "enable_wait_for_connections": false,
              "enable_connection_removal": true
            },
            "workbench": {
              "enable": true,
              "proxy_execution_enabled": true,
              "auto_offload_threshold": 20000
            },
            "preload": {
              "tools": []
            }
          },
          "config_version": 1,
          "warnings": []
        }
      },
      "CreatedWithApprovals": {
        "summary": "Approval required for deletions, one toolkit and one tool",
        "value": {
          "session_id": "trs_2b3c4d5e6f7a",
          "mcp": {
            "type": "http",
            "url": "http://127.0.0.1:4310/tool_router/trs_2b3c4d5e6f7a/mcp"
          },
          "tool_router_tools": [
            "COMPOSIO_SEARCH_TOOLS",
            "COMPOSIO_GET_TOOL_SCHEMAS",
            "COMPOSIO_MULTI_EXECUTE_TOOL"
          ],
          "config": {
            "user_id": "user_42",
            "toolkits": {
              "enabled": [
                "github",
                "gmail"
              ],
              "require_approval": [
                "gmail"
              ]
            },
            "tools": {
              "github": {
                "tags": {
                  "enabled": [
                    "readOnlyHint",
                    "createHint"
                  ],
                  "require_approval": [
                    "createHint"
                  ]
                },
                "require_approval": [
                  "GITHUB_CREATE_AN_ISSUE"
                ]
              }
            },
            "tags": {
              "require_approval": [
                "destructiveHint"
              ]
            },
            "preload": {
              "tools": []
            }
          },
          "config_version": 1,
          "experimental": {
            "no_elicitation_support_fallback": "deny"
          },
          "warnings": []
        }
      },
      "CreatedWithHooks": {
        "summary": "Hooks, instant tools and the proxy meta tool",
        "value": {
          "session_id": "trs_3c4d5e6f7a8b",
          "mcp": {
            "type": "http",
            "url": "http://127.0.0.1:4310/tool_router/trs_3c4d5e6f7a8b/mcp"
          },
          "tool_router_tools": [
            "COMPOSIO_SEARCH_TOOLS",
            "COMPOSIO_GET_TOOL_SCHEMAS",
            "COMPOSIO_PROXY_EXECUTE"
          ],
          "config": {
            "user_id": "user_42",
            "preload": {
              "tools": []
            },
            "instant": {
              "toolkits": {
                "enabled": [
                  "weather"
                ]
              },
              "tools": {
                "weather": {
                  "disabled": [
                    "WEATHER_LIST_DAYS"
                  ]
                }
              },
              "return_instant_charge": true
            },
            "proxy_execute": {
              "enable": true
            },
            "hooks": [
              {
                "id": "no-outsiders",
                "type": "before_execute",
                "name": "No outsiders",
                "applies_to": {
                  "toolkits": [
                    "gmail"
                  ]
                },
                "handler": {
                  "type": "condition_check",
                  "condition": "Mail goes to another company.",
                  "action": "block"
                }
              },
              {
                "id": "redact",
                "type": "after_execute",
                "applies_to": "all",
                "handler": {
                  "type": "webhook"
                }
              }
            ]
          },
          "config_version": 1,
          "warnings": []
        }
      },
      "Changed": {
        "summary": "After an update",
        "value": {
          "session_id": "trs_1a2b3c4d5e6f",
          "mcp": {
            "type": "http",
            "url": "http://127.0.0.1:4310/tool_router/trs_1a2b3c4d5e6f/mcp"
          },
          "tool_router_tools": [
            "COMPOSIO_SEARCH_TOOLS",
            "COMPOSIO_GET_TOOL_SCHEMAS",
            "COMPOSIO_MANAGE_CONNECTIONS",
            "COMPOSIO_MULTI_EXECUTE_TOOL"
          ],
          "config": {
            "user_id": "user_42",
            "toolkits": {
              "disabled": [
                "gmail"
              ]
            },
            "manage_connections": {
              "enabled": true,
              "enable_wait_for_connections": false,
              "enable_connection_removal": true
            },
            "workbench": {
              "enable": false,
              "proxy_execution_enabled": true
            },
            "preload": {
              "tools": []
            }
          },
          "config_version": 2,
          "warnings": []
        }
      },
      "Attached": {
        "summary": "With a custom tool",
        "value": {
          "session_id": "trs_1a2b3c4d5e6f",
          "mcp": {
            "type": "http",
            "url": "http://127.0.0.1:4310/tool_router/trs_1a2b3c4d5e6f/mcp"
          },
          "tool_router_tools": [
            "COMPOSIO_SEARCH_TOOLS",
            "COMPOSIO_GET_TOOL_SCHEMAS"
          ],
          "config": {
            "user_id": "user_42",
            "preload": {
              "tools": []
            },
            "search": {
              "enable": true
            },
            "execute": {
              "enable_multi_execute": false
            }
          },
          "config_version": 1,
          "experimental": {
            "custom_tools": [
              {
                "slug": "LOCAL_OPEN_DOOR",
                "original_slug": "open_door",
                "name": "Open door",
                "description": "Opens the office door.",
                "input_schema": {
                  "type": "object",
                  "properties": {
                    "door": {
                      "type": "string"
                    }
                  },
                  "required": [
                    "door"
                  ]
                }
              }
            ]
          },
          "warnings": []
        }
      },
      "CreateIssue": {
        "summary": "An app tool",
        "value": {
          "slug": "GITHUB_CREATE_AN_ISSUE",
          "name": "Create an issue",
          "description": "Opens an issue in a repository.",
          "human_description": "Open an issue",
          "toolkit": {
            "slug": "github",
            "name": "GitHub",
            "logo": "https://logos.example.com/github.svg"
          },
          "input_parameters": {
            "type": "object",
            "properties": {
              "owner": {
                "type": "string"
              },
              "repo": {
                "type": "string"
              },
              "title": {
                "type": "string"
              },
              "body": {
                "type": "string"
              }
            },
            "required": [
              "owner",
              "repo",
              "title"
            ]
          },
          "output_parameters": {
            "type": "object",
            "properties": {
              "number": {
                "type": "integer"
              },
              "url": {
                "type": "string"
              }
            }
          },
          "no_auth": false,
          "version": "20251027_00",
          "available_versions": [
            "20251027_00"
          ],
          "tags": [
            "createHint",
            "openWorldHint"
          ],
          "scopes": [
            "repo"
          ],
          "scope_requirements": {
            "all_of": [
              {
                "any_of": [
                  "repo",
                  {
                    "all_of": [
                      "public_repo",
                      "read:user"
                    ]
                  }
                ],
                "when": {
                  "visibility": [
                    "public"
                  ]
                }
              }
            ]
          },
          "is_deprecated": false,
          "instant": {
            "supported": true,
            "price": {
              "description": "0.01 USD per call",
              "discount": null
            }
          },
          "deprecated": {
            "displayName": "Create an issue",
            "version": "20251027_00",
            "available_versions": [
              "20251027_00"
            ],
            "is_deprecated": false,
            "toolkit": {
              "logo": "https://logos.example.com/github.svg"
            }
          }
        }
      }
    },
    "responses": {
      "BadRequest": {
        "description": "The request is invalid, or the session does not allow it.",
        "headers": {
          "x-request-id": {
            "$ref": "#/components/headers/RequestId"
          },
          "X-RateLimit": {
            "$ref": "#/components/headers/RateLimit"
          },
          "X-RateLimit-Remaining": {
            "$ref": "#/components/headers/RateLimitRemaining"
          },
          "X-RateLimit-Window-Size": {
            "$ref": "#/components/headers/RateLimitWindowSize"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "invalidBody": {
                "summary": "Body does not match the schema",
                "value": {
                  "error": {
                    "message": "The request does not match the schema",
                    "code": 10400,
                    "slug": "HTTP_BadRequest",
                    "status": 400,
                    "request_id": "req_0001",
                    "errors": [
                      "/toolkits: must have required property 'enable'"
                    ]
                  }
                }
              },
              "badSessionId": {
                "summary": "Session id without its prefix",
                "value": {
                  "error": {
                    "message": "A session id must start with trs_",
                    "code": 10400,
                    "slug": "HTTP_BadRequest",
                    "status": 400,
                    "request_id": "req_0001"
                  }
                }
              },
              "toolNotFound": {
                "summary": "Unknown tool",
                "value": {
                  "error": {
                    "message": "No tool is named GITHUB_CREATE_ISSUE",
                    "code": 4301,
                    "slug": "ToolRouterV2_ToolNotFound",
                    "status": 400,
                    "request_id": "req_0001",
                    "suggested_fix": "Did you mean GITHUB_CREATE_AN_ISSUE?"
                  }
                }
              },
              "noActiveConnection": {
                "summary": "The user has not connected the toolkit",
                "value": {
                  "error": {
                    "message": "No active connection for toolkit 'gmail' in this session",
                    "code": 4302,
                    "slug": "ToolRouterV2_NoActiveConnection",
                    "status": 400,
                    "request_id": "req_0001",
                    "suggested_fix": "Link the toolkit, or call COMPOSIO_MANAGE_CONNECTIONS"
                  }
                }
              },
              "toolkitNotAllowed": {
                "summary": "Toolkit not allowed in the session",
                "value": {
                  "error": {
                    "message": "[Session Restriction] Toolkit 'slack' is not allowed for this session",
                    "code": 4324,
                    "slug": "ToolRouterV2_ToolkitNotAllowed",
                    "status": 400,
                    "request_id": "req_0001"
                  }
                }
              },
              "accountRequired": {
                "summary": "Several accounts, none selected",
                "value": {
                  "error": {
                    "message": "Toolkit 'gmail' has several connected accounts: select one with `account`",
                    "code": 4300,
                    "slug": "ToolRouterV2_BadRequest",
                    "status": 400,
                    "request_id": "req_0001",
                    "errors": [
                      "ca_demo1 (work, ACTIVE)",
                      "ca_demo2 (home, ACTIVE)"
                    ]
                  }
                }
              }
            }
          }
        }
      },
      "Unauthorized": {
        "description": "The credential is missing or invalid, or more than one was sent.",
        "headers": {
          "x-request-id": {
            "$ref": "#/components/headers/RequestId"
          },
          "X-RateLimit": {
            "$ref": "#/components/headers/RateLimit"
          },
          "X-RateLimit-Remaining": {
            "$ref": "#/components/headers/RateLimitRemaining"
          },
          "X-RateLimit-Window-Size": {
            "$ref": "#/components/headers/RateLimitWindowSize"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "noCredential": {
                "summary": "No credential header",
                "value": {
                  "error": {
                    "message": "No credential was sent",
                    "code": 906,
                    "slug": "Auth_NoAuthProvided",
                    "status": 401,
                    "request_id": "req_0001",
                    "suggested_fix": "Send x-api-key"
                  }
                }
              },
              "invalidKey": {
                "summary": "Unknown project key",
                "value": {
                  "error": {
                    "message": "Invalid API key",
                    "code": 801,
                    "slug": "APIKey_InvalidAPIKey",
                    "status": 401,
                    "request_id": "req_0001"
                  }
                }
              }
            }
          }
        }
      },
      "Forbidden": {
        "description": "The credential is valid but lacks the permission, or the session forbids the operation.",
        "headers": {
          "x-request-id": {
            "$ref": "#/components/headers/RequestId"
          },
          "X-RateLimit": {
            "$ref": "#/components/headers/RateLimit"
          },
          "X-RateLimit-Remaining": {
            "$ref": "#/components/headers/RateLimitRemaining"
          },
          "X-RateLimit-Window-Size": {
            "$ref": "#/components/headers/RateLimitWindowSize"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "keyScope": {
                "summary": "Key without the required permission",
                "value": {
                  "error": {
                    "message": "This key has no permission to run tools",
                    "code": 812,
                    "slug": "APIKey_InsufficientPermissions",
                    "status": 403,
                    "request_id": "req_0001"
                  }
                }
              },
              "proxyDisabled": {
                "summary": "Proxy disabled in the session",
                "value": {
                  "error": {
                    "message": "Proxy execution is disabled in this session",
                    "code": 4327,
                    "slug": "ToolRouterV2_ProxyExecutionDisabled",
                    "status": 403,
                    "request_id": "req_0001"
                  }
                }
              }
            }
          }
        }
      },
      "NotFound": {
        "description": "The resource named in the path or body does not exist, was deleted, or belongs to another project.",
        "headers": {
          "x-request-id": {
            "$ref": "#/components/headers/RequestId"
          },
          "X-RateLimit": {
            "$ref": "#/components/headers/RateLimit"
          },
          "X-RateLimit-Remaining": {
            "$ref": "#/components/headers/RateLimitRemaining"
          },
          "X-RateLimit-Window-Size": {
            "$ref": "#/components/headers/RateLimitWindowSize"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "sessionNotFound": {
                "summary": "Unknown session",
                "value": {
                  "error": {
                    "message": "Session trs_unknown not found",
                    "code": 4303,
                    "slug": "ToolRouterV2_SessionNotFound",
                    "status": 404,
                    "request_id": "req_0001"
                  }
                }
              },
              "catalogToolNotFound": {
                "summary": "Unknown tool in the catalog",
                "value": {
                  "error": {
                    "message": "No tool is named GITHUB_CREATE_ISSUE",
                    "code": 2401,
                    "slug": "Tool_ToolNotFound",
                    "status": 404,
                    "request_id": "req_0001"
                  }
                }
              }
            }
          }
        }
      },
      "RequestTimeout": {
        "description": "The request took too long to validate or process.",
        "headers": {
          "x-request-id": {
            "$ref": "#/components/headers/RequestId"
          },
          "X-RateLimit": {
            "$ref": "#/components/headers/RateLimit"
          },
          "X-RateLimit-Remaining": {
            "$ref": "#/components/headers/RateLimitRemaining"
          },
          "X-RateLimit-Window-Size": {
            "$ref": "#/components/headers/RateLimitWindowSize"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "timeout": {
                "summary": "Timeout",
                "value": {
                  "error": {
                    "message": "Validating the configuration took too long",
                    "code": 10408,
                    "slug": "HTTP_RequestTimeout",
                    "status": 408,
                    "request_id": "req_0001"
                  }
                }
              }
            }
          }
        }
      },
      "TooManyRequests": {
        "description": "A rate limit was reached: the router's own (`X-RateLimit-Remaining` is 0) or the provider's.",
        "headers": {
          "x-request-id": {
            "$ref": "#/components/headers/RequestId"
          },
          "X-RateLimit": {
            "$ref": "#/components/headers/RateLimit"
          },
          "X-RateLimit-Remaining": {
            "$ref": "#/components/headers/RateLimitRemaining"
          },
          "X-RateLimit-Window-Size": {
            "$ref": "#/components/headers/RateLimitWindowSize"
          },
          "Retry-After": {
            "$ref": "#/components/headers/RetryAfter"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "anyOf": [
                {
                  "$ref": "#/components/schemas/Error"
                },
                {
                  "$ref": "#/components/schemas/RateLimitBody"
                }
              ]
            },
            "examples": {
              "limiter": {
                "summary": "The router's own limit",
                "value": {
                  "error": {
                    "message": "Too many requests",
                    "code": 10429,
                    "slug": "HTTP_TooManyRequests",
                    "status": 429,
                    "request_id": "req_0001"
                  }
                }
              },
              "limiterBare": {
                "summary": "A limiter in front of the router",
                "value": {
                  "message": "Rate limit exceeded. Limit: 10000 requests per 1 minutes"
                }
              }
            }
          }
        }
      },
      "InternalServerError": {
        "description": "The router failed.",
        "headers": {
          "x-request-id": {
            "$ref": "#/components/headers/RequestId"
          },
          "X-RateLimit": {
            "$ref": "#/components/headers/RateLimit"
          },
          "X-RateLimit-Remaining": {
            "$ref": "#/components/headers/RateLimitRemaining"
          },
          "X-RateLimit-Window-Size": {
            "$ref": "#/components/headers/RateLimitWindowSize"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "internal": {
                "summary": "Internal error",
                "value": {
                  "error": {
                    "message": "The router failed",
                    "code": 4340,
                    "slug": "ToolRouterV2_InternalServerError",
                    "status": 500,
                    "request_id": "req_0001"
                  }
                }
              }
            }
          }
        }
      },
      "Conflict": {
        "description": "The stored state changed during the request or conflicts with it, for example if an alias is taken.",
        "headers": {
          "x-request-id": {
            "$ref": "#/components/headers/RequestId"
          },
          "X-RateLimit": {
            "$ref": "#/components/headers/RateLimit"
          },
          "X-RateLimit-Remaining": {
            "$ref": "#/components/headers/RateLimitRemaining"
          },
          "X-RateLimit-Window-Size": {
            "$ref": "#/components/headers/RateLimitWindowSize"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "configVersion": {
                "summary": "Outdated expected version",
                "value": {
                  "error": {
                    "message": "Expected version 3, but the session is at version 4",
                    "code": 4312,
                    "slug": "ToolRouterV2_ConfigVersionConflict",
                    "status": 409,
                    "request_id": "req_0001",
                    "suggested_fix": "Read the session again and retry"
                  }
                }
              }
            }
          }
        }
      },
      "PaymentRequired": {
        "description": "The balance is used up. Nothing ran.",
        "headers": {
          "x-request-id": {
            "$ref": "#/components/headers/RequestId"
          },
          "X-RateLimit": {
            "$ref": "#/components/headers/RateLimit"
          },
          "X-RateLimit-Remaining": {
            "$ref": "#/components/headers/RateLimitRemaining"
          },
          "X-RateLimit-Window-Size": {
            "$ref": "#/components/headers/RateLimitWindowSize"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "balance": {
                "summary": "No credit left",
                "value": {
                  "error": {
                    "message": "The balance is used up",
                    "code": 10402,
                    "slug": "HTTP_PaymentRequired",
                    "status": 402,
                    "request_id": "req_0001",
                    "suggested_fix": "Add credit, or connect the user's own account"
                  }
                }
              }
            }
          }
        }
      },
      "Gone": {
        "description": "The resource was withdrawn.",
        "headers": {
          "x-request-id": {
            "$ref": "#/components/headers/RequestId"
          },
          "X-RateLimit": {
            "$ref": "#/components/headers/RateLimit"
          },
          "X-RateLimit-Remaining": {
            "$ref": "#/components/headers/RateLimitRemaining"
          },
          "X-RateLimit-Window-Size": {
            "$ref": "#/components/headers/RateLimitWindowSize"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "gone": {
                "summary": "Withdrawn",
                "value": {
                  "error": {
                    "message": "This is no longer available",
                    "code": 10410,
                    "slug": "HTTP_Gone",
                    "status": 410,
                    "request_id": "req_0001"
                  }
                }
              }
            }
          }
        }
      },
      "PayloadTooLarge": {
        "description": "The request or the tool's result exceeds the size limit.",
        "headers": {
          "x-request-id": {
            "$ref": "#/components/headers/RequestId"
          },
          "X-RateLimit": {
            "$ref": "#/components/headers/RateLimit"
          },
          "X-RateLimit-Remaining": {
            "$ref": "#/components/headers/RateLimitRemaining"
          },
          "X-RateLimit-Window-Size": {
            "$ref": "#/components/headers/RateLimitWindowSize"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "answerTooLarge": {
                "summary": "Tool result over the limit",
                "value": {
                  "error": {
                    "message": "The tool's result exceeds the size limit",
                    "code": 4345,
                    "slug": "ToolRouterV2_PayloadTooLarge",
                    "status": 413,
                    "request_id": "req_0001"
                  }
                }
              },
              "bodyTooLarge": {
                "summary": "Request body over the limit",
                "value": {
                  "error": {
                    "message": "The request body exceeds the size limit",
                    "code": 10413,
                    "slug": "HTTP_PayloadTooLarge",
                    "status": 413,
                    "request_id": "req_0001"
                  }
                }
              }
            }
          }
        }
      },
      "BadGateway": {
        "description": "The provider or the workbench is unreachable.",
        "headers": {
          "x-request-id": {
            "$ref": "#/components/headers/RequestId"
          },
          "X-RateLimit": {
            "$ref": "#/components/headers/RateLimit"
          },
          "X-RateLimit-Remaining": {
            "$ref": "#/components/headers/RateLimitRemaining"
          },
          "X-RateLimit-Window-Size": {
            "$ref": "#/components/headers/RateLimitWindowSize"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "upstream": {
                "summary": "Provider unreachable",
                "value": {
                  "error": {
                    "message": "The provider is unreachable",
                    "code": 4341,
                    "slug": "ToolRouterV2_UpstreamFailed",
                    "status": 502,
                    "request_id": "req_0001"
                  }
                }
              }
            }
          }
        }
      },
      "UnprocessableEntity": {
        "description": "The request is valid but cannot be processed.",
        "headers": {
          "x-request-id": {
            "$ref": "#/components/headers/RequestId"
          },
          "X-RateLimit": {
            "$ref": "#/components/headers/RateLimit"
          },
          "X-RateLimit-Remaining": {
            "$ref": "#/components/headers/RateLimitRemaining"
          },
          "X-RateLimit-Window-Size": {
            "$ref": "#/components/headers/RateLimitWindowSize"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "unprocessable": {
                "summary": "Cannot be processed",
                "value": {
                  "error": {
                    "message": "These filters cannot be combined",
                    "code": 10422,
                    "slug": "HTTP_UnprocessableEntity",
                    "status": 422,
                    "request_id": "req_0001"
                  }
                }
              }
            }
          }
        }
      },
      "NotImplemented": {
        "description": "This router does not support the operation.",
        "headers": {
          "x-request-id": {
            "$ref": "#/components/headers/RequestId"
          },
          "X-RateLimit": {
            "$ref": "#/components/headers/RateLimit"
          },
          "X-RateLimit-Remaining": {
            "$ref": "#/components/headers/RateLimitRemaining"
          },
          "X-RateLimit-Window-Size": {
            "$ref": "#/components/headers/RateLimitWindowSize"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "notImplemented": {
                "summary": "Not supported",
                "value": {
                  "error": {
                    "message": "This router does not support the operation",
                    "code": 10501,
                    "slug": "HTTP_NotImplemented",
                    "status": 501,
                    "request_id": "req_0001"
                  }
                }
              }
            }
          }
        }
      },
      "ServiceUnavailable": {
        "description": "The router is overloaded, down for maintenance, or its store fails. If the store fails, the message says whether the call may have run.",
        "headers": {
          "x-request-id": {
            "$ref": "#/components/headers/RequestId"
          },
          "X-RateLimit": {
            "$ref": "#/components/headers/RateLimit"
          },
          "X-RateLimit-Remaining": {
            "$ref": "#/components/headers/RateLimitRemaining"
          },
          "X-RateLimit-Window-Size": {
            "$ref": "#/components/headers/RateLimitWindowSize"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "unavailable": {
                "summary": "Down for maintenance",
                "value": {
                  "error": {
                    "message": "The router is down for maintenance",
                    "code": 10503,
                    "slug": "HTTP_ServiceUnavailable",
                    "status": 503,
                    "request_id": "req_0001"
                  }
                }
              }
            }
          }
        }
      },
      "GatewayTimeout": {
        "description": "The provider did not respond in time.",
        "headers": {
          "x-request-id": {
            "$ref": "#/components/headers/RequestId"
          },
          "X-RateLimit": {
            "$ref": "#/components/headers/RateLimit"
          },
          "X-RateLimit-Remaining": {
            "$ref": "#/components/headers/RateLimitRemaining"
          },
          "X-RateLimit-Window-Size": {
            "$ref": "#/components/headers/RateLimitWindowSize"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "providerTimeout": {
                "summary": "Provider timeout",
                "value": {
                  "error": {
                    "message": "The provider did not respond in time",
                    "code": 10504,
                    "slug": "HTTP_GatewayTimeout",
                    "status": 504,
                    "request_id": "req_0001"
                  }
                }
              }
            }
          }
        }
      }
    },
    "parameters": {
      "SessionId": {
        "name": "session_id",
        "in": "path",
        "required": true,
        "description": "Id of the session. An id without the `trs_` prefix returns 400, an unknown id 404.",
        "schema": {
          "type": "string",
          "format": "toolRouterSessionId",
          "maxLength": 256,
          "pattern": "^trs_"
        },
        "example": "trs_1a2b3c4d5e6f"
      },
      "Cursor": {
        "name": "cursor",
        "in": "query",
        "description": "The `next_cursor` of the previous page. Opaque. Omit it for the first page.",
        "schema": {
          "type": "string",
          "maxLength": 8192
        }
      },
      "MountId": {
        "name": "mount_id",
        "in": "path",
        "required": true,
        "description": "Id of the mount. Each session has one mount, `files`.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 256
        },
        "example": "files"
      },
      "ConnectedAccountId": {
        "name": "nanoid",
        "in": "path",
        "required": true,
        "description": "Id of the connected account.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 256
        },
        "example": "ca_demo1"
      },
      "RevokeOnDelete": {
        "name": "revoke_on_delete",
        "in": "query",
        "description": "Also revoke the credential at the provider.",
        "schema": {
          "type": "boolean"
        }
      },
      "AuthConfigId": {
        "name": "nanoid",
        "in": "path",
        "required": true,
        "description": "Id of the auth config.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 256
        },
        "example": "ac_demo1"
      },
      "IncludePricing": {
        "name": "include_pricing",
        "in": "query",
        "description": "Include the prices of instant tools.",
        "schema": {
          "type": "boolean",
          "default": false
        }
      }
    }
  }
};
