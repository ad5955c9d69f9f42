import { kubeVip } from "../../../../checks/microshift/workloads";
import { shareAddress } from "../../../../gates/microshift/address";
import { untimed } from "../../../support/gate-context";
import {
  controlPlanes,
  putPod,
  putWorkload,
  virtualAddress,
  waitingFor,
  worker,
} from "../../../support/microshift-cluster";
import type { StandInApi } from "../../../support/stand-in-api";
import { clusterWhere, type Happening, putNode } from "../openshift/cluster";

const [first = worker, second = worker] = controlPlanes;
const url = `https://${virtualAddress}:6443`;

const ready =
  (...machines: readonly { readonly name: string }[]) =>
  (api: StandInApi): void => {
    for (const { name } of machines) putNode(api, name, { roles: ["control-plane"] });
  };

const answers = (api: StandInApi): void => {
  api.readiness(url, 200);
};

function share(usableFrom: number, ...happenings: readonly Happening[]) {
  const { api, gate } = clusterWhere(...happenings);
  const access = controlPlanes.slice(0, 2).map(({ name }) => ({ name, kubernetes: api.kubernetes }));
  const shared = shareAddress(gate, { url, send: api.send, controlPlanes: access, usableFrom });
  return { shared, lines: (): readonly string[] => gate.lines.map(untimed) };
}

describe("the gate of the virtual address", () => {
  it("ends when enough control planes are Ready and the API answers there", async () => {
    const { shared, lines } = share(2, [0, ready(first)], [30, ready(second)], [60, answers]);
    expect(await shared).toEqual({ address: "usable" });
    expect(lines()).toEqual([
      "address: 1 of at least 2 control planes are Ready (node-2: is no node); the API at the virtual address: connection refused",
      expect.stringMatching(/^address: the API at the virtual address: connection refused/),
      expect.stringMatching(/^address: the API answers at https:\/\/10\.89\.0\.100:6443/),
    ]);
  });

  it("is content with one where one is enough", async () => {
    expect(await share(1, [0, ready(first)], [0, answers]).shared).toEqual({ address: "usable" });
  });

  it("does not wait for more control planes than there are", async () => {
    await expect(share(3).shared).rejects.toThrow(
      /it is to be used from 3 control planes on, and the configuration has 2\n.*virtualAddressFrom 2/,
    );
  });

  it("says what kube-vip waits for, and what to look at, when it gives up", async () => {
    const broken = (api: StandInApi): void => {
      putWorkload(api, kubeVip, { available: 0 });
      putPod(api, kubeVip, first.name, waitingFor("kube-vip", "CrashLoopBackOff", "no interface br-ex"));
    };
    await expect(share(1, [0, ready(first)], [0, broken]).shared).rejects.toThrow(
      /kube-vip CrashLoopBackOff: no interface br-ex[^]*remedy: .*namespace kube-vip .*ip address show br-ex/,
    );
  });
});
