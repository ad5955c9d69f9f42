import Ajv from "ajv";
import type { ReleaseManifest } from "../../manifests/openshift/release-filter";

/** A structural schema of a CRD, of which no more is read than what makes it strict. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
}

/** A CRD. */
export interface CustomResourceDefinition extends ReleaseManifest {
  readonly spec: {
    readonly group: string;
    readonly scope: "Cluster" | "Namespaced";
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly subresources?: { readonly status?: object };
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

/** An object of the API. */
export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name?: string; readonly namespace?: string };
}

/**
 * The schema with every field forbidden that it does not know. A server drops such fields without a word, and a test is
 * to hear of them. Metadata have their own rules.
 */
function strict(schema: Schema): Schema {
  const { properties, additionalProperties, items } = schema;
  const isOpen = schema["x-kubernetes-preserve-unknown-fields"] === true;
  return {
    ...schema,
    ...(properties === undefined ? {} : { properties: strictEach(properties) }),
    ...(properties === undefined || isOpen ? {} : { additionalProperties: false }),
    ...(typeof additionalProperties === "object"
      ? { additionalProperties: strict(additionalProperties) }
      : {}),
    ...(items === undefined ? {} : { items: strict(items) }),
  };
}

function strictEach(properties: Readonly<Record<string, Schema>>): Readonly<Record<string, Schema>> {
  return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, strict(each)]));
}

/** What is wrong with an object by the schema of its CRD, a sentence each; rules in CEL are left to a real server. */
export function faultsOf(crds: readonly CustomResourceDefinition[], object: ApiObject): readonly string[] {
  const [group = "", versionName = ""] = object.apiVersion.split("/");
  const [crd, ...more] = crds.filter(({ spec }) => spec.group === group && spec.names.kind === object.kind);
  const version = crd?.spec.versions.find(({ name }) => name === versionName);
  if (crd === undefined || version === undefined || more.length > 0)
    return [`${more.length} more CRDs than one, or none, are for ${object.apiVersion} ${object.kind}`];
  const schema = strict(version.schema.openAPIV3Schema);
  const ajv = new Ajv({ allErrors: true, nullable: true, unknownFormats: "ignore", logger: false });
  ajv.validate(schema, object);
  return [
    ...(ajv.errors ?? []).map(
      ({ dataPath, message = "", params }) => `${dataPath} ${message} ${JSON.stringify(params)}`,
    ),
    ...(crd.spec.scope === "Cluster" && object.metadata.namespace !== undefined
      ? ["it has no namespace"]
      : []),
    ...("status" in object && version.subresources?.status === undefined
      ? ["its status is no subresource of its own"]
      : []),
  ];
}
