/** The text in lines of at most `room` characters, broken between words; a longer word gets a line of its own. */
export function wrapText(text: string, room: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines = [""];
    for (const word of paragraph.split(" ")) {
      const last = lines.at(-1)!;
      if (last !== "" && last.length + 1 + word.length > room) lines.push(word);
      else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
    }
    return lines;
  });
}
