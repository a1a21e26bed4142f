import { engineOf } from '../../checks/data-images';
import { homeOf, parseImage } from '../../core/image-reference';
import { requiredTextAt } from '../../manifests/json';
import type { ContainerView } from '../../manifests/pods';
import type { PodsChange } from '../set-pods';
import { dataMounts } from './data-mounts';

/** A server that keeps data, by its image. */
export interface DatabaseImage {
  /** Title of the engine: `PostgreSQL`. */
  readonly title: string;
  readonly image: string;
  readonly path: string;
  readonly tag?: string;
}

/** A server of a workload, before and after. */
export interface DatabaseChange {
  readonly before: DatabaseImage;
  readonly after: DatabaseImage;
  /** Name of the container. */
  readonly container: string;
}

/** The servers of a workload whose image changes while their data stays. */
export function databaseChanges({ before, after }: PodsChange): DatabaseChange[] {
  const keeping = new Set(dataMounts(before).map(({ container }) => container));
  return before.containers.flatMap((container) => {
    const fresh = after.containers.find(({ name }) => name === container.name);
    if (!fresh || !keeping.has(container.name)) return [];
    const [old, now] = [container, fresh].map(databaseImage);
    return old && now && old.image !== now.image ? [{ before: old, after: now, container: container.name }] : [];
  });
}

function databaseImage(container: ContainerView): DatabaseImage | undefined {
  const image = requiredTextAt(container.body, 'image');
  const { repository = '', tag } = parseImage(image) ?? {};
  const title = engineOf(container)?.title;
  return title === undefined ? undefined : { title, image, path: homeOf(repository).path, ...(tag !== undefined && { tag }) };
}
