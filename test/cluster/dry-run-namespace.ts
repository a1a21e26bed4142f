import { finalize, hasControllers } from './controllers';
import { attempt, eventually, kubectl } from './kubectl';

/**
 * Has the tests of a file run beside a namespace, which dry runs of creation want to be there. A pod needs a service account in
 * it too, which a controller makes; with a bare API server nobody does.
 */
export function withNamespace(name: string): void {
  let controllers: boolean;

  beforeAll(async () => {
    controllers = await hasControllers();
    kubectl(['create', 'namespace', name]);
    if (controllers) await eventually(() => attempt(['get', 'serviceaccount', 'default', '-n', name]).status === 0, 30);
    else kubectl(['create', 'serviceaccount', 'default', '-n', name]);
  });

  afterAll(() => {
    if (!controllers) kubectl(['delete', 'serviceaccount', 'default', '-n', name]);
    kubectl(['delete', 'namespace', name, '--wait=false']);
    if (!controllers) finalize(name);
  });
}
