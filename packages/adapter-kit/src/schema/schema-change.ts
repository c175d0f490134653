/** One change of a schema and its reason. */
export interface SchemaChange {
  /** JSON pointer into the schema; empty for the root. */
  readonly pointer: string;
  readonly reason: string;
  /** Whether valid arguments, once restored, are always valid for the original schema. */
  readonly lossless: boolean;
}

/** A path into a schema as a linked list, which costs nothing until a change is reported. */
export interface Place {
  readonly up: Place | undefined;
  readonly key: string;
}

/** The place of a keyword, or of a name or index in it. */
export function placeIn(up: Place | undefined, keyword: string, name: string | undefined): Place {
  const place = { up, key: keyword };
  return name === undefined ? place : { up: place, key: name };
}

export function pointerTo(place: Place | undefined): string {
  let pointer = "";
  for (let at = place; at; at = at.up) pointer = `/${at.key.replaceAll("~", "~0").replaceAll("/", "~1")}${pointer}`;
  return pointer;
}
