# What the verbs need from elsewhere, installed once: Debian packages, Python packages, the web's packages.
# shellcheck shell=bash

# need GROUP…: the groups (build, test, bench) of packages/debian.txt and pyproject.toml.
need() {
  need_system "$@"
  need_python "$@"
}

# The packages of the given sections of packages/debian.txt, one a line.
system_packages() {
  local line section=""
  while read -r line; do
    case $line in
      "" | \#*) ;;
      \[*\]) section=${line:1:-1} ;;
      *) [[ " $* " == *" $section "* ]] && printf '%s\n' "$line" ;;
    esac
  done <packages/debian.txt
  return 0
}

need_system() {
  local missing
  missing=$(missing_packages "$@")
  [[ -z $missing ]] && return
  if ! is_debian_12; then
    name_packages "This is not Debian 12" "$missing"
  elif ((EUID == 0)); then
    install_packages "$missing"
  elif [[ -n $(type -P sudo) ]]; then
    sudo -v || fail "installing packages needs sudo; these are missing: ${missing//$'\n'/ }"
    install_packages "$missing" sudo
  else
    name_packages "Neither root nor sudo" "$missing"
  fi
}

is_debian_12() { [[ -n $(type -P apt-get) ]] && grep -qx 'VERSION_CODENAME=bookworm' /etc/os-release; }

# Those of the sections that dpkg does not have; all of them where there is no dpkg.
missing_packages() {
  local -a wanted
  mapfile -t wanted < <(system_packages "$@")
  if [[ -z $(type -P dpkg-query) ]]; then
    printf '%s\n' "${wanted[@]}"
    return
  fi
  local here
  here=$(dpkg-query --show --showformat='${db:Status-Abbrev}${Package}\n' "${wanted[@]}" 2>/dev/null | sed -n 's/^ii *//p')
  grep -vxF -- "$here" <(printf '%s\n' "${wanted[@]}") || true
}

# install_packages LIST [sudo]
install_packages() {
  local -a as_root=("${@:2}" env DEBIAN_FRONTEND=noninteractive) packages
  mapfile -t packages <<<"$1"
  say "Installing ${#packages[@]} Debian packages"
  must "apt-get update" "${as_root[@]}" apt-get -q update
  [[ $1 != *postgresql* ]] || no_server_of_its_own "${as_root[@]}"
  must "apt-get install" "${as_root[@]}" apt-get -q install -y --no-install-recommends "${packages[@]}"
}

# Debian's PostgreSQL makes a server that starts with the machine; the tests start their own.
no_server_of_its_own() {
  local settings=/etc/postgresql-common/createcluster.conf
  [[ -e $settings ]] || printf 'create_main_cluster = false\n' | "$@" install -D -m 644 /dev/stdin "$settings"
}

# Elsewhere the same libraries may lie under other names, or built by hand: say what is needed, go on, and let CMake
# tell what it did not find. Said once for a list.
name_packages() {
  changed named-packages "$2" || return 0
  say "$1: install these yourself (Debian's names); going on with what is here:"
  say "$2" | fmt -w 100 | sed 's/^/  /'
  remember named-packages "$2"
}

# Python's packages live in .venv, one stamp a group; the stamps lie in it, so that they go together.
need_python() {
  local version group
  local -a wanted=()
  version="$PWD $(sha256sum <pyproject.toml)"
  if ! grep -qsxF -- "$version" .venv/installed-build; then
    python_here || fail "Python 3.11 or newer with its venv module is needed (Debian: python3 python3-venv)"
    must "Python environment" python3 -m venv --clear .venv
  fi
  for group in "$@"; do
    grep -qsxF -- "$version" ".venv/installed-$group" || wanted+=("$group")
  done
  ((${#wanted[@]})) || return 0
  must "Python packages (${wanted[*]})" install_python_groups "${wanted[@]}"
  for group in "${wanted[@]}"; do printf '%s\n' "$version" >".venv/installed-$group"; done
}

python_here() { python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

install_python_groups() {
  .venv/bin/python - "$@" >.venv/requirements.txt <<'PYTHON'
import sys, tomllib

with open("pyproject.toml", "rb") as file:
    groups = tomllib.load(file)["dependency-groups"]
print(*(package for group in sys.argv[1:] for package in groups[group]), sep="\n")
PYTHON
  .venv/bin/python -m pip install --disable-pip-version-check --no-input --requirement .venv/requirements.txt
}

need_web() {
  local version
  version="$PWD $(sha256sum <web/package-lock.json)"
  grep -qsxF -- "$version" web/node_modules/.installed && return
  must "npm ci" npm_here ci --no-audit --no-fund
  printf '%s\n' "$version" >web/node_modules/.installed
}

# npm with the project's own node, in web/.
npm_here() { (cd web && PATH="$OLDPWD/.venv/bin:$PATH" npm "$@"); }
