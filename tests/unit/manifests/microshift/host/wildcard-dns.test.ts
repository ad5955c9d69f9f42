import { ownAddress, wildcardDnsFiles } from "../../../../../manifests/microshift/host/wildcard-dns";

const plan = { domain: "lab.example.com" };

describe("wildcard DNS by NetworkManager's dnsmasq", () => {
  it("answers for *.apps with the node's address, to the host and to others", () => {
    const wildcardDns = { target: "192.0.2.10", externalNameservers: [] };
    const [main, names] = wildcardDnsFiles({ ...plan, wildcardDns }, "192.0.2.10");
    expect(main?.contents).toBe("[main]\ndns=dnsmasq\n");
    expect(names?.contents).toBe(
      "listen-address=192.0.2.10,127.0.0.1\naddress=/apps.lab.example.com/192.0.2.10\n",
    );
  });

  it("can point elsewhere, such as to the router's pod, and asks the external servers for all else", () => {
    const wildcardDns = { target: "10.42.0.3", externalNameservers: ["192.0.2.53", "192.0.2.54"] };
    const [main, names] = wildcardDnsFiles({ ...plan, wildcardDns }, "192.0.2.10");
    expect(main?.contents).toContain("[global-dns-domain-*]\nservers=192.0.2.53,192.0.2.54\n");
    expect(names?.contents).toContain("address=/apps.lab.example.com/10.42.0.3\n");
  });

  it("leaves the address to the host itself where it is known by its name alone", () => {
    const wildcardDns = { target: "edge.example.com", externalNameservers: [] };
    const [, names] = wildcardDnsFiles({ ...plan, wildcardDns }, "edge.example.com");
    expect(names?.contents).toBe(
      `listen-address=${ownAddress},127.0.0.1\naddress=/apps.lab.example.com/${ownAddress}\n`,
    );
  });

  it("is no file where nobody asked for it", () => {
    expect(wildcardDnsFiles({ ...plan, wildcardDns: undefined }, "192.0.2.10")).toEqual([]);
  });
});
