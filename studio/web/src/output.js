// The live output of a run: text is appended at byte offsets, gaps are fetched, what scrolled far
// out of sight is let go so that a chatty run cannot stall the page. Each attempt, told by its
// fence, begins again at offset 0.
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
    this.fence = Number(element.dataset.fence);
    this.end = Number(element.dataset.end);
    this.kept = element.textContent.length;
    this.busy = false;
    element.scrollTop = element.scrollHeight;
  }

  take({ fence, offset, text }) {
    if (fence < this.fence) {
      return;
    }
    if (fence > this.fence) {
      this.restart(fence);
    }
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

  restart(fence) {
    this.fence = fence;
    this.end = 0;
    this.kept = 0;
    this.element.replaceChildren();
  }

  // Fetches from where we are to the end.
  async catchUp() {
    if (this.busy) {
      return;
    }
    this.busy = true;
    try {
      while (await this.fetchPiece());
    } catch {
      // The next chunk or the next subscription asks again.
    } finally {
      this.busy = false;
    }
  }

  // Answers whether there is more.
  async fetchPiece() {
    const from = this.end;
    const response = await fetch(`${this.element.dataset.source}?offset=${from}`, {
      credentials: 'same-origin',
    });
    if (!response.ok) {
      return false;
    }
    const fence = Number(response.headers.get('Maestro-Fence'));
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (fence !== this.fence) {
      this.restart(fence);
      return true;
    }
    if (from !== this.end) {
      // A chunk came by the channel meanwhile.
      return this.end < Number(response.headers.get('Maestro-Size'));
    }
    this.end += bytes.length;
    this.append(new TextDecoder().decode(bytes));
    return bytes.length > 0 && this.end < Number(response.headers.get('Maestro-Size'));
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
