// Writes NfcTables.g.cs and CaseTables.g.cs beside itself from the Unicode data that the running node carries:
//
//   node shared/Text/generate-nfc.mjs
//
// Node exposes normalisation but not the character database, so the tables are derived from what normalize() does:
// - Canonical combining classes appear as dense ranks. The algorithm only ever compares classes of marks, so the rank
//   does as well as the class; where one class is meant by name (virama), its rank is found through a known member.
// - A pair composes where NFC turns it into one code point.
// A test compares the result with ICU over all code points.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const unicodeVersion = process.versions.unicode;
const highest = 0x10ffff;
const isHangulSyllable = (cp) => cp >= 0xac00 && cp <= 0xd7a3;
const text = (...cps) => String.fromCodePoint(...cps);
const codePoints = (s) => Array.from(s, (c) => c.codePointAt(0));

function* scalars() {
  for (let cp = 0; cp <= highest; cp++) {
    if (cp < 0xd800 || cp > 0xdfff) yield cp;
  }
}

// Decompositions and composition pairs.
const decompositions = new Map();
const pairs = [];
const seconds = new Set();
const notNfc = new Set();
for (const cp of scalars()) {
  if (isHangulSyllable(cp)) continue;
  const nfd = text(cp).normalize('NFD');
  if (nfd === text(cp)) continue;
  const parts = codePoints(nfd);
  decompositions.set(cp, parts);
  if (text(cp).normalize('NFC') !== text(cp)) {
    notNfc.add(cp);
    continue;
  }
  const first = codePoints(text(...parts.slice(0, -1)).normalize('NFC'));
  const second = parts.at(-1);
  if (first.length !== 1 || text(first[0], second).normalize('NFC') !== text(cp)) {
    throw new Error(`U+${cp.toString(16)} is not one primary pair`);
  }
  pairs.push([first[0], second, cp]);
  seconds.add(second);
}
for (let v = 0x1161; v <= 0x1175; v++) seconds.add(v);
for (let t = 0x11a8; t <= 0x11c2; t++) seconds.add(t);
pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);

// Combining classes, as ranks. U+0334 has the lowest class (1), U+0345 the highest (240).
const swaps = (a, b) => {
  const s = text(a, b);
  return decompositions.has(a) || decompositions.has(b) ? false : s.normalize('NFD') !== s;
};
const marks = [];
for (const cp of scalars()) {
  if (!decompositions.has(cp) && !isHangulSyllable(cp) && (swaps(cp, 0x334) || swaps(0x345, cp))) marks.push(cp);
}
const representatives = [];
const rankMembers = [];
for (const cp of marks) {
  const at = representatives.findIndex((r) => !swaps(r, cp) && !swaps(cp, r));
  if (at >= 0) rankMembers[at].push(cp);
  else {
    representatives.push(cp);
    rankMembers.push([cp]);
  }
}
const order = representatives.map((_, i) => i).sort((a, b) => (swaps(representatives[b], representatives[a]) ? -1 : 1));
const rank = new Map();
order.forEach((group, i) => rankMembers[group].forEach((cp) => rank.set(cp, i + 1)));

// One byte a code point: the rank (0 = starter), or a starter that is not simply kept.
// Marks which compose, and code points which NFC replaces, need flags beside the rank: those are classes of their own.
const classes = new Map([['0/Yes', 0]]);
const classOf = (cp) => {
  const quickCheck = notNfc.has(cp) ? 'No' : seconds.has(cp) ? 'Maybe' : 'Yes';
  // A decomposing mark starts with its first part's class; it is always replaced, so only that class matters.
  const effective = rank.get(cp) ?? (notNfc.has(cp) ? rank.get(decompositions.get(cp)[0]) ?? 0 : 0);
  const key = `${effective}/${quickCheck}`;
  if (!classes.has(key)) classes.set(key, classes.size);
  return classes.get(key);
};

const blockBits = 6;
const blockSize = 1 << blockBits;
const blocks = new Map();
const stage1 = [];
const stage2 = [];
let lastBlock = 0;
for (let start = 0; start <= 0x2ffff; start += blockSize) {
  const block = [];
  for (let cp = start; cp < start + blockSize; cp++) block.push(cp >= 0xd800 && cp <= 0xdfff ? 0 : classOf(cp));
  if (block.some((c) => c !== 0)) lastBlock = start / blockSize;
  const key = block.join();
  if (!blocks.has(key)) {
    blocks.set(key, blocks.size);
    stage2.push(...block);
  }
  stage1.push(blocks.get(key));
}
stage1.length = lastBlock + 1;
if (blocks.size > 256 || classes.size > 256) throw new Error('The tables outgrew a byte.');

const classRanks = [];
const classChecks = [];
for (const key of classes.keys()) {
  const [r, q] = key.split('/');
  classRanks.push(Number(r));
  classChecks.push({ Yes: 0, Maybe: 1, No: 2 }[q]);
}

const keys = [...decompositions.keys()];
const ends = [];
const parts = [];
for (const key of keys) {
  parts.push(...decompositions.get(key));
  ends.push(parts.length);
}

// Simple lower-case mapping, as runs of code points with one distance and a stride of 1 or 2.
const runs = [];
for (const cp of scalars()) {
  const lower = codePoints(text(cp).toLowerCase());
  if (lower.length !== 1 || lower[0] === cp) continue; // Only U+0130 has a longer mapping; it has no simple one in the root locale.
  const delta = lower[0] - cp;
  const run = runs.at(-1);
  if (run && run.delta === delta) {
    const step = cp - run.last;
    if ((run.stride === 0 && step <= 2) || run.stride === step) {
      run.stride = step;
      run.last = cp;
      continue;
    }
  }
  runs.push({ first: cp, last: cp, stride: 0, delta });
}

// Code points which NFKC changes and NFC does not: look-alikes that a host name must not hold unmapped (UTS #46).
const compatibility = [];
for (const cp of scalars()) {
  const s = text(cp);
  if (s.normalize('NFKC') === s.normalize('NFC')) continue;
  const range = compatibility.at(-1);
  if (range && range[1] === cp - 1) range[1] = cp;
  else compatibility.push([cp, cp]);
}

const width = 116;
function rows(values, hex) {
  const lines = [];
  let line = '       ';
  for (const value of values) {
    const item = ` ${hex ? `0x${value.toString(16).toUpperCase()}` : value},`;
    if (line.length + item.length > width) {
      lines.push(line);
      line = '       ';
    }
    line += item;
  }
  return [...lines, line].join('\n');
}
// Bytes are read where they lie in the binary. Wider numbers are arrays: a span of them allocates on each use until the
// JIT has optimised the caller; a native build has both in the binary.
const table = (type, name, values, hex = false) =>
  (type === 'byte' ? `    internal static ReadOnlySpan<byte> ${name} =>` : `    internal static readonly ${type}[] ${name} =`) +
  `\n    [\n${rows(values, hex)}\n    ];\n`;
const file = (name, summary, body) => {
  const content = `// <auto-generated>Written by generate-nfc.mjs from Unicode ${unicodeVersion}. Change the script, not this file.</auto-generated>
#nullable enable

namespace OneLink.Shared.Text;

/// <summary>${summary}</summary>
internal static class ${name}
{
${body}}
`;
  writeFileSync(fileURLToPath(new URL(`./${name}.g.cs`, import.meta.url)), content);
};

file('NfcTables', `Canonical decomposition, composition and order of Unicode ${unicodeVersion}.`, [
  `    internal const string UnicodeVersion = "${unicodeVersion}";\n`,
  `    internal const int BlockBits = ${blockBits};\n`,
  `    /// <summary>Rank of the combining class of U+094D (virama, class 9).</summary>\n    internal const int ViramaRank = ${rank.get(0x94d)};\n`,
  table('byte', 'Blocks', stage1),
  table('byte', 'Classes', stage2),
  table('byte', 'ClassRanks', classRanks),
  table('byte', 'ClassChecks', classChecks),
  table('int', 'DecompositionKeys', keys, true),
  table('ushort', 'DecompositionEnds', ends),
  table('int', 'DecompositionParts', parts, true),
  '    /// <summary>First code point in the upper half, second in the lower.</summary>\n' +
    table('ulong', 'CompositionPairs', pairs.map(([a, b]) => (BigInt(a) << 32n) | BigInt(b)), true),
  table('int', 'Composites', pairs.map((p) => p[2]), true),
].join('\n'));

file('CaseTables', `Simple lower-case mapping of Unicode ${unicodeVersion} in runs.`, [
  table('int', 'First', runs.map((r) => r.first), true),
  table('int', 'Last', runs.map((r) => r.last), true),
  table('byte', 'Stride', runs.map((r) => r.stride || 1)),
  table('int', 'Delta', runs.map((r) => r.delta)),
].join('\n'));

file('CompatibilityTables', `Ranges of code points that NFKC changes and NFC keeps, Unicode ${unicodeVersion}.`, [
  table('int', 'First', compatibility.map((r) => r[0]), true),
  table('int', 'Last', compatibility.map((r) => r[1]), true),
].join('\n'));

console.log(
  `Unicode ${unicodeVersion}: ${keys.length} decompositions, ${pairs.length} pairs, ${marks.length} marks in ${order.length} classes, ` +
    `${stage1.length + stage2.length} trie bytes, ${runs.length} case runs, ${compatibility.length} compatibility ranges`,
);
