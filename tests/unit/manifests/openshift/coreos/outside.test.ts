import { outsideWorld } from "../../../../../manifests/openshift/coreos/outside";
import { fileAt } from "../../rendered";

const proxy = {
  httpProxy: "http://proxy.example.com:3128/%7Eout",
  httpsProxy: "http://proxy.example.com:3128",
  noProxy: [".svc", "10.0.0.0/8"],
};

describe("a machine's way to what is outside", () => {
  it("is nothing of its own where there is neither a proxy nor an authority", () => {
    expect(outsideWorld({ trustBundle: "", proxy: undefined }).files).toEqual([]);
  });

  it("trusts the authorities that are given", () => {
    const part = outsideWorld({ trustBundle: "PEM\n", proxy: undefined });
    expect(fileAt(part, "/etc/pki/ca-trust/source/anchors/hardway.crt")).toMatchObject({
      mode: 0o644,
      contents: "PEM\n",
    });
  });

  const environment = fileAt(
    outsideWorld({ trustBundle: "", proxy }),
    "/etc/systemd/system.conf.d/10-proxy.conf",
  );

  it("leads every unit through the proxy, under both spellings of the variables", () => {
    expect(environment.contents).toBe(
      "[Manager]\nDefaultEnvironment=" +
        '"HTTP_PROXY=http://proxy.example.com:3128/%%7Eout" ' +
        '"http_proxy=http://proxy.example.com:3128/%%7Eout" ' +
        '"HTTPS_PROXY=http://proxy.example.com:3128" "https_proxy=http://proxy.example.com:3128" ' +
        '"NO_PROXY=.svc,10.0.0.0/8" "no_proxy=.svc,10.0.0.0/8"\n',
    );
  });

  it("keeps a proxy's address from all but root", () => {
    expect(environment.mode).toBe(0o600);
  });
});
