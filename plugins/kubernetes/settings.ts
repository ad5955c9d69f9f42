import type { Properties, Value } from "../shared/values";
import { reveal } from "../shared/values";

/** The configuration of a `kubernetes.Provider`, as far as it is offered (see refusals.ts). */
export interface Settings {
  /** Contents of a kubeconfig or a path to one; undefined: KUBECONFIG, or ~/.kube/config. */
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  /** For objects that name none. */
  readonly namespace: string | undefined;
  /** A change of data is an update, not a replacement. */
  readonly configMapsAreMutable: boolean;
  readonly secretsAreMutable: boolean;
  /** Creating an object that is there already updates it. */
  readonly upsert: boolean;
  /** What becomes of objects whose cluster does not answer: forgotten, or left as they are. */
  readonly deleteUnreachable: boolean;
  readonly skipUpdateUnreachable: boolean;
}

/** Switches of the provider, and the environment variables that count where one is not given. */
const SWITCHES = {
  enableConfigMapMutable: "PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE",
  enableSecretMutable: "PULUMI_K8S_ENABLE_SECRET_MUTABLE",
  upsertExistingObjects: "PULUMI_K8S_UPSERT_EXISTING_OBJECTS",
  deleteUnreachable: "PULUMI_K8S_DELETE_UNREACHABLE",
  skipUpdateUnreachable: "PULUMI_K8S_SKIP_UPDATE_UNREACHABLE",
} as const;

/** The SDK sends switches as JSON text ("true"); programs in YAML send them as they are. */
export function settingsOf(
  configuration: Properties,
  environment: NodeJS.ProcessEnv = process.env,
): Settings {
  const plain = reveal(configuration);
  const isOn = (key: keyof typeof SWITCHES): boolean =>
    ["true", true].includes((plain[key] ?? environment[SWITCHES[key]]) as string | boolean);
  return {
    kubeconfig: textOf(plain["kubeconfig"]),
    context: textOf(plain["context"]),
    namespace: textOf(plain["namespace"]),
    configMapsAreMutable: isOn("enableConfigMapMutable"),
    secretsAreMutable: isOn("enableSecretMutable"),
    upsert: isOn("upsertExistingObjects"),
    deleteUnreachable: isOn("deleteUnreachable"),
    skipUpdateUnreachable: isOn("skipUpdateUnreachable"),
  };
}

/** Not given and empty mean the same; a kubeconfig may also be given as a map. */
function textOf(value: Value | undefined): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
