/** The text of a content, given whole or in parts. */
export function textOf(content: string | readonly object[]): string {
  if (typeof content === "string") return content;
  return content
    .map((part) => {
      if ("text" in part && typeof part.text === "string") return part.text;
      throw new Error("The scripted model reads text only");
    })
    .join("");
}
