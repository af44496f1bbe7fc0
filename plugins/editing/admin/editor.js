// Starts the CMS with the configuration that the server made from the paper's schema and tables.

import { bodyField } from "./body.js";
import { focalField, momentField, numberField, pictureField } from "./fields.js";
import { look } from "./look.js";

const answer = await fetch("config.json");
const { cms, ...paper } = await answer.json();

CMS.registerWidget("toasoan-body", bodyField(paper));
CMS.registerWidget("toasoan-moment", momentField(paper));
CMS.registerWidget("toasoan-number", numberField(paper));
CMS.registerWidget("toasoan-picture", pictureField(paper));
CMS.registerWidget("toasoan-focal", focalField(paper));
const { draft, in_review: inReview, ready } = paper.states;
const { editor, workflow, ...rest } = CMS.getLocale("vi");
CMS.registerLocale("vi", {
  ...rest,
  editor: {
    ...editor,
    editorToolbar: { ...editor.editorToolbar, draft, inReview, ready },
    editorWidgets: { ...editor.editorWidgets, list: { ...paper.list } },
  },
  workflow: {
    ...workflow,
    workflowList: { ...workflow.workflowList, draftHeader: draft, inReviewHeader: inReview, readyHeader: ready },
  },
});
CMS.registerPreviewStyle("/admin/look.css");
for (const collection of cms.collections) {
  for (const { name } of collection.files ?? [collection]) CMS.registerPreviewTemplate(name, look(paper, collection.name));
}
CMS.init({ config: cms });
