import { kubectl, type TestStack } from "../e2e/support/stack";
import { capture } from "../../tools/process";
import { planOf } from "../support/plan";
import { inMachine } from "./machine";

/** A change of a running cluster that must go through in place. */
export interface InPlaceChange {
  readonly name: string;
  /** What is added to the stack's configuration; it stays for the changes after it. */
  readonly config: Readonly<Record<string, unknown>>;
  /** A line that the preview shows: the machine and the file that changes. Undefined where no file does. */
  readonly previewed: RegExp | undefined;
  /** Sees the change where it is meant to be felt. */
  readonly seen: (stack: TestStack) => Promise<void>;
}

const controlPlanes = ["master-0", "master-1", "master-2"] as const;

/** The days by which the clock of the first `up` is behind: past the renewal of a leaf, before its end. */
export const daysBehind = 300;

/** In the order in which they are made. The last takes away the clock with which the keys were made: leaves are renewed. */
export const changes: readonly InPlaceChange[] = [
  {
    name: "an added API SAN",
    config: { extraApiSans: ["api.example.com"] },
    previewed: /master-1 ~ \/etc\/kubernetes\/kube-apiserver\/server\.crt/,
    seen: async (stack) => {
      for (const machine of controlPlanes)
        expect(await servedCertificate(stack, machine)).toContain("DNS:api.example.com");
    },
  },
  {
    name: "a changed flag of the API servers",
    config: { apiServerFlags: { "event-ttl": "2h" } },
    previewed: /master-2 ~ \/etc\/kubernetes\/static-pods\/kube-apiserver\.yaml/,
    seen: async (stack) => {
      for (const machine of controlPlanes)
        expect(await inMachine(stack, machine, "pgrep -a kube-apiserver")).toContain("--event-ttl=2h");
    },
  },
  {
    name: "a changed time limit of HAProxy",
    config: { loadBalancerIdleSeconds: 45 },
    previewed: /lb-0 ~ \/etc\/haproxy\/haproxy\.cfg/,
    seen: async (stack) => {
      expect(await inMachine(stack, "lb-0", "cat /etc/haproxy/haproxy.cfg")).toContain("timeout client 45s");
    },
  },
  {
    name: "a changed setting of the kubelets",
    config: { kubeletSettings: { maxPods: 77 } },
    previewed: /worker-1 ~ \/etc\/kubernetes\/kubelet\/config\.yaml/,
    seen: async (stack) => {
      const pods = await kubectl(stack, "get", "nodes", "-o", "jsonpath={.items[*].status.capacity.pods}");
      expect(pods.trim().split(" ")).toEqual(["77", "77", "77", "77", "77"]);
    },
  },
  {
    name: "an added label of a node",
    config: { nodeLabels: { "worker-0": { zone: "a", rack: "7" } } },
    previewed: undefined,
    seen: async (stack) => {
      expect(await labelsOf(stack, "worker-0")).toMatchObject({ zone: "a", rack: "7" });
    },
  },
  {
    name: "a changed and a removed label of a node",
    config: { nodeLabels: { "worker-0": { zone: "b" } } },
    previewed: undefined,
    seen: async (stack) => {
      const labels = await labelsOf(stack, "worker-0");
      expect(labels).toMatchObject({ zone: "b" });
      expect(labels).not.toHaveProperty("rack");
    },
  },
  {
    name: "renewed leaves, those of etcd among them",
    config: { clock: "" },
    previewed: /master-0 ~ \/etc\/kubernetes\/etcd\/server\.crt/,
    seen: async (stack) => {
      for (const machine of controlPlanes) {
        const [, end = ""] = /notAfter=(.*)/.exec(await servedCertificate(stack, machine)) ?? [];
        expect((Date.parse(end) - Date.now()) / 86_400_000).toBeGreaterThan(300);
      }
    },
  },
];

/** What `make test` tries of it, on a cluster that is up anyway. */
export const sample = "a changed flag of the API servers";

async function labelsOf(stack: TestStack, node: string): Promise<unknown> {
  return JSON.parse(await kubectl(stack, "get", "node", node, "-o", "jsonpath={.metadata.labels}"));
}

/** What the API server of a machine shows to who dials it: its names, and until when it is valid. */
async function servedCertificate({ instance }: TestStack, machine: string): Promise<string> {
  const address = planOf({ controlPlanes: 3, workers: 2 }).controlPlanes.find(
    ({ name }) => name === machine,
  )?.address;
  const dial = `openssl s_client -connect ${address ?? machine}:6443 </dev/null 2>/dev/null`;
  return capture({
    program: "nsenter",
    arguments: [
      `--net=/run/netns/${instance}`,
      "sh",
      "-c",
      `${dial} | openssl x509 -noout -enddate -ext subjectAltName`,
    ],
  });
}
