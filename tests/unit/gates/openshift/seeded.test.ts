import { missingSeeds, seeds } from "../../../../gates/openshift/seeded";
import { StandInApi } from "../../../support/stand-in-api";
import { put } from "./cluster";

const version = "4.19.0-okd-scos.1";
const infrastructure = {
  apiServerInternalURI: "https://api-int.okd.example.com:6443",
  controlPlaneTopology: "HighlyAvailable",
  infrastructureTopology: "HighlyAvailable",
};

/** A cluster in which everything is seeded, with some of the status of its Infrastructure changed. */
function seeded(changed: Readonly<Record<string, string | undefined>> = {}): StandInApi {
  const api = new StandInApi();
  put(api, "FeatureGate", "cluster", { status: { featureGates: [{ version, enabled: [], disabled: [] }] } });
  put(api, "Infrastructure", "cluster", { status: { ...infrastructure, ...changed } });
  return api;
}

const missing = (api: StandInApi) => missingSeeds(api.kubernetes, version);

describe("what bootkube has to seed", () => {
  it("says why", () => {
    for (const { why } of Object.values(seeds)) expect(why.length).toBeGreaterThan(20);
  });

  it("is all there where the statuses read back", async () => {
    expect(await missing(seeded())).toEqual([]);
  });

  it("blocker 1, read back: misses a FeatureGate without a status", async () => {
    const api = seeded();
    put(api, "FeatureGate", "cluster", { spec: { featureSet: "" } });
    expect(await missing(api)).toEqual([`FeatureGate cluster has no status for ${version} (it has none)`]);
  });

  it("blocker 1, read back: misses the status of the release's version where it is another's", async () => {
    const api = seeded();
    put(api, "FeatureGate", "cluster", { status: { featureGates: [{ version: "4.18.0" }] } });
    expect(await missing(api)).toEqual([`FeatureGate cluster has no status for ${version} (it has 4.18.0)`]);
  });

  it("blocker 2, read back: misses the URI under the API's own key, whatever stands under the Go field's name", async () => {
    const wrong = { apiServerInternalURI: undefined, apiServerInternalURL: "https://api-int:6443" };
    expect(await missing(seeded(wrong))).toEqual([
      "Infrastructure cluster has no status.apiServerInternalURI",
    ]);
  });

  it.each(["controlPlaneTopology", "infrastructureTopology"])("misses %s", async (field) => {
    expect(await missing(seeded({ [field]: undefined }))).toEqual([
      `Infrastructure cluster has no status.${field}`,
    ]);
  });

  it("misses objects that are not there, be it because their kind is not defined yet", async () => {
    expect(await missing(new StandInApi())).toEqual([
      "there is no FeatureGate cluster",
      "there is no Infrastructure cluster",
    ]);
  });
});
