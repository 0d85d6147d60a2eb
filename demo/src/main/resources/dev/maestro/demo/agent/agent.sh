#!/bin/sh
# The scripted agent of the demo. No AI: it plays a developer and a reviewer by a script, so that the demo shows the orchestration and costs nothing.
# A real agent is any program that does what docs/providers.md says; this one keeps to the same rules.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
task=$MAESTRO_TASK_NUMBER

say() { printf '%s\n' "$*"; }

develop() {
    say "scripted agent: task $task, \"$MAESTRO_TASK_TITLE\", round $MAESTRO_ROUND, attempt $MAESTRO_ATTEMPT"
    say "MAESTRO:PROGRESS{\"text\":\"reading the task\"}"
    if [ -n "$MAESTRO_CONFLICTS" ]; then
        printf '%s\n' "$MAESTRO_CONFLICTS" | while read -r file; do
            say "both sides added to $file: keeping both"
            sed -e '/^<<<<<<< /d' -e '/^=======$/d' -e '/^>>>>>>> /d' "$file" >"$file.merged"
            mv "$file.merged" "$file"
        done
        return
    fi
    if [ "$task" = 4 ] && [ ! -f src/wordsmith/TitleCheck.java ]; then
        # The simulated rate limit: half of the work is done, then the model asks to wait.
        mkdir -p src/wordsmith
        cp "$here/work/4/src/wordsmith/TitleCheck.java" src/wordsmith/
        say "wrote the check; the model says it is busy (simulated rate limit)"
        say 'MAESTRO:LIMIT{"kind":"rate","retry_after_seconds":3}'
        exit 75
    fi
    if [ "$task" = 3 ] && [ "$MAESTRO_ROUND" = 1 ]; then
        say "wrote Count, without thinking of the empty text"
        cp -R "$here/first/3/." .
    elif [ -d "$here/work/$task" ]; then
        (cd "$here/work/$task" && find . -type f) | sed 's|^\./|wrote |'
        cp -R "$here/work/$task/." .
    fi
    case $task in
        1) note "- Reverse a text." ;;
        2) note "- Make a slug of a text." ;;
        12) readme ;;
    esac
    say "MAESTRO:USAGE{\"input_tokens\":$((1200 + task * 110)),\"output_tokens\":$((300 + task * 40)),\"cost_usd\":0,\"model\":\"scripted\"}"
}

# A run may be the second attempt at work that is partly there.
note() { grep -qxF -e "$1" CHANGES.md || say "$1" >>CHANGES.md; }

readme() {
    if grep -qx '## Tools' README.md; then return; fi
    say "" >>README.md
    say "## Tools" >>README.md
    say "" >>README.md
    for file in src/wordsmith/*.java; do
        grep -q 'implements Tool {' "$file" || continue
        name=$(basename "$file" .java)
        [ "${name%Check}" = "$name" ] || continue
        about=$(sed -n 's|^/\*\* \(.*\) \*/$|\1|p' "$file" | head -n 1)
        say "- \`$name\`: $about" >>README.md
    done
}

review() {
    say "scripted agent: reviewing task $task, \"$MAESTRO_TASK_TITLE\", at $MAESTRO_COMMIT"
    if [ "$task" = 3 ] && ! grep -q 'apply("")' src/wordsmith/CountCheck.java; then
        say "FINDING: CountCheck does not cover the empty text, and Count gives 1 for it"
        say "VERDICT: REJECTED — the acceptance criterion about the empty text is not met"
        return
    fi
    if grep -rl '^<<<<<<< ' . --include='*.md' --include='*.java' >/dev/null 2>&1; then
        say "VERDICT: REJECTED — conflict markers are left"
        return
    fi
    say "every acceptance criterion is met"
    say "VERDICT: APPROVED"
}

case $MAESTRO_PURPOSE in
    review) review ;;
    *) develop ;;
esac
