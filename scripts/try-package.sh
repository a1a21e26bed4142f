#!/usr/bin/env bash
# The package as a new user meets it: packed, and begun with in an empty folder by `cdk8s-shop init`, from where the project
# that it makes is installed, synthesized, tested and checked. Then the README's program and the other entries of the
# package, with type checks, and what the command must stop. Needs a compiled build/ and the npm registry; nothing else.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# fails CODE COMMAND...: the command ends with that exit code.
fails() {
  local wanted=$1 code=0
  shift
  "$@" || code=$?
  [ "$code" -eq "$wanted" ] || { echo "$* ended with $code instead of $wanted"; exit 1; }
}

cd "$root"
tarball=$folder/$(npm pack --silent --ignore-scripts --pack-destination "$folder")
du -sh "$tarball"

# What `npx cdk8s-shop init && npm ci && npm run synth && npm test` does, with the tarball in the place of the registry's.
mkdir "$folder/shop"
cd "$folder/shop"
npx --yes --package="$tarball" cdk8s-shop init
npm ci --no-audit --no-fund
npm run synth
npm test
npm run check
[ "$(ls dist | wc -l)" -eq 9 ]
fails 1 npm run diff
fails 2 npx cdk8s-shop init
fails 1 npx cdk8s-shop diff dist/ production
npx cdk8s-shop diff dist/ staging

# The README's program, and the entries beside index, in the same project.
node -e "
  const readme = require('node:fs').readFileSync('node_modules/cdk8s-shop/README.md', 'utf8');
  require('node:fs').writeFileSync('readme.ts', /\`\`\`ts\n([\s\S]*?)\`\`\`/.exec(readme)[1]);
"
cat >entries.ts <<'END'
import { App } from 'cdk8s';
import { checkApp, type Finding, textReport } from 'cdk8s-shop/checks';
import { type Effect, ManifestSet, review, textReview, verdictOf } from 'cdk8s-shop/review';
import { toBeSafeUpgradeOf, toHaveNoFindings } from 'cdk8s-shop/testing';

const findings: Finding[] = checkApp(new App());
if (textReport(findings) !== 'no findings\n' || !toHaveNoFindings(new App()).pass) throw new Error('an empty app has findings');

const end = { name: 'nothing', manifests: new ManifestSet([]) };
const found = review(end, end);
const open: readonly Effect[] = verdictOf(found).open;
if (open.length > 0 || textReview(found, verdictOf(found)) !== 'no difference between nothing and nothing\n') throw new Error('nothing has effects');
if (!toBeSafeUpgradeOf.call(undefined, [], []).pass) throw new Error('nothing is no safe upgrade');
END
npx tsc
CDK8S_OUTDIR=readme node -r ts-node/register readme.ts
[ "$(ls readme | wc -l)" -eq 7 ]
node -r ts-node/register entries.ts

# The command, on what has just been made, and on what it must stop.
npx cdk8s-shop check readme
npx cdk8s-shop check readme --format sarif --output checks.sarif
node -e "if (JSON.parse(require('node:fs').readFileSync('checks.sarif', 'utf8')).version !== '2.1.0') process.exit(1)"
echo '{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { containers: [{ name: a, image: a }] } }' >pod.yaml
fails 1 npx cdk8s-shop check pod.yaml
fails 2 npx cdk8s-shop check nowhere

# What a change does to what runs, in each of the formats.
sed 's/clusterIP: None/clusterIP: 10.0.0.1/' -i.old readme/10-*.yaml
mkdir before && for old in readme/*.old; do mv "$old" "before/$(basename "$old" .old)"; done
fails 1 npx cdk8s-shop review before/ readme/ --report review.md --report review.html --report review.json --report review.sarif
npx cdk8s-shop review readme/ readme/ --format markdown
grep -q '<!-- cdk8s-shop review' review.md
fails 2 npx cdk8s-shop review nowhere..HEAD
echo 'the package works'
