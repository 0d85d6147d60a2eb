package dev.maestro.testkit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the model will say. Which step is next is read from the request itself: it is the number of
 * rounds of tool results since the person's last message. So a program may be killed, resumed or
 * run beside others, and nothing has to be set back.
 */
public final class Script {

    /** Said when a conversation goes on longer than its steps. */
    private static final Step OVER = Step.finish("That is all.");

    private record Conversation(Predicate<ModelRequest> when, List<Step> steps) {}

    private final List<Conversation> special;
    private final List<Step> usual;
    private final List<Fault> faults;

    private Script(List<Conversation> special, List<Step> usual, List<Fault> faults) {
        this.special = List.copyOf(special);
        this.usual = List.copyOf(usual);
        this.faults = List.copyOf(faults);
    }

    public static Script of(Step... steps) {
        return new Script(List.of(), List.of(steps), List.of());
    }

    /** Other steps where the pattern is found in the person's last message; the first one wins. */
    public Script when(String pattern, Step... steps) {
        Pattern wanted = Pattern.compile(pattern);
        return when(request -> wanted.matcher(request.prompt()).find(), steps);
    }

    public Script when(Predicate<ModelRequest> condition, Step... steps) {
        List<Conversation> more = new ArrayList<>(special);
        more.add(new Conversation(condition, List.of(steps)));
        return new Script(more, usual, faults);
    }

    /** With this trouble; of several that would strike, the first one does. */
    public Script failing(Fault fault) {
        List<Fault> more = new ArrayList<>(faults);
        more.add(fault);
        return new Script(special, usual, more);
    }

    List<Fault> faults() {
        return faults;
    }

    Step stepFor(ModelRequest request) {
        List<Step> steps = stepsFor(request);
        return request.step() < steps.size() ? steps.get(request.step()) : OVER;
    }

    /**
     * Agent programs ask in passing for a title or a route, without offering a tool. A script that
     * wants something done is not meant for such a question.
     */
    boolean isMeantFor(ModelRequest request) {
        return !request.tools().isEmpty()
                || stepsFor(request).stream().allMatch(step -> step.deeds().isEmpty());
    }

    private List<Step> stepsFor(ModelRequest request) {
        return special.stream()
                .filter(conversation -> conversation.when().test(request))
                .findFirst()
                .map(Conversation::steps)
                .orElse(usual);
    }
}
