// Beside the form: the page as readers will see it, the number of words, faults and what the proofreader found.
// What is to be mended stands at its field too.

import { ask } from "./server.js";

const QUIET = 500; // ms without a key before the page follows

export const look = (paper, collection) =>
  createClass({
    getInitialState: () => ({ address: "", faults: [], findings: [], error: "" }),
    componentDidMount() {
      this.follow();
    },
    componentDidUpdate(before) {
      if (before.entry.get("data") !== this.props.entry.get("data")) {
        clearTimeout(this.waiting);
        this.waiting = setTimeout(this.follow, QUIET);
      }
    },
    componentWillUnmount() {
      clearTimeout(this.waiting);
      this.gone = true;
      tell([]);
    },
    async follow() {
      const { entry } = this.props;
      const form = {
        collection,
        path: entry.get("path") || "",
        slug: entry.get("slug") || "",
        values: entry.get("data").toJS(),
      };
      try {
        const seen = await ask(paper, "look", JSON.stringify(form));
        if (this.gone) return;
        this.setState({ ...seen, error: "" });
        tell(seen.faults);
      } catch (error) {
        if (!this.gone) this.setState({ error: error.message });
      }
    },
    render() {
      const { words } = paper;
      const { address, faults, findings, error } = this.state;
      const text = this.props.entry.getIn(["data", "body"]) ?? "";
      const count = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
      const line = (kind, label, said, at) => h("li", { key: at, className: kind }, h("b", {}, label), " ", said);
      return h(
        "div",
        { className: "toasoan-look" },
        h(
          "div",
          { className: "toasoan-told" },
          h("p", {}, `${count} ${words.count}. `, faults.length + findings.length ? "" : words.clean),
          error && h("p", { role: "alert", className: "error" }, error),
          h(
            "ul",
            {},
            ...faults.map((one, at) => line("error", words.fault, one.text, `f${at}`)),
            ...findings.map((one, at) => line(one.severity, one.word, one.text, `p${at}`)),
          ),
        ),
        address ? h("iframe", { src: address, title: words.preview }) : h("p", {}, words.soon),
      );
    },
  });

/** Each fault at the field that it is about. @param {{ key: string, text: string }[]} faults */
function tell(faults) {
  for (const old of document.querySelectorAll(".toasoan-at-field")) old.remove();
  for (const { key, text } of faults) {
    const field = document.querySelector(`[id^="${key}-field-"]`);
    if (!field) continue;
    const told = document.createElement("p");
    told.className = "toasoan-fault toasoan-at-field";
    told.setAttribute("role", "alert");
    told.textContent = text;
    field.insertAdjacentElement("afterend", told);
  }
}
