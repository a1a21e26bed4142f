import { CONTAINER_RESTARTS } from '../../../lib/review/rules/container-restarts';
import { allTold, told } from '../../support/reviewed';

const pod = (tag: string, init = '1', labels = '{}'): string =>
  `{ apiVersion: v1, kind: Pod, metadata: { name: it, labels: ${labels} }, spec: { initContainers: [{ name: first, image: "a:${init}" }], containers: [{ name: app, image: "a:${tag}" }, { name: log, image: "b:${tag}" }] } }`;

test('the example is told in full, as one effect', () => {
  expect(allTold(CONTAINER_RESTARTS.before, CONTAINER_RESTARTS.after)).toEqual([
    'container-restarts warning recreates /Pod/shop/importer spec.containers[app].image: restarts container app in place; nothing answers until it is ready again',
  ]);
});

test('each container is named; one that has run to its end does not run again, and labels restart nothing', () => {
  expect(told(CONTAINER_RESTARTS, pod('1'), pod('2'))).toEqual([
    'warning recreates /Pod//it spec.containers[app].image, spec.containers[log].image: restarts container app and container log in place; nothing answers until it is ready again',
  ]);
  expect(told(CONTAINER_RESTARTS, pod('1'), pod('1', '2'))).toEqual([]);
  expect(told(CONTAINER_RESTARTS, pod('1'), pod('1', '1', '{ a: b }'))).toEqual([]);
});
