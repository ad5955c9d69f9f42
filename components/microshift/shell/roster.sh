#!/bin/sh
# Decides which nodes a cluster may have, by those that it has had. Prints how the cluster was made, and each id that was
# ever given with its role and whether its node is there. Environment: NODES ("1=controlPlane 2=worker"), MADE_AS (the
# topology), INSTANCE; of what was printed last time, PULUMI_COMMAND_STDOUT.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/../../podman/channel.sh"

former=${PULUMI_COMMAND_STDOUT:-}
refuse() {
  give_up "$1" "where=pulumi config: $2" "seen=$3" "why=$4" "remedy=$5"
}
former_line() { printf '%s\n' "$former" | sed -n "s/^node $1 //p"; }
highest() { printf '%s\n%s\n' "$former" "$NODES" | grep -oE '(^node [0-9]+|[0-9]+=)' | grep -oE '[0-9]+' | sort -n | tail -n 1; }

if [ -z "$former" ]; then
  case " $NODES" in
    *" 1=controlPlane"*) ;;
    *) refuse "a cluster begins with node 1, and there is none" microshift.nodes "$NODES" \
      "it makes the authorities that the others get, and holds etcd's first member" \
      "add {id: 1, role: controlPlane} to microshift.nodes; it may leave when others have joined" ;;
  esac
else
  topology=$(printf '%s\n' "$former" | sed -n 's/^made as //p')
  if [ "$topology" != "$MADE_AS" ]; then
    refuse "the cluster was made in topology $topology and cannot become one of topology $MADE_AS" topology "$MADE_AS" \
      "control planes join only where the first start of node 1 found the marker of high availability: it has made certificates and etcd by that" \
      "take the change back (pulumi config set topology $topology), or make the cluster anew, which loses what it holds: make destroy, then make up"
  fi
fi

for node in $NODES; do
  id=${node%%=*}
  role=${node#*=}
  case "$(former_line "$id")" in
    "" | "$role present") ;;
    # Where it was refused to leave, the wish that it leave can be taken back.
    "$role left") [ "$(machine_state "node-$id")" != missing ] || refuse "node $id has left, and its id is not given again" microshift.nodes "id $id" \
      "etcd, OVN and the certificates know the former node by its name and address" \
      "give the new node the id $(($(highest) + 1))" ;;
    *) refuse "node $id cannot become a $role" microshift.nodes "it is a $(former_line "$id" | cut -d ' ' -f 1)" \
      "what a node is, is decided when it joins" \
      "remove it, and add a node with the id $(($(highest) + 1)) and the role $role" ;;
  esac
done

echo "made as $MADE_AS"
for node in $NODES; do echo "node ${node%%=*} ${node#*=} present"; done
printf '%s\n' "$former" | while read -r word id role _; do
  [ "$word" = node ] || continue
  case " $NODES " in
    *" $id="*) ;;
    *) echo "node $id $role left" ;;
  esac
done
