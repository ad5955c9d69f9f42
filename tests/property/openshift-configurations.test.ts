import { nodeIgnition } from "../../ignition/node";
import { openshiftMachineFiles } from "../../ignition/openshift/machine";
import { bootkubeScripts } from "../../manifests/openshift/bootkube/paths";
import { objectPath } from "../../manifests/openshift/cluster-objects";
import { momentsOf } from "../../topology/moments";
import { machinesOf } from "../../topology/plan";
import { openshiftAssets, serversIn, textAt } from "../support/openshift-assets";
import { okdInput } from "../support/openshift-config";
import { openshiftTestBundle } from "../support/openshift-keys";
import { clear, objectNamed, testOwnerSecrets } from "../support/openshift-objects";

const names = (role: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${role}-${index}`);

/** What each number of machines has to come to, in every asset that depends on it (facts: openshift-hard-way.md, 4.3, 8.2). */
const table = [
  { controlPlanes: 1, workers: 0, placement: "ControlPlane", topologies: ["SingleReplica", "SingleReplica"] },
  { controlPlanes: 1, workers: 2, placement: "Workers", topologies: ["SingleReplica", "HighlyAvailable"] },
  {
    controlPlanes: 3,
    workers: 0,
    placement: "ControlPlane",
    topologies: ["HighlyAvailable", "HighlyAvailable"],
  },
  { controlPlanes: 3, workers: 1, placement: "Workers", topologies: ["HighlyAvailable", "SingleReplica"] },
  { controlPlanes: 3, workers: 5, placement: "Workers", topologies: ["HighlyAvailable", "HighlyAvailable"] },
  { controlPlanes: 5, workers: 5, placement: "Workers", topologies: ["HighlyAvailable", "HighlyAvailable"] },
] as const;

describe.each(table)(
  "OKD with $controlPlanes control planes and $workers workers",
  ({ controlPlanes, workers, placement, topologies }) => {
    const { plan, objects, haproxy, bootstrap, filesOf } = openshiftAssets(
      okdInput({}, { controlPlanes, workers }),
    );
    const masters = names("master", controlPlanes);
    const routers = workers === 0 ? masters : names("worker", workers);

    it("has routers where workloads run, in the cluster and behind the load balancer alike", () => {
      expect(objectNamed(objects, "Ingress", "cluster").status.defaultPlacement).toBe(placement);
      expect(serversIn(haproxy, "routers-http")).toEqual(routers);
      expect(serversIn(haproxy, "routers-https")).toEqual(routers);
    });

    it("has workloads on control planes where there is nothing else, and only there", () => {
      expect(objectNamed(objects, "Scheduler", "cluster").spec.mastersSchedulable).toBe(workers === 0);
    });

    it("says how available the control plane and the rest are", () => {
      const { status } = objectNamed(objects, "Infrastructure", "cluster");
      expect([status.controlPlaneTopology, status.infrastructureTopology]).toEqual(topologies);
    });

    it("has every API server and machine config server behind the load balancer from the start, and no worker", () => {
      for (const backend of ["api-servers", "machine-config-servers"])
        expect(serversIn(haproxy, backend)).toEqual(["bootstrap", ...masters]);
    });

    it("tells operators how many machines there will be", () => {
      const { data } = objectNamed(objects, "ConfigMap", "cluster-config-v1");
      const config = data?.["install-config"] ?? "";
      expect(config).toMatch(new RegExp(`name: master\\n +replicas: ${controlPlanes}\\n`));
      expect(config).toMatch(new RegExp(`name: worker\\n +replicas: ${workers}\\n`));
    });

    it("waits for two control planes before the bootstrap machine goes, or for the only one", () => {
      expect(textAt(bootstrap, bootkubeScripts.bootkube)).toContain(
        `\nneeded_control_planes=${Math.min(2, controlPlanes)}\n`,
      );
    });

    it("gives every node its own name and address, and sends it to the configuration of its pool", () => {
      const nodes = [...plan.controlPlanes, ...plan.workers];
      const profiles = nodes.map((node) => {
        const files = filesOf(node);
        expect(textAt(files, "/etc/hostname")).toBe(`${node.name}\n`);
        return textAt(files, "/etc/NetworkManager/system-connections/hardway.nmconnection");
      });
      expect(new Set(profiles).size).toBe(controlPlanes + workers);
      const bundle = openshiftTestBundle(plan);
      const pools = nodes.map((node) =>
        openshiftMachineFiles(plan, { bundle, values: testOwnerSecrets }, node)
          .fetches?.[0]?.source.split("/")
          .at(-1),
      );
      expect(pools).toEqual([
        ...masters.map(() => "master"),
        ...names("worker", workers).map(() => "worker"),
      ]);
    });

    it("makes a config for every machine that Ignition takes", () => {
      const bundle = openshiftTestBundle(plan);
      for (const machine of machinesOf(plan)) {
        const given = openshiftMachineFiles(plan, { bundle, values: testOwnerSecrets }, machine);
        expect(() => nodeIgnition(given, { machine: machine.name, platform: plan.platform })).not.toThrow();
      }
    });

    it("has no object twice, and none that another number of machines would bring", () => {
      const paths = objects.map(objectPath);
      expect(new Set(paths).size).toBe(paths.length);
      const [usual] = [openshiftAssets(okdInput()).objects.map(objectPath)];
      expect(paths).toEqual(usual);
    });

    it("names no machine that the plan does not have", () => {
      const known = machinesOf(plan).map(({ name }) => name);
      const texts = [haproxy, ...bootstrap.map(({ contents }) => contents)].join("\n");
      const named = [...texts.matchAll(/\b(?:master|worker|lb|etcd)-\d+\b/g)].map(([name]) => name);
      expect([...new Set(named)].filter((name) => !known.includes(name))).toEqual([]);
    });

    it("never has the bootstrap machine and workers at once", () => {
      const [early, late] = momentsOf(plan).map(({ machines }) => machines.map(({ name }) => name));
      expect(early).toEqual(["bootstrap", ...masters]);
      expect(late).toEqual([...masters, ...names("worker", workers)]);
    });

    it("keeps what owners bring out of every object but their own", () => {
      const secret = objectNamed(objects, "Secret", "pull-secret");
      expect(clear(secret)[".dockerconfigjson"]?.trim()).toBe(testOwnerSecrets.pullSecret);
    });
  },
);
