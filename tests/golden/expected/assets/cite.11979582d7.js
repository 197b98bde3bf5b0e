for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break
  const line = button.parentNode, status = line.querySelector("[role=status]")
  line.hidden = false
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy)
    try {
      await navigator.clipboard.writeText(text.textContent)
      status.textContent = button.dataset.copied
    } catch {
      getSelection().selectAllChildren(text) // refused: it is marked, ready to be copied by hand
    }
  })
}
