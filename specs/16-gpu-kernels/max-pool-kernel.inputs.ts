import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  maxPool(draw) {
    const size = draw.pick([1, 2, 2, 3]);
    const stride = draw.integer(1, 3);
    const x = draw.tensor([draw.size(1, 3), draw.size(1, 3), size + draw.integer(0, 4), size + draw.integer(1, 5)]);
    return {
      x,
      options: { ...(size === 2 && draw.boolean() ? {} : { size }), ...(stride === size ? {} : { stride }) },
    };
  },
});
