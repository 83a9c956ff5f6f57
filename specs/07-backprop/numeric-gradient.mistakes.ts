import { ones, tensor, where, zeros, type Random, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  centralDifferences,
  checkGradient,
  findKinks,
  relativeErrors,
  sideSlopes,
  type Differentiable,
  type ScalarFunction,
} from "#reference/07-backprop/numeric-gradient.ts";

type Module = typeof import("#reference/07-backprop/numeric-gradient.ts");

const norm = (x: Tensor): number => Math.sqrt(x.square().sum().item());
const larger = (a: Tensor, b: Tensor): Tensor => a.abs().maximum(b.abs());
const moved = (x: Tensor, index: number, by: number): Tensor => x.map((value, i) => (i === index ? value + by : value));

/** Central differences whose points, or whose divisor, are others. */
function differencesBy(
  stepOf: (value: number, step: number) => number,
  divisorOf: (h: number) => number = (h) => 2 * h,
  usual = 2 ** -17,
): Module["centralDifferences"] {
  return (f, x, { step = usual } = {}) => {
    centralDifferences(() => 0, x, { step }); // refuses what it must
    return x.map((value, i) => {
      const h = stepOf(value, step);
      return (f(moved(x, i, h)) - f(moved(x, i, -h))) / divisorOf(h);
    });
  };
}

const inProportion = (value: number, step: number): number => step * Math.max(1, Math.abs(value));

/** What is known when entries are judged. */
interface Evidence {
  readonly gradient: Tensor;
  readonly slopes: Tensor;
  readonly left: Tensor;
  readonly right: Tensor;
  readonly kinks: Tensor;
  /** ρ */
  readonly rounding: Tensor;
  readonly tolerance: number;
}

interface Judged {
  readonly cotangent?: (output: Tensor, random: Random) => Tensor;
  /** 1 at entries that are right. */
  readonly judge?: (evidence: Evidence) => Tensor;
  readonly passes?: (right: Tensor) => boolean;
  readonly measure?: (f: ScalarFunction, x: Tensor) => Tensor;
}

const fitsSlope = ({ gradient, slopes, tolerance, rounding }: Evidence): Tensor =>
  gradient.sub(slopes).abs().lessEqual(larger(gradient, slopes).mul(tolerance).add(rounding));

const fitsSides = ({ gradient, slopes, left, right, tolerance, rounding }: Evidence): Tensor =>
  left
    .minimum(right)
    .sub(gradient)
    .maximum(gradient.sub(left.maximum(right)))
    .lessEqual(right.sub(left).abs().mul(1e-3).maximum(larger(gradient, slopes).mul(tolerance).add(rounding)));

const usualJudge = (evidence: Evidence): Tensor => where(evidence.kinks, fitsSides(evidence), fitsSlope(evidence));

/** A check that draws, measures or judges in another way. */
function checkWith({
  cotangent = (output, random) => random.normal(output.shape),
  judge = usualJudge,
  passes = (right) => right.data.every((entry) => entry === 1),
  measure = centralDifferences,
}: Judged): Module["checkGradient"] {
  return (layer: Differentiable, x, random, { tolerance = 1e-6 } = {}) => {
    const output = layer.forward(x);
    const gradOutput = cotangent(output, random);
    const loss = (point: Tensor): number => layer.forward(point).mul(gradOutput).sum().item();
    const gradient = layer.backward(x, gradOutput);
    relativeErrors(gradient, x); // refuses another shape
    const evidence = {
      gradient,
      slopes: measure(loss, x),
      ...sideSlopes(loss, x),
      kinks: findKinks(loss, x),
      rounding: output
        .mul(gradOutput)
        .abs()
        .sum()
        .mul(2 ** -32),
      tolerance,
    };
    const right = judge(evidence);
    return { passed: passes(right), wrong: right.equal(0) };
  };
}

/** One verdict for all entries. */
function together(isRight: (evidence: Evidence) => boolean): (evidence: Evidence) => Tensor {
  return (evidence) => zeros(evidence.gradient.shape).add(isRight(evidence) ? 1 : 0);
}

/** Relative errors by another formula. */
function errorsBy(formula: (actual: Tensor, measured: Tensor) => Tensor): Module["relativeErrors"] {
  return (actual, measured) => {
    relativeErrors(actual, measured); // refuses what it must
    return formula(actual, measured);
  };
}

const orOne = (x: Tensor): Tensor => where(x, x, 1);

export default mistakes<Module>({
  "one side only": {
    looksLike: "Entries are moved to one side only, so that the error is of the order of h and not of its square.",
    reread: "d_i = (f(x + h_i e_i) − f(x − h_i e_i)) / (2 h_i)",
    centralDifferences: (f, x, options) => sideSlopes(f, x, options).right,
  },
  "divided by one step": {
    looksLike: "The difference is divided by h, although the points are 2 h apart: twice the slope.",
    reread: "/ (2 h_i)",
    centralDifferences: differencesBy(inProportion, (h) => h),
  },
  "same step for all": {
    looksLike: "Large entries are moved by the same step as small ones.",
    reread: "h_i = step · max(1, |x_i|)",
    centralDifferences: differencesBy((_, step) => step),
  },
  "step in proportion to small entries": {
    looksLike: "The step shrinks with the entry, and is nothing at 0.",
    reread: "h_i = step · max(1, |x_i|)",
    centralDifferences: differencesBy((value, step) => step * (Math.abs(value) || 1)),
  },
  "sign in the step": {
    looksLike: "The step of a negative entry is its own size, not that of its amount.",
    reread: "h_i = step · max(1, |x_i|): the amount of x_i",
    centralDifferences: differencesBy((value, step) => step * Math.max(1, value)),
  },
  "step too short": {
    looksLike: "The usual step is about 1e-12: most digits are lost to rounding.",
    reread: "the sum is smallest near h = ∛ε ≈ 2⁻¹⁷",
    centralDifferences: differencesBy(inProportion, undefined, 2 ** -40),
  },
  "step too long": {
    looksLike: "The usual step is about 1e-3: the function bends too much in between.",
    reread: "the sum is smallest near h = ∛ε ≈ 2⁻¹⁷",
    centralDifferences: differencesBy(inProportion, undefined, 2 ** -10),
  },
  "all entries at once": {
    looksLike: "All entries are moved together, which gives one slope for all of them.",
    reread: "e_i: entry i alone is moved",
    centralDifferences: (f, x, { step = 2 ** -17 } = {}) => {
      centralDifferences(() => 0, x, { step });
      const h = x.abs().maximum(1).mul(step);
      return tensor(f(x.add(h)) - f(x.sub(h)))
        .div(h.mul(2))
        .broadcastTo(x.shape);
    },
  },
  "moved entries stay moved": {
    looksLike: "An entry is not put back before the next one is moved.",
    reread: "x + h_i e_i: all other entries are those of x",
    centralDifferences: (f, x, { step = 2 ** -17 } = {}) => {
      centralDifferences(() => 0, x, { step });
      let now = x;
      return x.map((value, i) => {
        const h = inProportion(value, step);
        const up = f(moved(now, i, h));
        now = moved(now, i, -h);
        return (up - f(now)) / (2 * h);
      });
    },
  },
  "any step": {
    looksLike: "A step of 0, or of no size, is taken.",
    reread: "@throws RangeError: step is not a finite number above 0",
    centralDifferences: (f, x, { step = 2 ** -17 } = {}) =>
      x.map((value, i) => {
        const h = inProportion(value, step);
        return (f(moved(x, i, h)) - f(moved(x, i, -h))) / (2 * h);
      }),
  },
  "sides exchanged": {
    looksLike: "The slope on the left stands at the right, and the other way round.",
    reread: "left_i = (f(x) − f(x − h_i e_i)) / h_i",
    sideSlopes: (f, x, options) => {
      const { left, right } = sideSlopes(f, x, options);
      return { left: right, right: left };
    },
  },
  "left slope with the other sign": {
    looksLike: "The left slope has the sign of a step to the left.",
    reread: "left_i = (f(x) − f(x − h_i e_i)) / h_i",
    sideSlopes: (f, x, options) => {
      const { left, right } = sideSlopes(f, x, options);
      return { left: left.neg(), right };
    },
  },
  "side slopes over two steps": {
    looksLike: "The side slopes are divided by 2 h, although their points are one step apart.",
    reread: "right_i = (f(x + h_i e_i) − f(x)) / h_i",
    sideSlopes: (f, x, options) => {
      const { left, right } = sideSlopes(f, x, options);
      return { left: left.div(2), right: right.div(2) };
    },
  },
  "side slopes both central": {
    looksLike: "Both side slopes are the central one, so that no kink shows.",
    reread: "left_i and right_i: from x to one side",
    sideSlopes: (f, x, options) => {
      sideSlopes(() => 0, x, options);
      const slope = centralDifferences(f, x, options);
      return { left: slope, right: slope };
    },
  },
  "sharp bends as kinks": {
    looksLike: "Wherever the side slopes differ there is a kink, although a bend alone makes them differ.",
    reread: "B_i(h/2) > ¾ B_i(h)",
    findKinks: (f, x, { step = 2 ** -10 } = {}) => {
      const { left, right } = sideSlopes(f, x, { step });
      return right.sub(left).abs().greater(1e-3);
    },
  },
  "rounding as a kink": {
    looksLike: "A difference that is rounding alone counts as a kink: it does not shrink with the step either.",
    reread: "and B_i(h) > 64 ε |f(x)| / h_i",
    findKinks: (f, x, { step = 2 ** -10 } = {}) => {
      const [bend, nearer] = [step, step / 2].map((h) => {
        const { left, right } = sideSlopes(f, x, { step: h });
        return right.sub(left).abs();
      }) as [Tensor, Tensor];
      return nearer.greater(bend.mul(0.75));
    },
  },
  "smooth for kinked": {
    looksLike: "Kinks and smooth places are exchanged.",
    reread: "a kink is where B_i(h/2) > ¾ B_i(h)",
    findKinks: (f, x, options) => findKinks(f, x, options).equal(0),
  },
  "no kinks": {
    looksLike: "No place is a kink.",
    reread: "1 at kinks and 0 elsewhere",
    findKinks: (f, x, options) => findKinks(f, x, options).mul(0),
  },
  "kinks at 0 only": {
    looksLike: "A kink is taken to be where an entry is 0, wherever the function has its own.",
    reread: "Where f has a kink, as a maximum has at a tie",
    findKinks: (f, x, options) => {
      findKinks(f, x, options);
      return x.equal(0);
    },
  },
  "absolute errors": {
    looksLike: "The difference is not divided by anything, so that small entries always agree.",
    reread: "/ max(|a_i|, |d_i|)",
    relativeErrors: errorsBy((a, d) => a.sub(d).abs()),
  },
  "beside the sum": {
    looksLike: "The difference is divided by the sum of both sizes: half the error.",
    reread: "/ max(|a_i|, |d_i|)",
    relativeErrors: errorsBy((a, d) =>
      a
        .sub(d)
        .abs()
        .div(orOne(a.abs().add(d.abs()))),
    ),
  },
  "beside what was measured": {
    looksLike: "The difference is divided by the measured gradient alone.",
    reread: "/ max(|a_i|, |d_i|)",
    relativeErrors: errorsBy((a, d) => a.sub(d).abs().div(orOne(d.abs()))),
  },
  "signs lost": {
    looksLike: "The sizes are compared, and the signs are not.",
    reread: "|a_i − d_i|, not |a_i| − |d_i|",
    relativeErrors: errorsBy((a, d) =>
      a
        .abs()
        .sub(d.abs())
        .abs()
        .div(orOne(larger(a, d))),
    ),
  },
  "larger with its sign": {
    looksLike: "The larger entry is looked for with the signs, so that of two negative ones the smaller divides.",
    reread: "max(|a_i|, |d_i|)",
    relativeErrors: errorsBy((a, d) =>
      a
        .sub(d)
        .abs()
        .div(orOne(a.maximum(d).abs())),
    ),
  },
  "one number for all": {
    looksLike: "The error is that of the whole gradient, ‖a − d‖ / max(‖a‖, ‖d‖), which hides small entries.",
    reread: "entry by entry",
    relativeErrors: errorsBy((a, d) => zeros(a.shape).add(norm(a.sub(d)) / (Math.max(norm(a), norm(d)) || 1))),
  },
  "0 divided by 0": {
    looksLike: "Where both gradients are 0 the error is NaN.",
    reread: "and 0 where both are 0",
    relativeErrors: errorsBy((a, d) => a.sub(d).abs().div(larger(a, d))),
  },
  "any shapes compared": {
    looksLike: "Gradients of different shapes are compared.",
    reread: "@throws ShapeError: the shapes differ",
    relativeErrors: (a, d) =>
      a
        .sub(d)
        .abs()
        .div(orOne(larger(a, d))),
  },
  "sum of all outputs": {
    looksLike:
      "The outputs are added up with the same weight, so that a softmax passes with any multiple of its gradient.",
    reread: "v must not be all ones",
    checkGradient: checkWith({ cotangent: (output) => ones(output.shape) }),
  },
  "one output only": {
    looksLike: "Only the first output is looked at.",
    reread: "φ(x) = Σ v ∘ f(x)",
    checkGradient: checkWith({
      cotangent: (output, random) => random.normal(output.shape).map((v, index) => (index === 0 ? v : 0)),
    }),
  },
  "one error for the whole gradient": {
    looksLike: "One error is computed for the whole gradient, and small entries don't count in it.",
    reread: "Entry i is right when …",
    checkGradient: checkWith({
      judge: together((evidence) => {
        const { gradient, slopes, kinks, tolerance, rounding } = evidence;
        const smooth = kinks.equal(0);
        const [a, d] = [gradient.mul(smooth), slopes.mul(smooth)];
        const isRight = norm(a.sub(d)) <= tolerance * Math.max(norm(a), norm(d)) + rounding.item();
        return isRight && where(kinks, fitsSides(evidence), 1).min().item() === 1;
      }),
    }),
  },
  "fixed tolerance": {
    looksLike: "A difference of 1e-5 is allowed, however small the gradient is.",
    reread: "τ max(|a_i|, |d_i|) + ρ",
    checkGradient: checkWith({
      judge: (evidence) =>
        where(evidence.kinks, fitsSides(evidence), evidence.gradient.sub(evidence.slopes).abs().lessEqual(1e-5)),
    }),
  },
  "wide tolerance": {
    looksLike: "An error of a thousandth is allowed, whatever the tolerance is.",
    reread: "options.tolerance: τ, 1e-6 when left out",
    checkGradient: (layer, x, random) => checkGradient(layer, x, random, { tolerance: 1e-3 }),
  },
  "tolerance not looked at": {
    looksLike: "The tolerance is always a millionth.",
    reread: "options.tolerance: τ",
    checkGradient: (layer, x, random) => checkGradient(layer, x, random),
  },
  "rounding called wrong": {
    looksLike: "Nothing is allowed for rounding: a gradient of 1e-18 is called wrong because the difference is 0.",
    reread: "+ ρ with ρ = 2⁻³² Σ |v ∘ f(x)|",
    checkGradient: checkWith({ judge: (evidence) => usualJudge({ ...evidence, rounding: tensor(0) }) }),
  },
  "kinks called wrong": {
    looksLike: "At a kink the gradient is compared with the central slope, which is the mean of both sides.",
    reread: "At a kink there is no one slope",
    checkGradient: checkWith({ judge: fitsSlope }),
  },
  "kinks left out": {
    looksLike: "Entries at a kink are right whatever their gradient is.",
    reread: "At a kink everything is right between the side slopes",
    checkGradient: checkWith({ judge: (evidence) => where(evidence.kinks, 1, fitsSlope(evidence)) }),
  },
  "one side at kinks": {
    looksLike: "At a kink only the slope on the left is right.",
    reread: "everything is right between the side slopes",
    checkGradient: checkWith({
      judge: (evidence) => {
        const { kinks, left } = evidence;
        return where(kinks, fitsSides({ ...evidence, right: left }), fitsSlope(evidence));
      },
    }),
  },
  "NaN passes": {
    looksLike: "NaN passes: no comparison with it is true, so it is not larger than what is allowed either.",
    reread: "NaN is never right",
    checkGradient: checkWith({
      judge: (evidence) => where(evidence.gradient.equal(evidence.gradient), usualJudge(evidence), 1),
    }),
  },
  "signs not compared": {
    looksLike: "The sizes of the gradients are compared, and their signs are not.",
    reread: "|a_i − d_i|",
    checkGradient: checkWith({
      judge: (evidence) => {
        const { gradient, slopes, kinks } = evidence;
        const sizes = { ...evidence, gradient: gradient.abs(), slopes: slopes.abs() };
        return where(kinks, fitsSides(evidence), fitsSlope(sizes));
      },
    }),
  },
  "first entry only": {
    looksLike: "Only the first entry decides.",
    reread: "passed: whether no entry is wrong",
    checkGradient: checkWith({ passes: (right) => right.data[0] === 1 }),
  },
  "one right entry is enough": {
    looksLike: "A gradient passes when any of its entries is right.",
    reread: "passed: whether no entry is wrong",
    checkGradient: checkWith({ passes: (right) => right.data.includes(1) }),
  },
  "right for wrong": {
    looksLike: "Right entries are marked, and not the wrong ones.",
    reread: "1 at entries of the gradient that are wrong",
    checkGradient: (...args) => {
      const { passed, wrong } = checkGradient(...args);
      return { passed, wrong: wrong.equal(0) };
    },
  },
  "measured from one side": {
    looksLike: "The slopes are measured from one side, which is too rough for an error of a millionth.",
    reread: "measured as d: central differences",
    checkGradient: checkWith({ measure: (f, x) => sideSlopes(f, x).right }),
  },
  "v drawn twice": {
    looksLike: "The backward pass gets another v than the one that weighs the outputs.",
    reread: "a = backward(x, v), the same v",
    checkGradient: ({ forward, backward }, x, random, options) =>
      checkGradient(
        { forward, backward: (point, gradOutput) => backward(point, random.normal(gradOutput.shape)) },
        x,
        random,
        options,
      ),
  },
  "any shape passes to be compared": {
    looksLike: "A gradient of another shape is judged instead of refused.",
    reread: "@throws ShapeError: the gradient has not the shape of x",
    checkGradient: ({ forward, backward }, x, random, options) =>
      checkGradient(
        { forward, backward: (point, gradOutput) => backward(point, gradOutput).reshape(point.shape) },
        x,
        random,
        options,
      ),
  },
});
