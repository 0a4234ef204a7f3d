#compdef kubeplan
# kubeplan's completion for zsh. To load it, put this line into ~/.zshrc, after compinit:
#   source <(kubeplan completion zsh)

_kubeplan() {
  local kind value about
  local -a values shown
  local -i width=0
  # Read line by line and never evaluated. The terminal tells which rows it showed.
  while IFS=$'\t' read -r value about; do
    if [[ -z $kind ]]; then
      kind=$value
      continue
    fi
    values+=("$value")
    shown+=("$about")
    (( $#value > width )) && width=$#value
  done < <(
    kubeplan completion --complete zsh -- "${(@Q)words[2,CURRENT-1]}" "${compstate[quote]}$PREFIX" 2>/dev/null <$TTY
  )
  if [[ -n ${(j::)shown} ]]; then
    # One a line, with what it is, and cut so that each takes one line only.
    local -i index
    for (( index = 1; index <= $#values; index++ )); do
      shown[index]="${(r:width:)values[index]}  -- $shown[index]"
      shown[index]=${(mr:COLUMNS-1:)shown[index]}
    done
    compadd -V kubeplan -U -l -d shown -a values
  else
    compadd -V kubeplan -U -a values
  fi
  if [[ $kind == files ]]; then
    [[ $PREFIX == --*=* ]] && compset -P 1 '*='
    _files
  fi
}

if [[ $funcstack[1] == _kubeplan ]]; then
  _kubeplan "$@"
else
  compdef _kubeplan kubeplan
fi
