import type { AnyManifest } from '../../../support/synthesis';
import { kubectl } from '../../kubectl';
import type { DeployedShop } from './deployed-shop';
import { EDGE_NAMESPACE, ensureEdgeNamespace } from './load';

/**
 * Deployments of somebody else on the same nodes, which roll as those of the shop do and serve nobody: what the machine
 * needs to start and stop as many pods is not what a rollout does to the requests of a shop.
 */
export class Neighbour {
  private constructor(private readonly names: readonly string[]) {}

  /** Deploys an idle copy of some Deployments of a shop. */
  public static of(shop: DeployedShop, names: readonly string[]): Neighbour {
    ensureEdgeNamespace();
    const items = names.map((name) => idle(shop.manifest('Deployment', name), shop.manifest('Deployment', 'storefront')));
    kubectl(['apply', '--server-side', '-f', '-'], { apiVersion: 'v1', kind: 'List', items });
    const neighbour = new Neighbour(names.map((name) => `deployment/idle-${name}`));
    neighbour.ready();
    return neighbour;
  }

  /** Rolls all of them at once, to the end. */
  public roll(): void {
    kubectl(['rollout', 'restart', ...this.names, '-n', EDGE_NAMESPACE]);
    this.ready();
  }

  public remove(): void {
    kubectl(['delete', ...this.names, '-n', EDGE_NAMESPACE, '--wait=false', '--ignore-not-found']);
  }

  private ready(): void {
    for (const name of this.names) kubectl(['rollout', 'status', name, '-n', EDGE_NAMESPACE, '--timeout=120s']);
  }
}

/** As many pods, replaced in the same way, of an image that has a shell to wait in. */
function idle({ metadata: { name }, spec }: AnyManifest, { spec: shell }: AnyManifest): AnyManifest {
  const labels = { 'proof.shop/idle': name };
  const [{ image, lifecycle }] = shell.template.spec.containers;
  const resources = { requests: { cpu: '1m' } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `idle-${name}`, namespace: EDGE_NAMESPACE },
    spec: {
      replicas: 2,
      minReadySeconds: spec.minReadySeconds,
      strategy: spec.strategy,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: 15,
          containers: [{ name: 'idle', image, command: ['sh', '-c', 'trap exit TERM; sleep 3600 & wait'], lifecycle, resources }],
        },
      },
    },
  };
}
