// <button data-copy="id"> copies the text of the element with that id.
document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('button[data-copy]');
  if (!button) {
    return;
  }
  const text = document.getElementById(button.dataset.copy)?.textContent ?? '';
  try {
    await navigator.clipboard.writeText(text.trim());
    button.dataset.copied = 'yes';
    setTimeout(() => delete button.dataset.copied, 1500);
  } catch {
    getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
  }
});
