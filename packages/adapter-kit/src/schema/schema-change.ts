/** One thing that was changed about a schema, and why it had to be. */
export interface SchemaChange {
  /** JSON pointer into the schema; empty for the whole. */
  readonly pointer: string;
  readonly reason: string;
  /** Whether arguments that are valid for what it became are, once restored, valid for what it was. */
  readonly lossless: boolean;
}

/** A way into a schema, kept as a list, since it is needed only when something changes there. */
export interface Place {
  readonly up: Place | undefined;
  readonly key: string;
}

/** The place of what stands under a keyword, or under a name or index there. */
export function placeIn(up: Place | undefined, keyword: string, name: string | undefined): Place {
  const place = { up, key: keyword };
  return name === undefined ? place : { up: place, key: name };
}

export function pointerTo(place: Place | undefined): string {
  let pointer = "";
  for (let at = place; at; at = at.up) pointer = `/${at.key.replaceAll("~", "~0").replaceAll("/", "~1")}${pointer}`;
  return pointer;
}
