import { haproxy, haproxyConfiguration } from "../../../manifests/haproxy";
import { reloadWithStates } from "../../../manifests/haproxy-states";
import { testAuthority } from "../../support/keys";
import { planOf } from "../../support/plan";
import { fileAt } from "./rendered";

const plan = planOf();
const text = haproxyConfiguration(plan);

describe("haproxy.cfg", () => {
  it("lists every machine that will ever have an API server, so that no join or pivot reloads it", () => {
    expect(text.match(/^ {2}server .*$/gm)).toEqual([
      "  server bootstrap 10.90.0.10:6443 backup fall 6",
      "  server master-0 10.90.0.11:6443",
      "  server master-1 10.90.0.12:6443",
      "  server master-2 10.90.0.13:6443",
    ]);
  });

  it("listens on IPv4 alone in a cluster that has no other, else on every address of both", () => {
    const binds = ["ipv4", "ipv6", "dual"].map((addressFamily) =>
      /^ {2}bind (.*)$/m.exec(haproxyConfiguration(planOf({ addressFamily })))?.at(1),
    );
    expect(binds).toEqual([":6443", "[::]:6443 v4v6", "[::]:6443 v4v6"]);
  });

  it("has IPv6 addresses in brackets, apart from their port", () => {
    expect(haproxyConfiguration(planOf({ addressFamily: "ipv6" }))).toContain(
      "server master-0 [fd90::11]:6443\n",
    );
  });

  it("closes a connection that is silent for as long as the stack says, and never a tunnel", () => {
    const patient = haproxyConfiguration(planOf({ loadBalancerIdleSeconds: 45 }));
    expect(patient).toMatch(/timeout client 45s\n {2}timeout server 45s\n/);
    expect(patient).toContain("timeout tunnel 24h");
  });

  it("asks for readiness by a request, as a frozen machine still accepts connections", () => {
    expect(text).toContain(
      "http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host api.dev.hardway.internal",
    );
  });

  it("verifies whom it asks, by authority and by name", () => {
    expect(text).toContain("http-check connect ssl sni api.dev.hardway.internal");
    expect(text).toContain("verify required ca-file /etc/haproxy/kubernetes-ca.crt");
  });

  it("sends nothing new to the bootstrap machine once a control plane is ready, so that its drain fails no request", () => {
    expect(text.match(/^ {2}server .* backup fall 6$/gm)).toEqual([
      "  server bootstrap 10.90.0.10:6443 backup fall 6",
    ]);
  });

  it("finds a lost API server within two checks of half a second and closes its connections", () => {
    expect(text).toMatch(/inter 500ms/);
    expect(text).toMatch(/rise 1 fall 2 on-marked-down shutdown-sessions/);
  });

  it("lets the connections of a draining API server finish", () => {
    expect(text).toContain('http-check expect ! string "[-]shutdown failed" error-status L7OKC');
  });

  it("goes on to another server where one refuses, since servers count as up until their first check", () => {
    expect(text).toMatch(/retries 3\n\s+option redispatch 1/);
  });

  it("does not cut watches that are silent for long", () => {
    expect(text).toContain("timeout tunnel 24h");
  });
});

describe("the load balancer", () => {
  const part = haproxy(plan, testAuthority(plan));

  it("starts with the machine", () => {
    expect(part.units).toEqual([{ name: "haproxy.service", enabled: true, dropins: [reloadWithStates] }]);
  });

  it("holds no key", () => {
    expect(part.files?.map(({ contents }) => contents).join()).not.toContain("PRIVATE KEY");
    expect(fileAt(part, "/etc/haproxy/kubernetes-ca.crt").contents).toContain("BEGIN CERTIFICATE");
  });
});
