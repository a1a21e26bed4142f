/** Bytes in the binary units of Kubernetes quantities, largest first. */
const BINARY: ReadonlyArray<readonly [string, number]> = [
  ['Ti', 2 ** 40],
  ['Gi', 2 ** 30],
  ['Mi', 2 ** 20],
  ['Ki', 2 ** 10],
];

/** Bytes as the shortest exact Kubernetes quantity: 1073741824 is `1Gi`. */
export function bytesQuantity(bytes: number): string {
  const unit = BINARY.find(([, size]) => bytes >= size && bytes % size === 0);
  return unit ? `${bytes / unit[1]}${unit[0]}` : `${bytes}`;
}

/** Millicores as a Kubernetes quantity: 1500 is `1500m`, 2000 is `2`. */
export function cpuQuantity(millis: number): string {
  return millis % 1000 === 0 ? `${millis / 1000}` : `${millis}m`;
}

/** Mebibytes in bytes. */
export function mebibytes(n: number): number {
  return n * 2 ** 20;
}

/** Gibibytes in bytes. */
export function gibibytes(n: number): number {
  return n * 2 ** 30;
}
