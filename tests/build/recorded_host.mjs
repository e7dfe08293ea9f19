// Trains recorded figures in a bare JavaScript host: reads a list of { figure, plan } from the standard input, and writes
// what came of each beside it, as `carry` gives it, with the answers on the way.

import { readFileSync, writeFileSync } from "node:fs";
import { RecordedFigure } from "../../web/engine/instant/recorded-figure.js";
import { RecordedSession } from "../../web/engine/instant/recorded-session.js";

for (const { figure, plan } of JSON.parse(readFileSync(0, "utf8"))) {
  const session = new RecordedSession(await RecordedFigure.read(readFileSync(figure)));
  const answers = [];
  for (const [method, params] of plan) {
    let answer;
    try {
      answer = session[method](params);
    } catch (error) {
      answer = { failed: error.name };
    }
    const plain = (_, value) => (ArrayBuffer.isView(value) ? [...value] : value);
    answers.push(JSON.parse(JSON.stringify(answer, plain)));
  }
  writeFileSync(`${figure}.carried`, session.carry());
  writeFileSync(`${figure}.json`, JSON.stringify(answers));
}
