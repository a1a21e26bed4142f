#!/usr/bin/env bash
# The package as a new user meets it: packed, installed into an empty folder beside its peers, and the README's program run
# there with type checks. Needs a compiled build/ and the npm registry.
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
ls dist
[ "$(ls dist | wc -l)" -eq 7 ]
du -sh "$tarball"
