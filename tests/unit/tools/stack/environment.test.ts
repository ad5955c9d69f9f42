import { pulumiEnvironment } from "../../../../tools/stack/environment";

describe("the environment of the engine", () => {
  const environment = pulumiEnvironment();

  it("keeps the state in this folder and needs no account", () => {
    expect(environment["PULUMI_BACKEND_URL"]).toMatch(/^file:\/\/\/.*\/\.state\/backend$/);
    expect(environment["PULUMI_SKIP_UPDATE_CHECK"]).toBe("true");
  });

  it("names the passphrase's file, and holds no passphrase", () => {
    expect(environment["PULUMI_CONFIG_PASSPHRASE_FILE"]).toMatch(/\/\.state\/passphrase$/);
    expect(environment).not.toHaveProperty("PULUMI_CONFIG_PASSPHRASE");
  });

  it("finds this project's programs first", () => {
    expect(environment["PATH"]).toMatch(/^[^:]*\/\.tools\/bin:/);
  });

  it("leaves the user's own PULUMI_HOME alone", () => {
    expect(environment).not.toHaveProperty("PULUMI_HOME");
  });
});
