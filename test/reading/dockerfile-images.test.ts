import { imagesInDockerfile } from '../../lib/reading/dockerfile-images';

const DIGEST = `sha256:${'a'.repeat(64)}`;

const images = (text: string): string[] => imagesInDockerfile(text).map(({ image, line }) => `${image} ${line}`);

test('every FROM is an image, but for stages and for nothing', () => {
  const text = `# syntax=docker/dockerfile:1
FROM --platform=$BUILDPLATFORM node:22-slim@${DIGEST} AS build
COPY . .
from build as Tested
FROM scratch
FROM registry.example:5000/static:1
COPY --from=build /a /a
COPY --chown=1:1 --from=tested /a /b
COPY --from=0 /a /c
COPY --from=busybox:1.37 /bin/busybox /bin/
`;
  expect(images(text)).toEqual([`node:22-slim@${DIGEST} 2`, 'registry.example:5000/static:1 6', 'busybox:1.37 10']);
});

test('variables have the defaults of the ARGs before the first FROM', () => {
  const text = `ARG NODE=22 DISTRO="slim"
ARG BASE=node:$NODE
ARG EMPTY=
ARG NONE
FROM node:\${NODE}-\${DISTRO} AS a
ARG NODE=24
FROM \${BASE:-x} AS b
FROM node:\${UNKNOWN:-20}
FROM node:\${EMPTY:-18}
FROM node:$NONE
`;
  expect(images(text)).toEqual(['node:22-slim 5', 'node:$NODE 7', 'node:20 8', 'node:18 9', 'node:$NONE 10']);
});

test('lines are continued, comments between them left out, and here-documents are no instructions', () => {
  const text = `FROM \\
# a comment
  nginx:1.29 \\
  AS web\r
RUN python3 <<-'EOF' && echo $((1<<3))
from os import path
EOF
RUN cat <<A <<B
FROM a
A
FROM b
B
RUN echo <<NEVER
FROM web
FROM nginx:1.28
`;
  expect(images(text)).toEqual(['nginx:1.29 1', 'nginx:1.28 15']);
});

test('what is no Dockerfile has no images', () => {
  expect([images(''), images('FROM'), images('FROM --platform=x'), images('COPY a b'), images('\\')]).toEqual([[], [], [], [], []]);
});
