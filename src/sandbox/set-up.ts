/** What stands before a command that must not mount anything. */
export const WITHOUT_MOUNTING = [
  'setpriv',
  ...['--bounding-set', '--inh-caps', '--ambient-caps'].flatMap(set => [set, '-sys_admin']),
  '--'
] as const

/** Where a private root comes to be: every Linux has that folder, and nobody keeps there what a sandbox is to show. */
export const STAGE = '/dev/shm'

/**
 * What runs first in the new namespaces, in plain POSIX shell: it makes the network and the root, then becomes the first process of the sandbox, which
 * takes care of orphans and whose end is the end of everything in there. On descriptor 3 it says how far it is, and goes on when it is told to.
 *
 * Every address is an address of this machine, so that an upstream can listen on any of them and nothing else can be reached; IPv6 has a switch of
 * its own for that, and some machines have no IPv6. The right to mount is
 * given away at the end, unless it is kept on purpose: to whoever has it, a read-only mount is no barrier.
 */
export const SET_UP = `
set -eu
folder=$1 cwd=$2 preload=$3 keeps=$4
shift 4
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
tell() { echo "$1" >&3; read -r answer <&3; }

cd "$folder"
tell entered
mount -t tmpfs -o mode=755,size=1g gatecrash ${STAGE}
tell mounted
mount -a -T mounts
mount -a -T more-mounts 2>/dev/null || true
ip link set lo up
ip route add local 0.0.0.0/0 dev lo
{ ip route add local ::/0 dev lo && echo 1 > /proc/sys/net/ipv6/ip_nonlocal_bind; } 2>/dev/null || true
cd ${STAGE}
pivot_root . .
umount -l .
cd /
tell made

cd -- "$cwd"
echo ready >&3
exec 3>&-
set +e
export TMPDIR=/tmp
[ -z "$preload" ] || export LD_PRELOAD="$preload"
[ "$keeps" = keeps ] || set -- ${WITHOUT_MOUNTING.join(' ')} "$@"
"$@"
exit $?
`
