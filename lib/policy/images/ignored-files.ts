import { ImageKind } from '../../model/base-image';

/** What no build needs: history, secrets, what is installed or made anew, and what only describes builds. */
const ALWAYS = [
  '**/.git',
  '**/.github',
  '**/.env',
  '**/.env.*',
  '**/.npmrc',
  '**/*.key',
  '**/*.pem',
  '**/node_modules',
  '**/.yarn/install-state.gz',
  '**/.yarn/unplugged',
  '**/Dockerfile*',
  '**/*.dockerignore',
  '**/compose*.yaml',
  '**/compose*.yml',
  '**/docker-compose*',
  '**/coverage',
  'artifacts',
  // Passwords of the laptop, where the artifacts have another folder.
  '**/compose/secrets',
];

/** What the tools of a kind leave behind, which is of another machine. */
const BY_KIND: Readonly<Record<ImageKind, readonly string[]>> = {
  [ImageKind.STATIC_SITE]: [],
  [ImageKind.NODE]: [],
  [ImageKind.PYTHON]: ['**/__pycache__', '**/*.pyc', '**/.venv', '**/.pytest_cache'],
  [ImageKind.JAVA]: ['**/target', '**/build', '**/.gradle'],
  [ImageKind.GO]: [],
  [ImageKind.DOTNET]: ['**/bin', '**/obj'],
  [ImageKind.PHP]: ['vendor', 'var'],
  [ImageKind.RUBY]: ['vendor/bundle', '.bundle', 'log', 'tmp'],
  [ImageKind.GENERIC]: [],
};

/** Patterns of the files that a build of a kind does not get to see. */
export function ignoredFiles(kind: ImageKind, directory: string, more: readonly string[]): string[] {
  const own = BY_KIND[kind].map((pattern) => (pattern.startsWith('**/') || directory === '' ? pattern : `${directory}/${pattern}`));
  return [...ALWAYS, ...own, ...more];
}
