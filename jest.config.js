// Every test is TypeScript; packages that ship only ES modules are transformed too.
/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  // For what hangs: on a busy machine a program that a test starts may need more than jest's five seconds.
  testTimeout: 30_000,
  roots: ["<rootDir>/tests"],
  transform: {
    "^.+\\.[mc]?[jt]s$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } },
    ],
  },
  transformIgnorePatterns: [
    "/node_modules/(?!(@kubernetes/client-node|openid-client|oauth4webapi|jose|jsonpath-plus)/)",
  ],
  // TypeScript asks for an extension where a program is imported when it is to run, and not before.
  moduleNameMapper: { "^\\.\\./\\.\\./index\\.js$": "<rootDir>/index.ts" },
  modulePathIgnorePatterns: ["<rootDir>/.tools", "<rootDir>/.state"],
};
