// When a figure in an article starts its Python, which is some megabytes: once it is seen, or once it is used.

import { savesData } from "../config/saves-data.js";

/** @param {{ start: "seen" | "touch" | null }} asked by its author; nothing, and a reader who saves data has it wait */
export const startOf = ({ start }) => start ?? (savesData() ? "touch" : "seen");
