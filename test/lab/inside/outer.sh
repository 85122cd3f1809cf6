#!/bin/bash
# The first process of a lab: its network, mount and process namespaces live exactly as long as it does.
# $RACK is the lab's folder; what it prints is read by ../outer.ts.
set -eu
read -r pid _ < /proc/self/stat
echo "pid $pid"
cd /
export MACHINE_ETC=$RACK/machine-etc
mount --bind /etc "$MACHINE_ETC"
# shellcheck source=etc.sh
. "${BASH_SOURCE%/*}/etc.sh"
private_etc "$RACK/etc"
ip -batch - <<IP
link set lo up
link add lab0 type bridge
addr add $GATEWAY dev lab0
link set lab0 up
link add labdata type bridge
link set labdata up
IP
echo ready
exec > /dev/null
if [ "$HOLD" = yes ]; then
  # Standard input closes when whoever holds this lab ends, however it ends.
  cat > /dev/null
else
  exec < /dev/null
  sleep infinity &
  wait
fi
