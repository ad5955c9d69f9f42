/**
 * Aborted after that time, in milliseconds, with a reason that says so. Unlike AbortSignal.timeout it is kept until then:
 * Node.js collects that one, and its timer, where AbortSignal.any alone refers to it, and nothing is ever aborted.
 */
export function timeLimit(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  const reason = new DOMException(`no answer within ${milliseconds / 1000} s`, "TimeoutError");
  setTimeout(() => {
    controller.abort(reason);
  }, milliseconds).unref();
  return controller.signal;
}
