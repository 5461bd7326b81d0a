#!/usr/bin/env python3
"""Puts foreign PDFs through a running portal: upload, sign as a worker, sealed copy by mail, verify. See docs/intake.md.

usage: intake.py FOLDER [--most N] [--report FILE.md] [--root PROJECT]
0: every accepted file came back sealed and valid, and nothing half done is left; 1: something did not; 64: wrong usage.
"""
import argparse
import collections
import concurrent.futures
import email
import email.policy
import hashlib
import http.client
import json
import pathlib
import re
import subprocess
import sys
import threading
import time
import urllib.parse
import uuid

WAIT_SECONDS = 120
EVERY_NTH_WITH_CODE = 10
LARGEST = 25 * 1024 * 1024


class Portal:
    """One agency of the running portal, as its own software and as one of its workers."""

    def __init__(self, root):
        demo = json.loads((root / '.local' / 'demo.json').read_text())
        agency = demo['tenants'][0]
        self.root, self.mail = root, (root / demo['mailFolder'])
        self.host, self.port = agency['host'], urllib.parse.urlsplit(demo['baseUrl']).port
        self.key, self.worker = agency['apiKey'], agency['workers'][0]
        self.local, self.cookie = threading.local(), None

    def send(self, method, path, body=None, headers=None):
        for attempt in (1, 2):
            connection = getattr(self.local, 'connection', None) or http.client.HTTPConnection('127.0.0.1', self.port, timeout=180)
            self.local.connection = connection
            try:
                connection.request(method, path, body, {'Host': self.host, **(headers or {})})
                answer = connection.getresponse()
                return answer.status, answer, answer.read()
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                # A kept connection that the host had closed meanwhile; every command carries an idempotency key.
                self.local.connection = None
                if attempt == 2:
                    raise

    def agency(self, query, variables=None):
        status, _, body = self.send('POST', '/api/graphql', json.dumps({'query': query, 'variables': variables}),
                                    {'Content-Type': 'application/json', 'Authorization': f'Bearer {self.key}'})
        answer = json.loads(body) if body[:1] == b'{' else {}
        if status != 200 or 'errors' in answer:
            raise RuntimeError(f'API: {status} {body[:300]!r}')
        return answer['data']

    def mutate(self, name, kind, fields, data):
        payload = self.agency(f'mutation($input: {kind}!) {{ {name}(input: $input) {{ {fields} userErrors {{ code field message }} }} }}',
                              {'input': {**data, 'idempotencyKey': str(uuid.uuid4())}})[name]
        return payload, [error['code'] for error in payload['userErrors']]

    def sign_in(self):
        _, answer, page = self.send('GET', '/inloggen')
        cookies = [value.split(';')[0] for name, value in answer.getheaders() if name.lower() == 'set-cookie']
        token = re.search(rb'name="_t" value="([^"]+)"', page).group(1).decode()
        form = urllib.parse.urlencode({'_t': token, 'mail': self.worker['email'], 'wachtwoord': self.worker['password']})
        status, answer, _ = self.send('POST', '/inloggen', form, {
            'Content-Type': 'application/x-www-form-urlencoded', 'Cookie': '; '.join(cookies), 'Origin': f'http://{self.host}'})
        kept = [value.split(';')[0] for name, value in answer.getheaders() if name.lower() == 'set-cookie' and not value.split(';')[0].endswith('=')]
        if status != 303 or not kept:
            raise RuntimeError(f'sign-in: {status}')
        self.cookie = '; '.join(kept)

    def work(self, operation, variables):
        status, _, body = self.send('POST', '/graphql', json.dumps({'operationName': operation, 'variables': variables}),
                                    {'Content-Type': 'application/json', 'Cookie': self.cookie})
        answer = json.loads(body) if body[:1] == b'{' else {}
        if status != 200 or 'errors' in answer:
            raise RuntimeError(f'{operation}: {status} {body[:300]!r}')
        return answer['data']


class Mails:
    """The pickup folder, each message read once."""

    def __init__(self, folder):
        self.folder, self.lock, self.copies, self.codes = folder, threading.Lock(), {}, {}
        self.seen = set(folder.glob('**/*.eml'))

    def wait(self, found):
        until = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < until:
            with self.lock:
                self.read()
                if (value := found()) is not None:
                    return value
            time.sleep(0.2)
        return None

    def read(self):
        for path in sorted(set(self.folder.glob('**/*.eml')) - self.seen):
            self.seen.add(path)
            message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            text = message.get_body(('plain',)).get_content()
            for part in message.iter_attachments():
                if part.get_content_type() == 'application/pdf':
                    self.copies[part.get_filename()[:5]] = part.get_content()
            number, code = re.search(r'Intake (\d{5})', text + message['Subject']), re.search(r'^\s*(\d{4})\s*$', text, re.M)
            if number and code:
                self.codes[number.group(1)] = code.group(1)
            if number and number.group(1) not in self.copies and (link := re.search(r'https?://\S+/files/\S+', text)):
                self.copies[number.group(1)] = link.group(0)


def one(portal, mails, path, number, work):
    """One file's way; the outcome and its reason."""
    data, title = path.read_bytes(), f'Intake {number}'
    name = f'{number} ' + re.sub(r'[^A-Za-z0-9 ._-]', '_', path.name)[-80:]
    announced, codes = portal.mutate('stagedUploadsCreate', 'StagedUploadsCreateInput', 'uploads { uploadId url }', {'files': [
        {'fileName': name, 'mediaType': 'application/pdf', 'byteSize': len(data), 'sha256': hashlib.sha256(data).hexdigest()}]})
    if codes:
        return 'refused', codes[0], announced['userErrors'][0]['message']
    upload = announced['uploads'][0]
    url = urllib.parse.urlsplit(upload['url'])
    status, _, body = portal.send('PUT', f'{url.path}?{url.query}' if url.query else url.path, data, {'Content-Type': 'application/pdf'})
    if status != 204:
        return 'fault', f'PUT {status}', body[:200].decode(errors='replace')
    with_code = int(number) % EVERY_NTH_WITH_CODE == 0
    created, codes = portal.mutate('documentCreate', 'DocumentCreateInput', 'document { id }', {
        'workerId': portal.worker['id'], 'typeCode': 'OVK', 'title': title, 'fileName': name, 'uploadId': upload['uploadId'],
        'language': 'nl', 'verification': 'EMAIL_CODE' if with_code else 'NONE'})
    if codes:
        return 'refused', codes[0], created['userErrors'][0]['message']
    document = created['document']['id']
    sign(portal, mails, document, number, with_code)
    copy = mails.wait(lambda: mails.copies.get(number))
    if copy is None:
        return 'fault', 'NO_COPY', f'no signed copy within {WAIT_SECONDS} s'
    if isinstance(copy, str):
        link = urllib.parse.urlsplit(copy)
        copy = portal.send('GET', f'{link.path}?{link.query}' if link.query else link.path)[2]
    return check(portal, document, data, copy, work / f'{number}.pdf')


def sign(portal, mails, document, number, with_code):
    key = lambda: str(uuid.uuid4())
    started = portal.work('SigningStart', {'documentId': document, 'moreTime': False, 'key': key()})['signingStart']
    if started['userErrors']:
        raise RuntimeError(f'SigningStart: {started["userErrors"]}')
    if with_code:
        code = mails.wait(lambda: mails.codes.get(number))
        attempt = portal.work('CodePage', {'id': document})['node']['attempt']['id']
        confirmed = portal.work('SigningConfirm', {'attemptId': attempt, 'code': code, 'key': key()})['signingConfirm']
        if confirmed['userErrors']:
            raise RuntimeError(f'SigningConfirm: {confirmed["userErrors"]}')


def check(portal, document, original, copy, path):
    if not copy.startswith(original):
        return 'fault', 'NO_PREFIX', 'the copy does not begin with the upload\'s bytes'
    path.write_bytes(copy)
    verified = subprocess.run([portal.root / 'flexportal', 'verify', path, '--json'], capture_output=True, timeout=300)
    if verified.returncode != 0:
        return 'fault', f'VERIFY {verified.returncode}', (verified.stdout + verified.stderr)[-300:].decode(errors='replace')
    path.unlink()
    _, codes = portal.mutate('documentCopyConfirm', 'DocumentCopyConfirmInput', 'document { id }',
                             {'documentId': document, 'signedSha256': hashlib.sha256(copy).hexdigest()})
    if codes and codes != ['CONFLICT']:
        return 'fault', f'COPY {codes[0]}', 'the mailed copy is not the one that the agency is told of'
    return 'verified', '', ''


def report(results, left, seconds):
    count = collections.Counter(outcome for _, (outcome, _, _) in results)
    reasons = collections.Counter(code for _, (outcome, code, _) in results if outcome == 'refused')
    lines = [f'{len(results)} files in {seconds:.0f} s', '', '| outcome | files |', '|---|---|',
             f'| accepted, signed, sealed, mailed and verified | {count["verified"]} |', f'| refused | {count["refused"]} |',
             f'| faults | {count["fault"]} |', f'| documents that are neither signed nor refused | {left} |', '', '| refused by code | files |', '|---|---|']
    lines += [f'| `{code}` | {number} |' for code, number in reasons.most_common()]
    lines += ['', '| refused file | code | what the caller is told |', '|---|---|---|']
    lines += [f'| `{name}` | `{code}` | {told} |' for name, (outcome, code, told) in results if outcome == 'refused']
    return '\n'.join(lines) + '\n'


def main():
    parser = argparse.ArgumentParser(prog='flexportal intake', description=__doc__.split('\n')[0])
    parser.add_argument('folder', type=pathlib.Path)
    parser.add_argument('--most', type=int, help='every nth file, so that there are about so many')
    parser.add_argument('--report', type=pathlib.Path)
    parser.add_argument('--root', type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent)
    parser.add_argument('--work', type=pathlib.Path, required=True, help='a folder for copies')
    options = parser.parse_args()
    files = sorted(path for path in options.folder.rglob('*') if path.suffix.lower() == '.pdf' and path.is_file())
    if not files:
        parser.error(f'there is no .pdf below {options.folder}')
    if options.most and len(files) > options.most:
        step = len(files) / options.most
        files = [files[int(index * step)] for index in range(options.most)]
    portal = Portal(options.root)
    portal.sign_in()
    mails = Mails(portal.mail)
    first = sum(1 for _ in portal.mail.glob('**/*.eml')) % 10000 * 10
    before = signed(portal)
    begin, results, done = time.monotonic(), [], 0

    def run(entry):
        index, path = entry
        number = f'{(first + index) % 100000:05d}'
        try:
            return one(portal, mails, path, number, options.work)
        except Exception as problem:  # whatever happens to one file is that file's outcome
            return 'fault', type(problem).__name__, str(problem)

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for path, outcome in zip(files, pool.map(run, enumerate(files))):
            name = path.relative_to(options.folder).as_posix()
            results.append((name, outcome))
            done += 1
            if outcome[0] == 'fault':
                print(f'{name}: {outcome[1]} {outcome[2]}', file=sys.stderr)
            if done % 25 == 0:
                print(f'{done} of {len(files)}', file=sys.stderr)
    after, verified = signed(portal), sum(outcome[0] == 'verified' for _, outcome in results)
    left = (after[1] - before[1]) - (after[0] - before[0]) + abs((after[0] - before[0]) - verified)
    text = report(results, left, time.monotonic() - begin)
    print(text)
    if options.report:
        options.report.write_text(text)
    return 0 if left == 0 and all(outcome[0] != 'fault' for _, outcome in results) else 1


def signed(portal):
    """How many documents are signed, and how many there are."""
    data = portal.agency('{ signed: documents(first: 1, filter: { state: { eq: SIGNED } }) { totalCount } all: documents(first: 1) { totalCount } }')
    return data['signed']['totalCount'], data['all']['totalCount']


if __name__ == '__main__':
    sys.exit(main())
