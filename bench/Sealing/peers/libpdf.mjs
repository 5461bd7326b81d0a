// usage: node libpdf.mjs INPUT.pdf REGULAR.ttf BOLD.ttf KEY.pk8 CERT.der subset|whole
// A proof of two pages with about as many characters as ours, in two weights, then the signature. Warms up for seconds of processor time, says "ready", then reads a
// number of documents per line and answers with milliseconds of processor time per document.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { webcrypto } from "node:crypto";
import { CryptoKeySigner, PDF } from "@libpdf/core";

const [input, regularFile, boldFile, keyFile, certificateFile, mode] = process.argv.slice(2);
const original = new Uint8Array(readFileSync(input));
const [regularBytes, boldBytes] = [regularFile, boldFile].map(file => new Uint8Array(readFileSync(file)));
const key = await webcrypto.subtle.importKey("pkcs8", readFileSync(keyFile), { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
const signer = new CryptoKeySigner(key, new Uint8Array(readFileSync(certificateFile)), "EC", "ECDSA");
const lines = Array.from({ length: 60 }, (_, line) => `Regel ${line + 1}: ondertekend door Niki van Dooren op 10 dec. 2020 om 11:33`);

async function seal() {
  const pdf = await PDF.load(original);
  const regular = pdf.embedFont(regularBytes);
  const bold = pdf.embedFont(boldBytes);
  const pages = [pdf.addPage({ size: "a4" }), pdf.addPage({ size: "a4" })];
  lines.forEach((line, index) => pages[index % 2].drawText(line, { x: 50, y: 800 - 12 * (index >> 1), size: 9, font: index % 6 < 2 ? bold : regular }));
  if (mode === "whole") {
    return (await pdf.sign({ signer, reason: "bench" })).bytes;
  }

  const saved = await pdf.save({ subsetFonts: true });
  return (await (await PDF.load(saved)).sign({ signer, reason: "bench" })).bytes;
}

const spent = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };
const warmUntil = spent() + 5;
let last;
do last = await seal(); while (spent() < warmUntil);
console.log(`ready ${last.length - original.length}`);
for await (const line of createInterface({ input: process.stdin })) {
  const count = Number(line);
  const before = process.cpuUsage();
  for (let turn = 0; turn < count; turn++) await seal();
  const used = process.cpuUsage(before);
  console.log((used.user + used.system) / 1000 / count);
}
