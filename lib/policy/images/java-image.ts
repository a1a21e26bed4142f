import { ImageKind } from '../../model/base-image';
import type { BuildStage } from '../../model/image-plan';
import type { JavaRecipe } from '../../model/image-recipe';
import { buildBaseOf } from './build-bases';
import { buildStage, inContext, mounts } from './build-stage';
import { runtimeStage } from './runtime-stage';

/**
 * Neither keeps its folder in order while two builds write to it: Maven does not try, and Gradle's builds find each other by
 * ports of one machine, which containers do not share. So one build waits for the other.
 * @see https://maven.apache.org/resolver/local-repository.html
 * @see https://github.com/gradle/gradle/issues/851
 */
const TOOLS = {
  maven: {
    command: 'mvn --batch-mode --no-transfer-progress package -DskipTests',
    cache: '/root/.m2/repository',
    login: '/root/.m2/settings.xml',
  },
  gradle: { command: 'gradle --no-daemon assemble', cache: '/root/.gradle', login: '/root/.gradle/gradle.properties' },
} as const;

/**
 * The share of the memory limit that the heap may take; the rest is for threads, code and buffers, which the JVM's own
 * default of a quarter leaves unused.
 * @see https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html
 */
const HEAP = '-XX:MaxRAMPercentage=75.0';

/** Java: a jar, built where the tool is and run where only the virtual machine is. */
export function javaStages(recipe: JavaRecipe): BuildStage[] {
  const { command, cache, login } = TOOLS[recipe.tool];
  const reference = recipe.buildBase ?? buildBaseOf(ImageKind.JAVA, recipe.version, recipe.base.flavour, recipe.tool);
  const gradleHome = recipe.tool === 'gradle' ? [{ kind: 'env' as const, values: { GRADLE_USER_HOME: cache } }] : [];
  return [
    buildStage(recipe, 'build', reference, 'Compiles. Tests ran before: they need what no build has.', [
      { kind: 'workdir', path: '/src' },
      ...gradleHome,
      { kind: 'copy', sources: [inContext(recipe, '.')], target: './' },
      { kind: 'run', commands: [command], mounts: mounts(recipe, [{ kind: 'cache', target: cache, isLocked: true }], login) },
    ]),
    runtimeStage(recipe, {
      about: 'What runs.',
      steps: [
        { kind: 'workdir', path: '/app' },
        { kind: 'copy', from: 'build', sources: [`/src/${recipe.jar}`], target: '/app/app.jar' },
      ],
      stopSignal: 'SIGTERM',
      // Out of memory, the process ends and is started again; a thread that is gone would not be missed by any probe.
      command: ['java', HEAP, '-XX:+ExitOnOutOfMemoryError', ...recipe.jvmFlags, '-jar', '/app/app.jar'],
    }),
  ];
}
