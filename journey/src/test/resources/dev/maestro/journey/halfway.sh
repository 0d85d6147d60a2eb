#!/bin/sh
# The first attempt stops in the middle and leaves a child in a session of its own; the second one needs what the first has written.
set -eu
signals=$1
case $MAESTRO_PURPOSE-$MAESTRO_ATTEMPT in
    review-*) echo "VERDICT: APPROVED" ;;
    *-1)
        echo "half, by attempt 1" >half.txt
        setsid sleep 613 &
        touch "$signals/halfway"
        sleep 613
        ;;
    *)
        test -f half.txt
        echo "the rest, by attempt $MAESTRO_ATTEMPT" >rest.txt
        ;;
esac
