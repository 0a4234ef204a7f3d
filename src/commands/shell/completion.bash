# kubeplan's completion for bash. To load it, put this line into ~/.bashrc:
#   source <(kubeplan completion bash)

_kubeplan() {
  local kind line
  COMPREPLY=()
  # Read line by line and never evaluated. bash 3.2, as on a Mac, has no mapfile and no compopt.
  while IFS= read -r line; do
    if [[ -z $kind ]]; then
      kind=$line
    else
      COMPREPLY+=("$line")
    fi
  done < <(kubeplan completion --complete bash -- "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
  if [[ $kind == files && ${#COMPREPLY[@]} -eq 0 ]]; then
    compopt -o default 2>/dev/null
  fi
}

complete -o nosort -F _kubeplan kubeplan 2>/dev/null || complete -F _kubeplan kubeplan
