/** A definition of a kind with its versions, for examples. */
export function definitionExample(versions: readonly string[] = ['v1'], stored = 'v1'): string {
  return `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: carts.shop.example }
spec:
  group: shop.example
  scope: Namespaced
  names: { kind: Cart, plural: carts }
  versions:
${versions
  .map(
    (name) =>
      `    - { name: ${name}, served: true, storage: ${name === stored}, schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } } }\n`,
  )
  .join('')}`;
}
