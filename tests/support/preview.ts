import type { Topology } from "../../topology/plan";
import { stagesOf } from "../../topology/stages";
import { type Graph, graphOf, type Registered } from "./graph";

/** All topologies that are built. */
export const topologies = Object.keys(stagesOf) as readonly Topology[];

/** A stack as a preview of the whole program has it. */
export interface Preview extends Graph {
  readonly all: readonly Registered[];
  readonly commands: readonly Registered[];
  /** The resource of that logical name; throws where there is none. */
  readonly resource: (name: string) => Registered;
  /** Everything that must have happened before a resource is made, by logical names. */
  readonly before: (name: string) => ReadonlySet<string>;
}

/** Previews the program with that configuration. */
export async function previewOf(config: Readonly<Record<string, string>>): Promise<Preview> {
  const graph = await graphOf(() => import("../../index.js"), config);
  const all = [...graph.registered.values()];
  return {
    ...graph,
    all,
    commands: all.filter(({ type }) => type === "command:local:Command"),
    resource: (name) => resourceOf(graph, name),
    before: (name) => dependenciesOf(graph, name, new Set()),
  };
}

function resourceOf({ registered }: Graph, name: string): Registered {
  const found = registered.get(name);
  if (found === undefined)
    throw new Error(`no resource ${name}; there are ${[...registered.keys()].join(", ")}`);
  return found;
}

/** Adds to those that were seen already. */
function dependenciesOf(graph: Graph, name: string, seen: Set<string>): ReadonlySet<string> {
  for (const dependency of resourceOf(graph, name).dependsOn) {
    if (seen.has(dependency)) continue;
    seen.add(dependency);
    if (graph.registered.has(dependency)) dependenciesOf(graph, dependency, seen);
  }
  return seen;
}
