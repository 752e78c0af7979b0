/**
 * What the janitor runs, in plain POSIX shell. Line by line it is told what to watch, and what is done; the end of its input means
 * that its process is gone: then it ends what is left by process group, waits for it to be gone, and removes the folders.
 * A dead process that its new parent has not yet taken notice of (state Z) still answers to kill -0; only /proc tells it from a living one.
 */
export const JANITOR_SCRIPT = `
trap '' HUP INT TERM
set -f
IFS='
'
watched=
without() { for one in $watched; do [ "$one" = "$1" ] || printf '%s\\n' "$one"; done; }
group_of() { rest=\${1#process }; printf '%s' "\${rest%% *}"; }
lives() { case $1 in 'process '*) group_lives "$(group_of "$1")" ;; *) return 1 ;; esac; }
group_lives() {
  kill -0 -- "-$1" 2>/dev/null || return 1
  [ -r /proc/self/stat ] || return 0
  set +f
  for stat in /proc/[0-9]*/stat; do
    set -f
    read -r fields <"$stat" || continue
    fields=\${fields##*) }
    state=\${fields%% *}
    fields=\${fields#* }
    fields=\${fields#* }
    if [ "\${fields%% *}" = "$1" ] && [ "$state" != Z ]; then return 0; fi
  done
  return 1
}
any_lives() { for one in $watched; do if lives "$one"; then return 0; fi; done; return 1; }
end_all() {
  for one in $watched; do
    case $one in 'process '*) kill -s "\${1:-\${one##* }}" -- "-$(group_of "$one")" 2>/dev/null ;; esac
  done
}
wait_for_all() { turns=0; while any_lives && [ $turns -lt 40 ]; do sleep 0.05; turns=$((turns + 1)); done; }

while read -r line; do
  case $line in
    'done '*) watched=$(without "\${line#done }") ;;
    *) watched="$watched
$line" ;;
  esac
done

end_all
wait_for_all
if any_lives; then end_all KILL; wait_for_all; fi
for one in $watched; do
  case $one in 'folder '*) rm -rf -- "\${one#folder }" ;; esac
done
`
