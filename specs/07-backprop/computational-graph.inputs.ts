import { inputs, type Draw } from "#graders/spec/authoring.ts";
import type { Graph, GraphNode, Operation } from "#reference/07-backprop/computational-graph.ts";

const calculate: { readonly [operation in Operation]: (a: number, b: number) => number } = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  exp: Math.exp,
  tanh: Math.tanh,
};
const ofOne = ["exp", "tanh"] as const;
const ofTwo = ["multiply", "add", "subtract"] as const;

/**
 * A graph of all operations in which every input leads to the node "output", with some nodes used twice, and written in
 * no particular order. A few more nodes hang on it and lead nowhere.
 */
function drawGraph(draw: Draw, inputCount: number, { aside = true } = {}) {
  const x = draw.tensor([inputCount], -1.5, 1.5);
  const values = new Map(Array.from(x.data, (entry, index) => [`x${index}`, entry]));
  const nodes: [string, GraphNode][] = [];
  const names = draw.random().permutation(26);
  const add = (operation: Operation, operands: readonly string[]): string => {
    const name = String.fromCharCode(97 + names[nodes.length]!);
    const [a, b] = operands.map((operand) => values.get(operand)!);
    values.set(name, calculate[operation](a!, b!));
    nodes.push([name, { operation, operands }]);
    return name;
  };
  /** Keeps values away from where exp explodes and tanh is flat. */
  const pickOfOne = (operand: string): Operation => (values.get(operand)! > 1 ? "tanh" : draw.pick(ofOne));
  const unused = [...values.keys()];
  for (let step = 0; step < 3; step++) {
    const operand = unused.shift()!;
    unused.push(add(pickOfOne(operand), [operand]));
    const first = unused.shift()!;
    const operation = draw.pick(ofTwo);
    const others = [...values.keys()].filter((name) => operation === "multiply" || name !== first);
    const second = draw.pick(others);
    unused.push(add(operation, draw.boolean() ? [first, second] : [second, first]));
    if (unused.includes(second) && second !== first) unused.splice(unused.indexOf(second), 1);
  }
  while (unused.length > 1) unused.unshift(add(draw.pick(ofTwo), [unused.pop()!, unused.shift()!]));
  const last = nodes.find(([name]) => name === unused[0])!;
  last[0] = "output";
  values.set("output", values.get(unused[0]!)!);
  values.delete(unused[0]!);
  if (aside) add(pickOfOne("output"), [draw.pick([...values.keys()])]);
  if (aside) add("multiply", [nodes.at(-1)![0], "x0"]);
  const graph: Graph = Object.fromEntries(
    draw
      .random()
      .permutation(nodes.length)
      .map((place) => nodes[place]!),
  );
  return { x, graph, inputs: Object.fromEntries(Array.from(x.data, (entry, index) => [`x${index}`, entry])) };
}

export default inputs({
  order: (draw) => ({ graph: drawGraph(draw, draw.size(2, 4)).graph }),
  evaluate: (draw) => {
    const { graph, inputs: numbers } = drawGraph(draw, draw.size(2, 4));
    return { graph, inputs: numbers };
  },
  outputOf: (draw) => {
    const { graph, x } = drawGraph(draw, draw.size(2, 4), { aside: false });
    return { x, graph };
  },
});
