import { precision, recall } from "#reference/06-metrics/precision-recall.ts";
import type { Adapter } from "../../adapter.ts";
import { averaged } from "../../families/averages.ts";
import type { PublishedCase } from "../../published-case.ts";

const operations =
  /^(sklearn\.(precision|recall)_score|torchmetrics\.(binary_|multiclass_|multilabel_)?(precision|recall)|metrics\.(Precision|Recall)|tfl\.(precision|recall)|evaluate\.(precision|recall))$/;

const adapter: Adapter = {
  claims: (item) => operations.test(item.op) || part(item) === 0 || part(item) === 1,
  answer(item) {
    const isRecall = /recall(_score)?$/i.test(item.op) || part(item) === 1;
    return averaged(item, isRecall ? recall : precision);
  },
};

export default adapter;

/** Precision, recall, F and support come as a tuple. */
function part({ op, output_path: path }: PublishedCase): unknown {
  return op === "sklearn.precision_recall_fscore_support" ? path?.[0] : undefined;
}
