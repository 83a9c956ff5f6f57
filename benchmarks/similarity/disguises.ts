/**
 * What people do to a copy so that it looks like their own. Each disguise leaves the code right: solutions.test.ts grades some.
 *
 * They are applied to text, places being found in the syntax tree, so types and layout stay as a person would leave them.
 */
import type { AnyNode, BlockStatement, Program, Statement } from "acorn";
import type { Random } from "#tensor";
import { edited, treeOf, walk, type Edit } from "./edits.ts";

export type Disguise = (text: string, random: Random) => string;

/** Other indentation, no blank lines, and a remark above every third line. */
const relaidOut: Disguise = (text, random) =>
  text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => line.replace(/^( {2})+/, (indent) => "\t".repeat(indent.length / 2)))
    .flatMap((line) =>
      line.endsWith(";") && chance(random, 1 / 3) ? [`${line} // ${word(random)} ${word(random)}`] : [line],
    )
    .join("\n");

/** Everything that the file declares for itself gets another name, consistently. */
const renamed: Disguise = (text, random) => {
  const tree = treeOf(text);
  const names = new Map<string, string>();
  for (const name of ownNames(tree)) names.set(name, `${word(random)}${names.size}`);
  const edits: Edit[] = [];
  for (const [node, [parent]] of walk(tree)) {
    if (node.type !== "Identifier" || !names.has(node.name) || isPropertyName(node, parent)) continue;
    const { start, end } = node;
    const to = names.get(node.name)!;
    // { mean } means { mean: mean }: the property keeps its name.
    const short = parent?.type === "Property" && parent.shorthand;
    edits.push({ start, end, text: short ? `${node.name}: ${to}` : to });
  }
  return edited(text, withoutTwice(edits));
};

/** Functions, constants and classes of the file in another order, and so the methods of a class. */
const reordered: Disguise = (text, random) => {
  const functions = treeOf(text).body.filter(({ type }) => type !== "ImportDeclaration");
  const once = edited(text, shuffled(functions, text, random));
  const methods = [...walk(treeOf(once))].flatMap(([node]) =>
    node.type === "ClassBody" ? [node.body.filter(({ type }) => type === "MethodDefinition")] : [],
  );
  return edited(
    once,
    methods.flatMap((own) => shuffled(own, once, random)),
  );
};

/** A statement that does nothing before every fourth. */
const padded: Disguise = (text, random) => {
  const edits = statementsIn(treeOf(text)).flatMap(({ start }): Edit[] => {
    if (!chance(random, 1 / 4)) return [];
    const name = `${word(random)}${Math.floor(1e6 * random.uniform([]).item())}`;
    const fillers = [
      `const ${name} = 0;`,
      `let ${name} = [];`,
      `const ${name} = "${word(random)}";`,
      `if (false) console.log("${word(random)}");`,
      `const ${name} = Math.max(1, 2) > 3;`,
    ];
    return [{ start, end: start, text: `${fillers[random.integer(0, fillers.length)]}\n` }];
  });
  return edited(text, edits);
};

/** Counting loops become `while` or go over keys; loops over a list count. @param rate - how many of them. */
export const otherLoops = (text: string, random: Random, rate = 1): string => {
  let now = text;
  // From the last to the first, innermost first: those before a change are still the same in number.
  for (let index = loopsIn(text).length - 1; index >= 0; index--) {
    if (!chance(random, rate)) continue;
    const edit = rewrittenLoop(loopsIn(now)[index]!, now, { random, number: index });
    if (edit) now = edited(now, [edit]);
  }
  return now;
};

function loopsIn(text: string): AnyNode[] {
  return [...walk(treeOf(text))].flatMap(([node]) =>
    node.type === "ForStatement" || node.type === "ForOfStatement" ? [node] : [],
  );
}

/** `a.mul(b).add(c)` becomes two statements. @param rate - how often. */
export const split = (text: string, random: Random, rate = 2 / 3): string => {
  let count = 0;
  const edits = statementsIn(treeOf(text)).flatMap((statement): Edit[] => {
    const value =
      statement.type === "ReturnStatement"
        ? statement.argument
        : statement.type === "VariableDeclaration" && statement.declarations.length === 1
          ? statement.declarations[0]!.init
          : undefined;
    if (value?.type !== "CallExpression" || value.callee.type !== "MemberExpression") return [];
    const { object } = value.callee;
    if (object.type !== "CallExpression" || !chance(random, rate)) return [];
    while (text.includes(`part${count}`)) count++;
    const name = `part${count++}`;
    return [
      {
        start: statement.start,
        end: statement.start,
        text: `const ${name} = ${text.slice(object.start, object.end)};\n`,
      },
      { start: object.start, end: object.end, text: name },
    ];
  });
  return edited(text, edits);
};

const inTurn =
  (...disguises: readonly Disguise[]): Disguise =>
  (text, random) =>
    disguises.reduce((before, disguise) => disguise(before, random), text);

export const disguises: Readonly<Record<string, Disguise>> = {
  "comments and layout": relaidOut,
  "names changed": renamed,
  "functions reordered": reordered,
  "loops rewritten": otherLoops,
  "expressions split": split,
  "statements inserted": padded,
  "all of these": inTurn(split, otherLoops, padded, reordered, renamed, relaidOut),
};

/** Variables, parameters, and functions that are not exported. */
function ownNames(tree: Program): Set<string> {
  const names = new Set<string>();
  const exported = new Set<AnyNode>();
  for (const [node, [parent]] of walk(tree)) {
    if (parent?.type === "ExportNamedDeclaration") exported.add(node);
    if (node.type === "VariableDeclarator") for (const name of boundBy(node.id)) names.add(name);
    if (node.type === "CatchClause" && node.param) for (const name of boundBy(node.param)) names.add(name);
    if (
      node.type !== "FunctionDeclaration" &&
      node.type !== "FunctionExpression" &&
      node.type !== "ArrowFunctionExpression"
    )
      continue;
    if (node.type === "FunctionDeclaration" && node.id && !exported.has(node)) names.add(node.id.name);
    for (const parameter of node.params) for (const name of boundBy(parameter)) names.add(name);
  }
  return names;
}

function boundBy(pattern: AnyNode): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((each) => boundBy(each.type === "Property" ? each.value : each.argument));
    case "ArrayPattern":
      return pattern.elements.flatMap((each) => (each ? boundBy(each) : []));
    case "AssignmentPattern":
      return boundBy(pattern.left);
    case "RestElement":
      return boundBy(pattern.argument);
    default:
      return [];
  }
}

/** The name of a field or method is nobody's variable. */
function isPropertyName(node: AnyNode, parent: AnyNode | undefined): boolean {
  if (parent?.type === "MemberExpression") return parent.property === node && !parent.computed;
  if (parent?.type === "Property") return parent.key === node && !parent.shorthand && !parent.computed;
  if (parent?.type === "MethodDefinition" || parent?.type === "PropertyDefinition") return parent.key === node;
  return false;
}

/** The key and the value of a shorthand property are the same place; the key comes first. */
function withoutTwice(edits: readonly Edit[]): Edit[] {
  return [...new Map(edits.toReversed().map((edit) => [edit.start, edit])).values()];
}

function shuffled(nodes: readonly AnyNode[], text: string, random: Random): Edit[] {
  const texts = nodes.map(({ start, end }) => text.slice(start, end));
  for (let index = texts.length - 1; index > 0; index--) {
    const other = random.integer(0, index + 1);
    [texts[index], texts[other]] = [texts[other]!, texts[index]!];
  }
  return nodes.map(({ start, end }, index) => ({ start, end, text: texts[index]! }));
}

/** Those that stand in a block, where another may stand before them. */
function statementsIn(tree: Program): Statement[] {
  return [...walk(tree)].flatMap(([node]) =>
    node.type === "BlockStatement" || node.type === "StaticBlock" ? (node as BlockStatement).body : [],
  );
}

function rewrittenLoop(
  loop: AnyNode,
  text: string,
  { random, number }: { random: Random; number: number },
): Edit | undefined {
  const { start, end } = loop;
  const slice = (node: AnyNode): string => text.slice(node.start, node.end);
  if (loop.type === "ForOfStatement") {
    if (loop.left.type !== "VariableDeclaration") return undefined;
    const [list, index] = [`list${number}of${start}`, `position${number}of${start}`];
    const each = slice(loop.left.declarations[0]!.id);
    const body = `for (let ${index} = 0; ${index} < ${list}.length; ${index}++) {\nconst ${each} = ${list}[${index}];\n${slice(loop.body)}\n}`;
    return { start, end, text: `{\nconst ${list} = [...${slice(loop.right)}];\n${body}\n}` };
  }
  if (loop.type !== "ForStatement" || !loop.init || !loop.test || !loop.update) return undefined;
  const hasJump = /\b(?:continue)\b/.test(slice(loop.body));
  const { init, test, update } = loop;
  const declared =
    init.type === "VariableDeclaration" && init.declarations.length === 1 ? init.declarations[0]! : undefined;
  const counts =
    declared?.init?.type === "Literal" &&
    declared.init.value === 0 &&
    test.type === "BinaryExpression" &&
    test.operator === "<" &&
    update.type === "UpdateExpression";
  if (counts && (hasJump || chance(random, 1 / 2)))
    return {
      start,
      end,
      text: `for (const ${slice(declared.id)} of Array(${slice(test.right)}).keys()) ${slice(loop.body)}`,
    };
  if (hasJump) return undefined;
  return {
    start,
    end,
    text: `{\n${slice(init).replace(/;$/, "")};\nwhile (${slice(test)}) {\n${slice(loop.body)}\n${slice(update)};\n}\n}`,
  };
}

const words = [
  "value",
  "result",
  "inner",
  "step",
  "state",
  "total",
  "part",
  "table",
  "line",
  "entry",
  "helper",
  "local",
];

function word(random: Random): string {
  return words[random.integer(0, words.length)]!;
}

function chance(random: Random, share: number): boolean {
  return random.uniform([]).item() < share;
}
