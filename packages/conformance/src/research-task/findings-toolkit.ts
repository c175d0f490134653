import { defineTool, defineToolkit, type LocalToolkit, type ToolContext } from "@tool-router/local";
import type { Finding, FindingsDatabase } from "./findings-database.ts";

/** A database of findings. Its user connects it with the database's access key. */
export function findingsToolkit(database: FindingsDatabase): LocalToolkit {
  // Checked at every call, not at the connection alone: the key may have been changed since.
  const requireAccess = ({ credentials }: ToolContext): void => database.requireAccess(credentials["access_key"]);

  return defineToolkit({
    slug: "findings",
    description: "A database in which findings about packages are kept",
    auth: {
      scheme: "API_KEY",
      fields: [{ name: "access_key", label: "Access key", secret: true }],
      verify: ({ access_key: key }) => database.requireAccess(key),
    },
    tools: [
      defineTool<{ findings: Finding[] }>({
        slug: "FINDINGS_INSERT_FINDINGS",
        description: "Insert findings into the database, one for each package; all of them, or none.",
        inputSchema: {
          type: "object",
          properties: {
            findings: {
              type: "array",
              minItems: 1,
              maxItems: 100,
              description: "The findings to insert.",
              items: {
                type: "object",
                properties: {
                  package: { type: "string", minLength: 1, description: "Name of the package." },
                  description: { type: "string", description: "What the package says of itself." },
                  typescript_files: { type: "integer", minimum: 0, description: "How many TypeScript files it has." },
                  node_imports: {
                    type: "integer",
                    minimum: 0,
                    description: "How many of their lines import a module of Node.",
                  },
                },
                required: ["package", "description", "typescript_files", "node_imports"],
                additionalProperties: false,
              },
            },
          },
          required: ["findings"],
          additionalProperties: false,
        },
        tags: ["createHint"],
        execute({ findings }, context) {
          requireAccess(context);
          database.insert(findings, context.now());
          return { inserted: findings.length, total: database.count() };
        },
      }),
      defineTool<{ limit?: number }>({
        slug: "FINDINGS_LIST_FINDINGS",
        description: "List the findings that are in the database, and how many there are in total.",
        inputSchema: {
          type: "object",
          properties: {
            limit: { type: "integer", minimum: 1, maximum: 500, description: "The most to return. Default: 100." },
          },
          additionalProperties: false,
        },
        tags: ["readOnlyHint", "idempotentHint"],
        execute({ limit = 100 }, context) {
          requireAccess(context);
          return { total: database.count(), findings: database.list(limit) };
        },
      }),
    ],
  });
}
