// The CMS begins when its configuration has come (editor.js); nobody signs in, for the server knows who may come.
window.CMS_MANUAL_INIT = true;
localStorage.setItem("decap-cms-user", JSON.stringify({ backendName: "proxy" }));
