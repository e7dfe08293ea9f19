// Constants that the build writes into the bundles (esbuild's `define`).

/** Where the worker's bundle lies, relative to the bundle that starts it. */
declare const __WORKER_URL__: string;

/** Everything that the worker downloads, with sizes known beforehand so that progress can be told in bytes. */
declare const __PYTHON_PARTS__: {
  /** Folder of the parts, relative to the worker's bundle. */
  base: string;
  /** The core and the standard library, one of each, and the packages. Names hold the beginning of a hash. */
  files: {
    role: "core" | "stdlib" | "package";
    name: string;
    /** Of the file as it is sent: 64 hexadecimal digits. */
    sha256: string;
    bytes: number;
    /** Bytes when it is unpacked. */
    unpacked: number;
  }[];
  /** Pyodide's lock file: what packages there are, their files and hashes. */
  lock: import("pyodide").Lockfile;
  versions: { pyodide: string; python: string; numpy: string; gradpad: string };
};

/** Whether this is the page as one file, which has no site around it. */
declare const __SINGLE_FILE__: boolean;

/** In the one file alone: the code that unpacks the worker. */
declare const __UNPACKER__: string;

declare const __VERSION__: string;

/** What the service worker keeps a copy of, written before it by the build; null while the site is being worked on. */
declare const __SITE__: import("./offline/site-copy").Site | null;

/** The address of an article's script, and the way from there to the site: a module and a classic script differ. */
declare const __HERE__: string;
declare const __TO_SITE__: string;
