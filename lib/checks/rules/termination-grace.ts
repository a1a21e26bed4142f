import { isObject, numberAt, textsAt } from '../../manifests/json';
import type { ContainerView } from '../../manifests/pods';
import { podsRule, type Rule } from '../rule';

const pod = (grace: number) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  terminationGracePeriodSeconds: ${grace}
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      lifecycle: { preStop: { sleep: { seconds: 30 } } }
`;

/** After its preStop a container has time left to end. */
export const TERMINATION_GRACE: Rule = podsRule(
  {
    id: 'termination-grace',
    severity: 'error',
    why: 'The grace runs from the moment in which preStop begins: where that takes all of it, the process is killed in the middle of its requests, or the API server refuses the pod.',
    wanted: 'terminationGracePeriodSeconds above the sleep of preStop, by as long as requests take',
    fix: 'raise terminationGracePeriodSeconds',
    wrong: pod(30),
    right: pod(60),
    see: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/3960-pod-lifecycle-sleep-action',
    ],
  },
  function* late({ containers, spec }) {
    const grace = numberAt(spec, 'terminationGracePeriodSeconds') ?? 30;
    for (const container of containers) {
      const sleep = sleepOf(container);
      if (sleep > 0 && sleep >= grace)
        yield { field: [...container.field, 'lifecycle', 'preStop'], got: `a sleep of ${sleep} s in a grace of ${grace} s` };
    }
  },
);

/** Seconds that preStop sleeps: the API's own sleep, or those of a command. */
function sleepOf({ body }: ContainerView): number {
  const preStop = isObject(body.lifecycle) ? body.lifecycle.preStop : undefined;
  const command = textsAt(preStop, 'exec', 'command').join(' ');
  const sleeps = [...command.matchAll(/\bsleep (\d+)/g)].map(([, seconds]) => Number(seconds));
  return numberAt(preStop, 'sleep', 'seconds') ?? sleeps.reduce((sum, seconds) => sum + seconds, 0);
}
