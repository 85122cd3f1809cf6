"""The reference: python3-libvirt. Reads one JSON command a line, answers with the seconds it took."""
import json
import sys
import time

import libvirt

libvirt.registerErrorHandler(lambda context, error: None, None)
connections = {}


def connection(uri):
    if uri not in connections:
        connections[uri] = libvirt.open(uri)
    return connections[uri]


def serial(command):
    host = connection(command["uri"])
    for _ in range(command["count"]):
        host.getLibVersion()
    return {}


def stats(command):
    host = connection(command["uri"])
    values = 0
    for _ in range(command["count"]):
        values = sum(len(record) for _, record in host.getAllDomainStats())
    return {"values": values}


for line in sys.stdin:
    command = json.loads(line)
    work = {"serial": serial, "stats": stats}[command["do"]]
    connection(command["uri"])
    started = time.perf_counter()
    answer = work(command)
    print(json.dumps({"seconds": time.perf_counter() - started, **answer}), flush=True)
