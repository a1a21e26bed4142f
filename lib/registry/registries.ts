import { homeOf, parseImage } from '../core/image-reference';
import { type ResolvedImage, resolveImage } from './image-digest';
import { Registry, type RegistrySettings } from './registry';
import { RegistryFailure } from './registry-failure';

/** The tag of a reference that names none. */
const DEFAULT_TAG = 'latest';

/** Every registry that images come from, each made when it is first needed. */
export class Registries {
  private readonly byName = new Map<string, Registry>();

  public constructor(private readonly settings: RegistrySettings) {}

  /** What a reference stands for now; what is known of it already is given back where it still holds. */
  public async resolve(image: string, known?: ResolvedImage): Promise<ResolvedImage> {
    const parsed = parseImage(image);
    if (!parsed) throw new RegistryFailure(`"${image}", which is no image reference`, 'correct the reference');
    const { registry, path } = homeOf(parsed.repository);
    return resolveImage(this.named(registry), path, parsed.tag ?? DEFAULT_TAG, known);
  }

  private named(name: string): Registry {
    const registry = this.byName.get(name) ?? new Registry(name, this.settings);
    this.byName.set(name, registry);
    return registry;
  }
}
