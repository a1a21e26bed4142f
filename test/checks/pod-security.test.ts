import { POD_SECURITY_CONTROLS } from '../../lib/checks/packs/pod-security';
import { runRules } from '../../lib/checks/runner';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { KubernetesVersion } from '../../lib/model/kubernetes-version';
import { LEVELS, type Level, MINORS, type PodSecurityCase } from './pod-security-case';
import { POD_SECURITY_CORPUS } from './pod-security-corpus';

const names = POD_SECURITY_CORPUS.map(({ name }) => name);

function rulesBrokenBy({ annotations, spec }: PodSecurityCase, podSecurity: Level, minor: number): string[] {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'subject', annotations }, spec: structuredClone(spec) };
  const target = {
    manifests: new ManifestSet([manifestOf(pod)]),
    kubernetes: KubernetesVersion.of(`1.${minor}`),
    settings: { podSecurity },
  };
  return [...new Set(runRules(POD_SECURITY_CONTROLS, target).map(({ rule }) => rule))].sort();
}

const wanted = ({ verdict }: PodSecurityCase, level: Level, minor: number) => [...new Set(verdict(level, minor))].sort();

test('the corpus has at least 300 cases, each with a name of its own', () => {
  expect(names.length).toBeGreaterThanOrEqual(300);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test.each(POD_SECURITY_CORPUS.map((podCase) => [podCase.name, podCase] as const))(
  '%s is judged as the standard says, at each level and version',
  (_name, podCase) => {
    const judged = (verdictOf: (level: Level, minor: number) => string[]) =>
      LEVELS.flatMap((level) => MINORS.map((minor) => `${level} 1.${minor}: ${verdictOf(level, minor).join(' ')}`));
    expect(judged((level, minor) => rulesBrokenBy(podCase, level, minor))).toEqual(judged((level, minor) => wanted(podCase, level, minor)));
  },
);

test('every control is broken by some case and kept by some', () => {
  const broken = new Set(
    POD_SECURITY_CORPUS.flatMap((podCase) => LEVELS.flatMap((level) => MINORS.flatMap((minor) => wanted(podCase, level, minor)))),
  );
  expect([...broken].sort()).toEqual(POD_SECURITY_CONTROLS.map(({ id }) => id).sort());
});
