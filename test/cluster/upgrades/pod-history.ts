import type { AnyManifest } from '../../support/synthesis';
import type { ClusterApi } from './cluster-api';

const PODS = '/api/v1/pods';

/** A pod, and when it came and went, counted in events. */
export interface PodRecord {
  readonly uid: string;
  readonly name: string;
  /** `Kind/name` of what controls it, or of itself. */
  readonly owner: string;
  readonly came: number;
  /** When its containers had ended; undefined while they have not. */
  readonly ended?: number;
  readonly gone: boolean;
  readonly leaving: boolean;
  /** Ready, or done with what it had to do. */
  readonly well: boolean;
  /** A container of it cannot start, or ends again and again. */
  readonly failing: boolean;
  readonly restarts: number;
}

/** What containers wait for that will not start by waiting. */
const FAILURES: ReadonlySet<string> = new Set([
  'CrashLoopBackOff',
  'CreateContainerConfigError',
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
]);

/** Everything that happens to the pods of the cluster. */
export class PodHistory {
  private readonly pods = new Map<string, Map<string, PodRecord>>();
  private readonly changed = new Map<string, number>();
  private readonly stop = new AbortController();
  private count = 0;

  private constructor(private readonly api: ClusterApi) {}

  public static async begin(api: ClusterApi): Promise<PodHistory> {
    const history = new PodHistory(api);
    const list = await api.at(PODS);
    void history.follow(list?.metadata.resourceVersion);
    return history;
  }

  public end(): void {
    this.stop.abort();
  }

  /** Events so far: a moment in the history. */
  public get now(): number {
    return this.count;
  }

  public in(namespace: string): PodRecord[] {
    return [...(this.pods.get(namespace)?.values() ?? [])];
  }

  /** Milliseconds since something happened to a pod of the namespace; of one without pods, none ever did. */
  public quietIn(namespace: string): number {
    return Date.now() - (this.changed.get(namespace) ?? 0);
  }

  private async follow(from: string): Promise<void> {
    try {
      await this.api.watch(PODS, from, (event) => this.record(event), this.stop.signal);
      throw new Error('the API server has ended the watch of pods');
    } catch (problem) {
      if (!this.stop.signal.aborted) throw problem;
    }
  }

  private record({ type, object }: AnyManifest): void {
    const { namespace, uid } = object.metadata;
    const pods = this.pods.get(namespace) ?? new Map<string, PodRecord>();
    this.count += 1;
    pods.set(uid, recordOf(object, type === 'DELETED', this.count, pods.get(uid)));
    this.pods.set(namespace, pods);
    this.changed.set(namespace, Date.now());
  }
}

function recordOf({ metadata, status }: AnyManifest, gone: boolean, now: number, earlier: PodRecord | undefined): PodRecord {
  const owner = metadata.ownerReferences?.find(({ controller }: AnyManifest) => controller);
  const done = status.phase === 'Succeeded';
  const ended = earlier?.ended ?? (gone || done || status.phase === 'Failed' ? now : undefined);
  const containers: AnyManifest[] = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  const ready = status.conditions?.some((c: AnyManifest) => c.type === 'Ready' && c.status === 'True');
  return {
    uid: metadata.uid,
    name: metadata.name,
    owner: owner ? `${owner.kind}/${owner.name}` : `Pod/${metadata.name}`,
    came: earlier?.came ?? now,
    ...(ended !== undefined && { ended }),
    gone,
    leaving: metadata.deletionTimestamp !== undefined,
    well: ready || done,
    failing: containers.some(({ state }) => FAILURES.has(state?.waiting?.reason)),
    restarts: containers.reduce((sum, { restartCount }) => sum + restartCount, 0),
  };
}
