/**
 * What isn't mutated: the words of error messages. A spec asks that an error comes, not what it says.
 *
 * Words are whatever is handed to an error's constructor; a sentence, wherever it stands; and a function's own name as
 * an argument, which is how a check that several functions share learns whom to name.
 */
import type { babel, InstrumenterOptions } from "@stryker-mutator/instrumenter";

type Ignorer = InstrumenterOptions["ignorers"][number];

export function messageIgnorer(text: string): Ignorer {
  const functions = new Set(text.matchAll(/\bfunction (\w+)/g).map(([, name]) => name!));
  return {
    shouldIgnore(path): string | undefined {
      const { node, parent, listKey } = path as babel.NodePath;
      if (parent?.type === "NewExpression" && listKey === "arguments") {
        const { callee } = parent;
        return callee.type === "Identifier" && callee.name.endsWith("Error") ? "the words of an error" : undefined;
      }
      if (node.type !== "StringLiteral") return undefined;
      if (/\s.*\.$/.test(node.value)) return "a sentence of an error's remedy";
      const names = parent?.type === "CallExpression" && listKey === "arguments" && functions.has(node.value);
      return names ? "the function's name in an error" : undefined;
    },
  };
}
