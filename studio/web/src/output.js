// The live output of a run: text is appended at byte offsets, gaps are fetched, what scrolled far
// out of sight is let go so that a chatty run cannot stall the page.
const KEPT_CHARACTERS = 400_000;
const encoder = new TextEncoder();
const controls = /\u001b\[[0-9;?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\r(?!\n)/g;

export class RunOutput {
  static find() {
    const element = document.getElementById('output');
    return element ? new RunOutput(element) : null;
  }

  constructor(element) {
    this.element = element;
    this.end = Number(element.dataset.end);
    this.kept = element.textContent.length;
    this.busy = false;
    element.scrollTop = element.scrollHeight;
  }

  take({ offset, text }) {
    if (offset > this.end) {
      this.catchUp();
      return;
    }
    const bytes = encoder.encode(text);
    const known = this.end - offset;
    if (known >= bytes.length) {
      return;
    }
    this.end = offset + bytes.length;
    this.append(known > 0 ? new TextDecoder().decode(bytes.subarray(known)) : text);
  }

  // Fetches from where we are to the end.
  async catchUp() {
    if (this.busy) {
      return;
    }
    this.busy = true;
    try {
      const response = await fetch(`${this.element.dataset.source}?offset=${this.end}`, {
        credentials: 'same-origin',
      });
      if (response.ok) {
        const bytes = new Uint8Array(await response.arrayBuffer());
        this.end += bytes.length;
        this.append(new TextDecoder().decode(bytes));
      }
    } catch {
      // The next chunk or the next subscription asks again.
    } finally {
      this.busy = false;
    }
  }

  append(text) {
    if (text === '') {
      return;
    }
    const box = this.element;
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
    const plain = text.replace(controls, '');
    box.append(plain);
    this.kept += plain.length;
    while (this.kept > KEPT_CHARACTERS && box.childNodes.length > 1) {
      this.kept -= box.firstChild.textContent.length;
      box.firstChild.remove();
    }
    if (atEnd) {
      box.scrollTop = box.scrollHeight;
    }
  }

  // After the page said that the run has ended, whatever is missing is fetched.
  settle() {
    if (this.element.dataset.ended === 'yes') {
      this.catchUp();
    }
  }
}
