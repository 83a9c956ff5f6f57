/**
 * A value as TypeScript that gives the same value again, with `#tensor` in scope: every number in full, `-0` and the
 * empty axes of a tensor included. Lines are at most 80 characters wide where the value can be broken.
 */
import { Random, Tensor } from "#tensor";
import { Opaque, type Value } from "#graders/execution/executor.ts";

const columns = 80;

/** The statement `const x = …;`, or nothing when the value can't be written. */
export function declaration(name: string, value: Value): string | undefined {
  const tree = treeOf(value);
  return tree === undefined ? undefined : `const ${name} = ${laidOut(tree, "", `const ${name} = `.length + 1)};`;
}

/** The value on one line, or nothing when it can't be written. */
export function expression(value: Value): string | undefined {
  const tree = treeOf(value);
  return tree === undefined ? undefined : flat(tree);
}

/** The call of a function, given the texts of its arguments. */
export function invocation(name: string, items: readonly string[]): string {
  return laidOut({ open: `${name}(`, items, close: ")" }, "", 0);
}

/** Numbers and other leaves that the value holds. */
export function entriesIn(value: Value): number {
  if (value instanceof Tensor) return value.size;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (!isNested(value)) return 1;
  return Object.values(value).reduce<number>((sum, entry: Value) => sum + entriesIn(entry), 0);
}

type Tree = string | { readonly open: string; readonly items: readonly Tree[]; readonly close: string };

function treeOf(value: Value): Tree | undefined {
  if (value instanceof Tensor) return tensorTree(value);
  if (value instanceof Random) return `new Random(${value.seed})`;
  if (value instanceof Opaque || ArrayBuffer.isView(value)) return undefined;
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return numberCode(value);
  if (typeof value === "bigint") return `${value}n`;
  if (!isNested(value)) return String(value);
  const isArray = Array.isArray(value);
  const items = Object.entries(value).map(([key, entry]) =>
    prefixed(isArray ? "" : `${keyCode(key)}: `, treeOf(entry)),
  );
  if (items.some((item) => item === undefined)) return undefined;
  const known = items as readonly Tree[];
  if (isArray) return { open: "[", items: known, close: "]" };
  return known.length === 0 ? "{}" : { open: "{ ", items: known, close: " }" };
}

function tensorTree({ shape, data }: Tensor): Tree {
  // Nested brackets can't say how long the axes behind an empty one are.
  if (data.length === 0 && (shape.at(-1) !== 0 || shape.slice(0, -1).includes(0)))
    return `zeros([${shape.join(", ")}])`;
  return prefixed("tensor(", nested(shape, data, 0, data.length), ")")!;
}

function nested(shape: readonly number[], data: Float64Array, start: number, end: number): Tree {
  const [length, ...inner] = shape;
  if (length === undefined) return numberCode(data[start]!);
  const width = (end - start) / length;
  const items = Array.from({ length }, (_, index) =>
    nested(inner, data, start + index * width, start + (index + 1) * width),
  );
  return { open: "[", items, close: "]" };
}

/** The shortest text that is read back as the same number. */
function numberCode(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function keyCode(key: string): string {
  // Written plainly this one key would set the prototype.
  if (key === "__proto__") return `["__proto__"]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}

function prefixed(before: string, tree: Tree | undefined, after = ""): Tree | undefined {
  if (tree === undefined || typeof tree === "string") return tree && `${before}${tree}${after}`;
  return { ...tree, open: before + tree.open, close: tree.close + after };
}

function flat(tree: Tree): string {
  return typeof tree === "string" ? tree : `${tree.open}${tree.items.map(flat).join(", ")}${tree.close}`;
}

/** @param taken - columns of the first line that are used already, the semicolon or comma at the end included. */
function laidOut(tree: Tree, indent: string, taken: number): string {
  const line = flat(tree);
  if (typeof tree === "string" || taken + line.length <= columns) return line;
  const inner = `${indent}  `;
  const items = tree.items.map((item) => laidOut(item, inner, inner.length + 1));
  const plain = tree.items.every((item) => typeof item === "string");
  const body = plain ? filled(items, inner) : `${inner}${items.join(`,\n${inner}`)}`;
  return `${tree.open.trimEnd()}\n${body},\n${indent}${tree.close.trimStart()}`;
}

/** As many items on a line as fit. */
function filled(items: readonly string[], indent: string): string {
  const lines: string[] = [];
  for (const item of items) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + item.length + 3 <= columns) lines[lines.length - 1] = `${line}, ${item}`;
    else lines.push(indent + item);
  }
  return lines.join(",\n");
}

function isNested(value: Value): value is readonly Value[] | { readonly [key: string]: Value } {
  return typeof value === "object" && value !== null && !(value instanceof Opaque) && !(value instanceof Random);
}
