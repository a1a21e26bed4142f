import { BaseFlavour } from '../../model/base-image';
import type { HealthQuestion } from '../../model/image-plan';
import type { ImageRecipe } from '../../model/image-recipe';
import { planProbes } from '../probes';

/** Longest start, seconds; the same as that of the workloads. */
const START_SECONDS = 120;

/** Where Node is in the two kinds of its images. */
export function nodeOf(flavour: BaseFlavour): string {
  return flavour === BaseFlavour.DISTROLESS ? '/nodejs/bin/node' : 'node';
}

/** The interpreter of the virtual environment, which every package is installed in. */
export const VENV_PYTHON = '/app/.venv/bin/python';

/** How the final stage asks its own program, with what is in it anyway; undefined where nothing can ask. */
export function healthQuestion(recipe: ImageRecipe): HealthQuestion | undefined {
  const command = recipe.healthcheck ?? askedOverHttp(recipe);
  return command && withTiming(command);
}

/** The timing of the liveness probe, so that Docker and Kubernetes judge alike. */
export function withTiming(command: readonly string[]): HealthQuestion | undefined {
  const probe = planProbes({ liveness: { kind: 'exec', command }, startupSeconds: START_SECONDS }).liveness;
  return (
    probe && {
      command,
      intervalSeconds: probe.periodSeconds,
      timeoutSeconds: probe.timeoutSeconds,
      startSeconds: START_SECONDS,
      retries: probe.failureThreshold,
    }
  );
}

function askedOverHttp({ base, port, livenessPath }: ImageRecipe): readonly string[] | undefined {
  if (port === undefined || livenessPath === undefined) return undefined;
  const url = `http://127.0.0.1:${port}${livenessPath}`;
  switch (base.asker) {
    case 'node':
      return [nodeOf(base.flavour), '-e', `fetch('${url}').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`];
    case 'python':
      return [VENV_PYTHON, '-c', `import urllib.request; urllib.request.urlopen('${url}', timeout=4)`];
    case 'ruby':
      return ['ruby', '-rnet/http', '-e', `exit Net::HTTP.get_response(URI('${url}')).is_a?(Net::HTTPSuccess)`];
    case 'wget':
      return ['wget', '-q', '-O', '/dev/null', url];
    case 'curl':
      return ['curl', '-fsS', '-o', '/dev/null', url];
    case 'bash':
      return ['bash', '-c', bashQuestion(port, livenessPath)];
    default:
      return undefined;
  }
}

/** HTTP without a client: bash opens connections by itself, where it is given a path below /dev/tcp. */
function bashQuestion(port: number, path: string): string {
  const request = `printf 'GET ${path} HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3`;
  return `exec 3<>/dev/tcp/127.0.0.1/${port} && ${request} && read -r _ status _ <&3 && [[ $status == 2?? ]]`;
}
