import { bootkubePaths, statusSuffix } from "./paths";

const { crds, featureGate, home, manifests, marks, rendered, work } = bootkubePaths;

/**
 * How the cluster's objects get in, as cluster-bootstrap does it (facts: openshift-hard-way.md, 4.3): what is absent is
 * created, nothing is ever updated, and all is tried again until everything is in, so that no order need be known. A
 * status is written once, through its subresource, as a creation leaves it out (4.2).
 */
export const objectsText = `
# create_round FILE...: creates at one go what is not known to be in. An object counts as in when kubectl ended well, or
# when the API server says that the object exists; silence proves nothing, since kubectl may have been cut off.
create_round() {
  local file said
  local -a absent=() named=()
  for file in "$@"; do
    if [ ! -e "${marks}/\${file#${home}/}.in" ]; then
      absent+=("$file")
      named+=(-f "$file")
    fi
  done
  if [ "\${#absent[@]}" = 0 ]; then return 0; fi
  if kube create --validate=ignore "\${named[@]}" >${work}/created 2>${work}/refused; then
    for file in "\${absent[@]}"; do note "$file" in; done
    return 0
  fi
  for file in "\${absent[@]}"; do
    said=$(grep -F "\\"$file\\"" ${work}/refused | tail -n 1 || true)
    case $said in
      *'(AlreadyExists)'*) note "$file" in ;;
      *) lacks "$file" "$said" ;;
    esac
  done
  if [ -z "$first" ]; then first=$(tail -n 1 ${work}/refused); fi
}

# note FILE WHAT [TEXT]: keeps in mind what is known of the file's object.
note() {
  local mark=${marks}/\${1#${home}/}
  mkdir -p "\${mark%/*}"
  put "$mark.$2" <<<"\${3:-}"
  if [ "$2" = in ]; then rm -f "$mark.error"; fi
}

# lacks FILE TEXT: counts what is not in, and remembers why.
lacks() {
  left=$((left + 1))
  note "$1" error "$2"
  if [ -z "$first" ]; then first=$2; fi
}

# status_round FILE...: writes the statuses that have not been written, of the objects that are in.
status_round() {
  local file mark said
  for file in "$@"; do
    case $file in
      *${statusSuffix} | ${featureGate}) ;;
      *) continue ;;
    esac
    mark=${marks}/\${file#${home}/}
    if [ -e "$mark.status" ] || [ ! -e "$mark.in" ]; then continue; fi
    if said=$(kube replace --subresource=status --validate=ignore -f "$file" 2>&1); then
      note "$file" status
    else
      lacks "$file" "$said"
    fi
  done
}

# round FILE...: true when all objects are in, with their statuses. The API's kinds are found out anew.
round() {
  local first='' left=0
  rm -rf "$discovery"
  create_round "$@"
  status_round "$@"
  if [ "$left" = 0 ]; then return 0; fi
  echo "$left of $# are not known to be in: $first"
  return 1
}

# comes_with_operators FILE: whether the object is of a kind that neither the API server nor a CRD of the release has.
comes_with_operators() {
  local group kind
  group=$(sed -n 's|^apiVersion: *"\\{0,1\\}\\([^"]*\\)/.*|\\1|p' "$1")
  kind=$(sed -n 's|^kind: *"\\{0,1\\}\\([A-Za-z]*\\).*|\\1|p' "$1")
  case $group in
    *.k8s.io) return 1 ;;
    *.*) ;;
    *) return 1 ;;
  esac
  ! grep -lE "^ +group: \\"?$group\\"?$" ${crds}/*.yaml | xargs -r grep -qE "^ +kind: \\"?$kind\\"?$"
}

stage_crds() {
  wait_for 'the CRDs' round ${crds}/*.yaml
  wait_for 'the CRDs to be served' crds_are_served
}

crds_are_served() {
  local list unserved
  list=$(kube get customresourcedefinitions.apiextensions.k8s.io -o \\
    'jsonpath={range .items[*]}{.metadata.name}={.status.conditions[?(@.type=="Established")].status}{"\\n"}{end}')
  unserved=$(grep -v '=True$' <<<"$list" | head -n 1 || true)
  if [ -z "$unserved" ]; then return 0; fi
  echo "$unserved"
  return 1
}

all_objects() {
  local file
  for file in ${featureGate} ${rendered}/*.yaml ${manifests}/*.yaml; do
    if [ -e "$file" ]; then files+=("$file"); fi
  done
}

stage_objects() {
  local file
  local -a files=() early=()
  all_objects
  for file in "\${files[@]}"; do
    if ! comes_with_operators "$file"; then early+=("$file"); fi
  done
  wait_for 'the objects' round "\${early[@]}"
}

stage_late_objects() {
  local -a files=()
  all_objects
  wait_for 'the remaining objects' round "\${files[@]}"
}
`;
