import { isAbsolutePath, isConfigKey, isEnvName, isLabelKey, isLabelValue, isName, isPort, isPortName } from '../core/names';
import { looksLikeSecret } from '../core/secret-text';
import type { Rule } from '../core/shop-error';
import { unknownWords } from '../model/env-contract';
import type { ProfileData } from '../model/profile-data';
import { ADDABLE_CAPABILITY } from '../policy/security';
import { configKey } from './config-key';
import { bytesOf, millisOf } from './quantities';
import type { ContainerUser, ShopPort, ShopResources, SideContainer, WorkloadProps, WritablePath } from './workload-props';

/** A workload as its rules see it. */
export interface WorkloadInput {
  readonly id: string;
  readonly props: Omit<WorkloadProps, 'image'>;
  readonly ports: readonly ShopPort[];
  readonly profile: ProfileData;
}

const sides = ({ props }: WorkloadInput): SideContainer[] => [...(props.initContainers ?? []), ...(props.sidecars ?? [])];
const allPorts = (input: WorkloadInput): ShopPort[] => [...input.ports, ...sides(input).flatMap((s) => s.ports ?? [])];
const writable = (input: WorkloadInput): WritablePath[] => [
  ...(input.props.writablePaths ?? []),
  ...sides(input).flatMap((s) => s.writablePaths ?? []),
];
const users = (input: WorkloadInput): ContainerUser[] =>
  [input.props.user, ...sides(input).map((s) => s.user)].filter((u) => u !== undefined);
const resources = (input: WorkloadInput): ShopResources[] =>
  [input.props.resources, ...sides(input).map((s) => s.resources)].filter((r) => r !== undefined);
const literals = (input: WorkloadInput): Array<[string, string]> =>
  [input.props.env, ...sides(input).map((s) => s.env)].flatMap((env) => Object.entries(env ?? {}));

function repeated(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text, i) => texts.indexOf(text) !== i))];
}

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

/** What is refused of every workload. */
export const WORKLOAD_RULES: ReadonlyArray<Rule<WorkloadInput>> = [
  {
    code: 'SHOP-W001',
    broken: (input) =>
      allPorts(input)
        .flatMap((p) => [p.port, p.servicePort ?? p.port])
        .filter((port) => !isPort(port))
        .map((port) => `the port ${port}`),
    wanted: 'a whole number from 1 to 65535',
    fix: 'correct the port',
  },
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
        [u.uid, u.gid ?? u.uid].filter((n) => !Number.isInteger(n) || n < 1 || n > 2 ** 31 - 1).map((n) => `the user or group id ${n}`),
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
    broken: ({ props }) => [
      ...repeated([...(props.writablePaths ?? []), ...(props.files ?? [])].map((w) => w.path)).map((path) => `the path "${path}" twice`),
      ...repeated([...new Set((props.files ?? []).map((f) => f.path))].map(configKey)).map(
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
    code: 'SHOP-W011',
    broken: (input) =>
      literals(input)
        .filter(([name]) => !isEnvName(name))
        .map(([name]) => `the environment variable "${name}"`),
    wanted: 'letters, digits, "_", "-" and ".", no digit first',
    fix: 'rename the variable',
  },
  {
    code: 'SHOP-S001',
    broken: (input) => [
      ...literals(input).flatMap(([name, text]) =>
        looksLikeSecret(name, text) ? [`a literal in the environment variable "${name}"`] : [],
      ),
      ...(input.props.files ?? []).flatMap((f) => (looksLikeSecret('', f.content) ? [`a secret in the config file "${f.path}"`] : [])),
    ],
    wanted: 'a reference to a Secret: manifests are read by everybody',
    fix: 'give it by `secrets`, or by the connection that it belongs to',
  },
  {
    code: 'SHOP-S002',
    broken: ({ props }) =>
      (props.secrets ?? [])
        .filter((s) => !isName(s.secretName, 253) || !isConfigKey(s.key))
        .map((s) => `the key "${s.key}" of the Secret "${s.secretName}"`),
    wanted: 'the name of a Secret (a DNS name) and one of its keys (letters, digits, "-", "_", ".")',
    fix: 'correct the reference',
  },
  {
    code: 'SHOP-W012',
    broken: (input) =>
      [...sides(input).map((s) => s.name), ...repeated([input.id, ...sides(input).map((s) => s.name)])]
        .filter((name, i, all) => !isName(name) || all.indexOf(name) !== i)
        .map((name) => `the container name "${name}"`),
    wanted: 'a DNS label that is unique in the pod',
    fix: 'rename the container',
  },
  {
    code: 'SHOP-W013',
    broken: ({ props }) =>
      (props.connections ?? []).flatMap((c) =>
        Object.entries(c._link.options.env ?? {}).flatMap(([name, template]) =>
          unknownWords(template).map((word) => `the word "{${word}}" in ${name}`),
        ),
      ),
    wanted: 'the words {host}, {port}, {scheme}, {username}, {password}, {passwordFile}, {database}, {vhost}, {queue}',
    fix: 'correct the template',
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
    broken: ({ props }) =>
      (props.tolerations ?? [])
        .filter((t) => t.effect !== undefined && !['NoSchedule', 'PreferNoSchedule', 'NoExecute'].includes(t.effect))
        .map((t) => `the toleration effect "${t.effect}"`),
    wanted: 'NoSchedule, PreferNoSchedule or NoExecute',
    fix: 'correct the effect',
  },
];
