/** Folder of the files that nginx serves. */
export const SITE = '/usr/share/nginx/html';

/** Port of PHP's process manager, which only the pod's own nginx reaches. */
export const FASTCGI_PORT = 9000;

/**
 * nginx for any user and a read-only root: what it writes is below /tmp. Two workers, because `auto` starts one a core of
 * the node, whatever the pod may use.
 * @see https://github.com/nginx/docker-nginx-unprivileged
 */
export const NGINX_CONF: readonly string[] = [
  'worker_processes 2;',
  'pid /tmp/nginx.pid;',
  'error_log /dev/stderr notice;',
  'events { worker_connections 1024; }',
  'http {',
  '  include /etc/nginx/mime.types;',
  '  default_type application/octet-stream;',
  '  access_log /dev/stdout;',
  '  client_body_temp_path /tmp/client_body;',
  '  proxy_temp_path /tmp/proxy;',
  '  fastcgi_temp_path /tmp/fastcgi;',
  '  uwsgi_temp_path /tmp/uwsgi;',
  '  scgi_temp_path /tmp/scgi;',
  '  sendfile on;',
  '  server_tokens off;',
  '  gzip on;',
  '  gzip_types text/css text/javascript application/javascript application/json image/svg+xml;',
  '  include /etc/nginx/conf.d/*.conf;',
  '}',
];

/** What one server answers, and where. */
export interface Site {
  readonly port: number;
  readonly livenessPath: string;
  readonly readinessPath: string;
  /** File that stands for a path without a file; without one, it is not found. */
  readonly fallback?: string;
}

/** The server of a static site. */
export function siteConf({ port, livenessPath, readinessPath, fallback }: Site): string[] {
  return [
    'server {',
    `  listen ${port};`,
    `  root ${SITE};`,
    '  add_header X-Content-Type-Options nosniff;',
    ...[...new Set([livenessPath, readinessPath])].map((path) => `  location = ${path} { access_log off; return 200; }`),
    `  location / { try_files $uri $uri/ ${fallback ?? '=404'}; }`,
    '}',
  ];
}

/** The server before PHP: files as they are, everything else to the one entry; readiness asks PHP itself. */
export function phpConf({ port, livenessPath, readinessPath }: Site, publicFolder: string): string[] {
  return [
    'server {',
    `  listen ${port};`,
    `  root ${publicFolder};`,
    '  add_header X-Content-Type-Options nosniff;',
    `  location = ${livenessPath} { access_log off; return 200; }`,
    `  location = ${readinessPath} {`,
    '    access_log off;',
    '    include fastcgi_params;',
    '    fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;',
    `    fastcgi_pass 127.0.0.1:${FASTCGI_PORT};`,
    '  }',
    '  location / { try_files $uri /index.php$is_args$args; }',
    // The one file that is run; whatever else ends in .php, an upload say, is not even served.
    '  location = /index.php {',
    '    include fastcgi_params;',
    '    fastcgi_param SCRIPT_FILENAME $document_root/index.php;',
    `    fastcgi_pass 127.0.0.1:${FASTCGI_PORT};`,
    '  }',
    '  location ~ [.]php$ { return 404; }',
    '}',
  ];
}

/**
 * Longest time that requests get to end in after SIGQUIT, seconds. fpm's own is none, which breaks them off; this is more
 * than any pod's grace, so that the grace alone decides.
 * @see https://www.php.net/manual/en/install.fpm.configuration.php process_control_timeout
 */
const FPM_END_SECONDS = 3600;

/** PHP's process manager behind that server. */
export function fpmConf(readinessPath: string): string[] {
  const end = ['[global]', `process_control_timeout = ${FPM_END_SECONDS}s`];
  return [...end, '[www]', `listen = 127.0.0.1:${FASTCGI_PORT}`, `ping.path = ${readinessPath}`, 'ping.response = ready'];
}
