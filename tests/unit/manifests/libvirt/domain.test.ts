import { consoleLog, domainStylesheet } from "../../../../manifests/libvirt/domain";

it("the serial console of a domain is kept over reboots, in a file of its own", () => {
  expect(consoleLog("hardway-dev-lb-0")).toBe("/var/log/libvirt/qemu/hardway-dev-lb-0.console.log");
  expect(domainStylesheet("hardway-dev-lb-0")).toContain(
    '<log file="/var/log/libvirt/qemu/hardway-dev-lb-0.console.log" append="on"/>',
  );
});
