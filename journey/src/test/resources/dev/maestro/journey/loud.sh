#!/bin/sh
# The first develop run prints more than there is room for, and waits to be stopped; the next one needs what it has written.
set -eu
signals=$1
case $MAESTRO_PURPOSE in
    review) echo "VERDICT: APPROVED" ;;
    *)
        if [ ! -f "$signals/loud" ]; then
            touch "$signals/loud"
            echo "half, by attempt 1" >half.txt
            i=0
            while [ $i -lt 8000 ]; do
                echo "line $i of the output, which is long enough to fill what little room there is; and some more words"
                i=$((i + 1))
            done
            sleep 613
        fi
        test -f half.txt
        echo "the rest" >rest.txt
        ;;
esac
