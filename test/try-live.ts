import { inputFiles } from '/work/review-a/lib/reading/input-files';
import { readManifests } from '/work/review-a/lib/reading/read';
import { storedForm } from '/work/review-a/lib/review/stored-form';
import { objectChanges } from '/work/review-a/lib/review/object-diff';
import { fieldStepsText } from '/work/review-a/lib/review/field-diff';
const count = new Map<string, number>();
for (const f of process.argv.slice(2)) {
  const file = storedForm(readManifests(inputFiles([`/tmp/live-a/files/${f}.yaml`])).manifests);
  const live = storedForm(readManifests(inputFiles([`/tmp/live-a/live/${f}.json`])).manifests);
  for (const c of objectChanges(file, live)) {
    if (c.kind !== 'changed') { console.log(c.kind, c.object); continue; }
    for (const x of c.fields) { const k = c.object.split('/').slice(0,2).join('/') + ' ' + fieldStepsText(x.field).replace(/\[[^\]]*\]/g, '[]') + ' ' + (/clusterIP|namespace/.test(fieldStepsText(x.field)) ? '' : JSON.stringify(x.before) + '→' + JSON.stringify(x.after)); count.set(k, (count.get(k) ?? 0) + 1); }
  }
}
for (const [k, n] of count) console.log(n, k);
