import { concatenate, stack, Tensor, zeros } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { permutationMasks, twoStreamAttention } from "#reference/12-transformers/permutation-mask.ts";

export default variants<typeof import("#reference/12-transformers/permutation-mask.ts")>({
  "each position uncovered in turn": {
    permutationMasks: (order, options = {}) => {
      const { predicted = order.size } = options;
      permutationMasks(order, options); // refuses what it must
      const length = order.size;
      const [content, query] = [new Float64Array(length * length), new Float64Array(length * length)];
      const targets = new Float64Array(length);
      order.data.forEach((position, place) => {
        for (const earlier of order.data.slice(0, place)) {
          content[position * length + earlier] = 1;
          query[position * length + earlier] = 1;
        }
        content[position * length + position] = 1;
        if (place >= length - predicted) targets[position] = 1;
      });
      const square = [length, length];
      return {
        content: new Tensor(content, square),
        query: new Tensor(query, square),
        targets: new Tensor(targets, [length]),
      };
    },
  },
  "the text sorted by the order, so that both masks are triangles": {
    twoStreamAttention: (content, query, order, { weightQuery, weightKey, weightValue }) => {
      permutationMasks(order); // refuses what it must
      const [batch, length] = content.shape as readonly [number, number];
      const sorted = content.gather(order, 1);
      const [K, V] = [sorted.matmul(weightKey.T), sorted.matmul(weightValue.T)];
      const attend = (q: Tensor, n: number, visible: number): Tensor => {
        if (visible === 0) return zeros([weightValue.shape[0]!]);
        const scores = K.slice(n, [0, visible]).matmul(q).div(Math.sqrt(weightQuery.shape[0]!));
        const powers = scores.sub(scores.max()).exp();
        return powers.div(powers.sum()).matmul(V.slice(n, [0, visible]));
      };
      const stream = (x: Tensor, own: number): Tensor => {
        const Q = x.gather(order, 1).matmul(weightQuery.T);
        const rows = (n: number): Tensor =>
          stack(Array.from({ length }, (_, place) => attend(Q.slice(n, place), n, place + own)));
        const results = stack(Array.from({ length: batch }, (_, n) => rows(n)));
        const places = Array.from({ length }, (_, position) => order.data.indexOf(position));
        return results.gather(places, 1);
      };
      return { content: stream(content, 1), query: stream(query, 0) };
    },
  },
  "one attention with the queries of both streams in one sequence": {
    twoStreamAttention: (content, query, order, parameters) => {
      const { content: own, query: other } = permutationMasks(order);
      const length = order.size;
      const both = concatenate([content, query], 1).matmul(parameters.weightQuery.T);
      const [K, V] = [content.matmul(parameters.weightKey.T), content.matmul(parameters.weightValue.T)];
      const mask = concatenate([own, other]).expandDims(0);
      const powers = both.matmul(K.T).div(Math.sqrt(K.shape[2]!)).exp().mul(mask);
      const joined = powers.div(powers.sum(-1, { keepDims: true }).maximum(1e-300)).matmul(V);
      return { content: joined.slice(null, [0, length]), query: joined.slice(null, [length, null]) };
    },
  },
  "the forward pass of each stream by itself": {
    twoStreamAttention: (content, query, order, parameters) => ({
      content: twoStreamAttention(content, content, order, parameters).content,
      query: twoStreamAttention(content, query, order, parameters).query,
    }),
  },
});
