# Runs "$@" as a process group of its own, and ends it when told to, or when whoever started us is gone.
#
# Standard input is the lifeline. The lines T and I ask the group to end (SIGTERM, SIGINT); the line K, or the end
# of the stream, kills it. MAESTRO_STDIN names the file that the program reads; MAESTRO_MARK marks its processes, so
# that one that left the group, or was put behind a fence, is found too.
set -m
# Only the program itself speaks: the shell's remarks on its jobs are nobody's output.
exec 3<&0 4>&2 2>/dev/null

"$@" <"$MAESTRO_STDIN" 2>&4 3<&- 4>&- &
job=$!
exec 4>&-

sweep() { # sweep SIGNAL
    [ -d /proc/self ] || return 0
    local file pid
    for file in $(grep -lazs "^MAESTRO_MARK=$MAESTRO_MARK\$" /proc/[0-9]*/environ); do
        pid=${file#/proc/}
        pid=${pid%/environ}
        [ "$pid" = "$$" ] || [ "$pid" = "$BASHPID" ] || kill "-$1" "$pid"
    done
}

{
    while read -r word <&3; do
        [ "$word" = T ] && kill -TERM -- "-$job" && sweep TERM
        [ "$word" = I ] && kill -INT -- "-$job" && sweep INT
        [ "$word" = K ] && break
    done
    kill -KILL -- "-$job"
    sweep KILL
} >/dev/null &
watch=$!

exec 3<&-
wait "$job"
code=$?
{
    kill -KILL -- "-$job"
    sweep KILL
    kill -KILL -- "-$watch"
}
exit "$code"
