#!/bin/sh
# Waits until a bootstrap machine of OpenShift has taken in its release image. Until then it has no API in which it could
# say how far it is, so that its own report is read. Environment: that of the channel, NAME, REPORT, LAST_STAGE, which is the
# last one of the release, and FINAL_STAGE, by which the machine refuses a release that is another one.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/../$PLATFORM/channel.sh"

patience=$(time_for 1200)

# The report has a stage a line. A field of one: LINE, NAME OF THE FIELD.
field() { printf '%s\n' "$1" | sed -n "s/.*\"$2\":\"\\(\\([^\"\\\\]\\|\\\\.\\)*\\)\".*/\\1/p" | sed 's/\\\(.\)/\1/g'; }

# A part of an error of the form "WHAT; where: …; why: …; remedy: …": ERROR, PART.
part() { printf '%s\n' "$1" | sed -n "s/.*; $2: \\(.*\\)/\\1/p" | sed 's/; \(where\|why\|remedy\): .*//'; }

refused() {
  error=$(field "$1" lastError)
  give_up "the release image is refused: ${error%%; where: *}" "where=$(part "$error" where), on $(place_of "$NAME")" \
    "seen=stage $FINAL_STAGE failed" "why=$(part "$error" why)" "remedy=$(part "$error" remedy)"
}

last=
changed=$(date +%s)
while true; do
  said=$(in_machine "$NAME" cat "$REPORT" < /dev/null 2> /dev/null || true)
  ended=$(printf '%s\n' "$said" | grep "\"name\":\"$LAST_STAGE\"" || true)
  if [ "$(field "$ended" result)" = 'done' ]; then break; fi
  verified=$(printf '%s\n' "$said" | grep "\"name\":\"$FINAL_STAGE\"" || true)
  # Other errors than a refusal may pass: the machine begins the stage again.
  case $(field "$verified" lastError) in *"; where: "*"; remedy: "*) refused "$verified" ;; esac

  line=$(printf '%s\n' "$said" | grep '"name"' | tail --lines=1 || true)
  state="has not begun to take in the release"
  if [ -n "$line" ]; then
    error=$(field "$line" lastError)
    state="$(field "$line" name) $(field "$line" result)${error:+; last error: $error}"
  fi
  now=$(date +%s)
  if [ "$state" != "$last" ]; then
    last=$state
    changed=$now
    echo "$NAME: $state" >&2
  fi
  if [ $((now - changed)) -ge "$patience" ]; then
    why=$(part "$last" why)
    remedy=$(part "$last" remedy)
    give_up "$NAME has not taken in the release image" "where=$(place_of "$NAME")" "seen=$last" \
      "why=${why:-the machine does not get on with that stage, or does not answer}" \
      "remedy=${remedy:-look at it: $(way_into "$NAME") journalctl -u release-image}"
  fi
  sleep 2
done
echo "the release image is taken in"
