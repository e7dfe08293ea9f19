// What all bundles have in common: readable by every browser that can run Python, and small.

export const common = {
  bundle: true,
  target: ["es2022", "chrome111", "firefox114", "safari16.4"],
  loader: { ".svg": "file", ".png": "file", ".woff2": "file", ".gradpad": "binary" },
  minify: true,
  logLevel: "warning",
};
