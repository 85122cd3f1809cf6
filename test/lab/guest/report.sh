#!/bin/sh
# What this guest sees, as one line of JSON.
text() { printf '"%s"' "$(printf %s "$1" | tr -d '\000-\037' | sed 's/[\\"]/\\&/g')"; }
sum() { [ -e "$1" ] && text "$(sha256sum < "$1" | cut -d' ' -f1)" || printf null; }
printf '{"hostname":'; text "$(hostname)"
printf ',"uptimeSeconds":%s' "$(cut -d' ' -f1 /proc/uptime)"
printf ',"cpus":%s' "$(grep -c ^processor /proc/cpuinfo)"
printf ',"memoryKib":%s' "$(sed -n 's/^MemTotal: *\([0-9]*\).*/\1/p' /proc/meminfo)"
printf ',"commandLine":'; text "$(cat /proc/cmdline)"
printf ',"seed":{"disk":'; text "$(cat /run/seed-disk 2>/dev/null)"
printf ',"instanceId":'; text "$(sed -n 's/^instance-id: *//p' /run/seed/meta-data 2>/dev/null | head -1)"
printf ',"userDataSha256":'; sum /run/seed/user-data
printf ',"commandsCode":%s' "$(cat /run/runcmd.code 2>/dev/null || echo null)"
printf ',"authorizedKeys":%s}' "$(grep -c . /root/.ssh/authorized_keys 2>/dev/null || true)" | sed 's/:}$/:0}/'
printf ',"interfaces":['
comma=
for path in /sys/class/net/e*; do
  [ -e "$path" ] || continue
  printf '%s{"name":' "$comma"; text "${path##*/}"
  printf ',"mac":'; text "$(cat "$path/address")"
  printf ',"address":'; text "$(ip -4 -o addr show "${path##*/}" | sed -n 's/.*inet \([0-9./]*\).*/\1/p' | head -1)"
  printf '}'; comma=,
done
printf '],"disks":['
comma=
for path in /sys/block/vd* /sys/block/sd* /sys/block/sr*; do
  [ -e "$path" ] || continue
  printf '%s{"name":' "$comma"; text "${path##*/}"
  printf ',"bytes":%s' "$(($(cat "$path/size") * 512))"
  printf ',"readOnly":%s' "$([ "$(cat "$path/ro")" = 1 ] && echo true || echo false)"
  printf ',"layer":'
  # A layer says what it is in a file of this name at its root.
  if mount -o ro "/dev/${path##*/}" /mnt 2>/dev/null; then
    [ -e /mnt/layer.txt ] && text "$(cat /mnt/layer.txt)" || printf null
    umount /mnt
  else printf null; fi
  printf '}'; comma=,
done
printf '],"load":'; text "$(cat /run/load 2>/dev/null | tr '\n' ';')"
printf '}\n'
