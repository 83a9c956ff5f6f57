import { NotStarted } from "#tensor";

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

/**
 * The nodes in an order in which each comes after all nodes among its operands.
 *
 * @returns each name of the graph once, inputs not among them. Of several such orders any will do.
 * @throws RangeError - when the graph has a cycle.
 */
export function topologicalOrder(graph: Graph): string[] {
  throw new NotStarted();
}

/**
 * The value of every node, from those of the inputs.
 *
 * @param graph - nodes by name.
 * @param inputs - a number for each input.
 * @returns the inputs and the nodes.
 * @throws RangeError - when the graph has a cycle, when an operand is neither a node nor an input, when an operation is
 *   not known, or has more or fewer operands than it takes.
 */
export function evaluate(graph: Graph, inputs: Numbers): Numbers {
  throw new NotStarted();
}

/**
 * The slope of one value with respect to every other, in one walk from the end to the beginning.
 *
 * A node that was used n times is still visited once.
 *
 * @param graph - nodes by name.
 * @param inputs - a number for each input.
 * @param output - the name of the node, or input, whose slopes are wanted.
 * @returns a number for each input and each node, 0 where no way leads to the output.
 * @throws RangeError - when `output` is neither a node nor an input, and where {@link evaluate} does.
 */
export function gradients(graph: Graph, inputs: Numbers, output: string): Numbers {
  throw new NotStarted();
}
