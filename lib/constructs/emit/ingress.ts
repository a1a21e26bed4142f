import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { ingressAnnotations } from '../../policy/ingress-annotations';
import { type EdgePlan, issuerAnnotation } from './gateway';
import { metadataOf, type Owner } from './metadata';
import { emitObject } from './object';

/** An Ingress with TLS; what its API cannot say goes by the annotations of the class's controller. */
export function emitIngress(scope: Construct, owner: Owner, plan: EdgePlan): void {
  const paths = plan.routes.map((r) => ({
    path: r.path,
    pathType: 'Prefix',
    backend: { service: { name: r.service, port: { name: r.portName } } },
  }));
  const manifest = k8s.KubeIngress.manifest({
    metadata: metadataOf(owner, undefined, { ...issuerAnnotation(plan), ...ingressAnnotations(plan.className, plan), ...plan.annotations }),
    spec: {
      ...(plan.className && { ingressClassName: plan.className }),
      tls: [{ hosts: [...plan.hosts], secretName: plan.tlsSecretName }],
      rules: plan.hosts.map((host) => ({ host, http: { paths } })),
    },
  });
  emitObject(scope, 'Default', manifest);
}
