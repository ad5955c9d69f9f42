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
  const policy = parse(auditPolicy()) as { rules: { level: string }[]; omitStages: string[] };

  it("records all changes that no earlier rule leaves out", () => {
    expect(policy.rules.at(-1)).toEqual({ level: "Metadata" });
  });

  it("never records a body, which may be a Secret or a token", () => {
    expect(new Set(policy.rules.map(({ level }) => level))).toEqual(new Set(["None", "Metadata"]));
  });

  it("records a request once", () => {
    expect(policy.omitStages).toEqual(["RequestReceived"]);
  });
});
