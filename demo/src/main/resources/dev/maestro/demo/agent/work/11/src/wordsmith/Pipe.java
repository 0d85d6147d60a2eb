package wordsmith;

import java.util.List;

/** Several tools, one after the other. */
public final class Pipe implements Tool {

    private final List<Tool> tools;

    public Pipe(List<Tool> tools) {
        this.tools = List.copyOf(tools);
    }

    @Override
    public String apply(String text) {
        String result = text;
        for (Tool tool : tools) {
            result = tool.apply(result);
        }
        return result;
    }
}
