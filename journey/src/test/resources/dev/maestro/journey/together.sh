#!/bin/sh
# Tells that a task's work has begun, and goes on when it may. Each task writes a file of its own.
set -eu
signals=$1
case $MAESTRO_PURPOSE in
    review) echo "VERDICT: APPROVED" ;;
    develop)
        echo "$MAESTRO_TASK attempt $MAESTRO_ATTEMPT"
        touch "$signals/begun-$MAESTRO_TASK"
        while [ ! -f "$signals/go" ]; do sleep 0.05; done
        echo "by attempt $MAESTRO_ATTEMPT" >"work-$MAESTRO_TASK.txt"
        ;;
esac
