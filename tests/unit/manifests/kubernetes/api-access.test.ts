import { parse } from "yaml";
import { anonymousHealthOnly, auditPolicy } from "../../../../manifests/kubernetes/api-access";

describe("requests without a credential", () => {
  it("reach the health endpoints and nothing else", () => {
    expect(parse(anonymousHealthOnly())).toMatchObject({
      kind: "AuthenticationConfiguration",
      anonymous: {
        enabled: true,
        conditions: [{ path: "/livez" }, { path: "/readyz" }, { path: "/healthz" }],
      },
    });
  });
});

describe("the audit policy", () => {
  interface Rule {
    readonly level: string;
    readonly verbs?: readonly string[];
    readonly resources?: readonly { readonly group: string; readonly resources: readonly string[] }[];
  }
  const policy = parse(auditPolicy()) as { rules: Rule[]; omitStages: string[] };
  /** The rules before the one that leaves reading out. */
  const beforeReads = policy.rules.slice(
    0,
    policy.rules.findIndex(({ verbs }) => verbs?.includes("get")),
  );
  const recorded = beforeReads
    .filter(({ level }) => level === "Metadata")
    .flatMap(({ resources = [] }) => resources.flatMap((each) => each.resources));

  it("records all changes that no earlier rule leaves out", () => {
    expect(policy.rules.at(-1)).toEqual({ level: "Metadata" });
  });

  it("never records a body, which may be a Secret or a token", () => {
    expect(new Set(policy.rules.map(({ level }) => level))).toEqual(new Set(["None", "Metadata"]));
  });

  it("records who reads what gives more than it says", () => {
    expect(recorded).toEqual(expect.arrayContaining(["secrets", "configmaps", "tokenreviews"]));
  });

  it("records who goes into a pod, which is a GET where it goes by WebSocket", () => {
    expect(recorded).toEqual(expect.arrayContaining(["pods/exec", "pods/portforward", "services/proxy"]));
  });

  it("records a request once", () => {
    expect(policy.omitStages).toEqual(["RequestReceived"]);
  });
});
