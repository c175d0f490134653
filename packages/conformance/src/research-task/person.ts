/** The user of the agent: reads what it answers, and opens the links in it. */
export interface Person {
  /** The person's reply to an answer; undefined when the answer has no link to open. */
  reply(answer: string): Promise<string | undefined>;
  /** What the pages said on which the person ended, one for each link that was opened. */
  readonly pagesSeen: readonly string[];
}

export interface PersonOptions {
  /** The person's browser. */
  fetch: typeof globalThis.fetch;
  /** Links to any other origin are not opened. */
  origin: string;
  /** What the person can fill in, by the label on the page. */
  knows: Readonly<Record<string, string>>;
}

export function createPerson({ fetch, origin, knows }: PersonOptions): Person {
  const pagesSeen: string[] = [];

  const connect = async (link: string): Promise<string> => {
    const page = await (await fetch(link)).text();
    const entered = new URLSearchParams();
    for (const { name, label } of inputsOf(page)) entered.append(name, knows[label] ?? "");
    const button = buttonOf(page, "Connect");
    // Without a button, the page explains why.
    if (button === undefined) return messageOf(page);
    entered.append(button.name, button.value);
    const answer = await fetch(link, { method: "POST", body: entered });
    return messageOf(await answer.text());
  };

  return {
    pagesSeen,
    async reply(answer) {
      const link = linksIn(answer).find((candidate) => new URL(candidate).origin === origin);
      if (link === undefined) return undefined;
      const message = await connect(link);
      pagesSeen.push(message);
      return `I opened the link and pressed Connect. The page now says: "${message}". Please go on.`;
    },
  };
}

function linksIn(text: string): string[] {
  const found = text.match(/https?:\/\/[^\s<>()[\]"'`]+/g) ?? [];
  return found.map((link) => link.replace(/[.,;:!?]+$/, "")).filter((link) => URL.canParse(link));
}

function inputsOf(page: string): { name: string; label: string }[] {
  return [...page.matchAll(/<input\b[^>]*>/g)].map(([input]) => {
    const id = attribute(input, "id");
    const label = [...page.matchAll(/<label\b([^>]*)>([^<]*)<\/label>/g)].find(([tag]) => attribute(tag, "for") === id);
    return { name: attribute(input, "name"), label: unescaped(label?.[2] ?? "") };
  });
}

function buttonOf(page: string, text: string): { name: string; value: string } | undefined {
  const button = [...page.matchAll(/<button\b[^>]*>([^<]*)<\/button>/g)].find((match) => match[1]?.trim() === text);
  return button && { name: attribute(button[0], "name"), value: attribute(button[0], "value") };
}

function messageOf(page: string): string {
  const heading = /<h1>([^<]*)<\/h1>/.exec(page)?.[1] ?? "nothing that I can read";
  const alert = /role="alert">(?:<[^>]*>)*([^<]*)/.exec(page)?.[1];
  return unescaped(alert === undefined ? heading : `${heading}: ${alert}`);
}

const attribute = (tag: string, name: string): string =>
  unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "");

function unescaped(html: string): string {
  const characters: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
  return html.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => characters[name] ?? "");
}
