import boundaries from "eslint-plugin-boundaries";
import tseslint from "typescript-eslint";

/**
 * What each layer may import of the project (shared design, "Layers"): data flows one way,
 * so an import may only point back along it.
 */
const mayImport = {
  topology: [],
  pki: ["topology"],
  manifests: ["topology", "pki"],
  ignition: ["topology", "pki", "manifests"],
  checks: ["topology"],
  gates: ["topology", "checks"],
  // A component hands a gate its input, whose type the gate defines.
  components: ["topology", "pki", "manifests", "ignition", "gates"],
  program: ["topology", "components", "machine-image"],
  plugins: [],
  "machine-image": ["tools"],
  tools: ["machine-image", "topology", "pki", "manifests", "ignition", "checks"],
  bench: ["tools", "tests"],
  tests: [
    "bench",
    "topology",
    "pki",
    "manifests",
    "ignition",
    "checks",
    "gates",
    "components",
    "program",
    "plugins",
    "machine-image",
    "tools",
  ],
};
const layers = Object.keys(mayImport);
const folders = layers.filter((layer) => layer !== "program");

export default tseslint.config(
  { ignores: ["node_modules/**", ".tools/**", ".state/**", "sdks/**", "*.config.js"] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ["**/*.ts"] })),
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { boundaries },
    settings: {
      "import/resolver": { node: { extensions: [".ts", ".js"] } },
      "boundaries/elements": [
        ...folders.map((type) => ({ type, pattern: type, partialMatch: false })),
        { type: "program", pattern: "index.ts", partialMatch: false },
      ],
    },
    rules: {
      "boundaries/dependencies": [
        "error",
        {
          default: "disallow",
          policies: layers.map((layer) => ({
            from: { element: { type: layer } },
            allow: { to: { element: { type: [layer, ...mayImport[layer]] } } },
          })),
        },
      ],
      "max-lines": ["error", { max: 350 }],
      "max-params": ["error", { max: 4 }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Name what you export." },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  {
    files: [
      "topology/**/*.ts",
      "pki/**/*.ts",
      "manifests/**/*.ts",
      "ignition/**/*.ts",
      "checks/**/*.ts",
      "gates/**/*.ts",
    ],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["@pulumi/*"], message: "Only components/ and index.ts know Pulumi." }] },
      ],
    },
  },
  {
    files: ["tests/**/*.ts"],
    rules: {
      "max-lines": "off",
      // The client's request bodies are typed as classes, and every literal in its own documentation is a plain object.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
    },
  },
);
