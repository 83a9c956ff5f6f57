import { arange, concatenate, ones, stack, where, zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { gru, type GruOutput, type GruParameters } from "#reference/11-recurrent-networks/gru.ts";

type Module = typeof import("#reference/11-recurrent-networks/gru.ts");
type Options = NonNullable<Parameters<Module["gru"]>[3]>;

interface Gates {
  readonly before: Tensor;
  readonly r: Tensor;
  readonly z: Tensor;
  readonly n: Tensor;
  readonly recalled: Tensor;
}

interface Step extends Gates {
  /** What a step leaves behind, also where the sequence has ended. */
  readonly after: Tensor;
  readonly hidden: Tensor;
}

/** Where a forward pass departs from the right one. */
interface Forward {
  /** Which of the three blocks r, z and n are cut from. */
  readonly blocks?: readonly [number, number, number];
  readonly squash?: (scores: Tensor) => Tensor;
  /** What is added to U_n x_t + b_n under the tanh. */
  readonly known?: (r: Tensor, recalled: Tensor, before: Tensor, weight: Tensor, bias: Tensor) => Tensor;
  readonly mix?: (gates: Gates) => Tensor;
  readonly start?: (initial: Tensor) => Tensor;
  readonly output?: (step: Step) => Tensor;
  /** Without: the biases of the state are not used. */
  readonly withoutBiasHidden?: boolean;
  /** Sequences go on through their padding. */
  readonly runOn?: boolean;
  /** The output repeats the last state at padding. */
  readonly outputAtPadding?: boolean;
}

/** Where a backward pass departs from the right one. */
interface Backward {
  readonly last?: (gradOutput: GruOutput) => Tensor;
  readonly arrived?: (later: Tensor, fromOutput: Tensor) => Tensor;
  readonly gradN?: (gradHidden: Tensor, gates: Gates) => Tensor;
  readonly gradZ?: (gradHidden: Tensor, gates: Gates) => Tensor;
  readonly gradR?: (gradN: Tensor, gates: Gates) => Tensor;
  /** What of the candidate's gradient meets W. */
  readonly throughReset?: (gradN: Tensor, r: Tensor) => Tensor;
  readonly gradBefore?: (straight: Tensor, throughW: Tensor) => Tensor;
  /** What the rows of W have met. */
  readonly recurrent?: (step: Step) => Tensor;
  readonly collect?: (sum: Tensor, now: Tensor) => Tensor;
  readonly biasHidden?: (fromInput: Tensor, fromHidden: Tensor) => Tensor;
  readonly runOn?: boolean;
  /** At padding the gradient of the output counts. */
  readonly padding?: boolean;
}

const sigmoid = (x: Tensor): Tensor => x.neg().exp().add(1).pow(-1);
const sigmoidSlope = (y: Tensor): Tensor => y.mul(y.neg().add(1));
const tanhSlope = (y: Tensor): Tensor => y.square().neg().add(1);
const other = (gate: Tensor): Tensor => gate.neg().add(1);

function insideOf(input: Tensor, lengths: Tensor | undefined): Tensor {
  const [batch, length] = input.shape as readonly [number, number];
  return lengths ? arange(length).less(lengths.expandDims(1)).expandDims(2) : ones([batch, length, 1]);
}

function unroll(input: Tensor, all: GruParameters, initial: Tensor, options: Options, change: Forward = {}): Step[] {
  const { blocks = [0, 1, 2], squash = (scores: Tensor): Tensor => scores.tanh() } = change;
  const { mix = ({ before, z, n }: Gates): Tensor => other(z).mul(n).add(z.mul(before)) } = change;
  const size = initial.shape[1]!;
  const part = (scores: Tensor, gate: number): Tensor =>
    scores.slice(null, [blocks[gate]! * size, (blocks[gate]! + 1) * size]);
  const rows = (weight: Tensor): Tensor => weight.slice([blocks[2] * size, (blocks[2] + 1) * size]);
  const bias = change.withoutBiasHidden ? zeros(all.biasHidden.shape) : all.biasHidden;
  const inside = insideOf(input, change.runOn ? undefined : options.lengths);
  let before = change.start?.(initial) ?? initial;
  return Array.from({ length: input.shape[1]! }, (_, time) => {
    const seen = input.slice(null, time).matmul(all.weightInput.T).add(all.biasInput);
    const scores = before.matmul(all.weightHidden.T).add(bias);
    const [r, z] = [0, 1].map((gate) => sigmoid(part(seen, gate).add(part(scores, gate)))) as [Tensor, Tensor];
    const recalled = part(scores, 2);
    const known = change.known?.(r, recalled, before, rows(all.weightHidden), rows(bias)) ?? r.mul(recalled);
    const gates = { before, r, z, n: squash(part(seen, 2).add(known)), recalled };
    const after = mix(gates);
    const step = { ...gates, after, hidden: where(inside.slice(null, time), after, before) };
    before = step.hidden;
    return step;
  });
}

function forwardWith(change: Forward): Module["gru"] {
  return (input, parameters, initial, options = {}) => {
    gru(input, parameters, initial, options); // refuses what does not fit
    const steps = unroll(input, parameters, initial, options, change);
    const output = stack(steps.map(change.output ?? ((step): Tensor => step.hidden)), 1);
    const shown = change.outputAtPadding ? output : output.mul(insideOf(input, options.lengths));
    return { output: shown, hidden: steps.at(-1)!.hidden };
  };
}

function backwardWith(change: Backward): Module["gruBackward"] {
  const { collect = (sum: Tensor, now: Tensor): Tensor => sum.add(now) } = change;
  const { gradN: gradNOf = (gradient: Tensor, { z, n }: Gates): Tensor => gradient.mul(other(z)).mul(tanhSlope(n)) } =
    change;
  const {
    gradR: gradROf = (gradN: Tensor, { r, recalled }: Gates): Tensor => gradN.mul(recalled).mul(sigmoidSlope(r)),
  } = change;
  const gradZOf =
    change.gradZ ??
    ((gradient: Tensor, { before, n, z }: Gates): Tensor => gradient.mul(before.sub(n)).mul(sigmoidSlope(z)));
  const reset = change.throughReset ?? ((gradN: Tensor, r: Tensor): Tensor => gradN.mul(r));
  return (input, parameters, initial, gradOutput, options = {}) => {
    const steps = unroll(input, parameters, initial, options);
    const inside = insideOf(input, change.runOn ? undefined : options.lengths);
    const gradInputs: Tensor[] = [];
    let [gradU, gradW] = [zeros(parameters.weightInput.shape), zeros(parameters.weightHidden.shape)];
    let [gradB, gradC] = [zeros(parameters.biasInput.shape), zeros(parameters.biasHidden.shape)];
    let later = change.last?.(gradOutput) ?? gradOutput.hidden;
    for (const [time, step] of [...steps.entries()].toReversed()) {
      const here = inside.slice(null, time);
      const fromOutput = gradOutput.output.slice(null, time);
      const gradHidden = (change.arrived?.(later, fromOutput) ?? later.add(fromOutput)).mul(here);
      const gradN = gradNOf(gradHidden, step);
      const gradZ = gradZOf(gradHidden, step);
      const gradR = gradROf(gradN, step);
      const fromInput = concatenate([gradR, gradZ, gradN], 1);
      const fromHidden = concatenate([gradR, gradZ, reset(gradN, step.r)], 1);
      gradInputs.unshift(fromInput.matmul(parameters.weightInput));
      gradU = collect(gradU, fromInput.T.matmul(input.slice(null, time)));
      gradW = collect(gradW, fromHidden.T.matmul(change.recurrent?.(step) ?? step.before));
      gradB = collect(gradB, fromInput.sum(0));
      gradC = collect(gradC, (change.biasHidden?.(fromInput, fromHidden) ?? fromHidden).sum(0));
      const [straight, throughW] = [gradHidden.mul(step.z), fromHidden.matmul(parameters.weightHidden)];
      const gradBefore = change.gradBefore?.(straight, throughW) ?? straight.add(throughW);
      later = where(here, gradBefore, change.padding ? later.add(fromOutput) : later);
    }
    return {
      gradInput: stack(gradInputs, 1),
      gradParameters: { weightInput: gradU, weightHidden: gradW, biasInput: gradB, biasHidden: gradC },
      gradInitial: later,
    };
  };
}

const n = "n = tanh(U x_t + b + r · (W h_{t−1} + c))";
const h = "h_t = (1 − z) · n + z · h_{t−1}";
const ended = "A sequence that has ended keeps its state, and its output is 0";
const back = "dL/dh_{t−1} = dL/dh_t · z + (da_r, da_z, r · da_n) W";

export default mistakes<Module>({
  "update gate read the other way round": {
    looksLike: "The old state is weighed by 1 − z and the candidate by z, as in some papers.",
    reread: h,
    gru: forwardWith({ mix: ({ before, z, n: candidate }) => z.mul(candidate).add(other(z).mul(before)) }),
  },
  "blocks in the order z, r, n": {
    looksLike: "Reset and update gate have changed places, as in the order of Keras and ONNX.",
    reread: "U, W, b and c are stacked in the order r, z, n",
    gru: forwardWith({ blocks: [1, 0, 2] }),
  },
  "reset gate before W": {
    looksLike: "The reset gate is applied to h_{t−1} before W, as in the first paper.",
    reread: n,
    gru: forwardWith({ known: (r, _, before, weight, bias) => r.mul(before).matmul(weight.T).add(bias) }),
  },
  "bias outside the reset gate": {
    looksLike: "The reset gate is applied to W h_{t−1} alone; c stands outside of the product.",
    reread: n,
    gru: forwardWith({ known: (r, recalled, _, __, bias) => r.mul(recalled.sub(bias)).add(bias) }),
  },
  "bias of the state left out": {
    looksLike: "c is not added to W h_{t−1}.",
    reread: n,
    gru: forwardWith({ withoutBiasHidden: true }),
  },
  "reset gate not used": {
    looksLike: "The candidate sees the whole of the old state; the reset gate is not used.",
    reread: n,
    gru: forwardWith({ known: (_, recalled) => recalled }),
  },
  "reset gate on the whole score": {
    looksLike: "The reset gate is applied to what the input gives as well.",
    reread: n,
    gru: (input, parameters, initial, options = {}) => {
      gru(input, parameters, initial, options);
      // r (u + k) = u + (r (u + k) − u); u is taken from the scores of the input.
      const size = initial.shape[1]!;
      let before = initial;
      const inside = insideOf(input, options.lengths);
      const states = Array.from({ length: input.shape[1]! }, (_, time) => {
        const seen = input.slice(null, time).matmul(parameters.weightInput.T).add(parameters.biasInput);
        const scores = seen.add(before.matmul(parameters.weightHidden.T)).add(parameters.biasHidden);
        const [r, z, u] = [0, 1, 2].map((gate) => scores.slice(null, [gate * size, (gate + 1) * size]));
        const after = other(sigmoid(z!)).mul(sigmoid(r!).mul(u!).tanh()).add(sigmoid(z!).mul(before));
        before = where(inside.slice(null, time), after, before);
        return before;
      });
      return { output: stack(states, 1).mul(inside), hidden: before };
    },
  },
  "sigmoid for the candidate": {
    looksLike: "The candidate goes through the sigmoid like the gates, so it can't be negative.",
    reread: n,
    gru: forwardWith({ squash: sigmoid }),
  },
  "state added whole": {
    looksLike: "The old state stays whole beside the candidate; z does not weigh it.",
    reread: h,
    gru: forwardWith({ mix: ({ before, z, n: candidate }) => other(z).mul(candidate).add(before) }),
  },
  "candidate not weighed": {
    looksLike: "The candidate enters whole; 1 − z does not weigh it.",
    reread: h,
    gru: forwardWith({ mix: ({ before, z, n: candidate }) => candidate.add(z.mul(before)) }),
  },
  "initial state ignored": {
    looksLike: "Every sequence starts from zeros; the initial state that was passed in is not used.",
    reread: "initial: h before the first step",
    gru: forwardWith({ start: ({ shape }) => zeros(shape) }),
  },
  "output one step late": {
    looksLike: "The output of a step is the hidden state before it, so the first is the initial state.",
    reread: "output: the hidden state after every step",
    gru: forwardWith({ output: ({ before }) => before }),
  },
  "lengths ignored": {
    looksLike: "Padding is read like any input, and the last hidden state is the one after it.",
    reread: ended,
    gru: (input, parameters, initial, options = {}) => {
      gru(input, parameters, initial, options);
      return gru(input, parameters, initial);
    },
  },
  "state runs on through padding": {
    looksLike: "The output is 0 at padding, but the state runs on through it to the end.",
    reread: ended,
    gru: forwardWith({ runOn: true }),
  },
  "state repeated at padding": {
    looksLike: "The state is kept, but the output repeats it at padding, where it should be 0.",
    reread: ended,
    gru: forwardWith({ outputAtPadding: true }),
  },
  "padding set to zero": {
    looksLike: "At padding the state becomes 0, so a short sequence ends with nothing.",
    reread: ended,
    gru: (input, parameters, initial, options = {}) => {
      const { output } = gru(input, parameters, initial, options);
      return { output, hidden: output.slice(null, -1) };
    },
  },
  "any shapes": {
    looksLike: "Shapes that do not fit are broadcast without a word.",
    reread: "throws ShapeError when a parameter, the initial state or the lengths do not fit the others",
    gru: (input, parameters, initial, options = {}) => {
      if (options.lengths) gru(input, parameters, initial, options);
      const steps = unroll(input, parameters, initial, options);
      const output = stack(
        steps.map((step) => step.hidden),
        1,
      );
      return { output: output.mul(insideOf(input, options.lengths)), hidden: steps.at(-1)!.hidden };
    },
  },
  "any lengths": {
    looksLike: "A length of 0, of half a step, or of more steps than there are is taken without a word.",
    reread: "lengths: integers in [1, T]",
    gru: (input, parameters, initial, options = {}) => {
      const { lengths } = options;
      const steps = input.shape[1]!;
      return gru(
        input,
        parameters,
        initial,
        lengths ? { lengths: lengths.map((x) => Math.min(steps, Math.max(1, Math.ceil(x)))) } : {},
      );
    },
  },
  "gradients of the last use only": {
    looksLike: "The gradients of the parameters are those of one step: each step overwrites what the later ones gave.",
    reread: "dL/dU = Σ_t Aᵀ x_t, and in the same way for W, b and c",
    gruBackward: backwardWith({ collect: (_, now) => now }),
  },
  "no gradient straight back": {
    looksLike: "h_{t−1} gets no gradient along z · h_{t−1}, the way on which it would not fade.",
    reread: back,
    gruBackward: backwardWith({ gradBefore: (_, throughW) => throughW }),
  },
  "no gradient through the gates": {
    looksLike: "h_{t−1} gets gradient along z · h_{t−1} alone, none through the gates and the candidate.",
    reread: back,
    gruBackward: backwardWith({ gradBefore: (straight) => straight }),
  },
  "W gets what U gets": {
    looksLike: "W and c_n get the candidate's gradient without the factor r, as U and b do.",
    reread: "B = (da_r, da_z, r · da_n) for the state",
    gruBackward: backwardWith({ throughReset: (gradN) => gradN }),
  },
  "one gradient for both biases": {
    looksLike: "c gets the gradient of b; for the candidate's block the factor r is missing.",
    reread: "dL/dc = Σ_t B with B = (da_r, da_z, r · da_n)",
    gruBackward: backwardWith({ biasHidden: (fromInput) => fromInput }),
  },
  "update gate's gradient without the old state": {
    looksLike: "The gradient of z misses that an open gate also lets the old state in.",
    reread: "da_z = dL/dh_t · (h_{t−1} − n) · z (1 − z)",
    gruBackward: backwardWith({
      gradZ: (gradient, { n: candidate, z }) => gradient.mul(candidate.neg()).mul(sigmoidSlope(z)),
    }),
  },
  "update gate's gradient with the wrong sign": {
    looksLike: "The gradient of z has the wrong sign: n − h_{t−1} for h_{t−1} − n.",
    reread: "da_z = dL/dh_t · (h_{t−1} − n) · z (1 − z)",
    gruBackward: backwardWith({
      gradZ: (gradient, { before, n: candidate, z }) => gradient.mul(candidate.sub(before)).mul(sigmoidSlope(z)),
    }),
  },
  "candidate's gradient weighed by z": {
    looksLike: "The candidate gets its gradient times z, where h_t holds it times 1 − z.",
    reread: "da_n = dL/dh_t · (1 − z) · (1 − n²)",
    gruBackward: backwardWith({ gradN: (gradient, { z, n: candidate }) => gradient.mul(z).mul(tanhSlope(candidate)) }),
  },
  "reset gate meets the old state": {
    looksLike: "The gradient of r is taken with h_{t−1}, not with W_n h_{t−1} + c_n, which it was multiplied by.",
    reread: "da_r = da_n · (W_n h_{t−1} + c_n) · r (1 − r)",
    gruBackward: backwardWith({ gradR: (gradN, { before, r }) => gradN.mul(before).mul(sigmoidSlope(r)) }),
  },
  "W meets the new state": {
    looksLike: "The gradient of W is taken with the new hidden state, not with the one that W was multiplied by.",
    reread: "dL/dW = Σ_t Bᵀ h_{t−1}",
    gruBackward: backwardWith({ recurrent: ({ hidden }) => hidden }),
  },
  "final state not counted": {
    looksLike: "The gradient that arrives at the last hidden state is not used, only those of the output.",
    reread: "gradOutput: dL/d of each field of what gru returns",
    gruBackward: backwardWith({ last: ({ hidden }) => zeros(hidden.shape) }),
  },
  "nothing from the step after": {
    looksLike: "Each step gets gradient from its own output alone; nothing arrives from step t + 1.",
    reread: "dL/dh_t is what arrives from the output plus what arrives from step t + 1",
    gruBackward: backwardWith({ arrived: (_, fromOutput) => fromOutput }),
  },
  "padding learns": {
    looksLike: "The gradient of the last state goes back through the padding as if its steps had been taken.",
    reread: ended,
    gruBackward: backwardWith({ runOn: true }),
  },
  "output at padding counts": {
    looksLike:
      "The gradients that arrive at padding reach the last state, though the output there is 0 whatever happens.",
    reread: ended,
    gruBackward: backwardWith({ padding: true }),
  },
});
