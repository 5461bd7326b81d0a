// usage: node libpdf.mjs INPUT.pdf FONT.ttf KEY.pk8 CERT.der COUNT subset|whole
// A proof page of the same length with one embedded font, then the signature. Prints milliseconds of processor time per document and the size added.
import { readFileSync } from "node:fs";
import { webcrypto } from "node:crypto";
import { CryptoKeySigner, PDF } from "@libpdf/core";

const [input, fontFile, keyFile, certificateFile, count, mode] = process.argv.slice(2);
const original = new Uint8Array(readFileSync(input));
const fontBytes = new Uint8Array(readFileSync(fontFile));
const key = await webcrypto.subtle.importKey("pkcs8", readFileSync(keyFile), { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
const signer = new CryptoKeySigner(key, new Uint8Array(readFileSync(certificateFile)), "EC", "ECDSA");
const lines = Array.from({ length: 60 }, (_, line) => `Regel ${line + 1}: ondertekend door Niki van Dooren op 10 dec. 2020 om 11:33`);

async function seal() {
  const pdf = await PDF.load(original);
  const font = pdf.embedFont(fontBytes);
  const page = pdf.addPage({ size: "a4" });
  lines.forEach((line, index) => page.drawText(line, { x: 50, y: 800 - 12 * index, size: 9, font }));
  if (mode === "whole") {
    return (await pdf.sign({ signer, reason: "bench" })).bytes;
  }

  const saved = await pdf.save({ subsetFonts: true });
  return (await (await PDF.load(saved)).sign({ signer, reason: "bench" })).bytes;
}

let last;
for (let warm = 0; warm < Math.min(20, count); warm++) last = await seal();
const before = process.cpuUsage();
for (let turn = 0; turn < count; turn++) last = await seal();
const used = process.cpuUsage(before);
console.log(`${(used.user + used.system) / 1000 / count} ${last.length - original.length}`);
