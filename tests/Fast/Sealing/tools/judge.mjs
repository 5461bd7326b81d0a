// Two opinions on a sealed file that share no code with us: pkijs on the CMS, pdf.js on the structure.
// usage: node judge.mjs FILE.pdf ROOT.pem -> one line of JSON
import { readFileSync } from 'node:fs';
import { webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

globalThis.crypto ??= webcrypto;
// pdf.js is written for newer engines than this Node.
Promise.withResolvers ??= function withResolvers() {
  const made = {};
  made.promise = new Promise((resolve, reject) => { made.resolve = resolve; made.reject = reject; });
  return made;
};
Promise.try ??= (work, ...args) => new Promise((resolve) => resolve(work(...args)));
Uint8Array.fromBase64 ??= (text) => new Uint8Array(Buffer.from(text, 'base64'));
Uint8Array.prototype.toHex ??= function toHex() { return Buffer.from(this).toString('hex'); };
Uint8Array.prototype.toBase64 ??= function toBase64() { return Buffer.from(this).toString('base64'); };
Map.prototype.getOrInsertComputed ??= function compute(key, make) { if (!this.has(key)) this.set(key, make(key)); return this.get(key); };
Map.prototype.getOrInsert ??= function insert(key, value) { if (!this.has(key)) this.set(key, value); return this.get(key); };
Math.sumPrecise ??= (values) => [...values].reduce((sum, value) => sum + value, 0);

const ESS = '1.2.840.113549.1.9.16.2.47';
const [, , path, rootPath] = process.argv;
const file = new Uint8Array(readFileSync(path));
const text = Buffer.from(file).toString('latin1');
const exact = (view) => view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);

async function cms() {
  // The seal: the signature dictionary of type Sig, whose range is read here and nowhere else.
  const range = /\/SubFilter \/ETSI\.CAdES\.detached.*?\/ByteRange\[(\d+) (\d+) (\d+) (\d+)/s.exec(text).slice(1).map(Number);
  const hole = text.slice(range[1] + 1, range[2] - 1);
  const parsed = asn1js.fromBER(exact(Buffer.from(hole, 'hex')));
  const signed = new pkijs.SignedData({ schema: new pkijs.ContentInfo({ schema: parsed.result }).content });
  const covered = Buffer.concat([file.subarray(range[0], range[0] + range[1]), file.subarray(range[2], range[2] + range[3])]);
  pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto: globalThis.crypto }));
  const root = Buffer.from(readFileSync(rootPath, 'utf8').replace(/-----[^-]+-----/g, ''), 'base64');
  const trusted = pkijs.Certificate.fromBER(exact(root));
  const result = await signed.verify({ signer: 0, data: exact(covered), trustedCerts: [trusted], checkChain: true, checkDate: new Date(), extendedMode: true }).catch((error) => error);
  const ess = signed.signerInfos[0].signedAttrs.attributes.find((attribute) => attribute.type === ESS);
  const bound = Buffer.from(ess.values[0].valueBlock.value[0].valueBlock.value[0].valueBlock.value[0].valueBlock.valueHexView).toString('hex');
  const hash = Buffer.from(await globalThis.crypto.subtle.digest('SHA-256', result.signerCertificate?.toSchema(true).toBER() ?? new ArrayBuffer(0))).toString('hex');
  return {
    verified: result.signatureVerified === true,
    chain: result.signerCertificateVerified === true,
    essMatches: bound === hash,
    attributes: signed.signerInfos[0].signedAttrs.attributes.map((attribute) => attribute.type),
    message: result.message ?? null,
  };
}

async function structure() {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const document = await pdfjs.getDocument({ data: file.slice(), useSystemFonts: false, verbosity: 0 }).promise;
  const signatures = await document.getSignatures?.() ?? null;
  const attachments = await document.getAttachments();
  const named = attachments instanceof Map ? [...attachments.keys()] : Object.keys(attachments ?? {});
  return { pages: document.numPages, signatures, attachments: named };
}

const answer = { cms: await cms(), structure: await structure().catch((error) => ({ error: String(error) })) };
console.log(JSON.stringify(answer));
process.exit(0);
