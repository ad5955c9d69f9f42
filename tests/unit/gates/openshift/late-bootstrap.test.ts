import { type BootstrapSet, refuseLateBootstrap } from "../../../../gates/openshift/late-bootstrap";
import { kubernetesAt } from "../../../../checks/clients/kubernetes";
import { fakeClock, recordingContext } from "../../../support/gate-context";
import { StandInApi, standInUrl } from "../../../support/stand-in-api";
import { bootstrap, putConfigMap } from "./cluster";

const end = "2026-01-02T00:00:00.000Z";
const set: BootstrapSet = { ...bootstrap, certificatesEnd: end };

/** Asks a cluster some hours after the certificates' end, or before it. */
function asked(hours: number, api: Pick<StandInApi, "kubernetes"> = new StandInApi()) {
  const date = new Date(new Date(end).getTime() + hours * 3_600_000);
  return refuseLateBootstrap(recordingContext({ ...fakeClock(), date: () => date }), api.kubernetes, set);
}

function failing(code: string, message: string): Pick<StandInApi, "kubernetes"> {
  const error = Object.assign(new Error(message), { code });
  return { kubernetes: kubernetesAt(standInUrl, () => Promise.reject(error)) };
}

/** A cluster whose bootkube has published these stages. */
function at(...stages: readonly (readonly [name: string, result: string])[]): StandInApi {
  const api = new StandInApi();
  const report = JSON.stringify(stages.map(([name, result]) => ({ name, result })));
  putConfigMap(api, "kube-system/hardway-bootkube", { data: { "stages.json": report } });
  return api;
}

describe("a bootstrap set of a day ago that is used late", () => {
  it("is refused, with its end, how long ago that was, what shows that it is needed, and what helps", async () => {
    await expect(asked(27.5)).rejects.toThrow(
      [
        "the certificates of bootstrap have ended, and the cluster still needs it",
        "  where:  bootstrap, 10.90.0.10",
        "  since:  2026-01-02 00:00:00 UTC, for 27 h",
        "  seen:   there is no ConfigMap kube-system/bootstrap",
        "  why:    those of its control plane are of a day, as operators replace them within hours, and a machine keeps what it was made with; this up came too late after the one that made it",
        '  remedy: begin anew: "pulumi destroy", then "pulumi up", to the end within 8 hours; another up alone makes no machine with other certificates',
      ].join("\n"),
    );
  });

  it.each([
    ["load balancers close connections to, as they verify it", "ECONNRESET", "connection reset"],
    ["itself shows the certificate", "CERT_HAS_EXPIRED", "certificate refused: certificate has expired"],
  ])("is refused where an API server %s, instead of waiting for it", async (_, code, words) => {
    await expect(asked(1, failing(code, "certificate has expired"))).rejects.toThrow(
      `seen:   the API does not answer: ${words}`,
    );
  });

  it("is refused where operators have not taken over, however far bootkube is", async () => {
    await expect(asked(1, at(["objects", "done"], ["control-planes", "running"]))).rejects.toThrow(
      /certificates of bootstrap have ended/,
    );
  });

  it("is none before its end", async () => {
    await expect(asked(-1, failing("ECONNREFUSED", "refused"))).resolves.toBeUndefined();
  });

  it("is no matter where the bootstrap is complete", async () => {
    const api = new StandInApi();
    putConfigMap(api, "kube-system/bootstrap", { data: { status: "complete" } });
    await expect(asked(8760, api)).resolves.toBeUndefined();
  });

  it("is no matter where the control plane is on machines of its own, with other certificates", async () => {
    await expect(asked(1, at(["control-planes", "done"], ["teardown", "running"]))).resolves.toBeUndefined();
  });
});
