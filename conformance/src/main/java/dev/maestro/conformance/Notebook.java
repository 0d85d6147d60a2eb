package dev.maestro.conformance;

/** Where the exam is written down while it goes on. */
interface Notebook {

    void begins(int points);

    void marked(Mark mark);

    void ends(Report report);
}
