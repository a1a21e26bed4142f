import { parseImage } from '../core/image-reference';
import { isName, MAX_NAME } from '../core/names';
import type { Rule } from '../core/shop-error';
import { kustomizationName } from '../writers/gitops/flux';
import type { ShopView } from '../writers/shop-view';
import { LONGEST_STAGE } from '../writers/stages';
import type { GitSource, ShopDelivery } from './shop-delivery';

/** What is asked for, beside the shops of which it is asked. */
export interface DeliveryInput {
  readonly wanted: ShopDelivery;
  readonly shops: readonly ShopView[];
  /** Shops of each environment but the app's own. */
  readonly others: ReadonlyMap<string, readonly ShopView[]>;
}

/** Room that the longest names leave: `<shop>-<environment>` is a name of the API. */
const MAX_ENVIRONMENT = 20;

/** Semantic versioning as it writes itself. @see https://semver.org */
const SEMANTIC_VERSION =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/;

const REPOSITORY_URL = /^(https?|ssh):\/\/[^\s/]+\/\S+$/;

/** As scp writes an address; Argo CD takes it, and Flux does not. */
const SCP_ADDRESS = /^[\w.-]+@[\w.-]+:\S+$/;

/** What is refused of the delivery. */
export const DELIVERY_RULES: ReadonlyArray<Rule<DeliveryInput>> = [
  {
    code: 'SHOP-L001',
    broken: (input) =>
      environmentNames(input)
        .filter((name) => !isName(name, MAX_ENVIRONMENT))
        .map((name) => `the environment "${name}"`),
    wanted: `a name of at most ${MAX_ENVIRONMENT} lower-case letters, digits and hyphens that begins with a letter`,
    fix: 'rename the environment, or the profile whose name it has',
  },
  {
    code: 'SHOP-L002',
    broken: ({ shops, others }) =>
      [...others.keys()]
        .filter((name) => shops.some(({ profile }) => profile.name === name))
        .map((name) => `another environment "${name}"`),
    wanted: 'names other than that of the app’s own profile, which is an environment already',
    fix: 'rename the environment, derive a profile with a name of its own, or give artifacts to the app of one profile alone',
  },
  {
    code: 'SHOP-L003',
    broken: ({ shops, others }) =>
      [...others].filter(([, own]) => namesOf(own) !== namesOf(shops)).map(([name, own]) => `${namesOf(own)} in ${name}`),
    wanted: 'the same shops, by their ids, in every environment',
    fix: 'build every environment with the same function',
  },
  {
    code: 'SHOP-L004',
    broken: ({ wanted: { argoCd, flux } }) => [
      ...(argoCd ? sourceFaults(argoCd, REPOSITORY_URL, SCP_ADDRESS) : []),
      ...(flux ? sourceFaults(flux, REPOSITORY_URL) : []),
    ],
    wanted: 'the URL of a Git repository, a branch or reference of it, and a folder in it without slashes at its ends',
    fix: 'correct the source',
  },
  {
    code: 'SHOP-L005',
    broken: ({ wanted: { helm } }) =>
      helm?.version === undefined || SEMANTIC_VERSION.test(helm.version) ? [] : [`the version "${helm.version}"`],
    wanted: 'a semantic version, such as 1.4.0',
    fix: 'correct the version of the chart',
  },
  {
    code: 'SHOP-L006',
    broken: ({ wanted, shops }) =>
      wanted.helm && shops.some(({ profile }) => profile.requireDigests) && !parseImage(wanted.helm.testImage ?? '')?.digest
        ? [`the image of the chart’s tests "${wanted.helm.testImage ?? 'curlimages/curl'}"`]
        : [],
    wanted: 'a digest, in this profile',
    fix: "give helm's testImage with @sha256:…",
  },
  {
    code: 'SHOP-L007',
    broken: (input) => (input.wanted.flux ? longNames(input) : []),
    wanted: `at most ${MAX_NAME} characters, because Flux writes the name into a label`,
    fix: 'shorten the name of the shop or of the environment',
  },
  {
    code: 'SHOP-L008',
    broken: (input) => {
      const known = new Set(environmentNames(input));
      const named = Object.keys(input.wanted.argoCd?.clusters ?? {});
      return named.filter((name) => !known.has(name)).map((name) => `a cluster for "${name}"`);
    },
    wanted: 'the name of an environment',
    fix: 'name the environment as it is named in environments, or as the profile of the app is',
  },
  {
    code: 'SHOP-L009',
    broken: ({ wanted: { helm } }) =>
      helm?.testImage === undefined || parseImage(helm.testImage) ? [] : [`the image "${helm.testImage}"`],
    wanted: 'an image reference',
    fix: "correct helm's testImage",
  },
];

/** The names of all environments, that of each shop's own profile among them. */
function environmentNames({ shops, others }: DeliveryInput): string[] {
  return [...new Set([...shops.map(({ profile }) => profile.name), ...others.keys()])];
}

function namesOf(shops: readonly ShopView[]): string {
  return shops.length === 0 ? 'no shop' : shops.map(({ name }) => name).join(', ');
}

function sourceFaults({ repository, revision = 'main', path = 'artifacts' }: GitSource, ...forms: readonly RegExp[]): string[] {
  return [
    ...(forms.some((form) => form.test(repository)) ? [] : [`the repository "${repository}"`]),
    ...(/^[^\s~^:?*[\\]+$/.test(revision) ? [] : [`the revision "${revision}"`]),
    ...(path.split('/').every((part) => /^[^\s]+$/.test(part) && part !== '..' && part !== '.') ? [] : [`the path "${path}"`]),
  ];
}

function longNames(input: DeliveryInput): string[] {
  return input.shops.flatMap(({ name }) =>
    environmentNames(input)
      .map((environment) => kustomizationName(name, environment, LONGEST_STAGE))
      .filter((full) => full.length > MAX_NAME)
      .map((full) => `the name ${full}`),
  );
}
