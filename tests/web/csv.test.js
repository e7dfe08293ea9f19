import assert from "node:assert/strict";
import { test } from "node:test";
import { validateConfig } from "../../web/config/validate.js";
import { fitToPlane, parseTable, TableError, toCsv } from "../../web/csv/csv.js";
import { chance } from "./fixtures/state.js";
import { answers } from "./support/answers.js";
import { description } from "./support/full-description.js";

const parse = (/** @type {string} */ text) => parseTable(text, description);

/** @param {string} text @param {number | null} line @param {RegExp} says */
function refused(text, line, says) {
  assert.throws(
    () => parse(text),
    (/** @type {any} */ error) => {
      assert.ok(error instanceof TableError, String(error.stack));
      assert.equal(error.line, line, error.message);
      assert.match(error.message, says);
      if (line !== null) assert.ok(error.message.startsWith(`Line ${line}: `), error.message);
      return true;
    },
  );
}

const SAME = {
  points: [
    [1.5, -2],
    [0.25, 3],
  ],
  labels: [0, 1],
  task: "classification",
};

/** @type {Record<string, string>} */
const SPELLINGS = {
  "commas with a heading": "x1,x2,label\n1.5,-2,0\n0.25,3,1\n",
  "commas without": "1.5,-2,0\n0.25,3,1",
  "Windows' lines and a byte order mark": "\uFEFFx1,x2,label\r\n1.5,-2,0\r\n.25,3,1\r\n",
  tabs: "1.5\t-2\t0\n0.25\t3\t1",
  "semicolons and decimal commas": "x1;x2;label\n1,5;-2;0\n0,25;3;1",
  blanks: "1.5 -2  0\n  0.25 3 1",
  "quotes, exponents, a true minus": '"1.5","−2","0"\n2.5e-1,"3",1',
  "blank lines and comments": "# mine\n\n1.5,-2,0\n\n0.25,3,1\n\n",
  "columns in another order": "label,y,x\n0,-2,1.5\n1,3,0.25",
  "JSON, a list of lists": "[[1.5, -2, 0], [0.25, 3, 1]]",
  "JSON, a list of objects": '[{"x1": 1.5, "x2": -2, "label": 0}, {"x": 0.25, "y": 3, "class": 1}]',
  "JSON, points and labels": '{"points": [[1.5, -2], [0.25, 3]], "labels": [0, 1]}',
  "JSON, a whole configuration":
    '{"seed": 1, "data": {"kind": "points", "points": [[1.5, -2], [0.25, 3]], "labels": [0, 1]}}',
};

for (const [name, text] of Object.entries(SPELLINGS)) {
  test(`points are read from ${name}`, () => {
    const { points, labels, task, classes, outside, must_fit, notes } = parse(text);
    assert.deepEqual({ points, labels, task }, SAME);
    assert.deepEqual([classes, outside, must_fit, notes], [null, 0, false, []]);
  });
}

test("names become classes in the order in which they appear", () => {
  const table = parse('1,2,"setosa"\n3,4,"virginica, big"\n5,6,setosa');
  assert.deepEqual(
    [table.labels, table.classes],
    [
      [0, 1, 0],
      ["setosa", "virginica, big"],
    ],
  );
  assert.match(table.notes[0], /"setosa" is class 0, "virginica, big" is class 1\./);
});

test("a cell in quotes may hold line breaks, and the lines after it are counted on", () => {
  const table = parse('x1,x2,label\n1,2,"a\nb"\r\n3,4,"say ""c"""\n5, 6 , "a\nb" \n');
  assert.deepEqual(table.classes, ["a\nb", 'say "c"']);
  assert.deepEqual(table.labels, [0, 1, 0]);
  refused('x1,x2,label\n1,2,"a\r\nb\n"\n1,oops,c\n', 5, /"oops" is no number/);
  refused('1,2,0\n3,"4,1\n5,6,0\n', 2, /quotation mark is opened and not closed/);
  assert.deepEqual(parse('# "so\n1,2,0\n# a, "b\n3,4,1\n').labels, [0, 1], "a comment opens no quotes");
});

test("a hundred thousand characters of anything are read or refused at once", () => {
  answers(`
    import { readRows } from "./web/csv/rows.js";
    for (const text of ['"', " ", '" ', 'a" ', ' "', "\\t", "#", ",", '""', "\\n ", ' "\\n'])
      for (const start of ["", "1,2,0\\n", '1,2,"'])
        try { readRows(start + text.repeat(300_000 / text.length), 2000); }
        catch (error) { if (error.name !== "TableError") throw error; }
  `);
});

test("whole numbers become classes in their order; this page's own stay as they are", () => {
  assert.deepEqual(parse("1,2,1\n3,4,-1").labels, [1, 0]);
  assert.deepEqual(parse("1,2,1\n3,4,-1").classes, ["-1", "1"]);
  assert.deepEqual(parse("1,2,3\n3,4,2").labels, [1, 0]);
  assert.deepEqual(parse("x1,x2,label\n1,2,3\n3,4,2").labels, [3, 2]);
  assert.deepEqual(parse("1,2,5\n3,4,0").labels, [5, 0]);
});

test("decimals, or more than six kinds of whole numbers, are values to be predicted", () => {
  const decimals = parse("1,2,0.5\n3,4,1");
  assert.deepEqual([decimals.task, decimals.labels, decimals.classes], ["regression", [0.5, 1], null]);
  assert.match(decimals.notes[0], /decimals/);
  const many = parse([1, 2, 3, 4, 5, 6, 7].map((n) => `0,0,${n * 10}`).join("\n"));
  assert.equal(many.task, "regression");
  assert.match(many.notes[0], /7 different whole numbers/);
});

test("of a wide table the first two numbers and the last column are taken, and that is said", () => {
  const table = parse("id,sepal,petal,width,species\na,1,2,3,s\nb,4,5,6,t");
  assert.deepEqual(table.points, [
    [1, 2],
    [4, 5],
  ]);
  assert.match(table.notes[0], /"sepal" and "petal" were taken as x1 and x2, and "species" as the label/);
});

test("the right line is named, with what is wrong in it", () => {
  refused("x1,x2,label\n1,2,0\n1,oops,1\n", 3, /"oops" is no number, and x2 must be one/);
  refused("1,2,0\n\n# so\n?,2,1\n", 4, /x1/);
  refused("1,2,0\n1,2\n", 2, /there are 2 values; line 1 has 3/);
  refused("1,2,0\n1,2,0,9\n", 2, /there are 4 values/);
  refused("1,2,0\n3,4,\n", 2, /label is missing/);
  refused('1,2,0\n3,"4,1\n', 2, /quotation mark/);
  refused("1,2\n3,4", 1, /x1, x2 and a label/);
  refused("hello", 1, /x1, x2 and a label/);
  refused("a,b,c,d\nu,v,w,0", 2, /must be numbers/);
  refused("1,2,Infinity\nNaN,3,0", 2, /"NaN" is no number/);
  refused("0,0,0.5\n0,0,5000", 2, /value 5000 is too large/);
  refused(
    [..."abcdefgh"].map((name) => `1,2,${name}`).join("\n"),
    7,
    /"g" would be class number 7; there can be 6/,
  );
  refused("[[1,2,0],\n [3,4,1],\n [5,6]]", 3, /a point is/);
  refused('[[1,2,0],\n ["a]",4,1],\n [5,6,0]]', 2, /"a\]" is no number/);
  refused('{"labels": [0, 1],\n"points": [[1, 2],\n[3]]}', 3, /pair/);
  refused("[[1,2,0],\n[3,4,1]\n[5,6,0]]", 3, /JSON/);
});

test("a file with nothing of use in it is told as that", () => {
  refused("", null, /nothing in it/);
  refused("\n \n#\n", null, /nothing in it/);
  refused("x1,x2,label\n", null, /no points below/);
  refused("[]", null, /no points/);
  refused("{}", null, /a list/);
  refused('{"points": [[1, 2]], "labels": []}', null, /1 points and 0 labels/);
  refused('{"points": [[1, 2]]}', null, /no labels/);
  refused("1,2,0\n".repeat(900_000), null, /too large/);
  refused(/** @type {any} */ (null), null, /too large/);
});

test("too many points: the first are taken, and the rest is told", () => {
  const small = { ...description, limits: { ...description.limits, max_points: 3 } };
  for (const heading of ["", "x1,x2,label\n"]) {
    assert.deepEqual(parseTable(`${heading}1,1,0\n2,2,1\n3,3,0`, small).notes, []);
    const table = parseTable(`${heading}1,1,0\n2,2,1\n3,3,0\n4,4,1\n5,5,1`, small);
    assert.equal(table.points.length, 3);
    assert.match(table.notes[0], /There are 5 points; the first 3 were taken/);
  }
  assert.match(parseTable("[[1,1,0],[2,2,0],[3,3,0],[4,4,1]]", small).notes[0], /There are 4 points/);
});

test("points outside the plane are counted, and can be brought inside", () => {
  const table = parse("0,100,0\n10,300,1\n5,200,0");
  assert.deepEqual([table.outside, table.must_fit], [3, false]);
  assert.deepEqual(fitToPlane(table.points, [-6, 6]), [
    [-5.4, -5.4],
    [5.4, 5.4],
    [0, 0],
  ]);
  const far = parse("0,1e308,0\n1,-1e308,1\n0,0,1");
  assert.equal(far.must_fit, true);
  assert.deepEqual(fitToPlane(far.points, [-6, 6]), [
    [-5.4, 5.4],
    [5.4, -5.4],
    [-5.4, 0],
  ]);
  assert.deepEqual(fitToPlane([[7, 7]], [-6, 6]), [[0, 0]]);
});

test("what is written as CSV is read as it was", () => {
  const points = Float64Array.of(0.1 + 0.2, -1e-9, 5, -6);
  const text = toCsv({ points, labels: Float64Array.of(2, 4) });
  assert.equal(text.split("\n")[0], "x1,x2,label");
  const table = parse(text);
  assert.deepEqual(table.points.flat(), [...points]);
  assert.deepEqual(table.labels, [2, 4]);
  const values = parse(toCsv({ points, labels: Float64Array.of(1 / 3, -2) }));
  assert.deepEqual([values.task, values.labels], ["regression", [1 / 3, -2]]);
});

test("a thousand spoilt files: refused with a reason or read as points that are valid, and quickly", () => {
  const random = chance(11);
  const pick = (/** @type {number} */ n) => Math.floor(random() * n);
  const whole = [...Object.values(SPELLINGS), "a,b,c,d\n1,2,3,x\n4,5,6,y", "1,2,setosa\n3,4,virginica"];
  const junk = [
    "\0",
    '"',
    ",",
    "\n",
    "]",
    "{",
    "1e999",
    "__proto__",
    "<script>",
    "😀",
    "0x1f",
    "\t",
    ";",
    "-",
    "null",
  ];
  let [read, longest] = [0, 0];
  for (let round = 0; round < 1000; round += 1) {
    let text = whole[pick(whole.length)];
    for (let n = 0; n <= pick(4); n += 1) {
      const at = pick(text.length);
      text = text.slice(0, at) + junk[pick(junk.length)].repeat(1 + pick(3)) + text.slice(at + pick(4));
    }
    if (round % 50 === 0) text = text.repeat(2000);
    const started = performance.now();
    try {
      const { task, points, labels, must_fit } = parse(text);
      const inside = must_fit ? fitToPlane(points, [-6, 6]) : points;
      validateConfig(description, { data: { kind: "points", task, points: inside, labels } });
      read += 1;
    } catch (error) {
      assert.ok(error instanceof TableError, `${text.slice(0, 200)}\n${/** @type {any} */ (error).stack}`);
      assert.ok(error.message.length > 10 && error.message.length < 300, error.message);
    }
    longest = Math.max(longest, performance.now() - started);
  }
  assert.ok(read > 100 && read < 900, `${read} could be read`);
  assert.ok(longest < 1000, `the slowest took ${longest} ms`);
});
