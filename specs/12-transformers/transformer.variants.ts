import { concatenate, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import type { DecoderLayerCache, TransformerOptions } from "#reference/12-transformers/transformer.ts";
import { transformer, transformerBackward } from "#reference/12-transformers/transformer.ts";
import { total } from "./layer-sums.ts";

/** Keeps ids in place of keys and values. */
interface Kept {
  readonly sources: Tensor;
  readonly words: readonly Tensor[];
}

/** The options of one sequence of the batch. */
function only({ sourceMask, targetMask, ...rest }: TransformerOptions, n: number): TransformerOptions {
  return {
    ...rest,
    ...(sourceMask && { sourceMask: sourceMask.slice([n, n + 1]) }),
    ...(targetMask && { targetMask: targetMask.slice([n, n + 1]) }),
  };
}

export default variants<typeof import("#reference/12-transformers/transformer.ts")>({
  "everything worked out again for each word": {
    startDecoding: (sources) => [{ sources, words: [] }] as unknown as readonly DecoderLayerCache[],
    decodeStep: (words, parameters, cache, { targetMask: _, ...options } = {}) => {
      const kept = cache[0] as unknown as Kept;
      const all = [...kept.words, words.expandDims(1)];
      const logits = transformer(kept.sources, concatenate(all, 1), parameters, options).slice(null, -1);
      return { logits, cache: [{ ...kept, words: all }] as unknown as readonly DecoderLayerCache[] };
    },
  },
  "sequence by sequence": {
    transformer: (sources, targets, parameters, options = {}) => {
      const each = Array.from({ length: sources.shape[0]! }, (_, n) =>
        transformer(sources.slice([n, n + 1]), targets.slice([n, n + 1]), parameters, only(options, n)),
      );
      return concatenate(each);
    },
    transformerBackward: (sources, targets, parameters, gradOutput, options = {}) => {
      const each = Array.from({ length: sources.shape[0]! }, (_, n) => {
        const [source, target, gradient] = [sources, targets, gradOutput].map((all) => all.slice([n, n + 1])) as [
          Tensor,
          Tensor,
          Tensor,
        ];
        return transformerBackward(source, target, parameters, gradient, only(options, n)).gradParameters;
      });
      const { encoder, decoder, ...rest } = total(each);
      // Lists come back from the sum as records whose fields are their places.
      return { gradParameters: { ...rest, encoder: Object.values(encoder), decoder: Object.values(decoder) } };
    },
  },
});
