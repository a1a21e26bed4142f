/** Image with a shell and curl for small jobs beside a shop; kept by the curl project, user 100 and group 101. */
export const HELPER_IMAGE = 'curlimages/curl:8.14.1';
