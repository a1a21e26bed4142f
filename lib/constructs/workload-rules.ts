import { isAbsolutePath, isLabelKey, isLabelValue, isName, isPort, isPortName } from '../core/names';
import { repeated } from '../core/repeated';
import type { Rule } from '../core/shop-error';
import { ADDABLE_CAPABILITY } from '../policy/security';
import { configKey } from './config-key';
import { containerPorts } from './container-ports';
import { portRule } from './place-rules';
import { PROBE_RULES } from './probe-rules';
import { bytesOf, millisOf } from './quantities';
import { WIRING_RULES } from './wiring-rules';
import { sidesOf, type WorkloadInput } from './workload-input';
import type { ContainerUser, PodToleration, ShopPort, ShopResources, WritablePath } from './workload-props';

const allPorts = (input: WorkloadInput): ShopPort[] => [
  ...containerPorts(input.ports, input.props.metrics, input.props.sidecars),
  ...sidesOf(input).flatMap((s) => s.ports ?? []),
];
const writable = (input: WorkloadInput): WritablePath[] => [
  ...(input.props.writablePaths ?? []),
  ...sidesOf(input).flatMap((s) => s.writablePaths ?? []),
];
const users = (input: WorkloadInput): ContainerUser[] =>
  [input.props.user, ...sidesOf(input).map((s) => s.user)].filter((u) => u !== undefined);
const resources = (input: WorkloadInput): ShopResources[] =>
  [input.props.resources, ...sidesOf(input).map((s) => s.resources)].filter((r) => r !== undefined);

function badResources(r: ShopResources): string[] {
  const cpus = Object.entries({ cpu: r.cpu, cpuLimit: r.cpuLimit }).flatMap(([name, cpu]) =>
    cpu && !(millisOf(cpu) > 0) ? [`${name} ${cpu.amount}`] : [],
  );
  const sizes = Object.entries({ memory: r.memory, memoryRequest: r.memoryRequest, ephemeralStorage: r.ephemeralStorage });
  const bytes = sizes.flatMap(([name, size]) => (size && !(bytesOf(size) > 0) ? [`${name} of ${bytesOf(size)} bytes`] : []));
  const cpuOver =
    r.cpu && r.cpuLimit && millisOf(r.cpu) > millisOf(r.cpuLimit) ? [`cpu ${r.cpu.amount} above cpuLimit ${r.cpuLimit.amount}`] : [];
  const memoryOver = r.memory && r.memoryRequest && bytesOf(r.memoryRequest) > bytesOf(r.memory) ? ['memoryRequest above memory'] : [];
  return [...cpus, ...bytes, ...cpuOver, ...memoryOver];
}

/** Paths that one container would mount twice: config files are mounted in all of them. */
function pathsTwice(input: WorkloadInput): string[] {
  const files = (input.props.files ?? []).map((f) => f.path);
  const containers = [input.props, ...sidesOf(input)];
  return [...new Set(containers.flatMap((c) => repeated([...(c.writablePaths ?? []).map((w) => w.path), ...files])))];
}

const EFFECTS: ReadonlyArray<string | undefined> = [undefined, 'NoSchedule', 'PreferNoSchedule', 'NoExecute'];

function badToleration({ key, value, effect }: PodToleration): string[] {
  return [
    ...(EFFECTS.includes(effect) ? [] : [`the toleration effect "${effect}"`]),
    ...(key === undefined || isLabelKey(key) ? [] : [`the toleration key "${key}"`]),
    ...(value === undefined || isLabelValue(value) ? [] : [`the toleration value "${value}"`]),
    ...(key === undefined && value !== undefined ? [`the toleration value "${value}" without a key`] : []),
  ];
}

const POD_RULES: ReadonlyArray<Rule<WorkloadInput>> = [
  portRule((input) => allPorts(input).flatMap((p) => [p.port, p.servicePort ?? p.port])),
  {
    code: 'SHOP-W002',
    broken: (input) =>
      allPorts(input)
        .filter((p) => !isPortName(p.name))
        .map((p) => `the port name "${p.name}"`),
    wanted: 'at most 15 lower-case letters, digits and single hyphens, at least one letter',
    fix: 'rename the port',
  },
  {
    code: 'SHOP-W003',
    broken: (input) => [
      ...repeated(allPorts(input).map((p) => p.name)).map((name) => `the port name "${name}" twice`),
      ...repeated(allPorts(input).map((p) => `${p.port}`)).map((port) => `the container port ${port} twice`),
      ...repeated(input.ports.map((p) => `${p.servicePort ?? p.port}`)).map((port) => `the Service port ${port} twice`),
    ],
    wanted: 'names and numbers that are unique in the pod',
    fix: 'change one of the two',
  },
  {
    code: 'SHOP-W004',
    broken: ({ props, ports }) => {
      const added = (props.capabilities ?? []).some((c) => c.name === ADDABLE_CAPABILITY);
      return added
        ? []
        : ports.filter((p) => isPort(p.port) && p.port < 1024).map((p) => `the container port ${p.port} without ${ADDABLE_CAPABILITY}`);
    },
    wanted: 'a container port of 1024 or more for a user that is not root; the Service port may be any',
    fix: 'let the image listen above 1023 and set servicePort, or add the capability with its reason',
  },
  {
    code: 'SHOP-W005',
    broken: (input) =>
      users(input).flatMap((u) =>
        [...new Set([u.uid, u.gid ?? u.uid])]
          .filter((n) => !Number.isInteger(n) || n < 1 || n > 2 ** 31 - 1)
          .map((n) => `the user or group id ${n}`),
      ),
    wanted: 'a whole number from 1: root is refused by Pod Security restricted',
    fix: "give the image's numeric user",
  },
  {
    code: 'SHOP-W006',
    broken: ({ props }) =>
      (props.capabilities ?? [])
        .filter((c) => c.name !== ADDABLE_CAPABILITY || c.reason.trim() === '')
        .map((c) => `the capability "${c.name}" with the reason "${c.reason}"`),
    wanted: `${ADDABLE_CAPABILITY}, the only one that Pod Security restricted admits, with a reason`,
    fix: 'remove the capability or say why it is needed',
  },
  {
    code: 'SHOP-W007',
    broken: (input) =>
      [...writable(input), ...(input.props.files ?? [])].filter((w) => !isAbsolutePath(w.path)).map((w) => `the path "${w.path}"`),
    wanted: 'an absolute path without "..", ":" or a slash at its end',
    fix: 'correct the path',
  },
  {
    code: 'SHOP-W008',
    broken: (input) => [
      ...pathsTwice(input).map((path) => `the path "${path}" twice`),
      ...repeated([...new Set((input.props.files ?? []).map((f) => f.path))].map(configKey)).map(
        (key) => `two config files whose key in the ConfigMap is "${key}"`,
      ),
    ],
    wanted: 'paths that are unique in the container',
    fix: 'remove one of the two',
  },
  {
    code: 'SHOP-W009',
    broken: (input) => resources(input).flatMap(badResources),
    wanted: 'amounts above 0, and requests that are at most the limit',
    fix: 'correct the amount',
  },
  {
    code: 'SHOP-W010',
    broken: (input) =>
      writable(input).flatMap((w) => (w.size && !(bytesOf(w.size) > 0) ? [`the size of ${w.path}: ${bytesOf(w.size)} bytes`] : [])),
    wanted: 'a size above 0',
    fix: 'correct the size',
  },
  {
    code: 'SHOP-W012',
    broken: (input) => {
      const names = sidesOf(input).map((s) => s.name);
      const bad = new Set([...names.filter((name) => !isName(name)), ...repeated([input.id, ...names])]);
      return [...bad].map((name) => `the container name "${name}"`);
    },
    wanted: 'a DNS label that is unique in the pod',
    fix: 'rename the container',
  },
  {
    code: 'SHOP-W014',
    broken: ({ props }) => [
      ...Object.entries(props.nodeSelector ?? {})
        .filter(([key, value]) => !isLabelKey(key) || !isLabelValue(value))
        .map(([key, value]) => `the node label "${key}: ${value}"`),
      ...Object.keys(props.podAnnotations ?? {})
        .filter((key) => !isLabelKey(key))
        .map((key) => `the annotation key "${key}"`),
    ],
    wanted: 'keys and values that the API server accepts',
    fix: 'correct the key or value',
  },
  {
    code: 'SHOP-W015',
    broken: ({ props }) => (props.tolerations ?? []).flatMap(badToleration),
    wanted: 'a key and value that the API server accepts, and NoSchedule, PreferNoSchedule or NoExecute',
    fix: 'correct the toleration',
  },
];

/** What is refused of every workload. */
export const WORKLOAD_RULES: ReadonlyArray<Rule<WorkloadInput>> = [...POD_RULES, ...WIRING_RULES, ...PROBE_RULES];
