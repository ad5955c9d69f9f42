import { z } from "zod";
import { type CustomObjects, readObject } from "../../checks/openshift/resources";

const featureGate = z.object({
  status: z
    .object({ featureGates: z.array(z.object({ version: z.string() })).default([]) })
    .default({ featureGates: [] }),
});

const infrastructureStatus = z.object({
  apiServerInternalURI: z.string().default(""),
  controlPlaneTopology: z.string().default(""),
  infrastructureTopology: z.string().default(""),
});
const infrastructure = z.object({
  status: infrastructureStatus.default({
    apiServerInternalURI: "",
    controlPlaneTopology: "",
    infrastructureTopology: "",
  }),
});

/** An object that operators read before anything in the cluster could fill its status. */
interface Seed {
  readonly why: string;
  /** What is missing when it is read back, for this version of the release. */
  readonly lacks: (objects: CustomObjects, version: string) => Promise<readonly string[]>;
}

/** What "seeded" means: the statuses that break the circle of operators that wait for each other (facts: 12.2, 1 and 2). */
export const seeds = {
  featureGate: {
    why: "operators end when they find no features for their version; the one that would write them needs the pod network, whose operator is among those that end",
    lacks: async (objects, version) => {
      const found = await readObject(objects, "FeatureGate", "cluster", featureGate);
      if (found === undefined) return ["there is no FeatureGate cluster"];
      const versions = found.status.featureGates.map((each) => each.version);
      if (versions.includes(version)) return [];
      const others = versions.length === 0 ? "none" : versions.join(", ");
      return [`FeatureGate cluster has no status for ${version} (it has ${others})`];
    },
  },
  infrastructure: {
    why: "nodes and the network's operator find the API by this URI, and operators count by these topologies",
    lacks: async (objects) => {
      const found = await readObject(objects, "Infrastructure", "cluster", infrastructure);
      if (found === undefined) return ["there is no Infrastructure cluster"];
      return Object.entries(found.status)
        .filter(([, value]) => value === "")
        .map(([field]) => `Infrastructure cluster has no status.${field}`);
    },
  },
} as const satisfies Readonly<Record<string, Seed>>;

/** Everything that is missing of what has to be seeded. */
export async function missingSeeds(objects: CustomObjects, version: string): Promise<readonly string[]> {
  const missing = await Promise.all(Object.values<Seed>(seeds).map(({ lacks }) => lacks(objects, version)));
  return missing.flat();
}
