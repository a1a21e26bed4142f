#!/usr/bin/env bash
# The package as a new user meets it: packed, installed into an empty folder beside its peers, and the README's program run
# there with type checks; then the command on its output. Needs a compiled build/ and the npm registry.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cd "$root"
tarball=$(npm pack --silent --ignore-scripts --pack-destination "$folder")
pin() { node -p "require('$root/package.json').devDependencies['$1']"; }
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund "./$tarball" "cdk8s@$(pin cdk8s)" "cdk8s-plus-27@$(pin cdk8s-plus-27)" "constructs@$(pin constructs)" \
  "typescript@$(pin typescript)" "ts-node@$(pin ts-node)" "@types/node@$(pin @types/node)"
node -e "
  const readme = require('node:fs').readFileSync('node_modules/cdk8s-shop/README.md', 'utf8');
  require('node:fs').writeFileSync('main.ts', /\`\`\`ts\n([\s\S]*?)\`\`\`/.exec(readme)[1]);
"
echo '{ "compilerOptions": { "strict": true, "target": "es2022", "module": "commonjs" } }' >tsconfig.json
node -r ts-node/register main.ts
cat >entries.ts <<'END'
import { App } from 'cdk8s';
import { checkApp, type Finding, textReport } from 'cdk8s-shop/checks';
import { toHaveNoFindings } from 'cdk8s-shop/testing';

const findings: Finding[] = checkApp(new App());
if (textReport(findings) !== 'no findings\n' || !toHaveNoFindings(new App()).pass) throw new Error('an empty app has findings');
END
node -r ts-node/register entries.ts
ls dist
[ "$(ls dist | wc -l)" -eq 7 ]

# The command, on what has just been made, and on what it must stop.
npx cdk8s-shop check dist
npx cdk8s-shop check dist --format sarif --output checks.sarif
node -e "if (JSON.parse(require('node:fs').readFileSync('checks.sarif', 'utf8')).version !== '2.1.0') process.exit(1)"
code=0
echo '{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { containers: [{ name: a, image: a }] } }' | npx cdk8s-shop check - || code=$?
[ "$code" -eq 1 ]
code=0
npx cdk8s-shop check nowhere || code=$?
[ "$code" -eq 2 ]
du -sh "$tarball"
