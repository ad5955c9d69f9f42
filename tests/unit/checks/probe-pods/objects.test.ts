import {
  clientPod,
  key,
  type ProbeRun,
  probeService,
  serverPod,
} from "../../../../checks/probe-pods/objects";

const run: ProbeRun = {
  id: "abc",
  image: "localhost/k8s:1",
  clientNode: "worker-0",
  serverNode: "master-0",
  families: ["ipv4"],
};
const dual: ProbeRun = { ...run, families: ["ipv4", "ipv6"] };
const service = { spec: { clusterIPs: ["10.96.0.77", "fd96::77"] } };
const pods = [serverPod(run), clientPod(run, service)];

describe("the probe pods", () => {
  it("run where they are sent, on tainted nodes too", () => {
    expect(pods.map(({ spec }) => spec.nodeName)).toEqual(["master-0", "worker-0"]);
    for (const { spec } of pods) expect(spec.tolerations).toEqual([{ operator: "Exists" }]);
  });

  it("end by themselves and never start again, so that a killed run leaves nothing that runs", () => {
    for (const { spec } of pods)
      expect(spec).toMatchObject({ activeDeadlineSeconds: 60, restartPolicy: "Never" });
  });

  it("have no rights, no token and no more than their share of the machine's programs", () => {
    for (const { spec } of pods) {
      expect(spec).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true },
      });
      expect(spec.containers[0]?.securityContext.capabilities).toEqual({ drop: ["ALL"] });
      expect(spec.containers[0]?.volumeMounts).toEqual([
        { name: "userland", mountPath: "/usr", readOnly: true },
      ]);
    }
  });

  it("carry the run's name, so that two runs do not meet", () => {
    expect(pods.map(({ metadata }) => metadata.name)).toEqual(["server-abc", "client-abc"]);
    expect(key(run, "server")).toEqual({ name: "server-abc", namespace: "hardway-verify" });
  });
});

describe("the probe's Service", () => {
  it("selects the run's own server and goes with it", () => {
    const owned = probeService(run, { metadata: { uid: "the-uid" } });
    const [server] = pods;
    expect(server?.metadata.labels).toMatchObject(owned.spec.selector);
    expect(owned.metadata.ownerReferences).toEqual([
      { apiVersion: "v1", kind: "Pod", name: "server-abc", uid: "the-uid" },
    ]);
  });
});

describe("in a cluster of both families", () => {
  it("the Service has an address of each, and the server listens on both", () => {
    expect(probeService(dual, {}).spec.ipFamilyPolicy).toBe("RequireDualStack");
    expect(serverPod(dual).spec.containers[0]?.command[1]).toBe("TCP6-LISTEN:8080,ipv6only=0,fork,reuseaddr");
  });

  it("and nowhere else", () => {
    expect(probeService(run, {}).spec.ipFamilyPolicy).toBe("SingleStack");
    expect(serverPod(run).spec.containers[0]?.command[1]).toBe("TCP4-LISTEN:8080,fork,reuseaddr");
  });
});

describe("the client", () => {
  it("asks the Service by its addresses: a name that was asked for too early would be unknown for half a minute", () => {
    const variables = clientPod(run, service).spec.containers[0]?.env;
    expect(variables).toContainEqual({ name: "SERVICES", value: "10.96.0.77 [fd96::77]" });
    expect(variables).toContainEqual({ name: "DNS_NAME", value: "kubernetes.default" });
  });
});
