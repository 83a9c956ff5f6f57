import { NotStarted, type Tensor } from "#tensor";

/** A layer says what it gives; what it gets follows from the layers before it. Networks are lists of layers. */
export type Layer =
  | {
      readonly type: "conv";
      /** Channels that come out. */
      readonly channels: number;
      readonly kernelSize: number;
      /** 1 when left out. */
      readonly stride?: number;
      /** 0 when left out. */
      readonly padding?: number;
      /** 1 when left out. */
      readonly groups?: number;
      /** true when left out. */
      readonly bias?: boolean;
    }
  | {
      readonly type: "maxPool" | "averagePool";
      readonly kernelSize: number;
      readonly stride: number;
      /** 0 when left out; it never wins a maximum, and counts as 0 in an average. */
      readonly padding?: number;
    }
  | { readonly type: "linear"; readonly features: number }
  | { readonly type: "batchNorm" | "relu" | "tanh" | "dropout" | "flatten" | "globalAveragePool" }
  /** The sum of two ways; without layers, the shortcut is the identity. */
  | { readonly type: "residual"; readonly main: readonly Layer[]; readonly shortcut: readonly Layer[] }
  /** The channels of all branches, one branch after the other; a branch without layers hands on what it gets. */
  | { readonly type: "concat"; readonly branches: readonly (readonly Layer[])[] };

/** `[C, H, W]` for images, `[D]` for vectors; the batch is left out. */
export type Shape = readonly number[];

export type Name =
  | "LeNet-5"
  | "AlexNet"
  | "VGG-16"
  | "GoogLeNet"
  | "ResNet-18"
  | "ResNet-50"
  | "DenseNet-121"
  | "MobileNet";

/**
 * The shape of what a network gives.
 *
 * @param layers - the network; of no layers, the input itself.
 * @param inputShape - `[C, H, W]` or `[D]`.
 * @throws ShapeError - when a window does not fit, the ways of a residual give different shapes, branches give different
 *   heights or widths, a convolution or pooling gets a vector, or a linear layer gets an image.
 */
export function outputShape(layers: readonly Layer[], inputShape: Shape): Shape {
  throw new NotStarted();
}

/**
 * The shapes of all that a network learns, in the order of its layers, weight before bias. A residual has first those of
 * the main way, then those of the shortcut; a concat has those of branch after branch.
 *
 * Convolution: `[O, C / G, K, K]`, `[O]`; linear: `[O, I]`, `[O]`; batch normalisation: `[C]` scales, `[C]` shifts
 *
 * @param layers - the network.
 * @param inputShape - `[C, H, W]` or `[D]`.
 */
export function parameterShapes(layers: readonly Layer[], inputShape: Shape): Shape[] {
  throw new NotStarted();
}

/**
 * How many pixels one output sees in each direction, and how many pixels lie between neighbouring outputs.
 *
 * Of several ways, the one that sees most counts. What follows on flatten or globalAveragePool has no places any more, and
 * changes nothing.
 *
 * @param layers - the network.
 */
export function receptiveField(layers: readonly Layer[]): { size: number; jump: number } {
  throw new NotStarted();
}

/**
 * Runs a network.
 *
 * Batch normalisation goes by the statistics of the batch (ε = 1e-5), dropout hands on what it gets.
 *
 * @param layers - the network.
 * @param parameters - of the shapes that {@link parameterShapes} gives, in that order.
 * @param images - `[N, C, H, W]`, or `[N, D]`.
 * @returns `[N, …]`, with {@link outputShape} behind the N.
 * @throws ShapeError - when there are more or fewer parameters than the network takes, or their shapes are others.
 */
export function forward(layers: readonly Layer[], parameters: readonly Tensor[], images: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * A published network as a list of layers. "64@7/2+3" is a convolution to 64 channels with a kernel of 7 × 7, stride 2 and
 * padding 3; ReLU follows each convolution and each linear layer but the last. Images are 3 × 224 × 224, of LeNet-5 1 × 32 × 32.
 *
 * LeNet-5: 6@5, average pooling 2/2, 16@5, average pooling 2/2, flatten, linear 120, 84, 10; tanh in place of ReLU.
 * AlexNet: 64@11/4+2, max pooling 3/2, 192@5+2, max pooling 3/2, 384@3+1, 256@3+1, 256@3+1, max pooling 3/2, flatten, linear
 * 4096, 4096, 1000, with dropout before the first two.
 * VGG-16: stages of 2, 2, 3, 3 and 3 convolutions 3+1, with 64, 128, 256, 512 and 512 channels, each stage followed by max
 * pooling 2/2; flatten, linear 4096, 4096, 1000, with dropout behind the first two.
 *
 * From here on, convolutions have no bias, and batch normalisation follows each; all end in global average pooling and linear 1000.
 *
 * GoogLeNet: 64@7/2+3, max pooling 3/2+1, 64@1, 192@3+1, max pooling 3/2+1, two inception modules, max pooling 3/2+1, five
 * modules, max pooling 3/2+1, two modules. A module has four branches: a@1; b@1, c@3+1; d@1, e@3+1 (5 × 5 in the paper; the
 * count is that of torchvision); max pooling 3/1+1, f@1. Their channels a to f: 64 96 128 16 32 32; 128 128 192 32 96 64;
 * 192 96 208 16 48 64; 160 112 224 24 64 64; 128 128 256 24 64 64; 112 144 288 32 64 64; 256 160 320 32 128 128; 256 160 320
 * 32 128 128; 384 192 384 48 128 128.
 * ResNet-18: 64@7/2+3, max pooling 3/2+1, then four stages of 2 residual blocks each, of width w = 64, 128, 256 and 512. A block is
 * w@3+1, w@3+1, the shortcut added before the last ReLU. The first block of the stages 2 to 4 has stride 2, at its first 3 × 3.
 * Where the stride or the channels change, the shortcut is a 1 × 1 convolution with that stride, normalised.
 * ResNet-50: the same with 3, 4, 6 and 3 blocks w@1, w@3+1, 4w@1; the stride is at the 3 × 3.
 * DenseNet-121: 64@7/2+3, max pooling 3/2+1, then blocks of 6, 12, 24 and 16 layers. A layer adds 32 channels to those it gets:
 * batch normalisation, ReLU, 128@1, batch normalisation, ReLU, 32@3+1. Between blocks: batch normalisation, ReLU, a 1 × 1
 * convolution to half the channels, average pooling 2/2. Behind the last block: batch normalisation, ReLU.
 * MobileNet: 32@3/2+1, then 13 pairs of a depthwise convolution 3+1 and a 1 × 1 convolution, to 64, 128, 128, 256, 256, 512,
 * five times 512, 1024 and 1024 channels; the pairs to the first 128, 256, 512 and 1024 have stride 2.
 *
 * @param name - of the network.
 * @throws RangeError - when the name is none of these.
 */
export function architecture(name: Name): Layer[] {
  throw new NotStarted();
}
