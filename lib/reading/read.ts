import type { Finding } from '../checks/finding';
import { sortedBy } from '../core/order';
import { isObject, type Json, textAt } from '../manifests/json';
import { identityOf, type Manifest, manifestOf, type Source } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { type FileValue, type InputFile, valuesIn } from './file-values';
import { DUPLICATE_OBJECT, FILE_GIVEN_UP, NOT_A_MANIFEST, SKIPPED_FILE, UNNAMED_OBJECT } from './object-rules';
import { type ReadingFinding, readingFinding } from './reading-finding';

/** Manifests that were read from files, each with its `source`, and what was wrong with the texts. */
export interface Reading {
  readonly manifests: ManifestSet;
  readonly findings: readonly Finding[];
}

/**
 * Reads manifests from any YAML or JSON: streams of documents, lists, custom resources. It never throws for what the
 * files hold: what cannot be read is a finding, and the rest is read.
 */
export function readManifests(files: Iterable<InputFile>): Reading {
  const objects = new Objects();
  for (const file of files) readFile(file, objects);
  const findings = sortedBy(objects.findings, (f) => `${f.source.file}\0${`${f.source.line}`.padStart(9, '0')}\0${f.rule}\0${f.got}`);
  return { manifests: new ManifestSet(objects.byIdentity.values()), findings };
}

/** Errors after which a file is given up. */
const MAX_ERRORS = 1000;

function readFile(file: InputFile, objects: Objects): void {
  const before = objects.errors;
  for (const found of valuesIn(file)) {
    if ('rule' in found) objects.tell(found);
    else objects.add(found, { file: file.name, line: found.line });
    const { line } = 'rule' in found ? found.source : found;
    if (objects.errors - before >= MAX_ERRORS) {
      objects.tell(readingFinding(FILE_GIVEN_UP, { file: file.name, line }, `${MAX_ERRORS} errors up to here`));
      return;
    }
  }
}

/** Groups of kinds that tools read from files and that no API server knows. */
const RECIPES: ReadonlySet<string> = new Set(['kustomize.config.k8s.io', 'skaffold', 'kind.x-k8s.io', 'kubeadm.k8s.io']);

/** The names under which kustomize looks for its file. */
const KUSTOMIZATION = /(^|\/)(kustomization\.ya?ml|Kustomization)$/;

class Objects {
  public readonly byIdentity = new Map<string, Manifest>();
  public readonly findings: ReadingFinding[] = [];
  public errors = 0;

  public tell(finding: ReadingFinding): void {
    this.findings.push(finding);
    if (finding.severity === 'error') this.errors++;
  }

  public add({ value, text, path }: FileValue, source: Source): void {
    const missing = isObject(value) ? ['apiVersion', 'kind'].filter((field) => !textAt(value, field)) : undefined;
    if (!isObject(value) || missing?.length) {
      // Kustomize does not need the two; with others in their place it may be an object of Flux.
      const isRecipe = missing?.length === 2 && KUSTOMIZATION.test(source.file);
      const got = missing ? `a map without ${missing.join(' and ')}` : describe(value);
      this.tell(isRecipe ? readingFinding(SKIPPED_FILE, source, 'a Kustomization') : readingFinding(NOT_A_MANIFEST, source, got));
      return;
    }
    const manifest: Manifest = { ...manifestOf(value), source, excerpt: { text, path } };
    const object = identityOf(manifest);
    const before = this.byIdentity.get(object);
    if (RECIPES.has(manifest.group)) this.tell(readingFinding(SKIPPED_FILE, source, `a ${manifest.kind}`));
    else if (manifest.name === '') this.tell({ ...readingFinding(UNNAMED_OBJECT, source, `a ${manifest.kind} without a name`), object });
    else if (before)
      this.tell({ ...readingFinding(DUPLICATE_OBJECT, source, `a second ${object}, beside that of ${placeOf(before)}`), object });
    else this.byIdentity.set(object, manifest);
  }
}

function placeOf({ source }: Manifest): string {
  return `${source?.file}:${source?.line}`;
}

function describe(value: Json): string {
  if (Array.isArray(value)) return 'a list';
  return value === null ? 'nothing' : `a ${typeof value === 'string' ? 'text' : typeof value}`;
}
