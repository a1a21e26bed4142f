import { type JsonObject, objectAt, textRecordAt } from '../../manifests/json';
import { WRITTEN_BY_TOOLS } from './delivery-marks';

/** Helm writes its own name into it, whatever the chart says. */
const MANAGED_BY = 'app.kubernetes.io/managed-by';

/** A live object without the marks of the tool that delivers it, but for those that are wanted. */
export function unmarked(live: JsonObject, wanted: JsonObject): JsonObject {
  const { annotations, labels, ...metadata } = objectAt(live, 'metadata');
  const byHelm = textRecordAt(live, 'metadata', 'annotations')['meta.helm.sh/release-name'] !== undefined;
  const own = textRecordAt(wanted, 'metadata', 'labels')[MANAGED_BY];
  const left = withoutMarks('labels', live, wanted);
  const ownLabels = byHelm && left[MANAGED_BY] === 'Helm' && own !== undefined ? { ...left, [MANAGED_BY]: own } : left;
  return {
    ...live,
    metadata: {
      ...metadata,
      ...(annotations !== undefined && { annotations: withoutMarks('annotations', live, wanted) }),
      ...(labels !== undefined && { labels: ownLabels }),
    },
  };
}

function withoutMarks(part: 'annotations' | 'labels', live: JsonObject, wanted: JsonObject): JsonObject {
  const own = textRecordAt(wanted, 'metadata', part);
  const left = Object.entries(textRecordAt(live, 'metadata', part)).filter(
    ([name]) => own[name] !== undefined || !WRITTEN_BY_TOOLS.has(name),
  );
  return Object.fromEntries(left);
}
