import { isAuthority, pathLengths, purposes } from "../../../pki/purposes";

describe("the usages of a purpose", () => {
  it("let authorities sign certificates and nothing else", () => {
    expect(purposes.authority).toEqual({ keyUsage: { keyCertSign: true }, extendedKeyUsage: {} });
  });

  it("let OpenShift's signers do what those of its own operators may", () => {
    expect(purposes.openshiftAuthority).toEqual({
      keyUsage: { digitalSignature: true, keyEncipherment: true, keyCertSign: true },
      extendedKeyUsage: {},
    });
  });

  it("let an authority stand between one of OpenShift's and a leaf, and no other", () => {
    expect(pathLengths).toEqual({ authority: 0, openshiftAuthority: undefined });
  });

  it("tell authorities from leaves", () => {
    expect(
      (["authority", "openshiftAuthority", "client", "server", "peer"] as const).map(isAuthority),
    ).toEqual([true, true, false, false, false]);
  });

  it.each([
    ["client", ["clientAuth"]],
    ["server", ["serverAuth"]],
    ["peer", ["serverAuth", "clientAuth"]],
  ] as const)("let a %s leaf sign handshakes as %j alone", (purpose, usages) => {
    expect(purposes[purpose].keyUsage).toEqual({ digitalSignature: true });
    expect(Object.keys(purposes[purpose].extendedKeyUsage)).toEqual(usages);
  });
});
