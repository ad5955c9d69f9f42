import { purposes } from "../../../pki/purposes";

describe("the usages of a purpose", () => {
  it("let authorities sign certificates and nothing else", () => {
    expect(purposes.authority).toEqual({ keyUsage: { keyCertSign: true }, extendedKeyUsage: {} });
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
