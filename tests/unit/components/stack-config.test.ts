import * as pulumi from "@pulumi/pulumi";
import { readStackConfig } from "../../../components/stack-config";
import { ocpInput, pullSecretText } from "../../support/openshift-config";

const pullSecret = pullSecretText({ "quay.io": "a", "registry.redhat.io": "b" });

/** The configuration of a stack named ocp as the engine hands it over: all of it as text, secrets decrypted. */
function handOver(input: Readonly<Record<string, unknown>>): void {
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  const entries = Object.entries(input).map(([key, value]) => [`hardway:${key}`, text(value)] as const);
  pulumi.runtime.setAllConfig(Object.fromEntries(entries), ["hardway:pullSecret"]);
}

describe("the configuration of a stack", () => {
  beforeAll(() => {
    const mocks: pulumi.runtime.Mocks = {
      call: ({ inputs }) => inputs as object,
      newResource: ({ inputs, name }) => ({ id: name, state: inputs as object }),
    };
    return pulumi.runtime.setMocks(mocks, "hardway", "ocp");
  });

  it("has the pull secret as the text that it is, though it is JSON as lists and objects are", () => {
    handOver(ocpInput({}, { pullSecret, workers: 1 }));
    const config = readStackConfig();
    expect(config.pullSecret).toBe(pullSecret);
    expect(config).toMatchObject({ stack: "ocp", workers: 1, openshift: { version: "4.18.0" } });
  });

  it("is refused without a word of the pull secret", () => {
    handOver(
      ocpInput(
        {},
        { pullSecret: pullSecret.replace("quay.io", "quay.example.com"), pullSecrets: pullSecret },
      ),
    );
    const auth = Buffer.from("user:a").toString("base64");
    expect(pullSecret).toContain(auth);
    expect(messageOf(readStackConfig)).toMatch(/lacks the registries of OpenShift/);
    expect(messageOf(readStackConfig)).not.toContain(auth);
  });
});

function messageOf(refused: () => unknown): string {
  try {
    refused();
  } catch (error) {
    return String(error);
  }
  throw new Error("it was accepted");
}
