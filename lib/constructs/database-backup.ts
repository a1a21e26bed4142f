import type { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { Phase } from '../core/phase';
import type { Rule } from '../core/shop-error';
import type { Component } from '../model/component';
import { secretPath } from '../model/env-contract';
import { planProbes } from '../policy/probes';
import type { Owner } from './emit/metadata';
import { emitPodCompanions } from './emit/scaled-deployment';
import { emitClaim, emitCronJob } from './emit/workloads';
import { podsComponent } from './pods-component';
import { bytesOf } from './quantities';
import { SCHEDULE_RULES } from './schedule-rules';
import { footprintOf, planWorkload } from './workload-plan';
import { type ContainerUser, Priority, type WorkloadProps } from './workload-props';

/** Scheduled dumps of a database. */
export interface DatabaseBackup {
  /**
   * When, as five-field cron.
   *
   * @default '0 2 * * *'
   */
  readonly schedule?: string;
  /**
   * Time zone of the schedule.
   *
   * @default - the cluster's, which is UTC nearly everywhere
   */
  readonly timeZone?: string;
  /**
   * Dumps that are kept.
   *
   * @default 7
   */
  readonly keep?: number;
  /**
   * Size of the volume of the dumps.
   *
   * @default - twice the database's volume
   */
  readonly storage?: Size;
}

/** How the backup logs in. */
export interface DatabaseLogin {
  readonly database: string;
  readonly username: string;
  readonly secretName: string;
  readonly passwordKey: string;
}

/** What a backup is of. */
export interface BackupTarget {
  readonly database: Component;
  readonly login: DatabaseLogin;
  readonly image: string;
  readonly user: ContainerUser;
  readonly storageBytes: number;
  readonly backup: DatabaseBackup;
}

/** A dump of a large database takes hours; longer than this it collides with the next. */
const DEADLINE_SECONDS = 6 * 3600;

/**
 * A CronJob that dumps to a volume of its own: logical, so it survives a broken index and restores into a newer major
 * version. What is lost at most is the time since the last dump; for less, use an operator that archives the log.
 */
export function emitBackup(parent: Construct, owner: Owner, target: BackupTarget): void {
  const { shop } = owner;
  const { database, backup } = target;
  const scope = new Construct(parent, 'Backup');

  const name = `${database.name}-backup`;
  const plan = planWorkload(shop, {
    name,
    path: scope.node.path,
    role: 'backup',
    props: dumpProps(target),
    ports: [],
    probes: planProbes({ startupSeconds: 0 }),
    graceSeconds: 30,
    priority: Priority.BATCH,
    volumes: [{ name: 'dumps', source: { kind: 'claim', claim: name } }],
    mounts: [{ volume: 'dumps', path: DUMPS, readOnly: false }],
  });
  const storage = backup.storage ? bytesOf(backup.storage) : 2 * target.storageBytes;
  const component = podsComponent(shop, {
    name,
    role: 'backup',
    path: scope.node.path,
    phase: Phase.DATA,
    footprint: { pod: footprintOf(plan), replicas: 1, pods: 1, volumes: 1, storage },
    // A dump has in it what the database has.
    paymentZone: database.paymentZone,
  });
  shop.graph.join(component);
  for (const endpoint of database.endpoints) {
    const record = { from: component, to: database, endpoint, intent: 'query' as const, options: { env: {} } };
    shop.graph.connect(record);
    shop.graph.accept(record);
  }

  const own = { ...owner, component };
  emitPodCompanions(scope, own, component, plan, []);
  emitClaim(scope, 'Claim', own, name, storage);
  emitCronJob(
    scope,
    'Default',
    own,
    plan,
    { deadlineSeconds: DEADLINE_SECONDS, backoffLimit: 2 },
    { cron: backup.schedule ?? '0 2 * * *', timeZone: backup.timeZone },
  );
}

const DUMPS = '/backup';

function dumpProps({ database, login, image, user, backup }: BackupTarget): WorkloadProps {
  const { secretName, passwordKey: key } = login;
  return {
    image,
    user,
    command: ['/bin/sh', '-c', script(backup.keep ?? 7)],
    env: {
      PGHOST: database.name,
      PGUSER: login.username,
      PGDATABASE: login.database,
      LOGIN: secretPath({ secret: secretName, key }),
    },
    secrets: [{ secretName, key }],
  };
}

/**
 * Writes beside and renames, so that a dump with its final name is whole; reads all of it back before an older one goes.
 * What a failed run left goes first: on a full volume it would make every later run fail too.
 */
function script(keep: number): string {
  return [
    'set -eu',
    'PGPASSWORD=$(cat "$LOGIN"); export PGPASSWORD',
    `file=${DUMPS}/$PGDATABASE-$(date -u +%Y%m%dT%H%M%SZ).dump`,
    `rm -f ${DUMPS}/*.part`,
    'pg_dump --format=custom --file="$file.part"',
    'pg_restore --file=/dev/null "$file.part"',
    'mv "$file.part" "$file"',
    `ls -1t ${DUMPS}/*.dump | tail -n +${keep + 1} | xargs -r rm -f --`,
    'ls -l "$file"',
    '',
  ].join('\n');
}

const RULES: ReadonlyArray<Rule<DatabaseBackup>> = [
  ...SCHEDULE_RULES,
  {
    code: 'SHOP-D006',
    broken: ({ keep }) => (keep === undefined || (Number.isInteger(keep) && keep >= 1) ? [] : [`keep ${keep}`]),
    wanted: 'a whole number from 1',
    fix: 'correct the number',
  },
  {
    code: 'SHOP-D007',
    broken: ({ storage }) => (storage && !(bytesOf(storage) > 0) ? [`a backup storage of ${bytesOf(storage)} bytes`] : []),
    wanted: 'a size above 0',
    fix: 'correct the size',
  },
];

/** What is refused of the backup of a database, where it has one. */
export const BACKUP_RULES: ReadonlyArray<Rule<{ readonly backup?: DatabaseBackup }>> = RULES.map((rule) => ({
  ...rule,
  broken: ({ backup }) => (backup ? rule.broken(backup) : []),
}));
