import { defineTool, defineToolkit, type LocalToolkit } from "@tool-router/local";

interface Note {
  id: number;
  text: string;
}

/** Notes per user, kept in memory. Served without a toolkits file. */
export function demoToolkit(): LocalToolkit {
  const notesByUser = new Map<string, Note[]>();
  const notesOf = (userId: string): Note[] => notesByUser.get(userId) ?? [];
  let lastId = 0;

  return defineToolkit({
    slug: "notes",
    name: "Notes",
    description: "Short notes of the user",
    tools: [
      defineTool<{ text: string }>({
        slug: "NOTES_CREATE_NOTE",
        description: "Writes a new note",
        tags: ["createHint"],
        inputSchema: {
          type: "object",
          properties: { text: { type: "string", minLength: 1, description: "What to write down" } },
          required: ["text"],
          additionalProperties: false,
        },
        execute({ text }, { session: { userId } }) {
          const note = { id: ++lastId, text };
          notesByUser.set(userId, [...notesOf(userId), note]);
          return note;
        },
      }),
      defineTool({
        slug: "NOTES_LIST_NOTES",
        description: "Lists all notes",
        tags: ["readOnlyHint", "idempotentHint"],
        inputSchema: { type: "object", properties: {}, additionalProperties: false },
        execute: (_, { session: { userId } }) => ({ notes: notesOf(userId) }),
      }),
      defineTool<{ id: number }>({
        slug: "NOTES_DELETE_NOTE",
        description: "Deletes a note for good",
        tags: ["destructiveHint"],
        inputSchema: {
          type: "object",
          properties: { id: { type: "integer", description: "Id of the note" } },
          required: ["id"],
          additionalProperties: false,
        },
        execute({ id }, { session: { userId } }) {
          const notes = notesOf(userId);
          if (!notes.some((note) => note.id === id)) throw new Error(`No note has the id ${id}`);
          notesByUser.set(
            userId,
            notes.filter((note) => note.id !== id),
          );
          return { deleted: id };
        },
      }),
    ],
  });
}
