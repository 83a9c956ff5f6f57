// A calculation as data: nodes that name an operation and their operands. Whatever works on such a graph, here its value
// and its gradients, needs one thing first: an order in which every node comes after its operands.

/** What a node does: two operands for the first three, one for the others. */
export type Operation = "add" | "subtract" | "multiply" | "exp" | "tanh";

export interface GraphNode {
  readonly operation: Operation;
  /** Names of other nodes, or of inputs, in order; one may stand there twice. */
  readonly operands: readonly string[];
}

/** Nodes by name, in any order. A name that stands among the operands and is no node is an input. */
export interface Graph {
  readonly [name: string]: GraphNode;
}

/** A number for each name. */
export interface Numbers {
  readonly [name: string]: number;
}

interface Rule {
  readonly arity: number;
  value(a: number, b: number): number;
  /** The slope with respect to each operand. */
  slopes(a: number, b: number): readonly number[];
}

const rules: { readonly [operation in Operation]: Rule } = {
  add: { arity: 2, value: (a, b) => a + b, slopes: () => [1, 1] },
  subtract: { arity: 2, value: (a, b) => a - b, slopes: () => [1, -1] },
  multiply: { arity: 2, value: (a, b) => a * b, slopes: (a, b) => [b, a] },
  exp: { arity: 1, value: Math.exp, slopes: (a) => [Math.exp(a)] },
  tanh: { arity: 1, value: Math.tanh, slopes: (a) => [1 - Math.tanh(a) ** 2] },
};

/**
 * The nodes in an order in which each comes after all nodes among its operands.
 *
 * Depth first: a node is written down when all of its operands have been. A node that is met again while its own operands
 * are still being visited is its own ancestor.
 *
 * @returns each name of the graph once, inputs not among them. Of several such orders any will do.
 * @throws RangeError - when the graph has a cycle.
 * @example topologicalOrder({ b: { operation: "exp", operands: ["a"] }, a: { operation: "exp", operands: ["x"] } }) // => ["a", "b"]
 * @see Cormen, Leiserson, Rivest & Stein, Introduction to algorithms (2009), section 22.4.
 */
export function topologicalOrder(graph: Graph): string[] {
  const order = new Set<string>();
  const open = new Set<string>();
  const visit = (name: string): void => {
    if (order.has(name) || !Object.hasOwn(graph, name)) return;
    if (open.has(name))
      throw new RangeError(`topologicalOrder: graph holds the cycle ${[...open, name].join(" ← ")}, expected none.`);
    open.add(name);
    graph[name]!.operands.forEach(visit);
    open.delete(name);
    order.add(name);
  };
  Object.keys(graph).forEach(visit);
  return [...order];
}

/**
 * The value of every node, from those of the inputs.
 *
 * @param graph - nodes by name.
 * @param inputs - a number for each input.
 * @returns the inputs and the nodes.
 * @throws RangeError - when the graph has a cycle, when an operand is neither a node nor an input, when an operation is
 *   not known, or has more or fewer operands than it takes.
 * @example
 * const graph = { z: { operation: "multiply", operands: ["s", "x"] }, s: { operation: "add", operands: ["x", "y"] } };
 * evaluate(graph, { x: 2, y: 3 }) // => { x: 2, y: 3, s: 5, z: 10 }
 */
export function evaluate(graph: Graph, inputs: Numbers): Numbers {
  const values: { [name: string]: number } = { ...inputs };
  for (const name of topologicalOrder(graph)) {
    const node = graph[name]!;
    expectKnown(name, node, values);
    const [a, b] = node.operands.map((operand) => values[operand]!);
    values[name] = rules[node.operation].value(a!, b!);
  }
  return values;
}

/**
 * The slope of one value with respect to every other, in one walk from the end to the beginning.
 *
 * `d output / d output = 1`, `d output / dx = Σ_y d output / dy · dy/dx` over all nodes y that have x as operand,
 * as often as they have it
 *
 * Against the topological order, all y have their gradient before x hands its own on.
 *
 * @param graph - nodes by name.
 * @param inputs - a number for each input.
 * @param output - the name of the node, or input, whose slopes are wanted.
 * @returns a number for each input and each node, 0 where no way leads to the output.
 * @throws RangeError - when `output` is neither a node nor an input, and where {@link evaluate} does.
 * @example gradients({ z: { operation: "multiply", operands: ["x", "x"] } }, { x: 3 }, "z") // => { x: 6, z: 1 }
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), algorithm 6.2.
 */
export function gradients(graph: Graph, inputs: Numbers, output: string): Numbers {
  const values = evaluate(graph, inputs);
  if (!Object.hasOwn(values, output))
    throw new RangeError(`gradients: output is "${output}", expected one of ${Object.keys(values).join(", ")}.`);
  const slopes = Object.fromEntries(Object.keys(values).map((name) => [name, name === output ? 1 : 0]));
  for (const name of topologicalOrder(graph).toReversed()) {
    const { operation, operands } = graph[name]!;
    const [a, b] = operands.map((operand) => values[operand]!);
    const local = rules[operation].slopes(a!, b!);
    operands.forEach((operand, place) => (slopes[operand]! += slopes[name]! * local[place]!));
  }
  return slopes;
}

function expectKnown(name: string, { operation, operands }: GraphNode, values: Numbers): void {
  if (!Object.hasOwn(rules, operation))
    throw new RangeError(
      `evaluate: graph.${name} has the operation "${operation}", expected one of ${Object.keys(rules).join(", ")}.`,
    );
  if (operands.length !== rules[operation].arity)
    throw new RangeError(
      `evaluate: graph.${name} has ${operands.length} operands, expected ${rules[operation].arity} for ${operation}.`,
    );
  const unknown = operands.find((operand) => !Object.hasOwn(values, operand));
  if (unknown !== undefined)
    throw new RangeError(
      `evaluate: graph.${name} has the operand "${unknown}", expected the name of a node or an input.`,
    );
}
