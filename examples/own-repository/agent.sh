#!/bin/sh
# A scripted agent (no AI): writes a page of numbers about the module that the task is named after, or the index; reviews by counting again.
set -eu
name=$MAESTRO_TASK_TITLE
page=docs/numbers/$name.md

numbers() {
    files=$(git ls-files "$name/*.java" | wc -l | tr -d ' ')
    lines=$(git ls-files -z "$name/*.java" | xargs -0 cat | wc -l | tr -d ' ')
    printf '# %s\n\n%s Java files, %s lines.\n' "$name" "$files" "$lines"
}

index() {
    printf '# The modules in numbers\n\n'
    for file in docs/numbers/*.md; do
        other=$(basename "$file" .md)
        [ "$other" = README ] || printf -- '- [%s](%s.md)\n' "$other" "$other"
    done
}

case $MAESTRO_PURPOSE:$name in
    review:index)
        [ "$(index)" = "$(cat docs/numbers/README.md)" ] && echo "VERDICT: APPROVED" || echo "VERDICT: REJECTED — a page is not linked"
        ;;
    review:*)
        [ "$(numbers)" = "$(cat "$page")" ] && echo "VERDICT: APPROVED" || echo "VERDICT: REJECTED — the numbers are wrong"
        ;;
    *:index)
        index >docs/numbers/README.new
        mv docs/numbers/README.new docs/numbers/README.md
        ;;
    *)
        mkdir -p docs/numbers
        numbers >"$page"
        echo "wrote $page"
        ;;
esac
