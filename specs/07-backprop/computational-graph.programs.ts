import { Tensor } from "#tensor";

type Module = typeof import("#reference/07-backprop/computational-graph.ts");
type Graph = Parameters<Module["evaluate"]>[0];
type Numbers = ReturnType<Module["evaluate"]>;

/**
 * The names that were put in order, sorted, and those that came before one of their operands. A search that goes round a
 * cycle until the stack is full has not refused it.
 */
export function order({ topologicalOrder }: Module, graph: Graph): { nodes: string[]; tooEarly: string[] } {
  let names: string[];
  try {
    names = topologicalOrder(graph);
  } catch (error) {
    if (error instanceof RangeError && error.message.includes("call stack")) return { nodes: [], tooEarly: [] };
    throw error;
  }
  const isLate = (name: string, place: number): boolean => names.indexOf(name) >= place;
  const tooEarly = names.filter((name, place) =>
    graph[name]?.operands.some((operand) => Object.hasOwn(graph, operand) && isLate(operand, place)),
  );
  return { nodes: names.toSorted(), tooEarly: tooEarly.toSorted() };
}

/** Inputs x0, x1, … */
function inputsFrom(x: Tensor): Numbers {
  return Object.fromEntries(Array.from(x.data, (entry, index) => [`x${index}`, entry]));
}

/** The value of the node "output". */
export function outputOf({ evaluate }: Module, x: Tensor, graph: Graph): number {
  return evaluate(graph, inputsFrom(x))["output"]!;
}

export function outputOfBackward({ gradients }: Module, x: Tensor, graph: Graph, gradOutput: Tensor): Tensor {
  const slopes = gradients(graph, inputsFrom(x), "output");
  return new Tensor(
    Array.from(x.data, (_, index) => slopes[`x${index}`]! * gradOutput.item()),
    x.shape,
  );
}

/** x doubled again and again by adding it to itself, the last doubling written first. */
export function doublings(
  { evaluate, gradients }: Module,
  x: number,
  times: number,
): { value: number; gradX: number; gradFirst: number } {
  const nodes = Array.from({ length: times }, (_, index) => {
    const operand = index === 0 ? "x" : `n${index}`;
    return [`n${index + 1}`, { operation: "add", operands: [operand, operand] }] as const;
  });
  const graph = Object.fromEntries(nodes.toReversed());
  const slopes = gradients(graph, { x }, `n${times}`);
  return { value: evaluate(graph, { x })[`n${times}`]!, gradX: slopes["x"]!, gradFirst: slopes["n1"]! };
}
