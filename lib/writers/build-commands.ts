import type { BuildTarget, ImagePlan } from '../model/image-plan';

/** How the images of a plan are built: the commands, for a person or a pipeline. */
export function buildCommands({ name, context, secrets, targets }: ImagePlan, folder: string): string[] {
  const [, ...more] = targets;
  return targets.map(({ stage, image }) =>
    [
      `docker build --file ${folder}/${name}/Dockerfile --tag ${image}`,
      ...(more.length > 0 ? [`--target ${stage}`] : []),
      '--build-arg REVISION="$(git rev-parse HEAD)"',
      ...secrets.map((id) => `--secret id=${id},src=<file>`),
      context,
    ].join(' '),
  );
}

/** How an image is run with what a pod has: its user, no capability, and nowhere to write but where the manifests say. */
export function runCommands({ targets, writablePaths }: ImagePlan): string[] {
  const writable = ['/tmp', ...writablePaths].map((path) => `--tmpfs ${path}`).join(' ');
  const ports = ({ port }: BuildTarget) => (port === undefined ? '' : ` --publish 127.0.0.1:${port}:${port}`);
  return targets.map(
    (target) => `docker run --rm --read-only ${writable} --cap-drop ALL --security-opt no-new-privileges${ports(target)} ${target.image}`,
  );
}
