import { spawn } from 'node:child_process';
import type { Manifest } from '../../../lib/manifests/manifest';

/** Applies an object by kubectl's own merge; what kubectl says where it is refused. */
export async function clientSideApply({ body, namespace: own }: Manifest, namespace: string): Promise<string | undefined> {
  const kubectl = spawn('kubectl', ['apply', '-n', own ?? namespace, '-f', '-'], { stdio: ['pipe', 'ignore', 'pipe'] });
  kubectl.stdin.end(JSON.stringify(body));
  let said = '';
  kubectl.stderr.on('data', (text) => {
    said += text;
  });
  const status = await new Promise((resolve) => kubectl.on('close', resolve));
  return status === 0 ? undefined : said.trim();
}
