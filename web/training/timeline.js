// The timeline of a run: moments that can be looked at again, spaced by how much was seen to change between them.
//
// There are never more than 240. When one comes too many, that one goes whose neighbours are nearest to each other in
// what is seen, so that a run of any length is kept evenly: the first and the latest moment stay.

/** @typedef {import("../engine/types").Moment} Moment */
/** @typedef {import("../engine/types").Snapshot} Snapshot */

/**
 * A moment in its place. `way`: how far the network's answers had come by then, in mean changes of an answer, and a
 * little for the time that passed, so that a plateau is not empty.
 * @typedef {Moment & { way: number }} Kept
 */

/**
 * @typedef {object} Timeline
 * @property {readonly Kept[]} moments ascending
 * @property {number} run_id of the run that `seen` belongs to
 * @property {number} seen what the engine had seen change by the last moment
 */

export const MOST = 240;
/** All weights together; a network too large for that leaves fewer moments. */
export const MOST_BYTES = 24_000_000;
/** What e times as many epochs count, beside a change of every answer by 1. */
const TIME_SHARE = 0.02;

/** @type {Timeline} */
export const emptyTimeline = { moments: [], run_id: -1, seen: 0 };

/** Epochs with their share, as the curve counts them. @param {{ epoch: number, epoch_share: number }} moment */
export const epochsOf = ({ epoch, epoch_share }) => epoch + epoch_share;

/** How many may be kept. @param {number} parameters of the network */
const mostOf = (parameters) =>
  Math.max(2, Math.min(MOST, Math.floor(MOST_BYTES / (8 * Math.max(1, parameters)))));

/**
 * The timeline with what a snapshot brings. Moments that come again take the place of those that were there, and what
 * was later is gone; those of a network of another shape are gone, too.
 * @param {Timeline} timeline
 * @param {{ run_id: number, moments?: readonly Moment[] }} snapshot the last of its moments is the present
 * @returns {Timeline}
 */
export function keep(timeline, { run_id, moments = [] }) {
  if (moments.length === 0) return timeline;
  const size = moments[0].weights.length;
  const fits = timeline.moments.length === 0 || timeline.moments[0].weights.length === size;
  const before = fits ? timeline.moments : [];
  const again = before.findIndex(({ step }) => step >= moments[0].step);
  const kept = [...(again < 0 ? before : before.slice(0, again))];
  const most = mostOf(size);
  let seen = fits && run_id === timeline.run_id ? timeline.seen : moments[0].seen;
  for (const moment of moments) {
    const last = kept.at(-1);
    const same = before.find(({ step }) => step === moment.step);
    const time = last ? TIME_SHARE * Math.log((1 + epochsOf(moment)) / (1 + epochsOf(last))) : 0;
    const way = same?.way ?? (last?.way ?? 0) + Math.max(0, moment.seen - seen) + time;
    kept.push({ ...moment, way });
    seen = moment.seen;
    if (kept.length > most) kept.splice(leastMissed(kept), 1);
  }
  return { moments: kept, run_id, seen };
}

/** The moments, and no more than so many of them. @param {readonly Kept[]} moments @param {number} most at least 2 */
export function thinned(moments, most) {
  const kept = [...moments];
  while (kept.length > most) kept.splice(leastMissed(kept), 1);
  return kept;
}

/** The place of the moment, not the first or the last, whose neighbours are nearest. @param {readonly Kept[]} moments */
function leastMissed(moments) {
  let [least, nearest] = [1, Number.POSITIVE_INFINITY];
  for (let i = 1; i < moments.length - 1; i += 1) {
    const distance = moments[i + 1].way - moments[i - 1].way;
    if (distance < nearest) [least, nearest] = [i, distance];
  }
  return least;
}

/** The place of the moment that is nearest to so many epochs; -1: there is none. @param {Timeline} timeline @param {number} epoch */
export function placeAt({ moments }, epoch) {
  const later = moments.findIndex((moment) => epochsOf(moment) >= epoch);
  if (later <= 0) return later < 0 ? moments.length - 1 : 0;
  return epoch - epochsOf(moments[later - 1]) < epochsOf(moments[later]) - epoch ? later - 1 : later;
}

/** The place of the moment after this share of all that was seen to change. @param {Timeline} timeline @param {number} share from 0 to 1 */
export function placeAfter({ moments }, share) {
  const last = moments.length - 1;
  if (share >= 1 || last < 1) return last;
  const [from, to] = [moments[0].way, moments[last].way];
  const later = moments.findIndex(({ way }) => way > from + share * (to - from));
  return Math.max(0, later - 1);
}
