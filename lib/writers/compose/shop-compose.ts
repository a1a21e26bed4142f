/** How a component runs while it is worked on: what compose.override.yaml changes about it. */
export interface ComposeDevelopment {
  /**
   * Folder with the Dockerfile that its image is built from; a relative path counts from the folder of compose.yaml.
   *
   * @default - that of the recipe where the image is one of the app's `images`; else it is pulled
   */
  readonly buildContext?: string;
  /**
   * Files and folders of this machine by their absolute path in the container: `{ '/app/src': '../../src' }`. Relative
   * ones count from the folder of compose.yaml.
   *
   * @default {}
   */
  readonly mounts?: { [path: string]: string };
  /**
   * What runs instead, such as a watcher.
   *
   * @default - what the manifests say
   */
  readonly command?: string[];
  /**
   * Environment variables that are added or replaced.
   *
   * @default {}
   */
  readonly env?: { [name: string]: string };
}

/** The whole shop on one machine, by Docker Compose. See docs/guides/compose.md. */
export interface ShopCompose {
  /**
   * Port on localhost at which the shop's edge answers; a second edge has the next. A variable of `.env` named after the
   * edge replaces it: `EDGE_PORT`.
   *
   * @default 8080
   */
  readonly edgePort?: number;
  /**
   * Image of the proxy that stands for the edge: nginx that runs as any user, listens on 8080 and reads
   * /etc/nginx/conf.d.
   *
   * @default nginxinc/nginx-unprivileged:1.29
   */
  readonly edgeImage?: string;
  /**
   * Image with a shell, curl and nc, which asks services whether they are ready and gives volumes to their users.
   *
   * @default curlimages/curl:8.14.1
   */
  readonly helperImage?: string;
  /**
   * Range of IPv4 that networks get their addresses from, 16 each: `10.213.0.0/16`.
   *
   * @default - Docker's own ranges, which have room for about 30 networks; where a shop has more than 24, 198.18.0.0/16
   */
  readonly networkRange?: string;
  /**
   * How components run while they are worked on, by their names.
   *
   * @default {}
   */
  readonly development?: { [component: string]: ComposeDevelopment };
}
