import { createServer, type AddressInfo, type Server } from "node:net";
import { send } from "../../support/api-request";

describe("a request to a server that takes the connection and never answers, as a frozen machine does", () => {
  let server: Server;

  beforeAll(async () => {
    server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });

  afterAll(() => {
    server.close();
  });

  it("fails when its time is over, and not when twice that is", async () => {
    const { port } = server.address() as AddressInfo;
    const access = { url: `https://127.0.0.1:${port}`, caPem: "", certificatePem: "", keyPem: "" };
    const began = performance.now();
    await expect(send(access, { path: "/readyz" }, 500)).rejects.toThrow("no answer within 500 ms");
    // The option timeout of node:https, which is not used, would need 1000.
    expect(performance.now() - began).toBeLessThan(900);
  });
});
