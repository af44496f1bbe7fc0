// The text of a story, letter by letter as it is in its file, with buttons for pictures and tables.

import { ask } from "./server.js";

export const bodyField = (paper) =>
  createClass({
    getInitialState: () => ({ fault: "", asked: null }),
    /** Put `text` where the cursor stands, on lines of its own. */
    insert(text) {
      const { value = "" } = this.props;
      const at = this.area?.selectionStart ?? value.length;
      const before = value.slice(0, at).replace(/\n*$/, "");
      const after = value.slice(at).replace(/^\n*/, "");
      this.props.onChange([before, text, after].filter(Boolean).join("\n\n"));
      this.setState({ fault: "", asked: null });
    },
    async takePicture(event) {
      const [file] = event.target.files;
      event.target.value = "";
      if (!file) return;
      try {
        const { src } = await ask(paper, "picture", file, { name: file.name });
        this.insert(`![${paper.words.alt}](media/${src} "${paper.words.caption}")`);
      } catch (error) {
        this.setState({ fault: error.message });
      }
    },
    async takeTable(event) {
      const [file] = event.target.files;
      event.target.value = "";
      if (file) await this.draft(file, {});
    },
    async draft(file, answers) {
      try {
        const said = await ask(paper, "dataset", file, { name: file.name, answers: JSON.stringify(answers) });
        if (said.rows) this.insert(`/// bang | ${said.id}\n///`);
        else if (said.faults) this.setState({ fault: said.faults.join("\n") });
        else this.setState({ fault: "", asked: { ...said, file, answers } });
      } catch (error) {
        this.setState({ fault: error.message });
      }
    },
    answer(event) {
      const form = event.target.closest("fieldset");
      const { file, answers, tables } = this.state.asked;
      if (tables) return this.draft(file, { ...answers, number: Number(form.querySelector("select").value) });
      const additive = [...form.querySelectorAll("input:checked")].map((box) => box.value);
      return this.draft(file, { ...answers, publisher: form.querySelector("input[type=text]").value, additive });
    },
    questions() {
      const { tables, columns, file } = this.state.asked;
      const { words } = paper;
      const choose = tables
        ? h("select", { "aria-label": words.which }, ...tables.map((name, at) => h("option", { value: at + 1 }, name)))
        : [
            h("label", { key: "p" }, words.publisher, " ", h("input", { type: "text" })),
            columns.length > 0 && h("p", { key: "q" }, words.additive),
            ...columns.map((column) =>
              h(
                "label",
                { key: column.id },
                h("input", { type: "checkbox", value: column.id }),
                ` ${column.label} (${column.cells.join("; ")})`,
              ),
            ),
          ];
      return h(
        "fieldset",
        { className: "toasoan-asked" },
        h("legend", {}, file.name),
        choose,
        h("button", { type: "button", onClick: this.answer }, words.insert),
        h("button", { type: "button", onClick: () => this.setState({ asked: null }) }, words.leave),
      );
    },
    render() {
      const { value = "", forID, classNameWrapper, onChange } = this.props;
      const { words, datasets } = paper;
      const file = (label, accept, take) =>
        h("label", { className: "toasoan-button" }, label, h("input", { type: "file", accept, onChange: take }));
      return h(
        "div",
        { className: "toasoan-body" },
        h(
          "div",
          { className: "toasoan-tools" },
          file(words.picture, "image/*", this.takePicture),
          file(words.table, ".xlsx,.xls,.ods,.csv,.tsv", this.takeTable),
          h(
            "select",
            { "aria-label": words.dataset, value: "", onChange: (event) => this.insert(`/// bang | ${event.target.value}\n///`) },
            h("option", { value: "" }, words.dataset),
            ...datasets.map((name) => h("option", { key: name, value: name }, name)),
          ),
        ),
        this.state.asked && this.questions(),
        this.state.fault && h("p", { className: "toasoan-fault", role: "alert" }, this.state.fault),
        h("textarea", {
          id: forID,
          className: classNameWrapper,
          rows: 28,
          spellCheck: true,
          lang: "vi",
          value,
          ref: (area) => {
            this.area = area;
          },
          onChange: (event) => onChange(event.target.value),
        }),
      );
    },
  });
