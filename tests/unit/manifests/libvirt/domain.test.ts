import { consoleLog, domainStylesheet } from "../../../../manifests/libvirt/domain";

describe("a domain's stylesheet", () => {
  it("has the serial console kept over reboots, in a file of its own", () => {
    expect(consoleLog("hardway-dev-lb-0")).toBe("/var/log/libvirt/qemu/hardway-dev-lb-0.console.log");
    expect(domainStylesheet("hardway-dev-lb-0", "kvm")).toContain(
      '<log file="/var/log/libvirt/qemu/hardway-dev-lb-0.console.log" append="on"/>',
    );
  });

  it("leaves the processor of the host as it is", () => {
    expect(domainStylesheet("hardway-dev-lb-0", "kvm")).not.toMatch(/tb-cache|<feature/);
  });

  it("lets an emulated machine's flushes wait for nobody: etcd loses its leader meanwhile; those of others are kept", () => {
    const unsafe = '<xsl:attribute name="cache">unsafe</xsl:attribute>';
    expect(domainStylesheet("hardway-dev-master-0", "qemu")).toContain(unsafe);
    expect(domainStylesheet("hardway-dev-master-0", "kvm")).not.toContain("cache");
  });

  it("gives an emulated processor room for the code of a control plane, and nothing that is slow in emulation", () => {
    const sheet = domainStylesheet("hardway-dev-lb-0", "qemu");
    expect(sheet).toContain('<tcg><tb-cache unit="MiB">2048</tb-cache></tcg>');
    expect(sheet).toContain('<feature policy="disable" name="erms"/>');
  });
});
