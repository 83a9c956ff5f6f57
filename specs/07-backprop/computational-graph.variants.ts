import { variants } from "#graders/spec/authoring.ts";
import { evaluate, topologicalOrder } from "#reference/07-backprop/computational-graph.ts";

export default variants<typeof import("#reference/07-backprop/computational-graph.ts")>({
  "by counting operands that are missing (Kahn)": {
    topologicalOrder: (graph) => {
      const missing = new Map(
        Object.entries(graph).map(([name, { operands }]) => [
          name,
          operands.filter((operand) => Object.hasOwn(graph, operand)).length,
        ]),
      );
      const ready = [...missing.keys()].filter((name) => missing.get(name) === 0);
      for (const done of ready) {
        for (const [name, { operands }] of Object.entries(graph)) {
          const uses = operands.filter((operand) => operand === done).length;
          if (uses === 0) continue;
          missing.set(name, missing.get(name)! - uses);
          if (missing.get(name) === 0) ready.push(name);
        }
      }
      if (ready.length < missing.size) throw new RangeError("topologicalOrder: graph holds a cycle, expected none.");
      return ready;
    },
  },
  "forwards: from each name in turn to the output": {
    gradients: (graph, inputs, output) => {
      const values = evaluate(graph, inputs);
      if (!Object.hasOwn(values, output)) throw new RangeError("gradients: output is not known.");
      const order = topologicalOrder(graph);
      const tangent = (start: string): number => {
        const moved = new Map([[start, 1]]);
        for (const name of order) {
          if (name === start) continue;
          const { operation, operands } = graph[name]!;
          const [a, b] = operands.map((operand) => values[operand]!);
          const [da, db] = operands.map((operand) => moved.get(operand) ?? 0);
          const change = {
            add: da! + db!,
            subtract: da! - db!,
            multiply: da! * b! + a! * db!,
            exp: da! * values[name]!,
            tanh: da! / Math.cosh(a!) ** 2,
          };
          moved.set(name, change[operation]);
        }
        return moved.get(output) ?? 0;
      };
      return Object.fromEntries(Object.keys(values).map((name) => [name, tangent(name)]));
    },
  },
});
