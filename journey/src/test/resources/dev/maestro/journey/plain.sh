#!/bin/sh
# Adds one file a task, and approves everything.
set -eu
case $MAESTRO_PURPOSE in
    review) echo "VERDICT: APPROVED" ;;
    *)
        mkdir -p work
        echo "$MAESTRO_TASK_TITLE" >"work/$MAESTRO_TASK_NUMBER.txt"
        ;;
esac
