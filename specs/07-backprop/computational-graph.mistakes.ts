import { evaluate, topologicalOrder } from "#reference/07-backprop/computational-graph.ts";
import type { Graph, Operation } from "#reference/07-backprop/computational-graph.ts";
import { mistakes } from "#graders/spec/authoring.ts";

type Module = typeof import("#reference/07-backprop/computational-graph.ts");

type Slopes = { readonly [operation in Operation]: (a: number, b: number, value: number) => readonly number[] };

const rightValues: { readonly [operation in Operation]: (a: number, b: number) => number } = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  exp: Math.exp,
  tanh: Math.tanh,
};

const rightSlopes: Slopes = {
  add: () => [1, 1],
  subtract: () => [1, -1],
  multiply: (a, b) => [b, a],
  exp: (_a, _b, value) => [value],
  tanh: (_a, _b, value) => [1 - value ** 2],
};

/** Values worked out in some order by some rules, unknown operands read in some way. */
function evaluateWith(
  change: Partial<typeof rightValues>,
  order: (graph: Graph) => readonly string[] = topologicalOrder,
): Module["evaluate"] {
  const rules = { ...rightValues, ...change };
  return (graph, inputs) => {
    evaluate(graph, inputs); // refuses what is wrong
    const values: { [name: string]: number } = { ...inputs };
    for (const name of order(graph)) {
      const { operation, operands } = graph[name]!;
      const [a, b] = operands.map((operand) => values[operand]!);
      values[name] = rules[operation](a!, b!);
    }
    return values;
  };
}

interface Walk {
  readonly order?: (graph: Graph, output: string) => readonly string[];
  readonly slopes?: Partial<Slopes>;
  readonly add?: (old: number, share: number) => number;
  readonly start?: number;
  readonly operandsOf?: (operands: readonly string[]) => readonly string[];
  /** Whether names that don't lead to the output are in the answer. */
  readonly all?: boolean;
}

function gradientsWith(change: Walk): Module["gradients"] {
  const { order = (graph: Graph) => topologicalOrder(graph).toReversed(), add = (old, share) => old + share } = change;
  const { start = 1, operandsOf = (operands: readonly string[]) => operands, all = true } = change;
  const rules = { ...rightSlopes, ...change.slopes };
  return (graph, inputs, output) => {
    const values = evaluate(graph, inputs);
    if (!Object.hasOwn(values, output)) throw new RangeError("gradients: output is not known.");
    const slopes: { [name: string]: number } = all
      ? Object.fromEntries(Object.keys(values).map((name) => [name, 0]))
      : {};
    slopes[output] = start;
    for (const name of order(graph, output)) {
      if (slopes[name] === undefined) continue;
      const { operation, operands } = graph[name]!;
      const [a, b] = operands.map((operand) => values[operand]!);
      const local = rules[operation](a!, b!, values[name]!);
      for (const [place, operand] of operandsOf(operands).entries())
        slopes[operand] = add(slopes[operand] ?? 0, slopes[name] * local[place]!);
    }
    return slopes;
  };
}

/** From the output to its operands, then theirs: each where it is first met. */
function breadthFirst(graph: Graph, output: string): string[] {
  const found = new Set(Object.hasOwn(graph, output) ? [output] : []);
  for (const name of found)
    for (const operand of graph[name]!.operands) if (Object.hasOwn(graph, operand)) found.add(operand);
  return [...found];
}

export default mistakes<Module>({
  "order as written": {
    looksLike: "The nodes come in the order in which the graph is written, whatever their operands are.",
    reread: "each comes after all nodes among its operands",
    topologicalOrder: (graph) => {
      topologicalOrder(graph); // refuses cycles
      return Object.keys(graph);
    },
  },
  "order turned round": {
    looksLike: "The order is the wrong way round: each node comes before its operands.",
    reread: "each comes after all nodes among its operands",
    topologicalOrder: (graph) => topologicalOrder(graph).toReversed(),
  },
  "one operand is enough": {
    looksLike: "A node is put down as soon as one of its operands is known; the other may still be missing.",
    reread: "each comes after all nodes among its operands",
    topologicalOrder: (graph) => {
      topologicalOrder(graph); // refuses cycles
      const names = Object.keys(graph);
      const isKnown = (operand: string, done: ReadonlySet<string>): boolean =>
        !Object.hasOwn(graph, operand) || done.has(operand);
      const done = new Set<string>();
      while (done.size < names.length)
        for (const name of names) if (graph[name]!.operands.some((operand) => isKnown(operand, done))) done.add(name);
      return [...done];
    },
  },
  "nodes several times": {
    looksLike: "A node stands in the order once for every node that uses it.",
    reread: "each name of the graph once",
    topologicalOrder: (graph) => {
      topologicalOrder(graph); // refuses cycles
      const visit = (name: string): string[] =>
        Object.hasOwn(graph, name) ? [...graph[name]!.operands.flatMap(visit), name] : [];
      return Object.keys(graph).flatMap(visit);
    },
  },
  "cycles not noticed": {
    looksLike: "A graph with a cycle gets an order, in which some node comes before its operand.",
    reread: "RangeError: when the graph has a cycle",
    topologicalOrder: (graph) => {
      const order = new Set<string>();
      const seen = new Set<string>();
      const visit = (name: string): void => {
        if (seen.has(name) || !Object.hasOwn(graph, name)) return;
        seen.add(name);
        graph[name]!.operands.forEach(visit);
        order.add(name);
      };
      Object.keys(graph).forEach(visit);
      return [...order];
    },
  },
  "only what leads to the first node": {
    looksLike: "The search starts at the first node alone; nodes that it does not need are missing.",
    reread: "each name of the graph once",
    topologicalOrder: (graph) => {
      const needed = new Set(Object.keys(graph).slice(0, 1));
      for (const name of needed) for (const operand of graph[name]?.operands ?? []) needed.add(operand);
      return topologicalOrder(graph).filter((name) => needed.has(name));
    },
  },
  "difference turned round": {
    looksLike: "The first operand of a difference is subtracted from the second.",
    reread: "operands: in order",
    evaluate: evaluateWith({ subtract: (a, b) => b - a }),
  },
  "evaluated as written": {
    looksLike: "Nodes are calculated in the order in which the graph is written, some before their operands.",
    reread: "each comes after all nodes among its operands",
    evaluate: evaluateWith({}, Object.keys),
  },
  "second operand forgotten": {
    looksLike: "A product is the square of its first operand; the second is not looked at.",
    reread: "operands: names of other nodes, or of inputs, in order",
    evaluate: evaluateWith({ multiply: (a) => a * a }),
  },
  "inputs left out": {
    looksLike: "The answer holds the nodes alone; the inputs are missing.",
    reread: "returns the inputs and the nodes",
    evaluate: (graph, inputs) =>
      Object.fromEntries(Object.entries(evaluate(graph, inputs)).filter(([name]) => Object.hasOwn(graph, name))),
  },
  "unknown operands read as 0": {
    looksLike: "An operand that is neither a node nor an input counts as 0.",
    reread: "RangeError: when an operand is neither a node nor an input",
    gradients: (graph, inputs, output) => {
      const operands = Object.values(graph).flatMap((node) => node.operands);
      return gradientsWith({})(graph, { ...Object.fromEntries(operands.map((name) => [name, 0])), ...inputs }, output);
    },
  },
  "gradient overwritten": {
    looksLike: "A gradient that arrives on a second way replaces the first instead of being added.",
    reread: "d output/dx = Σ_y d output/dy · dy/dx: a sum over all y",
    gradients: gradientsWith({ add: (_, share) => share }),
  },
  "handed on too early": {
    looksLike: "A node hands its gradient on before all nodes that use it have spoken.",
    reread: "against the topological order, all y have their gradient before x hands its own on",
    gradients: gradientsWith({ order: breadthFirst }),
  },
  "operand counted once": {
    looksLike: "A node that is both operands of another gets the gradient of one of them only: x · x gives x.",
    reread: "over all nodes y that have x as operand, as often as they have it",
    gradients: gradientsWith({ operandsOf: (operands) => [...new Set(operands)] }),
  },
  "own factor for the other": {
    looksLike: "Each operand of a product gets the gradient times its own value, not times the other's.",
    reread: "d(x y)/dx = y",
    gradients: gradientsWith({ slopes: { multiply: (a, b) => [a, b] } }),
  },
  "difference without its minus": {
    looksLike: "The second operand of a difference receives the gradient with a plus.",
    reread: "d(x − y)/dy = −1",
    gradients: gradientsWith({ slopes: { subtract: () => [1, 1] } }),
  },
  "tanh's slope from its input": {
    looksLike: "The slope of tanh is taken as 1 − x² with its operand x; the square is of its value.",
    reread: "d tanh(x)/dx = 1 − tanh(x)²",
    gradients: gradientsWith({ slopes: { tanh: (a) => [1 - a ** 2] } }),
  },
  "exponential's slope from its input": {
    looksLike: "The slope of exp is taken as its operand; it is its value.",
    reread: "d exp(x)/dx = exp(x)",
    gradients: gradientsWith({ slopes: { exp: (a) => [a] } }),
  },
  "slopes without the chain": {
    looksLike: "Each node hands back its own slopes, without the gradient that arrived at it.",
    reread: "d output/dx = Σ_y d output/dy · dy/dx: slope times the gradient of y",
    gradients: (graph, inputs, output) => {
      const values = evaluate(graph, inputs);
      const right = gradientsWith({})(graph, inputs, output);
      const slopes = Object.fromEntries(Object.keys(values).map((name) => [name, name === output ? 1 : 0]));
      for (const [name, { operation, operands }] of Object.entries(graph)) {
        if (right[name] === 0) continue;
        const [a, b] = operands.map((operand) => values[operand]!);
        const local = rightSlopes[operation](a!, b!, values[name]!);
        operands.forEach((operand, place) => (slopes[operand]! += local[place]!));
      }
      return slopes;
    },
  },
  "what leads nowhere left out": {
    looksLike: "Names from which no way leads to the output are missing; their slope is 0.",
    reread: "a number for each input and each node, 0 where no way leads to the output",
    gradients: gradientsWith({ all: false }),
  },
});
