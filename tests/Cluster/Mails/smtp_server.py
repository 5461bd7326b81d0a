"""A real SMTP server for the tests. The receiver's name decides how it behaves; accepted mails are written to a folder.

Usage: smtp_server.py FOLDER. Prints its port, then serves until its standard input is closed.
"""
import asyncio
import os
import sys

from aiosmtpd.smtp import SMTP


class Handler:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("unknown@"):
            return "550 5.1.1 No such user"
        if address.startswith("later@"):
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        to = envelope.rcpt_tos[0]
        if to.startswith("spam@"):
            return "554 5.7.1 Message refused"
        if to.startswith("busy@"):
            return "452 4.2.2 Mailbox full"
        self.count += 1
        name = os.path.join(self.folder, f"{self.count:04d}")
        with open(name + ".part", "wb") as file:
            file.write(envelope.content)
        os.rename(name + ".part", name + ".eml")
        if to.startswith("silent@"):
            server.transport.abort()
            return "421 gone"
        return f"250 2.0.0 Queued as {self.count}"


async def main():
    loop = asyncio.get_running_loop()
    handler = Handler(sys.argv[1])
    server = await loop.create_server(lambda: SMTP(handler, hostname="test", enable_SMTPUTF8=True), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(main())
