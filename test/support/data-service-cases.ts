import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type DataServiceProps, ShopSecret } from '../../lib';
import type { PropCases } from './prop-cases';
import { WORKLOAD_CASES } from './workload-cases';

const { image, sidecars, nodeSelector, tolerations, paymentZone, labels, podAnnotations } = WORKLOAD_CASES;

/** What the props that the data services share do in a component called `it`; its volume is a case of each. */
export const DATA_SERVICE_CASES: PropCases<DataServiceProps> = {
  image,
  sidecars,
  nodeSelector,
  tolerations,
  paymentZone,
  labels,
  podAnnotations,
  credentials: {
    value: () => ShopSecret.existing('it-login', 'pw'),
    shows: ({ pod, main }) => {
      const volume = pod.volumes.find((v: { name: string }) => v.name === 'secret-it-login');
      expect(volume.secret).toMatchObject({ secretName: 'it-login', defaultMode: 0o440 });
      expect(volume.secret.items).toContainEqual({ key: 'pw', path: 'pw' });
      expect(main.volumeMounts).toContainEqual({ name: 'secret-it-login', mountPath: '/run/secrets/it-login', readOnly: true });
    },
  },
  resources: {
    value: () => ({ cpu: Cpu.units(2), memory: Size.gibibytes(2) }),
    shows: ({ main }) => {
      expect(main.resources.requests).toMatchObject({ cpu: '2', memory: '2Gi' });
      expect(main.resources.limits).toMatchObject({ memory: '2Gi' });
      expect(main.resources.limits).not.toHaveProperty('cpu');
    },
  },
};
