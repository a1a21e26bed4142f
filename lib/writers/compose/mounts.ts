import { at, type JsonObject, numberAt, objectAt, objectsAt, textAt } from '../../manifests/json';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { ContainerView, PodsView } from '../../manifests/pods';
import { quantityOf } from '../../manifests/quantity';
import type { SecretKey } from '../../model/value';
import { configData } from './container-env';

/** A volume that Docker keeps, and whose it is; nobody's in particular where the image alone knows its user. */
export interface NamedVolume {
  readonly name: string;
  readonly user?: number;
  readonly group?: number;
}

/** A key of a Secret where a container finds it. */
export interface SecretFile {
  readonly ref: SecretKey;
  readonly path: string;
}

/** One mount of a container: exactly one of these. */
export type LocalMount =
  | { readonly kind: 'memory'; readonly path: string; readonly bytes: number }
  | { readonly kind: 'volume'; readonly path: string; readonly volume: NamedVolume; readonly readOnly: boolean }
  /** A file or folder beside compose.yaml, with the texts that have to be there. */
  | { readonly kind: 'config'; readonly path: string; readonly source: string; readonly files: ReadonlyArray<readonly [string, string]> }
  | { readonly kind: 'secret'; readonly file: SecretFile };

/** Folder of the files of ConfigMaps, beside compose.yaml. */
const CONFIG = 'config';

/** What a container has mounted, as far as it can be had on one machine. */
export function mountsOf(container: ContainerView, pods: PodsView, manifests: ManifestSet): LocalMount[] {
  const volumes = new Map(objectsAt(pods.spec, 'volumes').map((volume) => [textAt(volume, 'name'), volume]));
  return objectsAt(container.body, 'volumeMounts').flatMap((mount) => {
    const name = textAt(mount, 'name') ?? '';
    const volume = volumes.get(name);
    if (volume === undefined) return isClaimed(pods, name) ? [volumeMount(`${pods.name}_${name}`, mount, container, pods)] : [];
    return mountOf(volume, mount, container, pods, manifests);
  });
}

function mountOf(volume: JsonObject, mount: JsonObject, container: ContainerView, pods: PodsView, manifests: ManifestSet): LocalMount[] {
  const name = textAt(volume, 'name') ?? '';
  if (at(volume, 'emptyDir')) return [emptyMount(volume, mount, container, pods)];
  if (at(volume, 'configMap')) return configMounts(volume, mount, pods, manifests);
  if (at(volume, 'secret')) return secretMounts(objectAt(volume, 'secret'), mount);
  if (at(volume, 'ephemeral')) return [volumeMount(`${pods.name}_${name}`, mount, container, pods)];
  const claim = textAt(volume, 'persistentVolumeClaim', 'claimName');
  return claim === undefined ? [] : [volumeMount(claim, mount, container, pods)];
}

function isClaimed({ manifest }: PodsView, name: string): boolean {
  return objectsAt(manifest.body, 'spec', 'volumeClaimTemplates').some((claim) => textAt(claim, 'metadata', 'name') === name);
}

/**
 * In memory, where Docker forgets it with the container; kept as a volume where containers of the pod share it, or where
 * it may grow beyond half of the memory that the container has, for what is in memory counts.
 */
function emptyMount(volume: JsonObject, mount: JsonObject, container: ContainerView, pods: PodsView): LocalMount {
  const name = textAt(volume, 'name') ?? '';
  const users = pods.containers.filter(({ body }) => objectsAt(body, 'volumeMounts').some((m) => textAt(m, 'name') === name));
  const bytes = quantityOf(at(volume, 'emptyDir', 'sizeLimit'));
  const memory = quantityOf(at(container.body, 'resources', 'limits', 'memory')) ?? Number.POSITIVE_INFINITY;
  const fits = bytes !== undefined && (textAt(volume, 'emptyDir', 'medium') === 'Memory' || bytes <= memory / 2);
  if (fits && users.length === 1) return { kind: 'memory', path: pathOf(mount), bytes };
  return volumeMount(`${pods.name}_${name}`, mount, container, pods);
}

/** A part of a volume is a volume of its own here: no version of Compose before 2.26 mounts a part. */
function volumeMount(volume: string, mount: JsonObject, container: ContainerView, pods: PodsView): LocalMount {
  const part = textAt(mount, 'subPath');
  const owned = (field: string) => numberAt(container.body, 'securityContext', field) ?? numberAt(pods.spec, 'securityContext', field);
  return {
    kind: 'volume',
    path: pathOf(mount),
    readOnly: at(mount, 'readOnly') === true,
    volume: {
      name: part === undefined ? volume : `${volume}_${part.replace(/[^a-zA-Z0-9.-]/g, '-')}`,
      user: owned('runAsUser'),
      group: numberAt(pods.spec, 'securityContext', 'fsGroup') ?? owned('runAsGroup'),
    },
  };
}

function configMounts(volume: JsonObject, mount: JsonObject, pods: PodsView, manifests: ManifestSet): LocalMount[] {
  const configMap = textAt(volume, 'configMap', 'name') ?? '';
  const items = objectsAt(volume, 'configMap', 'items').map((item) => [textAt(item, 'path') ?? '', textAt(item, 'key') ?? ''] as const);
  const data = configData(manifests, pods, configMap);
  const paths = items.length > 0 ? items : Object.keys(data).map((key) => [key, key] as const);
  const folder = items.length > 0 ? `${CONFIG}/${pods.name}_${textAt(volume, 'name')}` : `${CONFIG}/${configMap}`;
  const files = paths.map(([path, key]) => [`${folder}/${path}`, data[key] ?? ''] as const);
  const part = textAt(mount, 'subPath');
  const own = part === undefined ? files : files.filter(([path]) => path === `${folder}/${part}`);
  const source = part === undefined ? folder : `${folder}/${part}`;
  return own.length > 0 ? [{ kind: 'config', path: pathOf(mount), source: `./${source}`, files: own }] : [];
}

/** Keys that are named one by one; which others a Secret has, nobody here can know. */
function secretMounts(source: JsonObject, mount: JsonObject): LocalMount[] {
  const secret = textAt(source, 'secretName') ?? '';
  const part = textAt(mount, 'subPath');
  const items = objectsAt(source, 'items').map((item) => ({ key: textAt(item, 'key') ?? '', path: textAt(item, 'path') ?? '' }));
  const wanted = part === undefined ? items : items.filter(({ path }) => path === part);
  return wanted.map(({ key, path }) => ({
    kind: 'secret',
    file: { ref: { secret, key }, path: part === undefined ? `${pathOf(mount)}/${path}` : pathOf(mount) },
  }));
}

function pathOf(mount: JsonObject): string {
  return textAt(mount, 'mountPath') ?? '';
}
