import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import type { TestStack } from "../../e2e/support/stack";

/** When an operation is cut off: by something that it has printed, or by something that is so on the host. */
export interface Moment {
  readonly name: string;
  readonly when: RegExp | ((stack: TestStack) => boolean);
}

const volumes = "/var/lib/containers/storage/volumes";

/** The volumes of a stack's machines: made before a machine and removed after it. */
function machineVolumes({ instance }: TestStack): readonly string[] {
  return existsSync(volumes) ? readdirSync(volumes).filter((name) => name.startsWith(`${instance}-`)) : [];
}

const hasVolumeOf = (machine: string) => (stack: TestStack) =>
  machineVolumes(stack).includes(`${stack.instance}-${machine}`);
const hasNamespace = ({ instance }: TestStack): boolean => existsSync(`/run/netns/${instance}`);
const hasState = ({ instance }: TestStack): boolean => existsSync(`/var/lib/hardway/${instance}`);

/** Whether one of the control planes has no API server to run for the moment; it costs a look into each of them. */
function isWithoutApiServer({ instance }: TestStack): boolean {
  return ["master-0", "master-1", "master-2"].some((machine) => {
    const look = ["exec", `${instance}-${machine}`, "ls", "/etc/kubernetes/manifests"];
    const { status, stdout } = spawnSync("podman", look, { encoding: "utf8" });
    return status === 0 && stdout.includes("etcd.yaml") && !stdout.includes("kube-apiserver.yaml");
  });
}

/** The moments of an `up` that makes a cluster, in the order in which they come. */
export const upMoments = {
  network: { name: "its network is being made", when: hasState },
  keys: { name: "its keys are being made", when: /secrets-authorities .*creating/ },
  loadBalancer: { name: "the load balancer is being made", when: hasVolumeOf("lb-0") },
  bootstrap: { name: "the bootstrap machine is being made", when: hasVolumeOf("bootstrap") },
  api: { name: "it waits for the API", when: /bootstrap-api-ready creating .*api: / },
  permissions: { name: "permissions are being given", when: /permissions-\S+ creating/ },
  learner: { name: "a control plane is a learner", when: /etcd: master-0 is a learner/ },
  promoted: { name: "a control plane is promoted", when: /etcd: master-0 is promoted/ },
  secondMachine: { name: "the second control plane boots", when: hasVolumeOf("master-1") },
  secondLearner: { name: "the second control plane is a learner", when: /etcd: master-1 is a learner/ },
  draining: { name: "the bootstrap machine is told to drain", when: /bootstrap is told: draining/ },
  removed: { name: "the bootstrap machine has left etcd", when: /etcd: bootstrap is removed/ },
  services: { name: "the cluster's services are being made", when: /services-\S+ creating/ },
  worker: { name: "a worker's certificate is approved", when: /csr: approved \S+ of \S+worker-0/ },
  verification: { name: "the cluster is being verified", when: /verification-healthy creating/ },
} as const satisfies Readonly<Record<string, Moment>>;

/** The moments of an `up` that changes a cluster; what it changes stands with the round (rounds.ts). */
export const changeMoments = {
  newKeys: { name: "the keys of a new worker are being made", when: /worker-1-keys creating/ },
  newMachine: { name: "a new worker is being made", when: hasVolumeOf("worker-1") },
  newJoin: { name: "a new worker has booted", when: /worker-1-join creating/ },
  newCertificate: {
    name: "a new worker's certificate is approved",
    when: /csr: approved \S+ of \S+worker-1/,
  },
  newNode: { name: "a new worker is Ready", when: /node: worker-1 is Ready/ },
  leaving: { name: "a worker begins to leave", when: /worker-1-join deleting/ },
  drained: { name: "a leaving worker has been drained", when: /worker-1 has no more pods to move/ },
  removing: { name: "a worker that has left is being removed", when: /worker-1-booted deleting/ },
  writing: { name: "a machine's files are being replaced", when: /: writes \/etc\/kubernetes\// },
  stopped: { name: "an API server has ended, to be started anew", when: isWithoutApiServer },
  restarted: { name: "an API server has been started anew", when: /kube-apiserver: started anew/ },
  labelling: { name: "a node is being labelled", when: /worker-0-join updating/ },
} as const satisfies Readonly<Record<string, Moment>>;

/** The moments of a `destroy`, in the order in which they come. */
export const destroyMoments = {
  begin: { name: "it has begun", when: /Destroying/ },
  forward: { name: "the forwarded port is being closed", when: /network-forward deleting/ },
  sweep: { name: "the machines are about to go", when: /network-namespace deleting/ },
  firstGone: { name: "the first machine has gone", when: (stack) => machineVolumes(stack).length < 4 },
  someGone: { name: "some machines have gone", when: (stack) => machineVolumes(stack).length < 3 },
  lastLeft: { name: "one machine is left", when: (stack) => machineVolumes(stack).length < 2 },
  allGone: { name: "all machines have gone", when: (stack) => machineVolumes(stack).length === 0 },
  namespace: { name: "the network namespace has gone", when: (stack) => !hasNamespace(stack) },
  state: { name: "nothing is left on the host", when: (stack) => !hasState(stack) },
  forgotten: { name: "the engine forgets the keys", when: /authorities deleted/ },
} as const satisfies Readonly<Record<string, Moment>>;
