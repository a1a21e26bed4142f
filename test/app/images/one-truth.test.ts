import * as fc from 'fast-check';
import { type ShopImage, ShopJob, ShopWebTier, ShopWorker } from '../../../lib';
import { type AnyManifest, manifest, testShop } from '../../support/synthesis';
import { IMAGES } from './image-cases';
import { flagOf, type ParsedStage, parsedDockerfile, stepsOf } from './parsed-dockerfile';
import { RANDOM_IMAGE } from './random-image';

/** What a Dockerfile says of the container, read from its text. */
function toldByDockerfile(image: ShopImage) {
  const { stages, comments } = parsedDockerfile(image.dockerfile);
  const [last, before] = [stages.at(-1), stages.at(-2)] as [ParsedStage, ParsedStage | undefined];
  // PHP's own stage comes before that of nginx, which has the port of the pod.
  const runs = before?.name === 'fpm' ? before : last;
  const one = (stage: ParsedStage, keyword: string) => stepsOf(stage, keyword)[0];
  const [run = ''] = comments.filter((comment) => comment.startsWith('docker run'));
  const [build = ''] = comments.filter((comment) => comment.startsWith('docker build'));
  const health = one(runs, 'HEALTHCHECK');
  return {
    image: / --tag (\S+)/.exec(build)?.[1],
    user: one(runs, 'USER')?.text,
    port: Number(one(last, 'EXPOSE')?.text),
    writable: [...run.matchAll(/ --tmpfs (\S+)/g)].map(([, path]) => path).sort(),
    readOnly: run.includes(' --read-only '),
    capabilities: /--cap-drop (\S+)/.exec(run)?.[1],
    privileges: !run.includes('--security-opt no-new-privileges'),
    // What asks is a program of its own each time; what it asks is in its last word.
    asked: questionOf(health?.exec?.at(-1)),
    timing: health?.exec && ['interval', 'timeout', 'retries'].map((name) => Number.parseInt(flagOf(health, name) ?? '', 10)),
  };
}

/** Path that is asked over HTTP, by a client or by bash itself; the whole word where the question is another. */
function questionOf(word: string | undefined): string | undefined {
  return /(?:127[.]0[.]0[.]1:\d+|GET )(\/[^\s'"]*)/.exec(word ?? '')?.[1] ?? word;
}

/** The same, read from the Deployment. */
function toldByManifest(pod: AnyManifest, name: string) {
  const [container] = pod.containers.filter((c: AnyManifest) => c.name === name);
  const { securityContext, livenessProbe } = container;
  return {
    image: container.image,
    user: `${securityContext.runAsUser}:${securityContext.runAsGroup}`,
    port: container.ports?.[0].containerPort,
    writable: container.volumeMounts
      .filter((m: AnyManifest) => !m.readOnly)
      .map((m: AnyManifest) => m.mountPath)
      .sort(),
    readOnly: securityContext.readOnlyRootFilesystem,
    capabilities: securityContext.capabilities.drop[0],
    privileges: securityContext.allowPrivilegeEscalation,
    asked: livenessProbe.exec?.command.at(-1) ?? livenessProbe.httpGet?.path,
    timing: [livenessProbe.periodSeconds, livenessProbe.timeoutSeconds, livenessProbe.failureThreshold],
  };
}

function webTierOf(image: ShopImage): AnyManifest {
  const shop = testShop();
  new ShopWebTier(shop, 'app', image.webTier());
  return manifest(shop, 'Deployment', 'app').spec.template.spec;
}

function agree(image: ShopImage): void {
  const pod = webTierOf(image);
  const { asked, timing, ...told } = toldByDockerfile(image);
  const { asked: askedByKubelet, timing: kubeletTiming, ...manifested } = toldByManifest(pod, 'app');
  expect(manifested).toEqual(told);
  if (asked === undefined) return;
  expect(askedByKubelet).toBe(asked);
  expect(kubeletTiming).toEqual(timing);
}

test('whatever a recipe says, its Dockerfile and its manifests say the same', () => {
  fc.assert(
    fc.property(RANDOM_IMAGE, (image) => agree(image)),
    { numRuns: 60, seed: 6 },
  );
});

test.each(IMAGES.filter(([title]) => !/gRPC|nobody calls|everything/.test(title)))('%s: the same', (_, image) => agree(image));

test('the entry point and its signal are the image’s; the manifests replace neither', () => {
  for (const [, image] of IMAGES.filter(([title]) => !title.includes('nobody calls'))) {
    const [container] = webTierOf(image).containers;
    expect([container.command, container.args, container.lifecycle?.stopSignal]).toEqual([undefined, undefined, undefined]);
  }
});

test.each(IMAGES)('%s: a worker and a job run the same image as the same user', (_, image) => {
  const shop = testShop();
  new ShopWorker(shop, 'worker', image.worker());
  new ShopJob(shop, 'job', image.job());
  const { user, writable, image: reference } = toldByDockerfile(image);
  for (const [kind, name] of [
    ['Deployment', 'worker'],
    ['Job', 'job'],
  ] as const) {
    const [container] = manifest(shop, kind, name).spec.template.spec.containers;
    const { runAsUser, runAsGroup } = container.securityContext;
    expect([container.image, `${runAsUser}:${runAsGroup}`]).toEqual([reference, user]);
    expect(container.volumeMounts.map((m: AnyManifest) => m.mountPath).sort()).toEqual(writable);
  }
});

test('a worker of an image that listens is asked on its port; one that nobody calls is asked nothing', () => {
  const shop = testShop();
  const imageOf = (wanted: string) => IMAGES.find(([title]) => title === wanted)?.[1] as ShopImage;
  new ShopWorker(shop, 'asked', imageOf('Python').worker());
  new ShopWorker(shop, 'alone', imageOf('a worker that nobody calls').worker());
  const probesOf = (name: string) => manifest(shop, 'Deployment', name).spec.template.spec.containers[0];
  expect(probesOf('asked').readinessProbe.httpGet).toMatchObject({ path: '/readyz', port: 'http' });
  expect(probesOf('alone').readinessProbe).toBeUndefined();
  expect(probesOf('alone').ports).toBeUndefined();
});
