// Who may import whom in web/, checked by `python3 build.py check`. Types in comments (import("…").Name) are not imports.

/** What everybody may know: common parts of views, pictures of the plane, checks of a configuration, errors' names. */
const COMMON = ["^web/(ui|plane|csv|config)/", "^web/engine/engine-error\\.js$"];

/** The folders that stand side by side. */
const FEATURES = "sketchpad|network|output|training|experiments|help|share|offline|single";

/** What the store keeps, and what the actions of a feature change: pure functions. */
const STATE = ["^web/state/", "^web/training/(learning-curve|timeline|timeline-file)\\.js$"];

/** The files where pages, workers and scripts begin. */
const ENTRIES = [
  "^web/(early|embed|figures)\\.js$",
  "^web/app/page\\.js$",
  "^web/course/lesson\\.js$",
  "^web/embed/(article|frame)\\.js$",
  "^web/engine/worker\\.js$",
  "^web/offline/sw\\.js$",
  "^web/single/(one-file-page|packed|unpack)\\.js$",
];

/**
 * Files below `from` import nothing of web/ but what is in `may`.
 * @param {string} name @param {string} comment @param {string} from @param {string[]} may @param {string[]} [except]
 */
const only = (name, comment, from, may, except = []) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: except },
  to: { path: "^web/", pathNot: [...may, "^web/generated/"] },
});

const ERASE = "^web/offline/erase\\.js$";

module.exports = {
  forbidden: [
    only(
      "features-do-not-know-each-other",
      "Move what two of them share to ui, plane or config, or pass it through the store and events.",
      `^web/(${FEATURES})/[^/]`,
      [...COMMON, ...STATE, "^web/$1/"],
      [ERASE],
    ),
    only("parts-of-the-drawer-do-not-know-each-other", "They have its state in common.", "^web/(drawer/[a-z]+)/", [
      ...COMMON,
      ...STATE,
      "^web/$1/",
      "^web/drawer/drawer-state\\.js$",
    ]),
    only("state-knows-no-feature", "It is what their actions change.", "^web/state/", [
      "^web/(state|plane|config)/",
    ]),
    only(
      "erasing-knows-all-that-is-kept",
      "The one place that must know every store: what is kept anywhere else would not be erased.",
      ERASE,
      [...COMMON, "^web/offline/", "^web/app/browser-storage\\.js$", "/runs-storage\\.js$", "/memory-snapshot(-maker)?\\.js$", "/image-mark\\.js$"],
    ),
    only("the-drawer-knows-its-tabs", "And nothing else of the page.", "^web/drawer/[^/]+$", [...COMMON, "^web/drawer/"]),
    only("the-course-stands-on-the-app", "Its pages hold figures, and are kept for offline use.", "^web/course/", [
      ...COMMON,
      "^web/course/",
      "^web/app/grad-pad\\.js$",
      "^web/offline/offline\\.js$",
    ]),
    only(
      "embedding-stands-on-the-app",
      "A figure in somebody's article: the element, links, and what of the model is mirrored.",
      "^web/embed/",
      [
        ...COMMON,
        "^web/embed/",
        "^web/app/(grad-pad|method-arguments)\\.js$",
        "^web/share/(link|link/base-config|site-address)\\.js$",
        ...STATE,
        "^web/engine/sharing/shared-engine\\.js$",
      ],
    ),
    only("reading-tables-knows-no-feature", "It turns text into points.", "^web/csv/", ["^web/(csv|plane|ui|config)/"]),
    only("plane-knows-no-feature", "It is what features share.", "^web/plane/", ["^web/(plane|ui|config)/"]),
    only("ui-knows-nothing-but-ui", "It is what all views share.", "^web/ui/", ["^web/ui/"]),
    only("config-knows-nothing-but-config", "It is read without a page, too.", "^web/config/", ["^web/config/"]),
    only("the-engine-knows-no-page", "The one-file page alone hands it its parts; how deep JSON may go, how bytes are spelt, in what two configurations differ, what a digest is and who saves data is said once.", "^web/engine/", [
      "^web/engine/",
      "^web/single/block\\.js$",
      "^web/config/(base64|json-depth|path|sha256|saves-data)\\.js$",
      "^web/generated/",
    ]),
    {
      name: "only-the-engine-speaks-to-workers",
      comment: "Others have a client or a session made for them, and never see how Python is started.",
      severity: "error",
      from: { path: "^web/", pathNot: ["^web/engine/", "^web/early\\.js$", "^web/app/page\\.js$", ERASE] },
      to: { path: "^web/engine/(boot/|start-[a-z-]+\\.js|memory-snapshot-maker\\.js|worker\\.js|watchdog\\.js|convert\\.js|deadline\\.js)" },
    },
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or a third one that both know is missing.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "nothing-unreachable",
      comment: "No page, worker or script leads to this file.",
      severity: "error",
      from: { path: ENTRIES },
      to: { path: "^web/", pathNot: [...ENTRIES, "^web/generated/"], reachable: false },
    },
    {
      name: "nothing-missing",
      comment: "A file has to exist, a package has to be asked for in package.json.",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["unknown", "npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "no-tools-in-the-page",
      comment: "What is served comes from `dependencies`, not from `devDependencies`.",
      severity: "error",
      from: { path: "^web/" },
      to: { dependencyTypes: ["npm-dev"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.d\\.ts$" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "browser", "default"] },
  },
};
