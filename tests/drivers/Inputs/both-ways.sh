# both-ways.sh COROSAFE PROJECT: findings are the same with all short cuts, from the cache, and without any of them.
corosafe=$1 project=$2
"$corosafe" -p "$project" --no-cache --full-parse >"$project/all"
[ -s "$project/all" ] || exit 1
for _ in cold warm; do
  "$corosafe" -p "$project" >"$project/some"
  cmp "$project/some" "$project/all" || exit 1
done
