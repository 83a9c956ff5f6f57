import { groupNorm } from "#reference/09-initialisation-and-regularisation/group-norm.ts";
import { ones, zeros } from "#tensor";
import { applies, type Adapter } from "../../adapter.ts";
import { attribute, findInput, inputAt } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) => ["GroupNormalization", "InstanceNormalization", "layers.GroupNormalization"].includes(item.op),
  answer(item) {
    const given = inputAt(item, 0)!;
    const isKeras = item.op === "layers.GroupNormalization";
    const axis = isKeras ? attribute(item, "axis", -1) : 1;
    const channelAxis = axis < 0 ? axis + given.rank : axis;
    const others = [...given.shape.keys()].filter((one) => one !== channelAxis);
    const order = [others[0]!, channelAxis, ...others.slice(1)];
    const x = given.transpose(order);
    const channels = x.shape[1]!;
    const gamma = (isKeras ? findInput(item, "gamma") : inputAt(item, 1)) ?? ones([channels]);
    const beta = (isKeras ? findInput(item, "beta") : inputAt(item, 2)) ?? zeros([channels]);
    const groups =
      item.op === "InstanceNormalization" ? channels : attribute(item, isKeras ? "groups" : "num_groups", 1);
    const epsilon = attribute(item, "epsilon", isKeras ? 1e-3 : 1e-5);
    const y = groupNorm(x, gamma, beta, { groups, epsilon });
    return applies(y.transpose(order.map((_, one) => order.indexOf(one))));
  },
};

export default adapter;
