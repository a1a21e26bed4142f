import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { Phase } from '../core/phase';
import { type Rule, refuse } from '../core/shop-error';
import type { KubernetesVersion } from '../model/kubernetes-version';
import { JOB_DEADLINE_SECONDS } from '../policy/jobs';
import { planProbes } from '../policy/probes';
import { serves } from '../policy/version-gates';
import { connectApiServer } from './api-server';
import { emitPodCompanions } from './emit/scaled-deployment';
import { emitCronJob, emitJob } from './emit/workloads';
import { IMAGE_RULES } from './image-rules';
import { NAME_RULES } from './name-rules';
import { podsComponent } from './pods-component';
import { secondsOf } from './quantities';
import { SCHEDULE_RULES } from './schedule-rules';
import { ShopComponent } from './shop-component';
import { connect } from './wiring';
import { imagesOf } from './workload-images';
import { footprintOf, planWorkload } from './workload-plan';
import { Priority, type WorkloadProps } from './workload-props';
import { WORKLOAD_RULES } from './workload-rules';

/** Properties of `ShopJob`. */
export interface ShopJobProps extends WorkloadProps {
  /**
   * When it runs, as five-field cron.
   *
   * @default - once, when it is applied, before the workloads: a migration
   */
  readonly schedule?: string;
  /**
   * Time zone of the schedule.
   *
   * @default - the cluster's, which is UTC nearly everywhere
   */
  readonly timeZone?: string;
  /**
   * Longest run.
   *
   * @default Duration.minutes(30)
   */
  readonly deadline?: Duration;
  /**
   * Tries after the first failure.
   *
   * @default 6
   */
  readonly retries?: number;
  /**
   * Time after which a finished job of one run is deleted. The template of a Job cannot change while it is there.
   *
   * @default Duration.minutes(10)
   */
  readonly keepFinished?: Duration;
}

/**
 * Work that ends: a migration that runs once before the workloads, or a job on a schedule.
 *
 * Emits Job or CronJob, ServiceAccount, NetworkPolicy; ConfigMaps for config files and secret paths.
 */
export class ShopJob extends ShopComponent {
  constructor(scope: Construct, id: string, props: ShopJobProps) {
    super(scope, id);
    const shop = this._shop;
    const path = this.node.path;
    const input = {
      ...props,
      id,
      images: imagesOf(shop, props.image, props.initContainers, props.sidecars),
      profile: shop.profile,
      props,
      ports: [],
      kubernetes: shop.cluster.kubernetes,
    };
    refuse(path, input, NAME_RULES, IMAGE_RULES, WORKLOAD_RULES, SCHEDULE_RULES, RULES);

    const scheduled = props.schedule !== undefined;
    const graceSeconds = 30;
    const plan = planWorkload(shop, {
      name: id,
      path,
      role: 'job',
      props,
      ports: [],
      probes: planProbes({ startupSeconds: 0 }),
      graceSeconds,
      priority: props.priority ?? Priority.BATCH,
    });
    const footprint = { pod: footprintOf(plan), replicas: 1, pods: 1, volumes: 0, storage: 0 };

    const component = this._join(
      podsComponent(shop, {
        name: id,
        role: 'job',
        path,
        phase: scheduled ? Phase.WORKLOAD : Phase.MIGRATION,
        footprint,
        paymentZone: props.paymentZone,
      }),
    );
    connect(shop, component, this, props.connections ?? []);
    if (props.serviceAccountToken) connectApiServer(shop, component);

    const owner = { shop, component, labels: props.labels ?? {} };
    const shape = {
      deadlineSeconds: secondsOf(props.deadline, JOB_DEADLINE_SECONDS),
      backoffLimit: props.retries,
      ttlSeconds: props.keepFinished && secondsOf(props.keepFinished, 0),
    };
    emitPodCompanions(this, owner, component, plan, props.files ?? []);
    if (props.schedule !== undefined) emitCronJob(this, 'Default', owner, plan, shape, { cron: props.schedule, timeZone: props.timeZone });
    else emitJob(this, 'Default', owner, plan, shape);
  }
}

/** A job as its own rules see it. */
interface JobInput extends ShopJobProps {
  readonly kubernetes: KubernetesVersion;
}

const RULES: ReadonlyArray<Rule<JobInput>> = [
  {
    code: 'SHOP-J003',
    broken: ({ timeZone, schedule }) => (timeZone !== undefined && schedule === undefined ? ['a timeZone without a schedule'] : []),
    wanted: 'a schedule that the time zone is for',
    fix: 'give the schedule, or remove the time zone',
  },
  {
    code: 'SHOP-J004',
    broken: ({ retries }) => (retries === undefined || (Number.isInteger(retries) && retries >= 0) ? [] : [`${retries} retries`]),
    wanted: 'a whole number from 0',
    fix: 'correct the number',
  },
  {
    code: 'SHOP-J005',
    broken: ({ sidecars, kubernetes }) =>
      serves(kubernetes, 'nativeSidecar') ? [] : (sidecars ?? []).map((s) => `the sidecar "${s.name}" on Kubernetes ${kubernetes.text}`),
    wanted: 'Kubernetes 1.29 or later, where a sidecar ends with its job; below, the job would never end',
    fix: 'do its work in the image of the job, or raise the version of the cluster',
  },
  {
    code: 'SHOP-J006',
    broken: ({ deadline }) => (deadline && secondsOf(deadline, 0) < 1 ? ['a deadline of 0 seconds'] : []),
    wanted: 'a second or more',
    fix: 'give the longest run, or leave the deadline out',
  },
];
