import { he, orthogonal } from "#reference/09-initialisation-and-regularisation/initialisers.ts";
import { eye, Random, type Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { attribute } from "../../published-case.ts";

/** What a case may say of a matrix. */
const statements: { readonly [name: string]: (matrix: Tensor) => Tensor } = {
  wT_w_equals: (w) => w.T.matmul(w),
  w_wT_equals: (w) => w.matmul(w.T),
  column_norms: (w) => w.square().sum(0).sqrt(),
  offdiagonal_dots: (w) => w.T.matmul(w).mul(eye(w.shape[1]!).neg().add(1)).abs().max(),
  std: (w) => w.variance().sqrt(),
};

const adapter: Adapter = {
  claims: ({ op }) => /^init\.(he_|orthogonal|variance_scaling)/.test(op),
  answer(item) {
    const shape = attribute<readonly number[]>(item, "shape", []);
    if (item.outputs.some(({ name }) => !(name in statements)))
      return doesNotApply("states bounds that no sample has to reach");
    // Keras's weights are [in, out], those of the course [out, in].
    const mode = attribute(item, "mode", "fan_in") === "fan_in" ? "fanIn" : "fanOut";
    const matrix =
      item.op === "init.orthogonal"
        ? orthogonal(shape, new Random(1), { gain: attribute(item, "gain", 1) })
        : he(shape.toReversed(), new Random(1), { mode }).T;
    return applies(...item.outputs.map(({ name }) => statements[name]!(matrix)));
  },
};

export default adapter;
