#!/bin/sh
# Whether an address is free; it is sourced. Environment: INSTANCE, ADDRESS, and NAME of the machine that it is for. Whoever
# answers for the address before the machine has started, however it got there, would take turns with it.

in_namespace() { ip -n "$INSTANCE" "$@"; }

# Makes the kernel ask who has the address; an answer comes within milliseconds, long before the machine starts.
ask_for_address() {
  in_namespace neighbour flush to "$ADDRESS"
  # Without a route nobody else is there to have it.
  if in_namespace route get "$ADDRESS" > /dev/null 2>&1; then
    nsenter --net="/run/netns/$INSTANCE" bash -c "echo > /dev/udp/$ADDRESS/9"
  fi
}

# Prints who has the address, as far as the kernel knows by now.
address_holder() {
  in_namespace -oneline address show to "$ADDRESS" | sed -E 's/^[0-9]+: +([^ ]+).*/interface \1 of the namespace/'
  in_namespace neighbour show to "$ADDRESS" | sed -nE 's/.* lladdr ([0-9a-f:]+) .*/the hardware address \1/p'
}

# Gives up where somebody has answered.
refuse_taken_address() {
  holder=$(address_holder)
  in_namespace neighbour flush to "$ADDRESS"
  [ -z "$holder" ] || give_up "the address of $NAME is taken" "where=$ADDRESS in the network namespace $INSTANCE" \
    "seen=$holder answers for it" "why=another container or interface in that namespace has the address" \
    "remedy=remove it, or give the machines other numbers (pulumi config: hostNumbers); then run \"pulumi up\" again"
}
