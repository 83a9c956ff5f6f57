import { arange, concatenate, ones, stack, zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  bidirectional,
  bidirectionalBackward,
  type BidirectionalOutput,
} from "#reference/11-recurrent-networks/bidirectional.ts";
import { reverseTime } from "#reference/11-recurrent-networks/recurrent-parts.ts";

type Module = typeof import("#reference/11-recurrent-networks/bidirectional.ts");
type Options = NonNullable<Parameters<Module["bidirectional"]>[3]>;
type Turn = (x: Tensor, options: Options) => Tensor;

const same: Turn = (x) => x;
const whole: Turn = (x) => reverseTime(x, {});
/** Padding moves to the front, and the steps stay in their order. */
const shifted: Turn = (x, options) => reverseTime(reverseTime(x, options), {});

function insideOf(input: Tensor, { lengths }: Options): Tensor {
  const [batch, length] = input.shape as readonly [number, number];
  return lengths ? arange(length).less(lengths.expandDims(1)).expandDims(2) : ones([batch, length, 1]);
}

/** Where a forward pass departs from the right one. */
interface Forward {
  readonly turn?: Turn;
  readonly turnBack?: Turn;
  readonly join?: (past: Tensor, future: Tensor) => Tensor;
  /** What each layer has put out when it has read everything. */
  readonly lastPast?: Turn;
  readonly lastFuture?: Turn;
  readonly paddingShown?: boolean;
}

function forwardWith(change: Forward): Module["bidirectional"] {
  const { turn = reverseTime, turnBack = reverseTime } = change;
  const join = change.join ?? ((past: Tensor, future: Tensor): Tensor => concatenate([past, future], -1));
  return (input, forward, backward, options = {}): BidirectionalOutput => {
    bidirectional(input, forward, backward, options); // refuses what does not fit
    const inside = change.paddingShown ? 1 : insideOf(input, options);
    const past = forward.forward(input).mul(inside);
    const future = turnBack(backward.forward(turn(input, options)), options).mul(inside);
    const lastPast = change.lastPast?.(past, options) ?? reverseTime(past, options).slice(null, 0);
    const lastFuture = change.lastFuture?.(future, options) ?? future.slice(null, 0);
    return { output: join(past, future), last: join(lastPast, lastFuture) };
  };
}

/** Where a backward pass departs from the right one. */
interface Backward {
  readonly arrives?: Turn;
  readonly leaves?: Turn;
  readonly reads?: Turn;
  readonly collect?: (past: Tensor, future: Tensor) => Tensor;
  /** The gradient of `last` at the steps that it was taken from. */
  readonly last?: (atFirst: Tensor, part: "past" | "future", options: Options) => Tensor;
  readonly split?: (gradient: Tensor, size: number) => readonly [Tensor, Tensor];
  readonly paddingCounts?: boolean;
}

function backwardWith(change: Backward): Module["bidirectionalBackward"] {
  const { arrives = reverseTime, leaves = reverseTime, reads = reverseTime } = change;
  const split =
    change.split ??
    ((x: Tensor, size: number) => [x.slice(null, null, [0, size]), x.slice(null, null, [size, null])] as const);
  const lastOf =
    change.last ??
    ((x: Tensor, part: "past" | "future", options: Options): Tensor => (part === "past" ? reverseTime(x, options) : x));
  return (input, forward, backward, gradOutput, options = {}) => {
    bidirectionalBackward(input, forward, backward, gradOutput, options); // refuses what does not fit
    const length = input.shape[1]!;
    const inside = change.paddingCounts ? 1 : insideOf(input, options);
    const [pastOutput, futureOutput] = split(gradOutput.output.mul(inside), forward.size);
    const atFirst = stack(
      Array.from({ length }, (_, time) => (time === 0 ? gradOutput.last : zeros(gradOutput.last.shape))),
      1,
    );
    const [pastLast, futureLast] = split(atFirst, forward.size);
    const gradPast = pastOutput.add(lastOf(pastLast, "past", options));
    const gradFuture = futureOutput.add(lastOf(futureLast, "future", options));
    const past = forward.backward(input, gradPast);
    const future = backward.backward(reads(input, options), arrives(gradFuture, options));
    const gradInput = change.collect?.(past.gradInput, leaves(future.gradInput, options));
    return {
      gradInput: gradInput ?? past.gradInput.add(leaves(future.gradInput, options)),
      gradForward: past.gradParameters,
      gradBackward: future.gradParameters,
    };
  };
}

const y = "y_t = [f(x)_t, reverse(g(reverse(x)))_t]";
const last = "last = [f(x)_L, reverse(g(reverse(x)))_1]";
const padding = "Reversing turns the L steps of each sequence around and leaves its padding at the end";
const dx = "dL/dx = dx of f + reverse(dx of g)";

export default mistakes<Module>({
  "second output not turned back": {
    looksLike: "The second layer's output stays in the order in which it read: its last step stands at the first.",
    reread: y,
    bidirectional: forwardWith({
      turnBack: same,
      lastFuture: (future, options) => reverseTime(future, options).slice(null, 0),
    }),
  },
  "second layer reads forward": {
    looksLike: "Both layers read from the first step to the last.",
    reread: y,
    bidirectional: forwardWith({
      turn: same,
      turnBack: same,
      lastFuture: (future, options) => reverseTime(future, options).slice(null, 0),
    }),
  },
  "output turned, input not": {
    looksLike: "The second layer reads forward, and its output is then reversed.",
    reread: y,
    bidirectional: forwardWith({ turn: same }),
  },
  "padding reversed too": {
    looksLike: "Padded sequences are reversed as a whole, so the second layer reads the padding first.",
    reread: padding,
    bidirectional: forwardWith({ turn: whole, turnBack: whole }),
  },
  "padding moved to the front": {
    looksLike: "What the second layer reads is the sequence in its own order behind its padding.",
    reread: padding,
    bidirectional: forwardWith({ turn: shifted, turnBack: whole }),
  },
  "output at padding": {
    looksLike: "At padding the layers' outputs are left as they are, where they should be 0.",
    reread: "The output at padding is 0",
    bidirectional: forwardWith({ paddingShown: true }),
  },
  "lengths ignored": {
    looksLike: "Padding is read like any input.",
    reread: "options.lengths: L of each sequence",
    bidirectional: (input, forward, backward, options) => {
      bidirectional(input, forward, backward, options);
      return bidirectional(input, forward, backward);
    },
  },
  "second direction first": {
    looksLike: "The second layer's features stand before those of the first.",
    reread: y,
    bidirectional: forwardWith({ join: (past, future) => concatenate([future, past], -1) }),
  },
  "side by side in time": {
    looksLike: "The outputs of the second layer follow those of the first as further steps.",
    reread: "output: [N, T, H + K]",
    bidirectional: (input, forward, backward, options = {}) => {
      const right = bidirectional(input, forward, backward, options);
      const { size } = forward;
      const [past, future] = [right.output.slice(null, null, [0, size]), right.output.slice(null, null, [size, null])];
      if (size !== backward.size) return { ...right, output: past };
      return { ...right, output: concatenate([past, future], 1) };
    },
  },
  "both at the last step": {
    looksLike: "`last` takes both layers at the end of the sequence, where the second has read one step only.",
    reread: last,
    bidirectional: forwardWith({ lastFuture: (future, options) => reverseTime(future, options).slice(null, 0) }),
  },
  "both at the first step": {
    looksLike: "`last` takes both layers at the first step, where the first has read one step only.",
    reread: last,
    bidirectional: forwardWith({ lastPast: (past) => past.slice(null, 0) }),
  },
  "last step of the batch": {
    looksLike: "`last` takes the first layer at step T, which is padding in a short sequence.",
    reread: last,
    bidirectional: forwardWith({ lastPast: (past) => past.slice(null, -1) }),
  },
  "any lengths": {
    looksLike: "A length of 0, of half a step, or of more steps than there are is taken without a word.",
    reread: "lengths: integers in [1, T]",
    bidirectional: (input, forward, backward, { lengths } = {}) => {
      const steps = input.shape[1]!;
      const near = lengths?.map((length) => Math.min(steps, Math.max(1, Math.ceil(length))));
      return bidirectional(input, forward, backward, near ? { lengths: near } : {});
    },
  },
  "gradient of the first layer only": {
    looksLike: "The input gets the gradient of the first layer alone.",
    reread: dx,
    bidirectionalBackward: backwardWith({ collect: (past) => past }),
  },
  "gradient of the second layer only": {
    looksLike: "The input gets the gradient of the second layer alone.",
    reread: dx,
    bidirectionalBackward: backwardWith({ collect: (_, future) => future }),
  },
  "gradient not turned around": {
    looksLike: "The second layer gets its gradient in the order of the sequence, not in the order in which it read.",
    reread: "dL/dg = reverse(dL/dy_t[last K])",
    bidirectionalBackward: backwardWith({ arrives: same }),
  },
  "gradient not turned back": {
    looksLike: "What the second layer gives the input is added in the order in which it read.",
    reread: dx,
    bidirectionalBackward: backwardWith({ leaves: same }),
  },
  "second layer given the input as it stands": {
    looksLike: "Going back, the second layer is given the sequence unreversed, though it read it from the end.",
    reread: y,
    bidirectionalBackward: backwardWith({ reads: same }),
  },
  "gradient of padding reversed too": {
    looksLike: "Going back, padded sequences are reversed as a whole.",
    reread: padding,
    bidirectionalBackward: backwardWith({ arrives: whole, leaves: whole, reads: whole }),
  },
  "gradient at padding counts": {
    looksLike:
      "The gradients that arrive at padding are passed to the layers, though the output there is 0 whatever happens.",
    reread: "The output at padding is 0",
    bidirectionalBackward: backwardWith({ paddingCounts: true }),
  },
  "last not counted": {
    looksLike: "The gradient of `last` is not used, only that of the output.",
    reread: "gradOutput: dL/d of both fields of the result",
    bidirectionalBackward: backwardWith({ last: ({ shape }) => zeros(shape) }),
  },
  "gradient of last at the last step for both": {
    looksLike: "The gradient of `last` goes to the end of the sequence for both layers.",
    reread: last,
    bidirectionalBackward: backwardWith({ last: (atFirst, _, options) => reverseTime(atFirst, options) }),
  },
  "gradient of last at step T": {
    looksLike: "The first layer's part of `last` sends its gradient to step T, which is padding in a short sequence.",
    reread: last,
    bidirectionalBackward: backwardWith({
      last: (atFirst, part) => (part === "past" ? reverseTime(atFirst, {}) : atFirst),
    }),
  },
  "halves exchanged": {
    looksLike: "The first features of the gradient go to the second layer, and the last to the first.",
    reread: "dL/df_t = dL/dy_t[first H]",
    bidirectionalBackward: (input, forward, backward, gradOutput, options) => {
      const { size } = backward;
      const exchange = (x: Tensor): Tensor => {
        const axes = Array<null>(x.rank - 1).fill(null);
        // To fit, features beyond the end are those of the start.
        return concatenate([x.slice(...axes, [-forward.size, null]), x.slice(...axes, [0, size])], -1);
      };
      const exchanged = { output: exchange(gradOutput.output), last: exchange(gradOutput.last) };
      return bidirectionalBackward(input, forward, backward, exchanged, options);
    },
  },
  "lengths not used, going back": {
    looksLike: "Going back, padding is taken for steps.",
    reread: "options: as in the forward pass",
    bidirectionalBackward: (input, forward, backward, gradOutput, options) => {
      bidirectionalBackward(input, forward, backward, gradOutput, options);
      return bidirectionalBackward(input, forward, backward, gradOutput);
    },
  },
});
