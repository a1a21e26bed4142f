import type { Rule } from '../rule';
import { schemaRule } from '../schemas/violations';

/** Every object is of a kind that the API server serves. */
export const UNKNOWN_KIND: Rule = schemaRule({
  id: 'unknown-kind',
  severity: 'error',
  why: 'The API server answers that it knows no such kind, and nothing of the object arrives. Of kinds that other versions do serve removed-api and future-api tell.',
  wanted: 'a kind that the target version of Kubernetes serves',
  fix: 'write the apiVersion and kind that the target version serves',
  wrong: `
apiVersion: v1
kind: CronJob
metadata: { name: reports }
spec:
  schedule: 0 3 * * *
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - { name: app, image: registry.example/reports:1.0.0 }
`,
  right: `
apiVersion: batch/v1
kind: CronJob
metadata: { name: reports }
spec:
  schedule: 0 3 * * *
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - { name: app, image: registry.example/reports:1.0.0 }
`,
  see: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
});
