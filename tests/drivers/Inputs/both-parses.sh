# both-parses.sh COROSAFE FOLDER FLAGS FORMAT FILES...: the output is the same with --full-parse and without.
corosafe=$1 folder=$2 flags=$3
shift 3
# shellcheck disable=SC2086
"$corosafe" --quiet "$@" -- $flags >"$folder/some" 2>&1
# shellcheck disable=SC2086
"$corosafe" --quiet --full-parse "$@" -- $flags >"$folder/all" 2>&1
[ -s "$folder/some" ] && cmp "$folder/some" "$folder/all"
