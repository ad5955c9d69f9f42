import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { follow, inGosWords, send } from "../../../../../plugins/kubernetes/cluster/http";
import { closedPort, serving } from "../support";

describe("a request to the API server", () => {
  it("goes below the path of the server's address, with its query", async () => {
    const server = await serving({ "GET /prefix/api/v1?a=x": { kind: "APIResourceList" } });
    const connection = { ...server.connection, server: new URL("/prefix/", server.url) };
    const answer = await send(connection, { method: "GET", path: "/api/v1", query: { a: "x" } });
    await server.close();
    expect(answer).toEqual({ kind: "APIResourceList" });
  });
  it("fails with the API server's words", async () => {
    const server = await serving({});
    const failing = send(server.connection, { method: "GET", path: "/api/v1" });
    await expect(failing).rejects.toMatchObject({ code: 404, message: "/api/v1 not found" });
    await server.close();
  });
  it("names the address, where nobody listens", async () => {
    const port = await closedPort();
    const server = await serving({});
    await server.close();
    const connection = { ...server.connection, server: new URL(`http://127.0.0.1:${port}`) };
    await expect(send(connection, { method: "GET", path: "/api/v1" })).rejects.toThrow(
      `Get "http://127.0.0.1:${port}/api/v1": dial tcp 127.0.0.1:${port}: connect: connection refused`,
    );
  });
});

describe("a watch", () => {
  it("gives its events as they come, and ends with its signal", async () => {
    const server = createServer((_, response) => response.write('{"type":"ADDED"}\n{"type":"MODI'));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { connection, close } = await serving({});
    const over = new AbortController();
    const here = {
      ...connection,
      server: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    };
    const watch = await follow(here, { method: "GET", path: "/", signal: over.signal });
    const events = watch[Symbol.asyncIterator]();
    expect(await events.next()).toEqual({ done: false, value: { type: "ADDED" } });
    over.abort();
    await expect(events.next()).rejects.toThrow();
    server.close();
    await close();
  });
});

describe("a failure in the words of the official plugin", () => {
  it("is another's own words, where it is not a refused connection", () => {
    expect(inGosWords(new Error("certificate has expired"))).toBe("certificate has expired");
  });
});
