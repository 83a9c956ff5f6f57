import { inputs, type Draw } from "#graders/spec/authoring.ts";
import { pooling } from "./pooling-inputs.ts";

export default inputs({
  averagePool2d(draw: Draw) {
    const { options, ...others } = pooling(draw);
    const countPadding = draw.pick([undefined, true, false, false]);
    return { ...others, options: { ...options, ...(countPadding === undefined ? {} : { countPadding }) } };
  },
});
