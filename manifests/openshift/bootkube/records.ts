import { bootkubePaths } from "./paths";
import type { BootkubeStage } from "./stages";

/**
 * The part of the scripts that runs stages and records them. A stage is a function named after it. It runs in a shell of
 * its own that ends at the first error; done once, it is not run again. The script defines `publish`, which is told of
 * every change of the report.
 */
export function recordsText(stages: readonly BootkubeStage[]): string {
  const list = stages.map(({ name, budgetSeconds }) => `  "${name} ${budgetSeconds}"\n`).join("");
  return `# All stages of this machine, in order, each with the seconds that one try may take.
stages=(
${list})
${functions}`;
}

const { records, report, work } = bootkubePaths;

/** A failure that is recorded already ends with this status, so that no outer function records another one. */
const recordedFailure = 99;

const functions = `
# put FILE: replaces a file as a whole by what is on standard input, so that nobody ever reads half of it.
put() {
  cat >"$1.new"
  mv "$1.new" "$1"
}

# recorded STAGE FIELD: what is recorded of a stage, or nothing.
recorded() {
  if [ -e "${records}/$1/$2" ]; then printf '%s' "$(<"${records}/$1/$2")"; fi
}

record() {
  mkdir -p "${records}/$1"
  printf '%s\\n' "$3" | put "${records}/$1/$2"
}

now() {
  date -u +%Y-%m-%dT%H:%M:%SZ
}

# json_text TEXT: the inside of a JSON string. What is not printable ASCII becomes a space.
json_text() {
  printf '%s' "$1" | LC_ALL=C tr -c '[:print:]' ' ' | cut -c 1-800 | sed 's/["\\\\]/\\\\&/g'
}

# The report has the stages that have begun.
write_report() {
  local line name budget result separator=''
  {
    printf '['
    for line in "\${stages[@]}"; do
      name=\${line% *}
      budget=\${line##* }
      result=$(recorded "$name" result)
      if [ -z "$result" ]; then continue; fi
      printf '%s\\n{"name":"%s","budgetSeconds":%s,"result":"%s","startedAt":"%s","endedAt":"%s","lastError":"%s"}' \\
        "$separator" "$name" "$budget" "$result" "$(recorded "$name" startedAt)" \\
        "$(recorded "$name" endedAt)" "$(recorded "$name" lastError)"
      separator=','
    done
    printf '\\n]\\n'
  } | put "${report}"
  publish
}

# saw TEXT: what stands in the way of the stage that runs. What a trap may call says what it returns: a bare return would
# give the status of what failed before the trap.
saw() {
  local text
  text=$(json_text "$1")
  if [ "$text" = "$(recorded "$stage" lastError)" ]; then return 0; fi
  if [ -n "$1" ]; then echo "$stage: $1" >&2; fi
  record "$stage" lastError "$text"
  write_report
}

fail() {
  saw "$1"
  exit ${recordedFailure}
}

# wait_for WHAT COMMAND...: until the command succeeds or the stage's time is over. What it said last is what was seen.
# It runs in the background, where its first error ends it: as the condition of a loop it would go on after errors.
wait_for() {
  local what=$1 said status
  shift
  while true; do
    status=0
    (
      trap - ERR
      "$@"
    ) >"${work}/said" 2>&1 &
    wait "$!" || status=$?
    if [ "$status" = 0 ]; then break; fi
    if [ "$status" = ${recordedFailure} ]; then exit ${recordedFailure}; fi
    said=$(tail -n 3 "${work}/said")
    saw "$what: \${said:-no answer}"
    if [ "$SECONDS" -ge "$deadline" ]; then fail "$what: given up; \${said:-no answer}"; fi
    publish
    sleep "$look_every"
  done
  saw ''
}

# run_stage STAGE BUDGET: begins a stage that is not done, from its start.
run_stage() {
  local status
  stage=$1
  mkdir -p ${work}
  if [ "$(recorded "$stage" result)" = 'done' ]; then return 0; fi
  deadline=$((SECONDS + $2))
  if [ -z "$(recorded "$stage" startedAt)" ]; then record "$stage" startedAt "$(now)"; fi
  record "$stage" result running
  write_report
  echo "$stage: begins"
  set +e
  (
    set -eE
    trap 'status=$?; if [ "$status" != ${recordedFailure} ]; then saw "$BASH_COMMAND: status $status"; fi; exit ${recordedFailure}' ERR
    "stage_\${stage//-/_}"
  )
  status=$?
  set -e
  record "$stage" endedAt "$(now)"
  if [ "$status" != 0 ]; then
    record "$stage" result failed
    write_report
    exit 1
  fi
  record "$stage" lastError ''
  record "$stage" result 'done'
  write_report
  echo "$stage: done"
}
`;
