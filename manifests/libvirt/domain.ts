import { stylesheet } from "./stylesheet";

/** Where a machine's serial console is written on its hypervisor; the folder is libvirt's own, and only root's. */
export function consoleLog(domain: string): string {
  return `/var/log/libvirt/qemu/${domain}.console.log`;
}

/** Changes a domain's XML so that what its serial console shows is kept, over reboots, whoever else looks at it. */
export function domainStylesheet(domain: string): string {
  const log = `<log file="${consoleLog(domain)}" append="on"/>`;
  return stylesheet([
    {
      match: "devices/console",
      content: `<xsl:copy><xsl:apply-templates select="@*|node()"/>${log}</xsl:copy>`,
    },
  ]);
}
