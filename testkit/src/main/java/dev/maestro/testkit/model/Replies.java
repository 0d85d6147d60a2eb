package dev.maestro.testkit.model;

import java.util.List;

/** Makes answers out of steps. */
final class Replies {

    private Replies() {}

    /** A step that no tool fits becomes a text that says so: it is read in the program's output. */
    static Reply of(Step step, ModelRequest request) {
        try {
            Toolbox toolbox = new Toolbox(request);
            List<Reply.Call> calls = step.deeds().stream().map(toolbox::call).toList();
            return new Reply(step.text(), calls, step.usage(), Reply.Ending.DONE);
        } catch (Toolbox.NothingFits e) {
            String text = String.valueOf(e.getMessage());
            return new Reply(text, List.of(), step.usage(), Reply.Ending.DONE);
        }
    }

    static Reply inPassing(ModelRequest request) {
        String text =
                request.answerSchema().isMissingNode()
                        ? "A small task"
                        : Example.of(request.answerSchema()).toString();
        return new Reply(text, List.of(), new Usage(20, 0, 3), Reply.Ending.DONE);
    }
}
