#!/bin/sh
# Asks something, says something in another script with an attack on the terminal, and goes on when it has been told to.
set -eu
case $MAESTRO_PURPOSE in
    review) echo "VERDICT: APPROVED" ;;
    develop)
        echo 'MAESTRO:QUESTION{"text":"Which language?"}'
        echo 'MAESTRO:USAGE{"input_tokens":12345,"output_tokens":678,"cost_usd":0.42}'
        printf '\033[2J\033]0;owned\007The work has begun: \346\226\207\345\255\227\n'
        until grep -q "Finish it" "$MAESTRO_STEERING_FILE"; do sleep 0.05; done
        cp "$MAESTRO_STEERING_FILE" "$1/told"
        echo done >work.txt
        ;;
esac
