# kubeplan's completion for fish. To load it, put this line into ~/.config/fish/config.fish:
#   kubeplan completion fish | source

function __kubeplan_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    # Read line by line and never evaluated.
    set -l lines (kubeplan completion --complete fish -- $words[2..] "$current" 2>/dev/null)
    test (count $lines) -gt 1 && printf '%s\n' $lines[2..]
    if test "$lines[1]" = files
        set -l flag (string match -r -- '^--[a-z-]+=' "$current")
        for file in (__fish_complete_path (string replace -- "$flag" '' "$current") '')
            printf '%s\n' "$flag$file"
        end
    end
end

complete -c kubeplan -f -k -a '(__kubeplan_complete)'
