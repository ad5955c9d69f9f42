import { parse } from "yaml";
import type { Container, Pod } from "../../../../manifests/kubernetes/api-types";
import { bootstrapConfigFiles } from "../../../../manifests/openshift/static-pods";
import type { OpenshiftClusterPlan } from "../../../../topology/openshift/plan";

/** The containers of a pod, those that run first included. */
export function containersOf({ spec }: Pod): readonly Container[] {
  return [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
}

/** A container of a pod, by its name. */
export function containerOf(pod: Pod, name: string): Container {
  const found = containersOf(pod).find((container) => container.name === name);
  if (found === undefined) throw new Error(`no container ${name}`);
  return found;
}

/** A container's flags by name; the words before them are left out. */
export function flagsIn({ args = [] }: Container): ReadonlyMap<string, string> {
  const flags = args.map((text) => /^--([a-z0-9-]+)=(.*)$/.exec(text)).filter((match) => match !== null);
  return new Map(flags.map(([, name = "", value = ""]) => [name, value]));
}

/** A container's environment, where it is values. */
export function environmentIn({ env = [] }: Container): ReadonlyMap<string, string | undefined> {
  return new Map(env.map(({ name, value }) => [name, value]));
}

/** One of the pods' configuration files, read back. */
export function configNamed(plan: OpenshiftClusterPlan, name: string): Readonly<Record<string, unknown>> {
  const found = bootstrapConfigFiles(plan).find(({ path }) => path.endsWith(`/${name}`));
  if (found === undefined) throw new Error(`no configuration ${name}`);
  return parse(found.contents, { strict: true, uniqueKeys: true }) as Readonly<Record<string, unknown>>;
}
