#!/bin/bash
# The first process of one lab host, in namespaces of its own. Reads one line from standard input once its links exist.
# $HOST is the host's folder; what it prints is read by ../host.ts.
set -eu
read -r pid _ < /proc/self/stat
echo "pid $pid"
read -r _
cd /
mount -t proc proc /proc
mount -t sysfs sysfs /sys
hostname "$HOST_NAME.lab"

case $CGROUPS in
v1)
  mount -t tmpfs cgroups /sys/fs/cgroup
  for controller in $CONTROLLERS; do
    mkdir "/sys/fs/cgroup/$controller"
    mount -t cgroup -o "$controller" cgroup "/sys/fs/cgroup/$controller"
  done
  ;;
v2)
  mount -t cgroup2 cgroup /sys/fs/cgroup
  # A group that hands controllers on may hold no process itself.
  mkdir -p /sys/fs/cgroup/daemons
  for process in $(cat /sys/fs/cgroup/cgroup.procs); do echo "$process" > /sys/fs/cgroup/daemons/cgroup.procs || true; done
  for controller in $CONTROLLERS; do echo "+$controller" > /sys/fs/cgroup/cgroup.subtree_control; done
  ;;
esac

mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts /dev/pts
mount -t tmpfs -o mode=1777 shm /dev/shm
if [ "$KVM" = absent ] && [ -e /dev/kvm ]; then
  mkdir -p "$HOST/dev"
  mount -t tmpfs -o mode=755 dev "$HOST/dev"
  for node in null zero random urandom full tty net; do cp -a "/dev/$node" "$HOST/dev/"; done
  mkdir "$HOST/dev/pts" "$HOST/dev/shm"
  mount --bind /dev/pts "$HOST/dev/pts"
  mount --bind /dev/shm "$HOST/dev/shm"
  ln -s pts/ptmx "$HOST/dev/ptmx"
  ln -s /proc/self/fd "$HOST/dev/fd"
  mount --rbind "$HOST/dev" /dev
fi

export MACHINE_ETC=$RACK/machine-etc
# shellcheck source=etc.sh
. "${BASH_SOURCE%/*}/etc.sh"
private_etc "$HOST/etc"
mount --bind "$HOST/libvirt" /etc/libvirt
mount --bind "$HOST/lib" /var/lib/libvirt
mount --bind "$RACK/shared" /var/lib/libvirt/shared
mount --bind "$GUEST" /var/lib/libvirt/guest
mount -o remount,bind,ro /var/lib/libvirt/guest
mount --bind "$HOST/cache" /var/cache/libvirt
mount --bind "$HOST/log" /var/log
mount -t tmpfs -o mode=755 run /run
mkdir -p /run/libvirt /run/sshd /run/lock
mount --bind "$HOST/run" /run/libvirt

ip -batch - <<IP
link set lo up
addr add $ADDRESS dev mgmt
link set mgmt up
link add br0 type bridge
link set br0 up
link set data master br0 up
IP

/usr/sbin/sshd -f /etc/ssh/sshd_config
/usr/sbin/virtlogd -d -p /run/libvirt/virtlogd.pid
/usr/sbin/libvirtd -d --listen -p /run/libvirt/libvirtd.pid
virsh -c qemu:///system version > /dev/null
echo ready
exec > /dev/null < /dev/null
sleep infinity &
wait
