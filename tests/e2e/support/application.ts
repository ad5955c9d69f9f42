import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { stubImage } from "../../../manifests/kubernetes/stub-image";
import { type HaSubject, kubectlInside } from "../../ha/look";
import { temporaryFolder } from "../../support/temporary-folder";

/** How soon a pod leaves a node that does not answer; five minutes are usual. */
const leavesAfter = ["not-ready", "unreachable"].map((state) => ({
  key: `node.kubernetes.io/${state}`,
  operator: "Exists",
  effect: "NoExecute",
  tolerationSeconds: 5,
}));

/** A program of the machine's own, as no registry is reached. */
const application = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "application", namespace: "default" },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: "application" } },
    template: {
      metadata: { labels: { app: "application" } },
      spec: {
        tolerations: leavesAfter,
        terminationGracePeriodSeconds: 0,
        containers: [
          {
            name: "application",
            image: stubImage.reference,
            imagePullPolicy: "Never",
            command: ["/usr/bin/sleep", "infinity"],
            volumeMounts: [{ name: "userland", mountPath: "/usr", readOnly: true }],
          },
        ],
        volumes: [{ name: "userland", hostPath: { path: "/usr", type: "Directory" } }],
      },
    },
  },
};

const availableMilliseconds = 120_000;

/** Makes an application, and waits until it is available. */
export async function newApplication(subject: HaSubject): Promise<void> {
  const file = join(temporaryFolder("application"), "deployment.json");
  writeFileSync(file, JSON.stringify(application));
  const made = await kubectlInside(subject, "create", "--filename", file);
  if (made.exitCode !== 0) throw new Error(made.errors);
  const deadline = Date.now() + availableMilliseconds;
  for (;;) {
    const seen = await kubectlInside(subject, "get", "deployment", "application", "--output=json");
    const { status } = JSON.parse(seen.output || "{}") as {
      readonly status?: { availableReplicas?: number };
    };
    if (status?.availableReplicas === 1) return;
    if (Date.now() > deadline)
      throw new Error(`the application is not available: ${seen.output}${seen.errors}`);
    await delay(500);
  }
}
