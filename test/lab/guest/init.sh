#!/bin/sh
# The guest's first process: finds its devices, obeys its seed, reports, serves, and waits.
export PATH=/bin:/sbin:/usr/bin:/usr/sbin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mkdir -p /dev/pts /run/www/cgi-bin
mount -t devpts pts /dev/pts
mount -t tmpfs run /run
mkdir -p /run/www/cgi-bin
for module in $(cat /etc/modules-virtio); do insmod "/lib/m/$module.ko" 2>/dev/null; done
ifconfig lo 127.0.0.1 up
mdev -s 2>/dev/null
# Only a machine with an IDE or SATA controller pays for its drivers.
if grep -qsE '0x010[16]' /sys/bus/pci/devices/*/class; then
  for module in $(cat /etc/modules-ata); do insmod "/lib/m/$module.ko" 2>/dev/null; done
  for try in 1 2 3 4 5 6; do [ -b /dev/sr0 ] && break; usleep 100000; done
else
  insmod /lib/m/cdrom.ko 2>/dev/null
  insmod /lib/m/isofs.ko 2>/dev/null
fi

# The seed is any disk labelled cidata: FAT16 and FAT32 keep the label at 43 and 71, ISO 9660 at 32808.
for disk in /dev/vd? /dev/vd?? /dev/sr? /dev/sd?; do
  [ -b "$disk" ] || continue
  for offset in 43 71 32808; do
    case "$(dd if="$disk" bs=1 skip=$offset count=6 2>/dev/null)" in cidata | CIDATA) SEED=$disk ;; esac
  done
done
hostname tiny
if [ -n "$SEED" ] && mount -o ro "$SEED" /mnt; then
  mkdir -p /run/seed
  cp /mnt/* /run/seed/
  umount /mnt
  name=$(sed -n 's/^local-hostname: *//p' /run/seed/meta-data | head -1)
  [ -n "$name" ] && hostname "$name" && echo "$name" > /etc/hostname
  mkdir -p /root/.ssh
  sed -n 's/^ *- *\(ssh-[a-z0-9]* .*\)/\1/p' /run/seed/user-data > /root/.ssh/authorized_keys
  # Of cloud-config's runcmd, the plain form: one "- command" a line.
  sed -n '/^runcmd:/,/^[a-z]/{s/^ *- //p}' /run/seed/user-data > /run/runcmd.sh
  sh /run/runcmd.sh > /run/runcmd.log 2>&1
  echo $? > /run/runcmd.code
fi
echo "$SEED" > /run/seed-disk

static=$(grep -oE '[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+/[0-9]+' /run/seed/network-config 2>/dev/null | head -1)
for path in /sys/class/net/e*; do
  [ -e "$path" ] || continue
  interface=${path##*/}
  ifconfig "$interface" up
  if [ -n "$static" ]; then
    ip addr add "$static" dev "$interface"
    static=
  else
    udhcpc -i "$interface" -b -t 3 -T 1 -s /bin/udhcpc.sh >/dev/null 2>&1 &
  fi
done
for port in /sys/class/virtio-ports/*; do
  [ -e "$port/name" ] || continue
  mkdir -p /dev/virtio-ports
  ln -sf "/dev/${port##*/}" "/dev/virtio-ports/$(cat "$port/name")"
done
agent=/dev/virtio-ports/org.qemu.guest_agent.0
[ -e $agent ] && qemu-ga -d -m virtio-serial -p $agent -t /run

for word in $(cat /proc/cmdline); do
  case $word in load=*) set -- $(echo "${word#load=}" | tr , ' '); load "$@" ;; esac
done
cp /bin/report-cgi /run/www/cgi-bin/report
cp /bin/load-cgi /run/www/cgi-bin/load
httpd -h /run/www -p 80
echo "TINY-READY up=$(cut -d' ' -f1 /proc/uptime) host=$(hostname) seed=$SEED"
echo "TINY-REPORT $(report)"

# The power button: the host's "shutdown" arrives as an input event.
for event in /dev/input/event*; do
  [ -e "$event" ] && (head -c 24 "$event" >/dev/null; poweroff -f) &
done
while :; do setsid sh -c 'exec sh </dev/ttyS0 >/dev/ttyS0 2>&1'; done
