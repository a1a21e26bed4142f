import { isHostName, isPort, isPortName } from '../../core/names';
import { isObject, itemsAt, type JsonObject } from '../../manifests/json';
import { type BreachInside, beneath, manifestRule, type Rule } from '../rule';

const service = (ports: string) => `
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec: { selector: { app: storefront }, ports: ${ports} }
`;

/** The ports of a Service are ones that the API server takes. */
export const SERVICE_PORTS_REFUSED: Rule = manifestRule(
  {
    id: 'service-ports-refused',
    severity: 'error',
    why: 'The API server refuses the Service, and what it stands for has no address.',
    wanted: 'ports that the API server takes',
    fix: 'rename the port, here and at the container',
    wrong: service('[{ port: 80, targetPort: storefront_http }]'),
    right: service('[{ port: 80, targetPort: http }]'),
    see: ['https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports'],
  },
  ['/Service'],
  function* refused({ body }) {
    const ports = itemsAt(body, 'spec', 'ports');
    for (const [index, port] of ports.entries())
      if (isObject(port)) yield* beneath(['spec', 'ports', index], faultsOf(port, ports.length > 1));
  },
);

const PORT_NAME = 'a name of 15 letters, digits and - at the most, with a letter, as containers give their ports';

function* faultsOf({ targetPort, name }: JsonObject, beside: boolean): Iterable<BreachInside> {
  if (typeof targetPort === 'string' && targetPort !== '' && !isPortName(targetPort))
    yield { field: ['targetPort'], got: `"${targetPort}"`, wanted: PORT_NAME };
  // The API server reads 0 as nothing said.
  if (typeof targetPort === 'number' && targetPort !== 0 && !isPort(targetPort))
    yield { field: ['targetPort'], got: `${targetPort}`, wanted: 'a number from 1 to 65535' };
  if (typeof name === 'string' && name !== '' && !(isHostName(name) && !name.includes('.')))
    yield { field: ['name'], got: `"${name}"`, wanted: 'a name of 63 small letters, digits and - at the most' };
  if (beside && (name ?? '') === '') yield { field: ['name'], got: 'none', wanted: 'a name on each of several ports' };
}
