import { ApiException } from "@kubernetes/client-node/dist/gen/apis/exception.js";
import { EtcdError } from "../../../../checks/clients/etcd";
import { failureOf, isUnserved, statusOf, unlessMissing } from "../../../../checks/clients/failures";

const coded = (code: string, message = code): Error => Object.assign(new Error(message), { code });
const answered = (status: number, body: unknown = ""): ApiException<unknown> =>
  new ApiException(status, "message", body, { authorization: "Bearer of-the-client" });
const status = (message: string): string => JSON.stringify({ kind: "Status", message });

describe("failureOf", () => {
  it.each([
    [coded("ECONNREFUSED"), "connection refused"],
    [coded("ECONNRESET"), "connection reset"],
    [coded("EHOSTUNREACH"), "host unreachable"],
    [coded("UND_ERR_SOCKET"), "connection closed"],
    [coded("UND_ERR_CONNECT_TIMEOUT"), "connection timed out"],
    [coded("CERT_NOT_YET_VALID"), "the server's certificate is not valid yet"],
    [new DOMException("no answer within 5 s", "TimeoutError"), "no answer within 5 s"],
    [new EtcdError("unhealthy cluster"), "unhealthy cluster"],
    [answered(503, status("the server is shutting down")), "HTTP 503: the server is shutting down"],
    [answered(403, { message: "no rights yet" }), "HTTP 403: no rights yet"],
    [answered(409), "HTTP 409"],
    [answered(500, "{ half of a"), "HTTP 500"],
  ])("takes %s for one that passes: %s", (error, text) => {
    expect(failureOf(error)).toEqual({ text, passing: true });
  });

  it.each([
    [coded("CERT_HAS_EXPIRED", "certificate has expired"), "certificate refused: certificate has expired"],
    [coded("ERR_TLS_CERT_ALTNAME_INVALID", "not in the list"), "certificate refused: not in the list"],
    [coded("DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed"), "certificate refused: self-signed"],
    [answered(422, status("spec is wrong")), "HTTP 422: spec is wrong"],
  ])("takes %s for one that stays: %s", (error, text) => {
    expect(failureOf(error)).toEqual({ text, passing: false });
  });

  it.each([new TypeError("undefined is not a function"), coded("ENOENT"), "text", undefined])(
    "does not explain %s, which is a defect",
    (error) => {
      expect(failureOf(error)).toBeUndefined();
    },
  );

  it("shows nothing of an answer but its message", () => {
    expect(failureOf(answered(500, { message: "broken", data: "secret" }))?.text).toBe("HTTP 500: broken");
  });
});

describe("isUnserved", () => {
  it("tells a machine that is off or a port that nobody serves from a server that does not answer", () => {
    expect(isUnserved(coded("ECONNREFUSED"))).toBe(true);
    expect(isUnserved(coded("EHOSTUNREACH"))).toBe(true);
    expect(isUnserved(coded("ECONNRESET"))).toBe(false);
    expect(isUnserved(new DOMException("", "TimeoutError"))).toBe(false);
  });
});

describe("unlessMissing", () => {
  it("has no object for an answer of 404, and passes all else on", async () => {
    await expect(unlessMissing(Promise.reject(answered(404)))).resolves.toBeUndefined();
    expect(await unlessMissing(Promise.resolve("found"))).toBe("found");
    await expect(unlessMissing(Promise.reject(answered(500)))).rejects.toMatchObject({ code: 500 });
  });
});

describe("statusOf", () => {
  it("is the HTTP status of a failed call alone", () => {
    expect(statusOf(answered(429))).toBe(429);
    expect(statusOf(coded("ECONNREFUSED"))).toBeUndefined();
  });
});
