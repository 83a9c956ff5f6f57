import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  /** As many keys as queries or more or fewer, seen all or up to the query's own place. */
  any(draw) {
    const [targets, depth, features] = [draw.size(), draw.size(), draw.size()];
    const sources = draw.pick([targets, targets + draw.integer(1, 3), Math.max(1, targets - 1)]);
    return {
      query: draw.tensor([targets, depth]),
      key: draw.tensor([sources, depth]),
      value: draw.tensor([sources, features]),
      options: draw.leavesOut() ? {} : { causal: draw.boolean() },
    };
  },
});
