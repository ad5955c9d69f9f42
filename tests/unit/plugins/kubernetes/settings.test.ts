import { settingsOf } from "../../../../plugins/kubernetes/settings";
import { secret } from "../../../../plugins/shared/values";

describe("the settings of a provider", () => {
  it("are given as JSON text by the SDK, or as they are", () => {
    expect(settingsOf({ enableConfigMapMutable: "true" }).configMapsAreMutable).toBe(true);
    expect(settingsOf({ enableConfigMapMutable: true }).configMapsAreMutable).toBe(true);
    expect(settingsOf({ enableConfigMapMutable: "false" }).configMapsAreMutable).toBe(false);
  });
  it("come from the environment where they are not given", () => {
    const environment = { PULUMI_K8S_DELETE_UNREACHABLE: "true" };
    expect(settingsOf({}, environment).deleteUnreachable).toBe(true);
    expect(settingsOf({ deleteUnreachable: "false" }, environment).deleteUnreachable).toBe(false);
  });
  it("may be secret", () => {
    expect(settingsOf({ kubeconfig: secret("apiVersion: v1") }).kubeconfig).toBe("apiVersion: v1");
  });
  it("count as not given where they are empty", () => {
    expect(settingsOf({ kubeconfig: "", context: null })).toMatchObject({
      kubeconfig: undefined,
      context: undefined,
    });
  });
  it("take a kubeconfig as a map, too", () => {
    expect(settingsOf({ kubeconfig: { apiVersion: "v1" } }).kubeconfig).toBe('{"apiVersion":"v1"}');
  });
});
