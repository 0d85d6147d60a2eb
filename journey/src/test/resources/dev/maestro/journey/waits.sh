#!/bin/sh
# Tells when an attempt has begun and goes on when it may. What is there already is not done again.
set -eu
signals=$1
case $MAESTRO_PURPOSE in
    review) echo "VERDICT: APPROVED" ;;
    *)
        touch "$signals/started-$MAESTRO_ATTEMPT"
        while [ ! -f "$signals/go" ]; do sleep 0.05; done
        [ -f work.txt ] || echo "by attempt $MAESTRO_ATTEMPT" >work.txt
        ;;
esac
