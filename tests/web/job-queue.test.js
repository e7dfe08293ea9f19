import assert from "node:assert/strict";
import { test } from "node:test";
import { JobQueue } from "../../web/app/job-queue.js";

/** A queue that has not been started, and what its jobs have done. */
function waiting() {
  const jobs = new JobQueue();
  /** @type {string[]} */
  const done = [];
  const job = (/** @type {string} */ name) => async () => {
    done.push(name);
    return name;
  };
  return { jobs, done, job };
}

test("the latest of those with one key is done in the place of the first, and answers both", async () => {
  const { jobs, done, job } = waiting();
  const answers = Promise.all([
    jobs.add(job("a"), { key: "weight" }),
    jobs.add(job("b"), { key: "weight" }),
    jobs.add(job("c")),
    jobs.add(job("d")),
  ]);
  jobs.start();
  assert.deepEqual(await answers, ["b", "b", "c", "d"]);
  assert.deepEqual(done, ["b", "c", "d"]);
  jobs.stop();
});

test("what was asked for between two of one key is not overtaken", async () => {
  const { jobs, done, job } = waiting();
  const answers = Promise.all([
    jobs.add(job("first"), { key: "sync" }),
    jobs.add(job("between")),
    jobs.add(job("second"), { key: "sync" }),
  ]);
  jobs.start();
  await answers;
  assert.deepEqual(done, ["first", "between", "second"]);
  jobs.stop();
});

test("a job that has begun is not replaced", async () => {
  const { jobs, done, job } = waiting();
  jobs.start();
  /** @type {Promise<string> | null} */
  let later = null;
  await jobs.add(
    async () => {
      later = jobs.add(job("later"), { key: "sync" });
      done.push("begun");
    },
    { key: "sync" },
  );
  assert.equal(await later, "later");
  assert.deepEqual(done, ["begun", "later"]);
  jobs.stop();
});

test("what waits fails when the queue is dropped, and whatever is asked for while it refuses", async () => {
  const { jobs, job } = waiting();
  const held = [jobs.add(job("a"), { key: "sync" }), jobs.add(job("b"), { key: "sync" })];
  jobs.drop(new Error("gone"));
  for (const one of held) await assert.rejects(one, { message: "gone" });
  jobs.refuse(new Error("no Python"));
  await assert.rejects(jobs.add(job("c")), { message: "no Python" });
  jobs.refuse(null);
  const answer = jobs.add(job("d"));
  jobs.start();
  assert.equal(await answer, "d");
  jobs.stop();
});
