import { readFileSync } from 'node:fs';
import * as ts from 'typescript';

/** Part of a JSON schema. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** A schema by the name of the TypeScript type it was read from, and what the declarations say it stands for. */
export interface DeclaredTypes {
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  /** Type name by API type: `io.k8s.api.policy.v1.PodDisruptionBudget` → `KubePodDisruptionBudgetProps`. */
  readonly nameOfApiType: ReadonlyMap<string, string>;
}

const OPEN = {};
const TEXT = { type: 'string' };
const KEYWORDS = new Map<ts.SyntaxKind, JsonSchema>([
  [ts.SyntaxKind.StringKeyword, TEXT],
  [ts.SyntaxKind.BooleanKeyword, { type: 'boolean' }],
  // The API's conventions forbid fractions: https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md
  [ts.SyntaxKind.NumberKeyword, { type: 'integer' }],
  [ts.SyntaxKind.AnyKeyword, OPEN],
]);
/** Name of the API's own schema, which those of custom resources refer to. */
export const BUILT_IN = 'built-in';
/** Types that the declarations use and do not declare. */
const IMPORTED = new Map<string, JsonSchema>([
  ['Date', TEXT],
  ['ApiObjectMetadata', { $ref: `${BUILT_IN}#/definitions/ObjectMeta` }],
]);

/**
 * Strict JSON schemas of all types in a file that `cdk8s import` generated from the API's own schema: no other field than
 * those declared, and none missing that is not optional. The file's `@schema` tags keep the API's spelling of each name.
 *
 * @param id name under which the schemas refer to each other
 */
export function declaredTypes(file: string, id: string): DeclaredTypes {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const definitions: Record<string, JsonSchema> = {};
  const nameOfApiType = new Map<string, string>();
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement)) {
      definitions[statement.name.text] = objectSchema(statement, id);
      nameOfApiType.set(schemaTag(statement), statement.name.text);
    } else if (ts.isEnumDeclaration(statement)) {
      definitions[statement.name.text] = { enum: statement.members.map((m) => m.initializer && literalText(m.initializer)) };
    } else if (ts.isClassDeclaration(statement) && statement.name && !statement.heritageClauses) {
      // Quantity and its like: a number or a text, by static factories.
      definitions[statement.name.text] = { type: ['string', 'number'] };
    }
  }
  return { definitions, nameOfApiType };
}

function objectSchema(declaration: ts.InterfaceDeclaration, id: string): JsonSchema {
  const fields = declaration.members.filter(ts.isPropertySignature).map((field) => ({
    name: schemaTag(field).split('#').slice(1).join('#'),
    required: !field.questionToken,
    schema: typeSchema(field.type, id),
  }));
  return {
    type: 'object',
    additionalProperties: false,
    properties: { ...kindFields(declaration), ...Object.fromEntries(fields.map(({ name, schema }) => [name, schema])) },
    required: fields.filter((f) => f.required).map((f) => f.name),
  };
}

/** Props of a built-in kind do not declare what its class adds by itself; a claim template may say it. */
function kindFields({ name }: ts.InterfaceDeclaration): JsonSchema {
  return /^Kube.*Props$/.test(name.text) ? { apiVersion: TEXT, kind: TEXT } : {};
}

function typeSchema(type: ts.TypeNode | undefined, id: string): JsonSchema {
  if (type && ts.isArrayTypeNode(type)) return { type: 'array', items: typeSchema(type.elementType, id) };
  if (type && ts.isTypeLiteralNode(type)) return { type: 'object', additionalProperties: typeSchema(indexedType(type), id) };
  if (type && ts.isTypeReferenceNode(type)) {
    const name = type.typeName.getText();
    return IMPORTED.get(name) ?? { $ref: `${id}#/definitions/${name}` };
  }
  const keyword = type && KEYWORDS.get(type.kind);
  if (!keyword) throw new Error(`no schema for the type ${type?.getText()}`);
  return keyword;
}

function indexedType(type: ts.TypeLiteralNode): ts.TypeNode | undefined {
  return type.members.find(ts.isIndexSignatureDeclaration)?.type;
}

/** `io.k8s.api.core.v1.ServiceSpec#clusterIP` of the field that TypeScript calls `clusterIp`. */
function schemaTag(node: ts.Node): string {
  const tag = /@schema (\S+)/.exec(node.getFullText())?.[1];
  if (!tag) throw new Error(`no @schema in the comment of ${node.getText()}`);
  return tag;
}

function literalText(literal: ts.Expression): string | number {
  return ts.isStringLiteral(literal) ? literal.text : Number(literal.getText());
}
