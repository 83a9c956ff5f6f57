/** What an exercise prescribes of every right answer: the heads of its functions and classes, with nothing in the bodies. */
import { parse, type AnyNode, type Program } from "acorn";

/** @param text - the reference, without its types. */
export function publishedShape(text: string): string {
  const program = parse(text, { ecmaVersion: "latest", sourceType: "module" });
  const published = program.body.filter(({ type }) => type.startsWith("Export"));
  return published.map((node) => withoutBodies(text, node)).join("\n");
}

function withoutBodies(text: string, node: Program["body"][number]): string {
  let shape = "";
  let from = node.start;
  for (const { start, end } of bodiesIn(node)) {
    shape += `${text.slice(from, start)}{}`;
    from = end;
  }
  return shape + text.slice(from, node.end);
}

/** Of functions and methods, in the order of the text; the outermost only. */
function bodiesIn(node: AnyNode): AnyNode[] {
  if ("body" in node && isFunction(node)) return [node.body as AnyNode];
  return Object.values(node)
    .flat()
    .filter((child): child is AnyNode => typeof child === "object" && child !== null && "type" in child)
    .flatMap(bodiesIn);
}

function isFunction({ type }: AnyNode): boolean {
  return type === "FunctionDeclaration" || type === "FunctionExpression" || type === "ArrowFunctionExpression";
}
