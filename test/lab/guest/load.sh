#!/bin/sh
# load cpu COUNT SECONDS | load disk NAME SECONDS (reads) | load write NAME SECONDS (overwrites) | load net ADDRESS SECONDS (large echo requests, as fast as they are answered) | load stop
stop() { for pid in $(cat /run/load.pids 2>/dev/null); do kill "$pid" 2>/dev/null; done; rm -f /run/load /run/load.pids; }
start() { timeout "$1" sh -c "$2" >/dev/null 2>&1 </dev/null & echo $! >> /run/load.pids; }
seconds=${3:-60}
case $1 in
cpu) for one in $(seq "${2:-1}"); do start "$seconds" 'while :; do :; done'; done ;;
disk) start "$seconds" "while :; do echo 3 > /proc/sys/vm/drop_caches; dd if=/dev/$2 of=/dev/null bs=1M; done" ;;
write) start "$seconds" "while :; do dd if=/dev/zero of=/dev/$2 bs=1M conv=fsync; done" ;;
net) start "$seconds" "ping -A -q -s 16000 $2" ;;
stop) stop; exit 0 ;;
*) echo "load cpu|disk|write|net|stop" >&2; exit 2 ;;
esac
echo "$1 $2 $seconds" >> /run/load
