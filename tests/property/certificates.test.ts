import { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import fc from "fast-check";
import { credentialOf } from "../../pki/bundle";
import type { LeafName } from "../../pki/certificates/kubernetes";
import { verify } from "../../pki/verify";
import { connectionsOf, type Connection } from "../../topology/endpoints";
import { validConfigs } from "../support/configs";
import { testBundle, testTime } from "../support/keys";
import { planOf } from "../support/plan";

/** The certificate that each server shows. */
const shown: Readonly<Record<Connection["server"], LeafName>> = {
  "kube-apiserver": "apiserver",
  etcd: "etcd-server",
  "etcd, to peers": "etcd-peer",
  kubelet: "kubelet-serving",
};

/** What a TLS client does with the host that it dials. */
function answersFor(certificate: X509Certificate, host: string): boolean {
  return (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) === host;
}

/** Issuing costs a millisecond for each certificate, so these are few and small. */
const samples = { numRuns: 4 };
const smallConfigs = validConfigs.filter(({ workers }) => Number(workers) < 10);

describe("every name and address that a client dials", () => {
  it("is among the names that are planned for the certificate that answers there", () => {
    fc.assert(
      fc.property(validConfigs, (config) => {
        for (const { host, sans } of connectionsOf(planOf(config)))
          expect([...sans.dns, ...sans.ip]).toContain(host);
      }),
    );
  });

  it("is accepted by a TLS client that is shown the certificate issued for it", () => {
    fc.assert(
      fc.property(smallConfigs, (config) => {
        const plan = planOf(config);
        const bundle = testBundle(plan);
        const refused = connectionsOf(plan).filter(({ host, server, machine }) => {
          const { certificatePem } = credentialOf(bundle, shown[server], machine);
          return !answersFor(new X509Certificate(certificatePem), host);
        });
        expect(refused).toEqual([]);
      }),
      samples,
    );
  });
});

describe("the certificates of any valid configuration", () => {
  it("are what the plan says, read back from their bytes", () => {
    fc.assert(
      fc.property(smallConfigs, (config) => {
        const plan = planOf(config);
        expect(verify(plan, testBundle(plan), testTime)).toEqual([]);
      }),
      samples,
    );
  });
});
