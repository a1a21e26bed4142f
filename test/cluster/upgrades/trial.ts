import type { ApplyMode, Call, Outcome, PodsFate, UpgradeCase } from '../../upgrades/upgrade-case';
import { CaseObjects, claimFates, type Refusal } from './case-objects';
import type { ClusterApi } from './cluster-api';
import { objectFates } from './object-fates';
import type { PodHistory, PodRecord } from './pod-history';
import { podsFate } from './pods-fate';
import { until } from './until';

/** Kinds whose objects have pods of their own. */
const WORKLOADS: ReadonlySet<string> = new Set(['DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'StatefulSet']);

/** Milliseconds without news of a pod after which no more is expected. */
const QUIET = 2000;
/** The same for pods that stand alone: that a container restarts in place is seen when it has ended, and not before. */
const QUIET_ALONE = 5000;
/** Milliseconds for which what is stuck has to stay so. */
const STUCK = 5000;
/** Milliseconds after which a case that is neither done nor stuck is given up; on a machine with much to do, pods start late. */
const LIMIT = 150_000;
/** Milliseconds that policies and addresses take, at most, to be known everywhere. */
const KNOWN = 20_000;

/** What came of applying a case, with the words of the API server. */
export interface Trial {
  readonly outcome: Outcome;
  readonly refusals: readonly Refusal[];
}

/** Applies a case for real, in a namespace of its own, and cleans up. */
export async function trialOf(test: UpgradeCase, mode: ApplyMode, api: ClusterApi, history: PodHistory): Promise<Trial> {
  const trial = new RunningTrial(test, new CaseObjects(test, mode, api), api, history);
  try {
    return await trial.run();
  } finally {
    await trial.objects.cleanUp();
  }
}

class RunningTrial {
  private readonly workloads: readonly string[];

  constructor(
    private readonly test: UpgradeCase,
    public readonly objects: CaseObjects,
    private readonly api: ClusterApi,
    private readonly history: PodHistory,
  ) {
    this.workloads = objects.named(WORKLOADS);
  }

  public async run(): Promise<Trial> {
    const { before, after } = this.test;
    const calls = this.test.expected['server-side'].calls;
    await this.objects.makeNamespace();
    await this.begin(await this.objects.apply(before.all));
    const [pods, claims, custom] = [this.podsNow(), await this.objects.claims(), await this.objects.custom()];
    const callsBefore = await this.callsArrive(calls, ({ before: wanted }) => wanted);
    const refusals = await this.objects.apply(after.all);
    await this.objects.prune();
    await this.settle();
    const callsAfter = await this.callsArrive(calls, ({ after: wanted }) => wanted);
    const outcome: Outcome = {
      refused: refusals.map(({ object }) => object),
      pods: await this.fates(pods),
      claims: claimFates(claims, await this.objects.claims()),
      calls: calls.map((call, i) => ({ ...call, before: callsBefore[i] === true, after: callsAfter[i] === true })),
      objects: objectFates(custom, await this.objects.custom()),
    };
    return { outcome, refusals };
  }

  private async begin(refusals: readonly Refusal[]): Promise<void> {
    const [refusal] = refusals;
    if (refusal) throw new Error(`${this.test.name}: before is refused: ${refusal.object}: ${refusal.message}`);
    if (!(await until(() => this.isDone(), LIMIT))) throw new Error(`${this.test.name}: before does not run`);
  }

  /** Waits until the controllers are done, or can do no more. */
  private async settle(): Promise<void> {
    let stuckSince = Number.POSITIVE_INFINITY;
    const began = Date.now();
    const settled = await until(async () => {
      const quiet = Math.min(Date.now() - began, ...this.objects.namespaces.map((namespace) => this.history.quietIn(namespace)));
      if (await this.isDone()) return quiet > (this.workloads.some((workload) => workload.startsWith('Pod/')) ? QUIET_ALONE : QUIET);
      stuckSince = (await this.isStuck()) ? Math.min(stuckSince, Date.now()) : Number.POSITIVE_INFINITY;
      return Date.now() - stuckSince > STUCK;
    }, LIMIT);
    if (!settled) throw new Error(`${this.test.name}: after ${LIMIT / 1000} s ${(await this.objects.unsettled()).join(', ')} not done`);
  }

  private async isStuck(): Promise<boolean> {
    return this.podsNow().some(({ failing }) => failing) || (await this.objects.isHindered());
  }

  private async isDone(): Promise<boolean> {
    if (this.podsNow().some(({ well, leaving }) => !well || leaving)) return false;
    return (await this.objects.unsettled()).length === 0;
  }

  private pods(): PodRecord[] {
    return this.objects.namespaces.flatMap((namespace) => this.history.in(namespace));
  }

  private podsNow(): PodRecord[] {
    return this.pods().filter(({ gone }) => !gone);
  }

  private async fates(then: readonly PodRecord[]): Promise<Record<string, PodsFate>> {
    const unsettled = new Set(await this.objects.unsettled());
    const own = (pods: readonly PodRecord[], workload: string) => pods.filter(({ owner }) => this.workloadOf(owner) === workload);
    const fate = (workload: string): PodsFate => {
      if (unsettled.has(workload)) return 'stuck';
      const found = podsFate(own(this.pods(), workload), own(then, workload));
      // Each node has a pod of its own, which goes before its next one comes, whatever the other nodes do.
      return workload.startsWith('DaemonSet/') && found === 'recreated' ? 'replaced' : found;
    };
    return Object.fromEntries(this.workloads.map((workload) => [workload, fate(workload)]));
  }

  /** A pod of a Deployment belongs to a ReplicaSet, which has its name with a hash. */
  private workloadOf(owner: string): string {
    return this.workloads.includes(owner) ? owner : owner.replace(/^ReplicaSet\/(.*)-[^-]+$/, 'Deployment/$1');
  }

  private async callsArrive(calls: readonly Call[], wanted: (call: Call) => boolean): Promise<boolean[]> {
    return Promise.all(
      calls.map(async (call) => {
        let arrives = false;
        await until(async () => {
          arrives = await this.arrives(call);
          return arrives === wanted(call);
        }, KNOWN);
        return arrives;
      }),
    );
  }

  private async arrives({ from, to }: Call): Promise<boolean> {
    const pod = this.podsNow().find(({ owner, well, leaving }) => this.workloadOf(owner) === from && well && !leaving);
    if (!pod) throw new Error(`${this.test.name}: ${from} has no pod to call from`);
    const place = `/api/v1/namespaces/${this.objects.namespace}/pods/${pod.name}:8080/proxy/call?timeout=1500&url=${encodeURIComponent(to)}`;
    return (await this.api.request('GET', place)).status === 200;
  }
}
