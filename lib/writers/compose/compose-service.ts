import { HELPER_IMAGE } from '../../core/helper-image';
import type { Health } from './health';
import { healthNetwork } from './local-networks';
import type { NamedVolume } from './mounts';
import type { DependsOn } from './start-order';

/** A service of Compose, as plain data. */
export type ComposeService = Readonly<Record<string, unknown>>;

/** Name of the service that prepares the volumes. An underscore, which no name of a component has, keeps it apart. */
export const VOLUMES_SERVICE = 'shop_volumes';

/** What every service has that is not of the shop itself: as little as can be. */
const HELPER = {
  read_only: true,
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
  mem_limit: '32m',
  pids_limit: 32,
  // It has nothing to finish, and a first process does not hear SIGTERM unless it listens.
  stop_signal: 'SIGKILL',
};

/** Name of the service that asks another for its health. */
export function healthService(service: string): string {
  return `${service}_health`;
}

/** What tells that a component is ready, and that others wait for. */
export function readyService(service: string, health: Health | undefined): DependsOn {
  if (!health) return { [service]: { condition: 'service_started' } };
  return { [health.asked === 'inside' ? service : healthService(service)]: { condition: 'service_healthy' } };
}

/** A service that asks another over the network whether it is ready, as the kubelet does: not every image has a program for it. */
export function healthAsker(service: string, { check }: Health, image = HELPER_IMAGE): ComposeService {
  return {
    image,
    user: '65534:65534',
    entrypoint: ['tail', '-f', '/dev/null'],
    ...HELPER,
    healthcheck: check,
    networks: { [healthNetwork(service)]: {} },
    depends_on: { [service]: { condition: 'service_started' } },
    restart: 'on-failure',
  };
}

/** Docker makes a volume root's; the cluster gives it to the group of the pod. This does the same, once and before all others. */
export function volumesPreparer(volumes: readonly NamedVolume[], image = HELPER_IMAGE): ComposeService {
  const given = volumes.map(({ name, user, group }) =>
    user === undefined && group === undefined
      ? `chmod 0777 /volumes/${name}`
      : `chmod 0770 /volumes/${name}; chown ${user ?? 0}:${group ?? user} /volumes/${name}`,
  );
  return {
    image,
    user: '0:0',
    entrypoint: ['/bin/sh', '-ec', `${given.join('\n')}\n`],
    ...HELPER,
    cap_add: ['CHOWN', 'FOWNER'],
    volumes: volumes.map(({ name }) => ({ type: 'volume', source: name, target: `/volumes/${name}` })),
    network_mode: 'none',
    restart: 'no',
  };
}
