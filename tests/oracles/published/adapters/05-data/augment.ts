import { adjustSaturation, crop } from "#reference/05-data/augment.ts";
import type { Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { attribute, inputAt, isGradient, operationOf } from "../../published-case.ts";

const operations = ["layer.Cropping2D", "layer.CenterCrop", "rgbToGrayscale", "transform"];
const brightest = 256;

/** Images of the libraries are [H, W, C], alone or in a batch. */
const adapter: Adapter = {
  claims: (item) => item.file === "tfjs/Image" && operations.includes(operationOf(item)),
  answer(item) {
    if (isGradient(item)) return doesNotApply("asks for a gradient, which a change of training images doesn't need");
    if (item.op === "transform")
      return doesNotApply("maps by any projective transform; the exercise turns and enlarges about the centre");
    const given = inputAt(item, 0)!;
    const isFirst = attribute(item, "dataFormat", "channelsLast") === "channelsFirst";
    const batch = given.rank === 4 ? given : given.reshape([...Array(4 - given.rank).fill(1), ...given.shape]);
    const images = isFirst ? batch : batch.transpose([0, 3, 1, 2]);
    const changed = changedBy(item.op, images, item.attributes);
    if (changed === undefined) return doesNotApply("enlarges an image that is smaller than the window");
    const [output] = item.outputs;
    const values = (isFirst ? changed : changed.transpose([0, 2, 3, 1])).reshape(output!.shape);
    return applies(item.inputs[0]!.dtype === "int32" ? values.map(Math.trunc) : values);
  },
};

export default adapter;

function changedBy(
  operation: string,
  images: Tensor,
  attributes: { readonly [name: string]: unknown },
): Tensor | undefined {
  const [height, width] = images.shape.slice(2) as [number, number];
  // Without any colour, all three channels are the grey.
  if (operation === "rgbToGrayscale")
    return adjustSaturation(images.div(brightest), 0).mul(brightest).slice(null, [0, 1]);
  if (operation === "layer.CenterCrop") {
    const window = { height: attributes["height"] as number, width: attributes["width"] as number };
    if (window.height > height || window.width > width) return undefined;
    // Where the middle falls between two pixels, tfjs takes the upper row and the right column.
    const [top, left] = [Math.floor((height - window.height) / 2), Math.ceil((width - window.width) / 2)];
    return crop(images, { ...window, top, left });
  }
  const [[top, bottom], [left, right]] = attributes["cropping"] as [[number, number], [number, number]];
  return crop(images, { top, left, height: height - top - bottom, width: width - left - right });
}
