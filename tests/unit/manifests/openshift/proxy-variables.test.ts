import { proxyVariables } from "../../../../manifests/openshift/proxy-variables";

describe("the variables of a proxy", () => {
  it("have what is reached directly as one list", () => {
    const proxy = { httpProxy: "http://p:1", httpsProxy: "http://p:2", noProxy: [".svc", "10.0.0.0/8"] };
    expect(proxyVariables(proxy)).toEqual({
      HTTP_PROXY: "http://p:1",
      HTTPS_PROXY: "http://p:2",
      NO_PROXY: ".svc,10.0.0.0/8",
    });
  });
});
