/** The example questions of the demo page go into its chat. */

const chat = document.querySelector("clean-exit-chat");
for (const question of document.querySelectorAll(".questions button")) {
  question.addEventListener("click", () => chat.ask(question.textContent));
}
