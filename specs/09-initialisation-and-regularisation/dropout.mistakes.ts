import { mistakes } from "#graders/spec/authoring.ts";
import { dropout, dropoutBackward } from "#reference/09-initialisation-and-regularisation/dropout.ts";
import { ones, Random, type Shape, type Tensor } from "#tensor";

type Module = typeof import("#reference/09-initialisation-and-regularisation/dropout.ts");

/** A dropout whose mask in training is drawn in another way, from the chance to be kept. */
const maskedBy =
  (draw: (shape: Shape, random: Random, keep: number) => Tensor): Module["dropout"] =>
  (input, random, { p = 0.5, training = true } = {}) => {
    if (!training || !(p >= 0 && p < 1)) return dropout(input, random, { p, training });
    const mask = draw(input.shape, random, 1 - p);
    return { output: input.mul(mask).div(1 - p), mask };
  };

/** A dropout whose output is another function of input, mask and p. */
const scaledBy =
  (scale: (masked: Tensor, p: number, training: boolean) => Tensor): Module["dropout"] =>
  (input, random, { p = 0.5, training = true } = {}) => {
    const { mask } = dropout(input, random, { p, training });
    return { output: scale(input.mul(mask), p, training), mask };
  };

export default mistakes<Module>({
  "not scaled": {
    looksLike: "The entries that are kept stay as they are: the mean falls to (1 − p) x.",
    reread: "y_i = m_i x_i / (1 − p)",
    dropout: scaledBy((masked) => masked),
  },
  "scaled in evaluation instead": {
    looksLike: "Evaluation multiplies by 1 − p and training doesn't scale, as in the paper; here training divides.",
    reread: "y_i = m_i x_i / (1 − p) in training, y = x in evaluation",
    dropout: scaledBy((masked, p, training) => (training ? masked : masked.mul(1 - p))),
  },
  "scaled in evaluation too": {
    looksLike: "Evaluation divides by 1 − p as well, though nothing is dropped there.",
    reread: "y = x in evaluation",
    dropout: scaledBy((masked, p) => masked.div(1 - p)),
  },
  "multiplied by the share kept": {
    looksLike: "The entries that are kept are multiplied by 1 − p, which makes them smaller still.",
    reread: "y_i = m_i x_i / (1 − p): divided",
    dropout: scaledBy((masked, p, training) => (training ? masked.mul(1 - p) : masked)),
  },
  "p is the share kept": {
    looksLike: "p is taken for the chance to be kept: the share 1 − p is dropped.",
    reread: "m_i = 1 with chance 1 − p",
    dropout: (input, random, { p = 0.5, training = true } = {}) =>
      training && p > 0 && p < 1 ? dropout(input, random, { p: 1 - p }) : dropout(input, random, { p, training }),
  },
  "mask the wrong way round": {
    looksLike: "Entries are kept with chance p and divided by 1 − p.",
    reread: "m_i = 1 with chance 1 − p, else 0",
    dropout: maskedBy((shape, random, keep) => random.bernoulli(shape, keep === 1 ? 1 : 1 - keep)),
  },
  "scaled mask": {
    looksLike: "The mask that comes back holds 1 / (1 − p), not 1, where an entry is kept.",
    reread: "mask: 1 where an entry was kept, 0 where it was dropped",
    dropout: (input, random, options = {}) => {
      const { output, mask } = dropout(input, random, options);
      const { p = 0.5, training = true } = options;
      return { output, mask: training ? mask.div(1 - p) : mask };
    },
  },
  "mask of what is dropped": {
    looksLike: "The mask that comes back marks with 1 what was dropped.",
    reread: "mask: 1 where an entry was kept, 0 where it was dropped",
    dropout: (input, random, options) => {
      const { output, mask } = dropout(input, random, options);
      return { output, mask: mask.neg().add(1) };
    },
  },
  "active in evaluation": {
    looksLike: "Entries are dropped in evaluation as well.",
    reread: "y = x in evaluation",
    dropout: (input, random, { p = 0.5 } = {}) => dropout(input, random, { p }),
  },
  "one mask for all rows": {
    looksLike: "One mask is drawn for a row and used for all of them: whole columns are dropped.",
    reread: "m_i …, each by itself",
    dropout: maskedBy((shape, random, keep) => random.bernoulli(shape.slice(-1), keep).broadcastTo(shape)),
  },
  "one fate for a whole row": {
    looksLike: "One number decides on a whole row: its entries are dropped together.",
    reread: "m_i …, each by itself",
    dropout: maskedBy((shape, random, keep) => random.bernoulli([...shape.slice(0, -1), 1], keep).broadcastTo(shape)),
  },
  "same mask in every call": {
    looksLike: "The mask is the same in every call: it is drawn from a generator that starts anew.",
    reread: "each by itself and anew in every call",
    dropout: maskedBy((shape, random, keep) => new Random(random.seed).bernoulli(shape, keep)),
  },
  "exactly the share p": {
    looksLike: "Exactly the share p is dropped in every call, as if entries were drawn from an urn.",
    reread: "m_i = 1 with chance 1 − p, each by itself",
    dropout: maskedBy((shape, random, keep) => {
      const mask = ones(shape);
      const order = random.permutation(mask.size);
      return mask.map((_, index) => (order[index]! < Math.round(keep * mask.size) ? 1 : 0));
    }),
  },
  "any chance allowed": {
    looksLike: "A p outside [0, 1) is used as if it were a chance.",
    reread: "options.p: in [0, 1)",
    dropout: (input, random, { p = 0.5, training = true } = {}) => {
      const mask = input.map(() => (training && random.number() < p ? 0 : 1));
      return { output: training ? input.mul(mask).div(1 - p) : input, mask };
    },
  },
  "gradient without the mask": {
    looksLike: "The gradient passes through entries that were dropped.",
    reread: "∂L/∂x_i = m_i / (1 − p) · ∂L/∂y_i",
    dropoutBackward: (mask, gradOutput, options) => dropoutBackward(ones(mask.shape), gradOutput, options),
  },
  "gradient not scaled": {
    looksLike: "The gradient is masked but not divided by 1 − p.",
    reread: "∂L/∂x_i = m_i / (1 − p) · ∂L/∂y_i",
    dropoutBackward: (mask, gradOutput) => gradOutput.mul(mask),
  },
  "gradient divided by p": {
    looksLike: "The gradient is divided by p, the chance to be dropped.",
    reread: "∂L/∂x_i = m_i / (1 − p) · ∂L/∂y_i",
    dropoutBackward: (mask, gradOutput, { p = 0.5, training = true } = {}) =>
      training ? gradOutput.mul(mask).div(p) : gradOutput,
  },
  "gradient multiplied by the share kept": {
    looksLike: "The gradient is multiplied by 1 − p where the forward pass divided.",
    reread: "∂L/∂x_i = m_i / (1 − p) · ∂L/∂y_i: divided",
    dropoutBackward: (mask, gradOutput, { p = 0.5, training = true } = {}) =>
      training ? gradOutput.mul(mask).mul(1 - p) : gradOutput,
  },
  "gradient scaled in evaluation": {
    looksLike: "In evaluation the gradient is divided by 1 − p, though the output wasn't.",
    reread: "∂L/∂x_i = ∂L/∂y_i in evaluation",
    dropoutBackward: (mask, gradOutput, { p = 0.5 } = {}) => dropoutBackward(mask, gradOutput, { p }),
  },
});
