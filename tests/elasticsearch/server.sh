#!/usr/bin/env bash
# A real Elasticsearch for the tests, without a container: `server.sh start` returns when it answers, `server.sh stop`
# ends that very process, `server.sh jdk` says with which Java. SEARCH_SERVER_DIR and SEARCH_SERVER_PORT say where. See README.md.
set -euo pipefail
version=9.2.4
dir=${SEARCH_SERVER_DIR:-/var/tmp/agora-search-server}
port=${SEARCH_SERVER_PORT:-9290}
home=$dir/elasticsearch-$version
pid=$dir/pid
user=agora-search

# Print the newest JDK of 21 or later that stands where this machine keeps them.
find_jdk() {
  local found
  for found in "${JDK21:-}" $(ls -d /usr/lib/jvm/*/ 2>/dev/null | sort -rV); do
    [ -x "$found/bin/java" ] || continue
    [ "$("$found/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java.specification.version = //p')" -ge 21 ] || continue
    echo "${found%/}" && return
  done
  echo "A JDK of 21 or newer is needed: JDK21=/path/to/it" >&2
  return 1
}

download() {
  local artifact=org.elasticsearch.distribution.integ-test-zip:elasticsearch:$version:zip
  mkdir -p "$dir"
  mvn -q -B dependency:copy -Dartifact=$artifact -DoutputDirectory="$dir" >/dev/null
  unzip -q -o "$dir/elasticsearch-$version.zip" -d "$dir"
  rm "$dir/elasticsearch-$version.zip"
}

configure() {
  cat > "$home/config/elasticsearch.yml" <<Y
discovery.type: single-node
network.host: 127.0.0.1
http.port: $port
transport.port: $((port + 100))
xpack.security.enabled: false
Y
}

# The server refuses root: it is given a user of its own then.
as_its_user() {
  if [ "$(id -u)" -ne 0 ]; then "$@"; return; fi
  id $user >/dev/null 2>&1 || useradd --system $user
  chown -R $user "$dir"
  runuser -u $user -- "$@"
}

is_up() { [ -f "$pid" ] && kill -0 "$(cat "$pid")" 2>/dev/null; }

start() {
  if is_up; then echo "It runs already, as process $(cat "$pid")."; return; fi
  [ -d "$home" ] || download
  configure
  # Detached, the launcher returns when the server answers, and says what is wrong when it cannot.
  as_its_user env ES_JAVA_HOME="$(find_jdk)" ES_JAVA_OPTS="-Xms512m -Xmx512m" "$home/bin/elasticsearch" -d -p "$pid" >"$dir/start.log" 2>&1 || { tail -20 "$dir/start.log" >&2; return 1; }
  curl -sSf --retry 30 --retry-delay 1 --retry-all-errors -o /dev/null "http://127.0.0.1:$port/_cluster/health?wait_for_status=yellow"
  echo "Elasticsearch $version answers at http://127.0.0.1:$port (process $(cat "$pid"))."
}

stop() {
  if ! is_up; then echo "It does not run."; return; fi
  local id
  id=$(cat "$pid")
  kill "$id"
  while kill -0 "$id" 2>/dev/null; do sleep 0.2; done
}

case ${1:-} in
  start | stop) "$1" ;;
  jdk) find_jdk ;;
  *) echo "usage: $0 start|stop|jdk" >&2; exit 2 ;;
esac
