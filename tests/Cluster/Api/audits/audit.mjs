// Runs the audits of GraphQL over HTTP against one endpoint: node audit.mjs <url> <host> <key>
import http from 'node:http';
import { serverAudits } from 'graphql-http';

const [url, host, key] = process.argv.slice(2);

// fetch does not let a caller choose the Host header, by which the tenant is found.
function fetchFn(target, init = {}) {
  return new Promise((resolve, reject) => {
    const headers = { ...Object.fromEntries(new Headers(init.headers).entries()), host, authorization: `Bearer ${key}` };
    const request = http.request(target, { method: init.method ?? 'GET', headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(new Response(Buffer.concat(chunks), { status: response.statusCode, statusText: response.statusMessage, headers: response.headers })));
    });
    request.on('error', reject);
    if (init.body) request.write(init.body);
    request.end();
  });
}

const failed = [];
let ok = 0;
for (const audit of serverAudits({ url, fetchFn })) {
  const result = await audit.fn();
  if (result.status === 'ok') ok++;
  else failed.push(`${result.status}: ${result.name}: ${result.reason}`);
}
console.log(JSON.stringify({ ok, failed }));
