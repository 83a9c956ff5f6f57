/** Changes to a TypeScript file at places that its syntax tree names. The tree is of the text without types, which keeps every place. */
import { stripTypeScriptTypes } from "node:module";
import { parse, type AnyNode, type Program } from "acorn";

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function treeOf(text: string): Program {
  return parse(stripTypeScriptTypes(text, { mode: "strip" }), { ecmaVersion: "latest", sourceType: "module" });
}

/** Edits that lie in others are dropped; of several at one place the order is kept. */
export function edited(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const edit of edits.toSorted((one, other) => one.start - other.start)) {
    if (edit.start < at) continue;
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** The node and all below it, outermost first, each with those above it, the nearest first. */
export function* walk(node: AnyNode, above: readonly AnyNode[] = []): Generator<[AnyNode, readonly AnyNode[]]> {
  yield [node, above];
  for (const child of Object.values(node).flat())
    if (typeof child === "object" && child !== null && "type" in child) yield* walk(child as AnyNode, [node, ...above]);
}
