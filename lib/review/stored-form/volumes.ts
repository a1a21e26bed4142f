import { isObject, type JsonObject, textAt } from '../../manifests/json';
import { pullPolicyOf } from './pods';
import { filled, type StoredDefinitions, without } from './stored-definition';

/** `rw-r--r--` */
const FILE_MODE = 420;

/**
 * Volumes of pods, claims, and what is behind them.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/v1/defaults.go
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/storage/v1/defaults.go
 */
export const VOLUME_DEFINITIONS: StoredDefinitions = {
  // A volume that says nothing but its name is an empty directory.
  'core.v1.Volume': (volume) => (Object.keys(volume).every((field) => field === 'name') ? { ...volume, emptyDir: {} } : volume),
  'core.v1.SecretVolumeSource': filled({ defaultMode: FILE_MODE }),
  'core.v1.ConfigMapVolumeSource': filled({ defaultMode: FILE_MODE }),
  'core.v1.DownwardAPIVolumeSource': filled({ defaultMode: FILE_MODE }),
  'core.v1.ProjectedVolumeSource': filled({ defaultMode: FILE_MODE }),
  'core.v1.ServiceAccountTokenProjection': filled({ expirationSeconds: 3600 }),
  'core.v1.HostPathVolumeSource': filled({ type: '' }),
  'core.v1.ImageVolumeSource': (image) => ({ pullPolicy: pullPolicyOf(textAt(image, 'reference') ?? ''), ...image }),
  'core.v1.ISCSIVolumeSource': filled({ iscsiInterface: 'default' }),
  'core.v1.ISCSIPersistentVolumeSource': filled({ iscsiInterface: 'default' }),
  'core.v1.RBDVolumeSource': filled({ pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' }),
  'core.v1.RBDPersistentVolumeSource': filled({ pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' }),
  'core.v1.AzureDiskVolumeSource': filled({ cachingMode: 'ReadWrite', fsType: 'ext4', readOnly: false, kind: 'Shared' }),
  'core.v1.PersistentVolumeClaimSpec': (spec) => ({ volumeMode: 'Filesystem', ...sourcesOf(spec), ...spec }),
  'core.v1.PersistentVolumeSpec': filled({ persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem' }),
  'storage.v1.StorageClass': filled({ reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  'storage.v1.CSIDriverSpec': filled({
    attachRequired: true,
    podInfoOnMount: false,
    storageCapacity: false,
    fsGroupPolicy: 'ReadWriteOnceWithFSType',
    volumeLifecycleModes: ['Persistent'],
    requiresRepublish: false,
    seLinuxMount: false,
  }),
};

/**
 * What a claim is filled from has two fields, of which the API writes the other.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/api/persistentvolumeclaim/util.go NormalizeDataSources
 */
function sourcesOf({ dataSource, dataSourceRef }: JsonObject): JsonObject {
  if (isObject(dataSource) && dataSourceRef === undefined) return { dataSourceRef: dataSource };
  if (isObject(dataSourceRef) && dataSource === undefined && !dataSourceRef.namespace)
    return { dataSource: without(dataSourceRef, 'namespace') };
  return {};
}
