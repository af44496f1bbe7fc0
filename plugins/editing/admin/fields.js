// Fields that the CMS does not have: moments of Hanoi, the story's number, a picture, and the point a crop must keep.

import { ask } from "./server.js";

/** The picture that the form shows; fields beside it hear of a change (the CMS tells a field of its own value alone). */
class LeadPicture extends EventTarget {
  src = "";
  show(src = "") {
    if (src === this.src) return;
    this.src = src;
    this.dispatchEvent(new Event("change"));
  }
}
const leadPicture = new LeadPicture();

const MINUTE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d)?\+07:00)?$/;

/** A moment with the time of Hanoi; what is written otherwise stays as it is until it is changed. */
export const momentField = (paper) =>
  createClass({
    componentDidMount() {
      const { field, entry, value, onChange } = this.props;
      if (field.get("begins_now") && !value && entry.get("newRecord")) onChange(paper.now);
    },
    change(event) {
      this.props.onChange(event.target.value ? `${event.target.value}+07:00` : "");
    },
    render() {
      const { value = "", forID, classNameWrapper, onChange } = this.props;
      const match = MINUTE.exec(value);
      const known = !value || match;
      return h("input", {
        id: forID,
        className: classNameWrapper,
        type: known ? "datetime-local" : "text",
        value: match ? `${match[1]}T${match[2] ?? "00:00"}` : value,
        onChange: known ? this.change : (event) => onChange(event.target.value),
      });
    },
  });

/** The number of the story: given once, never changed. */
export const numberField = (paper) =>
  createClass({
    componentDidMount() {
      const { entry, value, onChange } = this.props;
      if (!value && entry.get("newRecord")) onChange(paper.id);
    },
    render() {
      const { value = "", forID, classNameWrapper } = this.props;
      return h("input", { id: forID, className: classNameWrapper, type: "text", value, readOnly: true });
    },
  });

/** The path of a picture below media/, with the picture; a new one is handed in here. */
export const pictureField = (paper) =>
  createClass({
    getInitialState: () => ({ fault: "" }),
    componentDidMount() {
      leadPicture.show(this.props.value);
    },
    componentDidUpdate() {
      leadPicture.show(this.props.value);
    },
    componentWillUnmount() {
      leadPicture.show("");
    },
    async take(event) {
      const [file] = event.target.files;
      if (!file) return;
      try {
        const { src } = await ask(paper, "picture", file, { name: file.name });
        this.setState({ fault: "" });
        this.props.onChange(src);
      } catch (error) {
        this.setState({ fault: error.message });
      }
    },
    render() {
      const { value = "", forID, classNameWrapper, onChange } = this.props;
      return h(
        "div",
        { className: "toasoan-picture" },
        value && h("img", { src: `/admin/media/${value}`, alt: "" }),
        h("input", {
          id: forID,
          className: classNameWrapper,
          type: "text",
          value,
          onChange: (event) => onChange(event.target.value.trim()),
        }),
        h("label", {}, paper.words.take, " ", h("input", { type: "file", accept: "image/*", onChange: this.take })),
        this.state.fault && h("p", { className: "toasoan-fault", role: "alert" }, this.state.fault),
      );
    },
  });

/** Two percentages, by a click on the picture or by typing them. */
export const focalField = (paper) =>
  createClass({
    getInitialState: () => ({ src: leadPicture.src }),
    componentDidMount() {
      leadPicture.addEventListener("change", this.follow);
      this.follow();
    },
    componentWillUnmount() {
      leadPicture.removeEventListener("change", this.follow);
    },
    follow() {
      this.setState({ src: leadPicture.src });
    },
    point(event) {
      const box = event.target.getBoundingClientRect();
      const share = (place, from, size) => Math.round(Math.min(Math.max((place - from) / size, 0), 1) * 100);
      const left = share(event.clientX, box.left, box.width);
      this.props.onChange(`${left}% ${share(event.clientY, box.top, box.height)}%`);
    },
    render() {
      const { value = "", forID, classNameWrapper, onChange } = this.props;
      const { src } = this.state;
      const [left, top] = (/^(\d+)%?[ ,]+(\d+)%?$/.exec(value) ?? [0, 50, 50]).slice(1);
      return h(
        "div",
        { className: "toasoan-focal" },
        src &&
          h(
            "div",
            { className: "toasoan-focal-picture" },
            h("img", { src: `/admin/media/${src}`, alt: paper.words.focal, onClick: this.point }),
            h("span", { "aria-hidden": "true", style: { left: `${left}%`, top: `${top}%` } }),
          ),
        h("input", {
          id: forID,
          className: classNameWrapper,
          type: "text",
          value,
          placeholder: "50% 50%",
          onChange: (event) => onChange(event.target.value.trim()),
        }),
      );
    },
  });
