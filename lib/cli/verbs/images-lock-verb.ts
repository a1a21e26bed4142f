import { setTimeout as pause } from 'node:timers/promises';
import { sortedBy } from '../../core/order';
import type { ImageLockData, ImageUse } from '../../model/image-lock-data';
import { LOCK_FILE, readLock } from '../../reading/image-lock-file';
import type { ResolvedImage } from '../../registry/image-digest';
import { Registries } from '../../registry/registries';
import { RegistryFailure } from '../../registry/registry-failure';
import { dockerCredentials } from '../images/docker-settings';
import { type FoundImages, imagesFound, usualPlaces } from '../images/images-found';
import { changedLock, lockChanges } from '../images/lock-changes';
import { lockOrNone, writeLock } from '../images/lock-file';
import { lockReport } from '../images/lock-report';
import { fadingImages, upkeepReport } from '../images/upkeep-report';
import { withProgress } from '../progress';
import { EXIT, type ExitCode, type Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import type { Verb, Words } from '../verb';

const TIMEOUT_S = 10;
const TRIES = 4;

/** `cdk8s-shop images lock`: the one verb that asks registries, so that synthesis never has to. */
export const IMAGES_LOCK: Verb = {
  name: 'images lock',
  operands: '[DIR|FILE...]',
  about:
    'Write what the tags of images stand for into a lock.\nWithout operands: the manifests in dist/, and the Dockerfiles in artifacts/images/ where there are any.',
  examples: [
    { line: 'cdk8s-shop images lock', about: 'every image in use, as its registry has it today' },
    { line: 'cdk8s-shop images lock --check', about: 'in CI: is anything missing or stale?' },
    { line: 'cdk8s-shop images lock --update postgres:17.6', about: 'one image, the others as they are' },
  ],
  options: [
    { name: 'lock', value: 'FILE', help: `the lock; ${LOCK_FILE} unless it is said` },
    { name: 'check', help: 'write nothing and tell what is missing or stale, and which bases get no security fixes' },
    { name: 'update', value: 'REF', many: true, help: 'ask for these images alone; the others stay as they are' },
    { name: 'image', value: 'REF', many: true, help: 'lock these images too, though no manifest has them yet' },
    { name: 'prune', help: 'remove images that are not used' },
    { name: 'plain-http', value: 'HOST', many: true, help: 'registries to ask without encryption; those of this machine are anyway' },
    { name: 'timeout', value: 'SECONDS', help: `for one answer of a registry; ${TIMEOUT_S} unless it is said` },
    { name: 'tries', value: 'NUMBER', help: `of one request, with growing pauses between them; ${TRIES} unless it is said` },
  ],
  notes: `
Credentials are those of Docker: config.json in DOCKER_CONFIG or ~/.docker, with its helpers and stores.
Exit code: 0 when the lock is written or nothing is to be, 1 when --check finds something missing, stale or without upkeep,
2 when an image, a registry, a file or the command cannot be used; then nothing is written.
`,
  run: runLock,
};

async function runLock(words: Words, terminal: Terminal): Promise<ExitCode> {
  const file = words.one('lock') ?? LOCK_FILE;
  const isAsked = words.has('check');
  const before = isAsked ? readLock(file) : lockOrNone(file);
  const locked = new Map(Object.entries(before.images));
  const found = foundBy(words, (image) => locked.has(image));
  const images = wanted(words, found, before);
  const resolved = await withProgress(terminal, (say, tell) => resolveAll(images, before, registriesFor(words, terminal, tell), say));
  const changes = lockChanges(before, { found, resolved, prune: words.has('prune') });
  const isChanged = changes.some(({ kind }) => kind === 'added' || kind === 'moved' || kind === 'removed');
  const lock = changedLock(changes);
  const fading = fadingImages(Object.keys(lock.images), terminal.today);
  if (!isAsked) writeLock(file, lock);
  terminal.out(upkeepReport(fading) + lockReport(file, changes, isAsked));
  return isAsked && (isChanged || fading.some(({ isOver }) => isOver)) ? EXIT.findings : EXIT.done;
}

/** Images of the operands, and those that are named. */
function foundBy(words: Words, isLocked: (image: string) => boolean): FoundImages {
  const named = (words.all('image') ?? []).map((image): [string, ImageUse[]] => [image, ['run']]);
  const places = words.operands.length > 0 || named.length > 0 ? words.operands : usualPlaces();
  return new Map([...named, ...imagesFound(places, isLocked)]);
}

function wanted(words: Words, found: FoundImages, { images }: ImageLockData): string[] {
  const updated = words.all('update');
  const known = new Set([...found.keys(), ...Object.keys(images)]);
  const unknown = updated?.filter((image) => !known.has(image)) ?? [];
  if (unknown.length > 0)
    throw new UsageError(`nothing to update: ${unknown.join(', ')} ${unknown.length > 1 ? 'are' : 'is'} neither used nor locked`);
  return sortedBy(new Set(updated ?? found.keys()), (image) => image);
}

/** Every failure is told, a line each, before anything is written. */
async function resolveAll(
  images: readonly string[],
  { images: before }: ImageLockData,
  registries: Registries,
  say: (text: string) => void,
): Promise<Map<string, ResolvedImage>> {
  const locked = new Map(Object.entries(before));
  let answered = 0;
  const count = (): void => say(`asking registries: ${answered} of ${images.length} images`);
  const failures: string[] = [];
  const resolved = new Map<string, ResolvedImage>();
  const resolve = async (image: string): Promise<void> => {
    try {
      resolved.set(image, await registries.resolve(image, locked.get(image)));
    } catch (error) {
      if (!(error instanceof RegistryFailure)) throw error;
      failures.push(`${image}: ${error.message}`);
    }
    answered += 1;
    count();
  };
  count();
  await Promise.all(images.map(resolve));
  if (failures.length === 0) return resolved;
  throw new UsageError(
    [`${failures.length} of ${images.length} images cannot be locked, and nothing was written`, ...sortedBy(failures, (line) => line)].join(
      '\n',
    ),
  );
}

function registriesFor(words: Words, terminal: Terminal, tell: (line: string) => void): Registries {
  const told = new Set<string>();
  const { stop } = terminal;
  return new Registries({
    patience: {
      timeoutMs: numberOf(words, 'timeout', TIMEOUT_S, 600) * 1000,
      tries: numberOf(words, 'tries', TRIES, 10),
      wait: (ms) => pause(ms, undefined, { signal: stop }),
      // Requests that wait for the same registry would say the same.
      tell: (text) => {
        if (!told.has(text)) tell(text);
        told.add(text);
      },
      ...(stop && { stop }),
    },
    plainHttp: words.all('plain-http') ?? [],
    credential: dockerCredentials(terminal),
  });
}

function numberOf(words: Words, option: string, otherwise: number, max: number): number {
  const text = words.one(option) ?? `${otherwise}`;
  const number = Number(text);
  const isRight = number > 0 && number <= max && (option === 'timeout' || Number.isInteger(number));
  if (isRight) return number;
  throw new UsageError(`${JSON.stringify(text)} for --${option}: a number up to ${max} is wanted`);
}
