import { arange, ones, tensor, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  permutationMasks,
  twoStreamAttentionBackward,
  type PermutationMasks,
  type TwoStreamGradients,
} from "#reference/12-transformers/permutation-mask.ts";
import { attentionWeights } from "#reference/12-transformers/scaled-dot-product-attention.ts";

type Module = typeof import("#reference/12-transformers/permutation-mask.ts");
type Parts = Pick<PermutationMasks, "content" | "query">;

const inverse = (order: Tensor): Tensor => tensor([...arange(order.size).data].map((i) => order.data.indexOf(i)));
const lower = (ranks: Tensor): Tensor => ranks.lessEqual(ranks.expandDims(1));
const strictlyLower = (ranks: Tensor): Tensor => ranks.less(ranks.expandDims(1));
const identity = (order: Tensor): Tensor => arange(order.size);

function masksWith(change: (right: PermutationMasks, order: Tensor, predicted: number) => Partial<PermutationMasks>) {
  return ((order, options = {}) => {
    const right = permutationMasks(order, options);
    return { ...right, ...change(right, order, options.predicted ?? order.size) };
  }) satisfies Module["permutationMasks"];
}

/** Two-stream attention with other masks, and other sources of queries, keys and values. */
function streamsWith({
  masks = (right) => right,
  queryKeys = (content) => content,
  queryValues = (content) => content,
  contentQueries = (content) => content,
  scale = 1,
}: {
  readonly masks?: (right: Parts, order: Tensor) => Parts;
  readonly queryKeys?: (content: Tensor, query: Tensor) => Tensor;
  readonly queryValues?: (content: Tensor, query: Tensor) => Tensor;
  readonly contentQueries?: (content: Tensor, query: Tensor) => Tensor;
  readonly scale?: number;
}): Module["twoStreamAttention"] {
  return (content, query, order, { weightQuery, weightKey, weightValue }) => {
    const seen = masks(permutationMasks(order), order);
    const map = (x: Tensor, weight: Tensor): Tensor => x.matmul(weight.T);
    const attend = (q: Tensor, k: Tensor, v: Tensor, mask: Tensor): Tensor =>
      attentionWeights(
        map(q, weightQuery).mul(scale === 0 ? Math.sqrt(weightQuery.shape[0]!) : scale),
        map(k, weightKey),
        {
          mask: mask.expandDims(0),
        },
      ).matmul(map(v, weightValue));
    return {
      content: attend(contentQueries(content, query), content, content, seen.content),
      query: attend(query, queryKeys(content, query), queryValues(content, query), seen.query),
    };
  };
}

function backwardWith(
  change: (
    right: TwoStreamGradients,
    ofContent: TwoStreamGradients,
    ofQuery: TwoStreamGradients,
  ) => Partial<TwoStreamGradients>,
): Module["twoStreamAttentionBackward"] {
  return (content, query, order, parameters, gradOutput) => {
    const given = (part: { readonly content: Tensor; readonly query: Tensor }): TwoStreamGradients =>
      twoStreamAttentionBackward(content, query, order, parameters, part);
    const [right, ofContent, ofQuery] = [
      given(gradOutput),
      given({ ...gradOutput, query: gradOutput.query.mul(0) }),
      given({ ...gradOutput, content: gradOutput.content.mul(0) }),
    ];
    return { ...right, ...change(right, ofContent, ofQuery) };
  };
}

const unmasked = (order: Tensor): Tensor => ones([order.size, order.size]);

export default mistakes<Module>({
  "order taken for its inverse": {
    looksLike: "The order is compared as if it held the place of each position; it holds the position at each place.",
    reread: "r_i is the place of position i in the order z: z[r_i] = i",
    permutationMasks: masksWith((_, order) => ({ content: lower(order), query: strictlyLower(order) })),
  },
  "targets by the order": {
    looksLike: "The targets are in the order of prediction; they belong to the positions of the text.",
    reread: "targets_i = 1 for a position i that is predicted",
    permutationMasks: masksWith((_, order, predicted) => ({
      targets: arange(order.size).greaterEqual(order.size - predicted),
    })),
  },
  "targets by the inverse": {
    looksLike: "The targets are worked out as if the order held the place of each position.",
    reread: "r_i is the place of position i in the order z: z[r_i] = i",
    permutationMasks: masksWith((_, order, predicted) => ({ targets: order.greaterEqual(order.size - predicted) })),
  },
  "first ones predicted": {
    looksLike: "The first K positions of the order are the targets, not the last K.",
    reread: "the last K positions of the order are predicted",
    permutationMasks: masksWith((_, order, predicted) => ({ targets: inverse(order).less(predicted) })),
  },
  "one target too many": {
    looksLike: "There are K + 1 targets.",
    reread: "r_i ≥ T − K",
    permutationMasks: masksWith((_, order, predicted) => ({
      targets: inverse(order).greaterEqual(order.size - predicted - 1),
    })),
  },
  "none predicted when nothing is said": {
    looksLike: "Without the option nothing is predicted.",
    reread: "K: all T when left out",
    permutationMasks: (order, { predicted = 0 } = {}) => permutationMasks(order, { predicted }),
  },
  "query stream sees itself": {
    looksLike: "The query mask shows each position its own word, which it is to predict.",
    reread: "query: all that come before it, and not itself",
    permutationMasks: masksWith(({ content }) => ({ query: content })),
  },
  "content stream blind to itself": {
    looksLike: "The content mask hides each position from itself.",
    reread: "content: all that come before it in the order, and itself",
    permutationMasks: masksWith(({ query }) => ({ content: query })),
  },
  "masks exchanged": {
    looksLike: "The masks of the two streams have changed places.",
    reread: "The query stream predicts the word, so it must not see it",
    permutationMasks: masksWith(({ content, query }) => ({ content: query, query: content })),
  },
  "1 for hidden": {
    looksLike: "The masks are 1 where a position may not be seen, as in XLNet's own code.",
    reread: "1 may be seen",
    permutationMasks: masksWith(({ content, query }) => ({
      content: content.neg().add(1),
      query: query.neg().add(1),
    })),
  },
  "masks transposed": {
    looksLike: "Rows and columns have changed places: each position sees those that come later in the order.",
    reread: "row: who sees; column: who is seen",
    permutationMasks: masksWith(({ content, query }) => ({ content: content.T, query: query.T })),
  },
  "left to right": {
    looksLike: "The masks are those of a text read from left to right, whatever the order.",
    reread: "position i sees all that come before it in the order",
    permutationMasks: masksWith((_, order) => ({
      content: lower(identity(order)),
      query: strictlyLower(identity(order)),
    })),
  },
  "masks in the order": {
    looksLike: "The masks have their rows sorted by the order; row i belongs to position i of the text.",
    reread: "The words stay where they are in the text",
    permutationMasks: masksWith(({ content, query }, order) => ({
      content: content.gather(order),
      query: query.gather(order),
    })),
  },
  "any order accepted": {
    looksLike: "An order that holds a position twice, and leaves out another, is used as if it were right.",
    reread: "@throws RangeError when order is no permutation",
    permutationMasks: (order, options = {}) => {
      const ranks = inverse(order);
      const predicted = options.predicted ?? order.size;
      if (!Number.isInteger(predicted) || predicted < 0 || predicted > order.size) throw new RangeError("predicted");
      return {
        content: lower(ranks),
        query: strictlyLower(ranks),
        targets: ranks.greaterEqual(order.size - predicted),
      };
    },
  },
  "any number predicted": {
    looksLike: "More targets than positions, or part of one, are accepted.",
    reread: "@throws RangeError when K is no integer in [0, T]",
    permutationMasks: (order, options = {}) => {
      const predicted = options.predicted ?? order.size;
      return { ...permutationMasks(order), targets: inverse(order).greaterEqual(order.size - predicted) };
    },
  },
  "both streams with the content mask": {
    looksLike:
      "The query stream attends with the mask of the content stream, and so sees the word that it is to predict.",
    reread: "query: over what the query mask shows",
    twoStreamAttention: streamsWith({ masks: ({ content }) => ({ content, query: content }) }),
  },
  "both streams with the query mask": {
    looksLike: "The content stream attends with the mask of the query stream, and so loses its own word.",
    reread: "content: over what the content mask shows",
    twoStreamAttention: streamsWith({ masks: ({ query }) => ({ content: query, query }) }),
  },
  "streams without masks": {
    looksLike: "Both streams see everything.",
    reread: "over what the masks show",
    twoStreamAttention: streamsWith({ masks: (_, order) => ({ content: unmasked(order), query: unmasked(order) }) }),
  },
  "order ignored": {
    looksLike: "Both streams read from left to right, whatever the order.",
    reread: "over what the masks of the order show",
    twoStreamAttention: streamsWith({
      masks: (_, order) => ({ content: lower(identity(order)), query: strictlyLower(identity(order)) }),
    }),
  },
  "keys and values of the query stream": {
    looksLike: "The query stream takes keys and values from itself, and so learns nothing of what stands anywhere.",
    reread: "K = h W_Kᵀ, V = h W_Vᵀ, both from the content stream",
    twoStreamAttention: streamsWith({ queryKeys: (_, query) => query, queryValues: (_, query) => query }),
  },
  "keys of the query stream": {
    looksLike: "The query stream takes its keys from itself.",
    reread: "K = h W_Kᵀ from the content stream, for both",
    twoStreamAttention: streamsWith({ queryKeys: (_, query) => query }),
  },
  "queries of the query stream for both": {
    looksLike: "The content stream asks with the queries of the query stream.",
    reread: "content = softmax(h W_Qᵀ …)",
    twoStreamAttention: streamsWith({ contentQueries: (_, query) => query }),
  },
  "scores not scaled": {
    looksLike: "The scores are not divided by √d.",
    reread: "softmax(… / √d)",
    twoStreamAttention: streamsWith({ scale: 0 }),
  },
  "streams exchanged": {
    looksLike: "The two results have changed places.",
    reread: "returns { content, query }",
    twoStreamAttention: (...args) => {
      const { content, query } = streamsWith({})(...args);
      return { content: query, query: content };
    },
  },
  "content stream's loss alone": {
    looksLike: "The gradients of the maps come from the content stream alone.",
    reread: "both streams use the same maps: their gradients are sums over both",
    twoStreamAttentionBackward: backwardWith((_, { gradParameters }) => ({ gradParameters })),
  },
  "query stream's loss alone": {
    looksLike: "The gradients of the maps come from the query stream alone.",
    reread: "both streams use the same maps: their gradients are sums over both",
    twoStreamAttentionBackward: backwardWith((_, __, { gradParameters }) => ({ gradParameters })),
  },
  "content unaware of the query stream": {
    looksLike: "The gradient of the content stream lacks what comes through the keys and values of the query stream.",
    reread: "The content stream gives keys and values to both streams",
    twoStreamAttentionBackward: backwardWith((_, { gradContent }) => ({ gradContent })),
  },
  "gradients of the streams exchanged": {
    looksLike: "The gradients of the two streams have changed places.",
    reread: "gradContent is dL/dh, gradQuery is dL/dg",
    twoStreamAttentionBackward: backwardWith(({ gradContent, gradQuery }) => ({
      gradContent: gradQuery,
      gradQuery: gradContent,
    })),
  },
});
