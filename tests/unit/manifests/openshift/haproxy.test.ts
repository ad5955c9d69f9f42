import { haproxyConfiguration } from "../../../../manifests/haproxy";
import { parseConfig } from "../../../../topology/config";
import { plan } from "../../../../topology/make-plan";
import { okdInput } from "../../../support/openshift-config";
import { openshiftPlanOf } from "../../../support/openshift-plan";
import { planOf } from "../../../support/plan";

const text = haproxyConfiguration(openshiftPlanOf());

/** The lines of each section, by its first line. */
function sectionsOf(configuration: string): ReadonlyMap<string, readonly string[]> {
  const sections = configuration.split(/\n(?=\S)/).map((section) => {
    const [head = "", ...lines] = section.split("\n").map((line) => line.trim());
    return [head, lines.filter((line) => line !== "" && !line.startsWith("#"))] as const;
  });
  return new Map(sections);
}

const linesOf = (section: string, of = text) => sectionsOf(of).get(section) ?? [];
const serversOf = (section: string, of = text) =>
  linesOf(section, of).filter((line) => line.startsWith("server "));

/** The backends whose servers count as up when something listens there, whether or not it serves. */
function checkedByConnectionAlone(configuration: string): readonly string[] {
  return [...sectionsOf(configuration)].flatMap(([head, lines]) => {
    if (!head.startsWith("backend ")) return [];
    const asks =
      lines.includes("option httpchk") && lines.some((line) => /^http-check send meth GET /.test(line));
    const judges = lines.includes("http-check expect status 200");
    const looks = lines.some((line) => /^default-server check /.test(line));
    return asks && judges && looks ? [] : [head];
  });
}

describe("the load balancer of OpenShift", () => {
  it("passes on the API, machines' Ignition and applications, each from its port to the same one", () => {
    const passed = [...sectionsOf(text)]
      .filter(([head]) => head.startsWith("frontend "))
      .map(([head, lines]) => [head, lines.find((line) => line.startsWith("bind ")), lines.at(-1)]);
    expect(passed).toEqual([
      ["frontend api", "bind :6443", "default_backend api-servers"],
      ["frontend machine-config", "bind :22623", "default_backend machine-config-servers"],
      ["frontend ingress-http", "bind :80", "default_backend routers-http"],
      ["frontend ingress-https", "bind :443", "default_backend routers-https"],
    ]);
  });

  it("has every machine that will ever serve from the start, so that no join or pivot reloads it", () => {
    expect(serversOf("backend machine-config-servers")).toEqual([
      "server bootstrap 10.90.0.10:22623 backup",
      "server master-0 10.90.0.11:22623",
      "server master-1 10.90.0.12:22623",
      "server master-2 10.90.0.13:22623",
    ]);
    expect(serversOf("backend routers-https")).toEqual([
      "server worker-0 10.90.0.21:443",
      "server worker-1 10.90.0.22:443",
    ]);
    expect(serversOf("backend routers-http")).toEqual([
      "server worker-0 10.90.0.21:80",
      "server worker-1 10.90.0.22:80",
    ]);
  });

  it("finds the routers on control planes where there are no workers", () => {
    const compact = haproxyConfiguration(openshiftPlanOf({}, { workers: 0 }));
    expect(serversOf("backend routers-https", compact)).toEqual([
      "server master-0 10.90.0.11:443",
      "server master-1 10.90.0.12:443",
      "server master-2 10.90.0.13:443",
    ]);
  });

  it("listens at the API's address alone on the hypervisor", () => {
    const onHost = haproxyConfiguration(plan(parseConfig("okd", okdInput())));
    expect(onHost.match(/^ {2}bind .*$/gm)).toEqual(
      [6443, 22623, 80, 443].map((port) => `  bind 10.90.0.5:${port}`),
    );
  });
});

describe("blocker 19: HAProxy TCP checks", () => {
  it("are none: every backend is asked by a request, and the answer counts", () => {
    expect(checkedByConnectionAlone(text)).toEqual([]);
  });

  it("would be found: a backend without the request, or without a judgement of its answer", () => {
    const withoutRequest = text.replaceAll(/^ {2}(option httpchk|http-check .*)\n/gm, "");
    expect(checkedByConnectionAlone(withoutRequest)).toHaveLength(4);
    expect(checkedByConnectionAlone(text.replaceAll("http-check expect status 200", ""))).toHaveLength(4);
  });

  it("an API server is asked for its readiness over TLS, by the name whose certificate no user replaces", () => {
    expect(linesOf("backend api-servers")).toEqual(
      expect.arrayContaining([
        "http-check connect ssl sni api-int.okd.example.com",
        "http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host api-int.okd.example.com",
        "http-check expect status 200",
      ]),
    );
    expect(text).toContain("default-server check verify required ca-file /etc/haproxy/kubernetes-ca.crt");
  });

  it("a machine config server is asked over TLS, as a plain request to it would be answered with 400", () => {
    expect(linesOf("backend machine-config-servers")).toEqual(
      expect.arrayContaining([
        "http-check connect ssl sni api-int.okd.example.com",
        "http-check send meth GET uri /healthz ver HTTP/1.1 hdr Host api-int.okd.example.com",
      ]),
    );
  });

  it("a router is asked on its port of health, in clear", () => {
    for (const backend of ["backend routers-http", "backend routers-https"]) {
      expect(linesOf(backend)).toContain("http-check connect port 1936");
      expect(linesOf(backend).join("\n")).toContain("uri /healthz/ready ");
    }
  });
});

describe("connections through the load balancer", () => {
  it("are not cut after a minute where they are watches or shells", () => {
    expect(linesOf("defaults")).toContain("timeout tunnel 24h");
    expect(text.match(/timeout tunnel/g)).toHaveLength(1);
  });

  it("to a router that ends may finish, and to a machine config server that is lost are closed", () => {
    expect(linesOf("backend routers-https").join("\n")).not.toContain("shutdown-sessions");
    expect(linesOf("backend machine-config-servers").join("\n")).toContain(
      "on-marked-down shutdown-sessions",
    );
  });
});

it("the load balancer of another distribution has nothing of it", () => {
  expect(haproxyConfiguration(planOf())).not.toMatch(/machine-config|routers|api-int/);
});
