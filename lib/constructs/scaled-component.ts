import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ShopError } from '../core/shop-error';
import type { ContainerPlan } from '../policy/pod-plan';
import type { Owner } from './emit/metadata';
import { emitScaledDeployment, type ScaledDeployment } from './emit/scaled-deployment';
import { ShopComponent } from './shop-component';

/**
 * A component whose replicas an autoscaler counts: the library's between the bounds of `scale`, or, where the bounds are
 * equal, one of the user's own cdk8s-plus objects. `scale.max` is then the most that it may ask for, which the quota and
 * the connection ledger count.
 */
export abstract class ScaledComponent extends ShopComponent implements kplus.IScalable {
  /** Whether an autoscaler counts the replicas: the library's, or one of the user's. */
  public hasAutoscaler: boolean = false;
  /** Set once, while the component is constructed. @internal */
  private _deployment!: ScaledDeployment;

  /** Emits the Deployment; its count of replicas is left out once an autoscaler has it. @internal */
  protected _emitScaled(owner: Owner, deployment: ScaledDeployment): void {
    this._deployment = deployment;
    this.hasAutoscaler = emitScaledDeployment(this, owner, deployment, () => this.hasAutoscaler);
  }

  /** Called by an autoscaler of the user's own; a second one is refused. */
  public markHasAutoscaler(): void {
    if (this.hasAutoscaler) throw new ShopError([this.secondAutoscaler()]);
    this.hasAutoscaler = true;
  }

  /** What an autoscaler of the user's own has to know of the Deployment. */
  public toScalingTarget(): kplus.ScalingTarget {
    const { plan, scale } = this._deployment;
    const replicas = this.hasAutoscaler ? undefined : scale.min;
    const containers = plan.containers.map(scalingContainer);
    return { kind: 'Deployment', apiVersion: 'apps/v1', name: this.componentName, containers, replicas };
  }

  private secondAutoscaler() {
    return {
      code: 'SHOP-G009',
      path: this.node.path,
      got: 'a second autoscaler',
      wanted: 'one: two undo what the other decides',
      fix: 'set scale.min equal to scale.max, which leaves the replicas to an autoscaler of your own',
    };
  }
}

/** The container with its requests, by which cdk8s-plus sees that there is something to scale on. */
function scalingContainer({ name, image, resources }: ContainerPlan): kplus.Container {
  const cpu = { request: kplus.Cpu.millis(resources.cpuRequest) };
  const memory = { request: Size.kibibytes(Math.ceil(resources.memoryRequest / 1024)) };
  return new kplus.Container({ name, image, resources: { cpu, memory } });
}
