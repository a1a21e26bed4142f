/** A CronJob of a shop, for examples. */
export function cronJobExample({ schedule = '0 2 * * *', tag = '1.4.0', suspend = false } = {}): string {
  return `
apiVersion: batch/v1
kind: CronJob
metadata: { name: newsletter, namespace: shop }
spec:
  schedule: "${schedule}"
  suspend: ${suspend}
  jobTemplate:
    spec: { template: { spec: { restartPolicy: Never, containers: [{ name: app, image: registry.example/newsletter:${tag} }] } } }
`;
}
