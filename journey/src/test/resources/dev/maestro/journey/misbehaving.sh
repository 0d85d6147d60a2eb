#!/bin/sh
# Each task shows another misbehaviour.
set -eu
develop() {
    case $MAESTRO_TASK_NUMBER in
        1) touch hang ;;
        2) echo "nothing to do" ;;
        3)
            echo "mine" >mine.txt
            git branch elsewhere
            ;;
        *) echo "$MAESTRO_TASK_TITLE" >"$MAESTRO_TASK_NUMBER.txt" ;;
    esac
}
review() {
    case $MAESTRO_TASK_NUMBER in
        4)
            echo "VERDICT: APPROVED"
            echo "VERDICT: REJECTED - on second thoughts, no"
            ;;
        5) echo "It looks fine to me." ;;
        *) echo "VERDICT: APPROVED" ;;
    esac
}
case $MAESTRO_PURPOSE in
    review) review ;;
    *) develop ;;
esac
