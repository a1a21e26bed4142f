// What says here the same as each check of kube-linter's default set (0.8.3); docs/kube-linter-parity.md has the same table.

/** Rules by kube-linter's check. */
const COUNTERPARTS = {
  'dangling-service': ['service-without-pods'],
  'deprecated-service-account-field': ['service-account-alias'],
  'docker-sock': ['container-runtime-socket'],
  'drop-net-raw-capability': ['drop-all-capabilities', 'added-capabilities', 'restricted-capabilities'],
  'duplicate-env-var': ['duplicate-env'],
  'env-var-secret': ['secret-in-env'],
  'host-ipc': ['host-namespaces'],
  'host-network': ['host-namespaces'],
  'host-pid': ['host-namespaces'],
  'invalid-target-ports': ['service-ports-refused', 'refused-part-name'],
  'job-ttl-seconds-after-finished': ['job-ttl', 'cron-job-ttl'],
  'latest-tag': ['image-tag'],
  'liveness-port': ['probe-port'],
  'mismatching-selector': ['selector-of-own-pods'],
  'no-anti-affinity': ['spread'],
  'no-extensions-v1beta': ['removed-api'],
  'no-read-only-root-fs': ['read-only-root-filesystem'],
  'non-existent-service-account': ['dangling-service-account'],
  'pdb-max-unavailable': ['pdb-blocks-evictions'],
  'pdb-min-available': ['pdb-blocks-evictions'],
  'pdb-unhealthy-pod-eviction-policy': ['pdb-unhealthy-eviction'],
  'privilege-escalation-container': ['privilege-escalation'],
  'privileged-container': ['privileged-container'],
  'readiness-port': ['probe-port'],
  'run-as-non-root': ['run-as-non-root', 'run-as-root-user'],
  'sensitive-host-mounts': ['sensitive-host-path'],
  'ssh-port': ['ssh-port'],
  'startup-port': ['probe-port'],
  'unsafe-sysctls': ['sysctls'],
  'unset-cpu-requirements': ['cpu-request'],
  'unset-memory-requirements': ['memory-limit'],
};

/** Findings of kube-linter that are none here, each with its check and its object. */
const REASONS = [];

module.exports = { COUNTERPARTS, REASONS };
