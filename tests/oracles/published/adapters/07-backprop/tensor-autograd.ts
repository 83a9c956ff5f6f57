/** Operations of TensorFlow.js, recorded on the course's graph; a gradient case then walks it backwards. */
import { Variable } from "#reference/07-backprop/tensor-autograd.ts";
import { ones } from "#tensor";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { attribute, isGradient, operationOf, toTensor, type PublishedCase } from "../../published-case.ts";

type Record = (inputs: readonly Variable[], item: PublishedCase) => Variable;

const unary =
  (f: (x: Variable) => Variable): Record =>
  ([x]) =>
    f(x!);
const binary =
  (f: (a: Variable, b: Variable) => Variable): Record =>
  ([a, b]) =>
    f(a!, b!);
const axesOf = (item: PublishedCase): number | readonly number[] | undefined => attribute(item, "axis", undefined);
const options = (item: PublishedCase): { keepDims: boolean } => ({ keepDims: attribute(item, "keepDims", false) });

const operations = new Map<string, Record>([
  ["neg", unary((x) => x.neg())],
  ["exp", unary((x) => x.exp())],
  ["log", unary((x) => x.log())],
  ["tanh", unary((x) => x.tanh())],
  ["relu", unary((x) => x.relu())],
  ["square", unary((x) => x.mul(x))],
  ["sqrt", unary((x) => x.pow(0.5))],
  ["reciprocal", unary((x) => x.pow(-1))],
  ["add", binary((a, b) => a.add(b))],
  ["sub", binary((a, b) => a.sub(b))],
  ["mul", binary((a, b) => a.mul(b))],
  ["div", binary((a, b) => a.div(b))],
  ["squaredDifference", binary((a, b) => a.sub(b).mul(a.sub(b)))],
  ["pow", ([base, exponent]) => base!.pow(exponent!.value.item())],
  ["matMul", ([a, b], item) => turned(a!, item, "transposeA").matmul(turned(b!, item, "transposeB"))],
  ["addN", (inputs) => inputs.reduce((sum, input) => sum.add(input))],
  ["sum", ([x], item) => x!.sum(axesOf(item), options(item))],
  ["mean", ([x], item) => x!.mean(axesOf(item), options(item))],
  ["reshape", ([x], item) => x!.reshape(attribute(item, "shape", []))],
  ["transpose", ([x], item) => x!.transpose(attribute(item, "perm", undefined))],
  ["gather", ([x, indices], item) => x!.gather(indices!.value, attribute(item, "axis", 0))],
]);

const adapter: Adapter = {
  claims: (item) => item.file.startsWith("tfjs/") && operations.has(operationOf(item)),
  answer(item) {
    const reason = whyNot(item);
    if (reason) return doesNotApply(reason);
    const wanted = [item.wrt ?? []].flat();
    // Several names stand for one tensor that fills all their places.
    const shared = new Variable(toTensor(item.inputs.find((array) => array?.name === (wanted[0] ?? array?.name))!));
    const inputs = item.inputs.map((array) => (wanted.includes(array!.name) ? shared : new Variable(toTensor(array!))));
    const result = operations.get(operationOf(item))!(inputs, item);
    if (!isGradient(item)) return applies(result.value);
    result.backward(item.dy ? toTensor(item.dy) : ones(result.value.shape));
    return applies(shared.grad);
  },
};

export default adapter;

function whyNot(item: PublishedCase): string | undefined {
  const operation = operationOf(item);
  const [first, second] = item.inputs;
  if (operation === "pow" && item.wrt === "exp")
    return "asks for the gradient of a power with respect to its exponent, which the exercise leaves out";
  if (operation === "pow" && second!.data.length > 1)
    return "raises each entry to a power of its own, where the exercise takes a number";
  if (operation === "div" && !isGradient(item) && first!.dtype === "int32" && second!.dtype === "int32")
    return "divides integers, rounding down";
  if (operation === "gather" && attribute(item, "batchDims", 0) !== 0)
    return "gathers other entries for each example (batchDims), which the exercise leaves out";
  return undefined;
}

function turned(x: Variable, item: PublishedCase, flag: "transposeA" | "transposeB"): Variable {
  if (!attribute(item, flag, false)) return x;
  const rank = x.value.rank;
  return x.transpose([...Array(rank - 2).keys(), rank - 1, rank - 2]);
}
