# Sourced inside a private mount namespace: gives it an /etc of its own, made of links to the machine's entries, so that
# files can be replaced without the machine seeing anything. $1 holds the entries that differ.
private_etc() {
  mount -t tmpfs -o mode=755,size=16m etc /etc
  find "$MACHINE_ETC" -mindepth 1 -maxdepth 1 -type l -exec cp -P -t /etc {} +
  find "$MACHINE_ETC" -mindepth 1 -maxdepth 1 ! -type l -exec ln -s -t /etc {} +
  local entry
  for entry in "$1"/*; do
    rm -f "/etc/${entry##*/}"
    cp -R "$entry" /etc/
  done
}
