import { mistakes } from "#graders/spec/authoring.ts";
import { embedding, embeddingBackward } from "#reference/11-recurrent-networks/embedding.ts";
import { zeros, type Tensor } from "#tensor";

type Module = typeof import("#reference/11-recurrent-networks/embedding.ts");

/** An embedding that takes another row than E[id]. What the right one refuses, it refuses. */
const lookingUp =
  (row: (id: number, words: number) => number): Module["embedding"] =>
  (ids, weight, options) => {
    embedding(ids, weight, options);
    return weight.gather(ids.map((id) => row(id, weight.shape[0]!)));
  };

/** A backward pass that puts together what arrives at the positions of a word in another way. */
const gathering =
  (collect: (arrived: readonly number[]) => number, padding = true): Module["embeddingBackward"] =>
  (ids, weight, gradOutput, options = {}) => {
    embedding(ids, weight, options);
    const features = weight.shape[1]!;
    return zeros(weight.shape).map((_, index) => {
      const [word, d] = [Math.floor(index / features), index % features];
      if (padding && word === options.paddingIndex) return 0;
      const arrived = [...ids.data.keys()]
        .filter((position) => ids.data[position] === word)
        .map((position) => gradOutput.data[position * features + d]!);
      return arrived.length === 0 ? 0 : collect(arrived);
    });
  };

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export default mistakes<Module>({
  "ids counted from 1": {
    looksLike: "Id 1 gets the first row of the table, so every word has the row of the one before it.",
    reread: "y_p = E[id_p]: rows are counted from 0",
    embedding: lookingUp((id, words) => (id + words - 1) % words),
  },
  "rows by position": {
    looksLike: "The position picks the row, not the id that stands there.",
    reread: "y_p = E[id_p]",
    embedding: (ids, weight, options) => {
      embedding(ids, weight, options);
      return weight.gather(ids.map((_, position) => position % weight.shape[0]!));
    },
  },
  "shape of the ids lost": {
    looksLike: "All positions stand along one axis; the shape of the ids is lost.",
    reread: "returns the shape of ids, and D at its end",
    embedding: (ids, weight, options) => embedding(ids.flatten(), weight, options),
  },
  "padding looked up as zeros": {
    looksLike: "Padding gives zeros, whatever stands in its row of the table.",
    reread: "paddingIndex changes the gradient alone",
    embedding: (ids, weight, options = {}) => {
      const output = embedding(ids, weight, options);
      return output.mul(ids.notEqual(options.paddingIndex ?? -1).expandDims(-1));
    },
  },
  "ids from the end": {
    looksLike: "A negative id is taken as one that counts from the end of the table.",
    reread: "ids: integers in [0, V)",
    embedding: (ids, weight, options) => {
      const words = weight.shape[0]!;
      return embedding(
        ids.map((id) => (id < 0 ? id + words : id)),
        weight,
        options,
      );
    },
  },
  "any padding index": {
    looksLike: "A padding index outside the table is taken without a word.",
    reread: "paddingIndex: an integer in [0, V)",
    embedding: (ids, weight) => embedding(ids, weight),
  },
  "gradient overwritten on repeats": {
    looksLike: "Where a word stands at several positions, the last one overwrites the gradient of the others.",
    reread: "dL/dE[v] = Σ_p dL/dy_p over the positions p with id_p = v",
    embeddingBackward: gathering((arrived) => arrived.at(-1)!),
  },
  "gradient of the first use": {
    looksLike: "Where a word stands at several positions, only the first of them gives it a gradient.",
    reread: "dL/dE[v] = Σ_p dL/dy_p over the positions p with id_p = v",
    embeddingBackward: gathering((arrived) => arrived[0]!),
  },
  "gradient averaged over repeats": {
    looksLike: "What arrives at the positions of a word is averaged, so that a frequent word learns no faster.",
    reread: "dL/dE[v] = Σ_p dL/dy_p: a sum",
    embeddingBackward: gathering((arrived) => sum(arrived) / arrived.length),
  },
  "padding learns": {
    looksLike: "The padding row gets a gradient like any other.",
    reread: "dL/dE[v] = 0 for v = paddingIndex",
    embeddingBackward: gathering(sum, false),
  },
  "word 0 is always padding": {
    looksLike: "Row 0 gets no gradient, also where padding is another word or none is.",
    reread: "paddingIndex: none when left out",
    embeddingBackward: (ids, weight, gradOutput, options = {}) => {
      const gradWeight = embeddingBackward(ids, weight, gradOutput, options);
      return gradWeight.map((entry, index) => (index < weight.shape[1]! ? 0 : entry));
    },
  },
  "other words without a gradient": {
    looksLike: "Only the padding row keeps its gradient; the rows that should learn have none.",
    reread: "dL/dE[v] = 0 for v = paddingIndex",
    embeddingBackward: (ids, weight, gradOutput, options = {}) => {
      const all: Tensor = embeddingBackward(ids, weight, gradOutput);
      embedding(ids, weight, options);
      return options.paddingIndex === undefined ? all : all.sub(embeddingBackward(ids, weight, gradOutput, options));
    },
  },
});
