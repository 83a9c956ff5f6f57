import { tensor, zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { conv2d, conv2dBackward } from "#reference/10-convolutional-networks/conv2d.ts";
import type {
  AutoencoderParameters,
  DecoderParameters,
  EncoderParameters,
} from "#reference/10-convolutional-networks/autoencoder.ts";
import {
  decode,
  decodeBackward,
  encode,
  encodeBackward,
  reconstructionLoss,
  reconstructionLossBackward,
} from "#reference/10-convolutional-networks/autoencoder.ts";
import { trainWith } from "./autoencoder-training.ts";

type Module = typeof import("#reference/10-convolutional-networks/autoencoder.ts");

const everySecond = { stride: 2, padding: 1 };

/** [N, F, h, w], before ReLU. */
function encoderMaps(images: Tensor, { convWeight, convBias }: EncoderParameters): Tensor {
  return conv2d(images, convWeight, convBias, everySecond);
}

/** The code, when something other than ReLU comes before its layer. */
const encodeWith =
  (change: (maps: Tensor) => Tensor, others?: (encoder: EncoderParameters) => Partial<EncoderParameters>) =>
  (images: Tensor, encoder: EncoderParameters): Tensor => {
    encode(images, encoder); // refuses what does not fit
    const { codeWeight, codeBias } = { ...encoder, ...others?.(encoder) };
    const features = change(encoderMaps(images, encoder)).reshape([images.shape[0]!, -1]);
    return features.matmul(codeWeight.reshape([codeBias.size, -1]).T).add(codeBias);
  };

/** [N, F, h, w], before ReLU. */
function decoderMaps(code: Tensor, { mapWeight, mapBias }: DecoderParameters): Tensor {
  return code
    .matmul(mapWeight.reshape([mapBias.size, -1]).T)
    .reshape([-1, ...mapBias.shape])
    .add(mapBias);
}

/** The image, when each stamp is put on it by another rule than addition. */
function stamped(
  maps: Tensor,
  { imageWeight, imageBias }: DecoderParameters,
  put: (before: number, stamp: number) => number = (before, stamp) => before + stamp,
): Tensor {
  const [count, filters, h, w] = maps.shape as readonly [number, number, number, number];
  const channels = imageBias.size;
  const images = zeros([count, channels, 2 * h, 2 * w]);
  for (let n = 0; n < count; n++) {
    for (let c = 0; c < channels; c++) {
      for (let place = 0; place < h * w; place++) {
        for (let entry = 0; entry < 16; entry++) {
          const row = 2 * Math.floor(place / w) + (entry >> 2) - 1;
          const column = 2 * (place % w) + (entry & 3) - 1;
          if (row < 0 || row >= 2 * h || column < 0 || column >= 2 * w) continue;
          let stamp = 0;
          for (let f = 0; f < filters; f++) {
            stamp += maps.data[(n * filters + f) * h * w + place]! * imageWeight.at(f, c, entry >> 2, entry & 3);
          }
          const pixel = ((n * channels + c) * 2 * h + row) * 2 * w + column;
          images.data[pixel] = put(images.data[pixel]!, stamp);
        }
      }
    }
  }
  return images.add(imageBias.reshape([-1, 1, 1]));
}

const turned = (weight: Tensor): Tensor => weight.slice(null, null, [null, null, -1], [null, null, -1]);

/** The loss of what comes back, by another formula. */
const lossWith =
  (formula: (difference: Tensor, images: Tensor) => Tensor): Module["reconstructionLoss"] =>
  (images, { encoder, decoder }) =>
    formula(decode(encode(images, encoder), decoder).sub(images), images);

const scaled = ({ encoder, decoder }: AutoencoderParameters, factor: number): AutoencoderParameters => ({
  encoder: {
    convWeight: encoder.convWeight.mul(factor),
    convBias: encoder.convBias.mul(factor),
    codeWeight: encoder.codeWeight.mul(factor),
    codeBias: encoder.codeBias.mul(factor),
  },
  decoder: {
    mapWeight: decoder.mapWeight.mul(factor),
    mapBias: decoder.mapBias.mul(factor),
    imageWeight: decoder.imageWeight.mul(factor),
    imageBias: decoder.imageBias.mul(factor),
  },
});

const right = (images: Tensor, parameters: AutoencoderParameters): AutoencoderParameters =>
  reconstructionLossBackward(images, parameters, tensor(1)).gradParameters;

/** The right gradients of the decoder; none for the encoder. */
const decoderAlone = (gradParameters: AutoencoderParameters): AutoencoderParameters => ({
  ...gradParameters,
  encoder: scaled(gradParameters, 0).encoder,
});

export default mistakes<Module>({
  "ReLU left out behind the convolution": {
    looksLike: "The encoder reads its maps as they are, negative entries included: two linear layers, which are one.",
    reread: "m = max(0, x ⋆ C + c)",
    encode: encodeWith((maps) => maps),
  },
  "code cut off at 0": {
    looksLike: "The code goes through ReLU as well, and half of what it could say is lost.",
    reread: "z = A m + a: no activation",
    encode: (images, encoder) => encode(images, encoder).maximum(0),
  },
  "places before filters": {
    looksLike: "The maps are flattened with the filters last, as if they were [N, h, w, F].",
    reread: "codeWeight: [K, F, h, w]",
    encode: encodeWith((maps) => maps.maximum(0).transpose([0, 2, 3, 1])),
  },
  "filters turned round": {
    looksLike: "Each filter of the encoder is turned by half a circle, as in the convolution of mathematics.",
    reread: "x ⋆ C is a cross-correlation",
    encode: (images, encoder) => encode(images, { ...encoder, convWeight: turned(encoder.convWeight) }),
  },
  "code without its bias": {
    looksLike: "The bias of the code is not added.",
    reread: "z = A m + a",
    encode: encodeWith(
      (maps) => maps.maximum(0),
      ({ codeBias }) => ({ codeBias: zeros(codeBias.shape) }),
    ),
  },
  "last row and column cropped": {
    looksLike: "Images with an odd number of rows or columns are accepted, and their last row or column is never seen.",
    reread: "throws ShapeError when the images are not twice as high and wide as codeWeight",
    encode: (images, encoder) => {
      const [h, w] = [encoder.codeWeight.shape[2]!, encoder.codeWeight.shape[3]!];
      const isOdd = images.rank === 4 && (images.shape[2] === 2 * h + 1 || images.shape[3] === 2 * w + 1);
      return encode(isOdd ? images.slice(null, null, [0, 2 * h], [0, 2 * w]) : images, encoder);
    },
  },
  "ReLU left out in the decoder": {
    looksLike:
      "The maps of the decoder are used as they are, negative entries included: the decoder is linear, as in PCA.",
    reread: "m = max(0, B z + b)",
    decode: (code, decoder) => {
      decode(code, decoder);
      return stamped(decoderMaps(code, decoder), decoder);
    },
  },
  "image cut off at 0": {
    looksLike: "The image goes through ReLU: what is negative becomes 0 and learns nothing more.",
    reread: "x̂ = convT(m; D) + d: no activation",
    decode: (code, decoder) => decode(code, decoder).maximum(0),
  },
  "image squeezed by a sigmoid": {
    looksLike: "The image goes through a sigmoid, so no pixel can be 0, 1 or beyond.",
    reread: "x̂ = convT(m; D) + d: no activation",
    decode: (code, decoder) => decode(code, decoder).neg().exp().add(1).pow(-1),
  },
  "kernels turned round on the way back": {
    looksLike: "The kernels of the transposed convolution are turned by half a circle.",
    reread: "x̂[p, q] = Σ m[i, j] D[k, l] over p = 2i + k − 1 and q = 2j + l − 1",
    decode: (code, decoder) => decode(code, { ...decoder, imageWeight: turned(decoder.imageWeight) }),
  },
  "stamps overwrite each other": {
    looksLike: "Where the stamps of two places overlap, the later one replaces the earlier one.",
    reread: "x̂[p, q] = Σ over all places whose stamp reaches the pixel",
    decode: (code, decoder) => {
      decode(code, decoder);
      return stamped(decoderMaps(code, decoder).maximum(0), decoder, (_, stamp) => stamp);
    },
  },
  "sum for mean": {
    looksLike: "The squares are summed over the pixels, not averaged.",
    reread: "L = mean (x̂ − x)²",
    reconstructionLoss: lossWith((difference) => difference.square().sum()),
  },
  "mean over the images alone": {
    looksLike: "The squares are summed over the pixels of an image, and averaged over the images alone.",
    reread: "L = mean (x̂ − x)² over all pixels of all images",
    reconstructionLoss: lossWith((difference, images) => difference.square().sum().div(images.shape[0]!)),
  },
  "half the square": {
    looksLike: "The loss is half as large as it should be.",
    reread: "L = mean (x̂ − x)²: without ½",
    reconstructionLoss: (images, parameters) => reconstructionLoss(images, parameters).div(2),
  },
  "absolute difference": {
    looksLike: "The mean is that of the absolute differences.",
    reread: "L = mean (x̂ − x)²",
    reconstructionLoss: lossWith((difference) => difference.abs().mean()),
  },
  "ReLU forgotten on the way back through the encoder": {
    looksLike: "The filters of the encoder get a gradient from places where ReLU let nothing through.",
    reread: "dL/dm = Aᵀ dL/dz, cut off where m is 0",
    encodeBackward: (images, encoder, gradOutput) => {
      const { gradEncoder } = encodeBackward(images, encoder, gradOutput);
      const { convWeight, convBias, codeWeight, codeBias } = encoder;
      const gradMaps = gradOutput.matmul(codeWeight.reshape([codeBias.size, -1]));
      const shape = [images.shape[0]!, ...codeWeight.shape.slice(1)];
      const conv = conv2dBackward(images, convWeight, convBias, gradMaps.reshape(shape), everySecond);
      const gradConv = { convWeight: conv.gradWeight, convBias: conv.gradBias };
      return { gradImages: conv.gradInput, gradEncoder: { ...gradEncoder, ...gradConv } };
    },
  },
  "encoder's gradients averaged": {
    looksLike: "The gradients of the encoder are averages over the images, not sums.",
    reread: "dL/dA = Σ_n dL/dz mᵀ",
    encodeBackward: (images, encoder, gradOutput) => {
      const { gradImages, gradEncoder } = encodeBackward(images, encoder, gradOutput);
      const [convWeight, convBias, codeWeight, codeBias] = [
        gradEncoder.convWeight,
        gradEncoder.convBias,
        gradEncoder.codeWeight,
        gradEncoder.codeBias,
      ].map((gradient) => gradient.div(images.shape[0]!)) as [Tensor, Tensor, Tensor, Tensor];
      return { gradImages, gradEncoder: { convWeight, convBias, codeWeight, codeBias } };
    },
  },
  "ReLU forgotten on the way back through the decoder": {
    looksLike: "Code and first layer of the decoder get a gradient from places where ReLU let nothing through.",
    reread: "back through the transposed convolution to dL/dm, cut off where m is 0",
    decodeBackward: (code, decoder, gradOutput) => {
      const { gradDecoder } = decodeBackward(code, decoder, gradOutput);
      const { imageWeight, mapWeight, mapBias } = decoder;
      const swapped = zeros([imageWeight.shape[0]!]);
      const gradMaps = conv2d(gradOutput, imageWeight, swapped, everySecond).reshape([code.shape[0]!, -1]);
      const gradMap = {
        mapWeight: gradMaps.T.matmul(code).reshape(mapWeight.shape),
        mapBias: gradMaps.sum(0).reshape(mapBias.shape),
      };
      const gradCode = gradMaps.matmul(mapWeight.reshape([mapBias.size, -1]));
      return { gradCode, gradDecoder: { ...gradDecoder, ...gradMap } };
    },
  },
  "one bias for each map": {
    looksLike:
      "The gradient of the decoder's first bias is summed over the places of a map, as that of a convolution is.",
    reread: "mapBias: [F, h, w]; dL/db = Σ_n dL/dm",
    decodeBackward: (code, decoder, gradOutput) => {
      const { gradCode, gradDecoder } = decodeBackward(code, decoder, gradOutput);
      const { mapBias } = gradDecoder;
      const summed = mapBias.sum([1, 2], { keepDims: true }).broadcastTo(mapBias.shape);
      return { gradCode, gradDecoder: { ...gradDecoder, mapBias: summed } };
    },
  },
  "gradient stops at the code": {
    looksLike: "The decoder gets its gradient; the encoder gets none and keeps its random weights.",
    reread: "what the decoder sends back to the code goes on into the encoder",
    reconstructionLossBackward: (...args) => {
      const { gradParameters } = reconstructionLossBackward(...args);
      return { gradParameters: decoderAlone(gradParameters) };
    },
  },
  "2 forgotten": {
    looksLike: "The gradient of the square lacks its factor 2: all gradients are half as large.",
    reread: "dL/dx̂ = 2 (x̂ − x) / n",
    reconstructionLossBackward: (...args) => ({
      gradParameters: scaled(reconstructionLossBackward(...args).gradParameters, 0.5),
    }),
  },
  "divided by the images alone": {
    looksLike: "The gradient is divided by the number of images, not by that of all their pixels.",
    reread: "dL/dx̂ = 2 (x̂ − x) / n for n pixels in all",
    reconstructionLossBackward: (images, parameters, gradOutput) => {
      const { gradParameters } = reconstructionLossBackward(images, parameters, gradOutput);
      return { gradParameters: scaled(gradParameters, images.size / images.shape[0]!) };
    },
  },
  "gradOutput ignored": {
    looksLike: "The gradients are the same whatever the gradient of the loss is.",
    reread: "gradOutput: the gradient with respect to the loss, a factor of all others",
    reconstructionLossBackward: (images, parameters) => ({ gradParameters: right(images, parameters) }),
  },
  "code as large as the image": {
    looksLike:
      "The code has as many numbers as a batch may need, not as many as were asked for: there is no bottleneck.",
    reread: "codeSize: K",
    trainAutoencoder: trainWith({ codeSize: () => 32 }),
  },
  "code of one number": {
    looksLike: "The code has one number, whatever was asked for.",
    reread: "codeSize: K",
    trainAutoencoder: trainWith({ codeSize: () => 1 }),
  },
  climbs: {
    looksLike: "The steps are added: the loss grows.",
    reread: "θ ← θ − η dL/dθ: minus",
    trainAutoencoder: trainWith({ rate: -0.02 }),
  },
  "starts from zeros": {
    looksLike:
      "All weights start at 0: every map is 0, no weight gets a gradient, and what is learned is one grey value.",
    reread: "the weights at the start: random",
    trainAutoencoder: trainWith({ start: (_, shape) => zeros(shape) }),
  },
  "encoder left as it started": {
    looksLike: "Only the decoder is trained: it has to make do with a code that was drawn at random.",
    reread: "parameters of the encoder and the decoder, both trained",
    trainAutoencoder: trainWith({ gradients: (images, parameters) => decoderAlone(right(images, parameters)) }),
  },
  "compared with other images": {
    looksLike:
      "What comes out is compared with the next image of the batch: all that can be learned is the mean of all images.",
    reread: "L = mean (decode(encode(x)) − x)²: the same x",
    trainAutoencoder: trainWith({
      gradients: (images, { encoder, decoder }) => {
        const code = encode(images, encoder);
        const others = images.gather(Array.from({ length: images.shape[0]! }, (_, n) => (n + 1) % images.shape[0]!));
        const gradImages = decode(code, decoder)
          .sub(others)
          .mul(2 / images.size);
        const { gradCode, gradDecoder } = decodeBackward(code, decoder, gradImages);
        return { encoder: encodeBackward(images, encoder, gradCode).gradEncoder, decoder: gradDecoder };
      },
    }),
  },
});
