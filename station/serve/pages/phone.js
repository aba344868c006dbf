"use strict";
// The token stands behind the # of the address; it is changed for a session, once, and taken out of the address bar.
const words = document.body.dataset;
const state = document.getElementById("state");
const photos = document.getElementById("photos");
const MOST = 30000000;
let session = sessionStorage.getItem("session") || "";
let last = Promise.resolve();

function say(text, bad) {
  state.textContent = text;
  state.className = bad ? "bad" : "";
}

function ready() {
  say(words.ready, false);
  for (const key of document.querySelectorAll(".key")) key.hidden = false;
}

function ended(told) {
  session = "";
  sessionStorage.removeItem("session");
  say(told || words.scan, true);
}

async function open() {
  const token = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  if (!token) return session ? ready() : say(words.scan, true);
  try {
    const answer = await fetch("/phone/open", { method: "POST", body: token });
    const told = await answer.json();
    if (!answer.ok) return ended(told.told);
    session = told.session;
    sessionStorage.setItem("session", session);
    ready();
  } catch {
    say(words.lost, true);
  }
}

function add(file) {
  const row = document.createElement("li");
  const picture = document.createElement("img");
  const told = document.createElement("span");
  const bar = document.createElement("progress");
  picture.alt = "";
  picture.src = URL.createObjectURL(file);
  bar.max = 1;
  bar.value = 0;
  row.append(picture, told, bar);
  photos.prepend(row);
  last = last.then(() => send(file, row, told, bar));
}

function send(file, row, told, bar) {
  row.className = "";
  told.textContent = words.sending;
  if (file.size > MOST) return finish(row, told, bar, words.large, false);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/phone/photo");
    request.setRequestHeader("Authorization", "Bearer " + session);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    };
    request.onloadend = () => {
      let text = words.lost;
      try { text = JSON.parse(request.responseText).told; } catch { /* no answer of ours */ }
      if (request.status === 401) ended(text);
      const fine = request.status === 201 || request.status === 200;
      const again = request.status === 0 || request.status === 429 || request.status >= 500;
      finish(row, told, bar, text, fine, again ? () => { last = last.then(() => send(file, row, told, bar)); } : null);
      done();
    };
    request.send(file);
  });
}

function finish(row, told, bar, text, fine, again) {
  told.textContent = text;
  row.className = fine ? "done" : "bad";
  bar.hidden = true;
  if (!again) return;
  const key = document.createElement("button");
  key.textContent = words.again;
  key.onclick = () => { key.remove(); bar.hidden = false; again(); };
  row.append(key);
}

for (const input of document.querySelectorAll("input")) {
  input.addEventListener("change", () => {
    for (const file of input.files) add(file);
    input.value = "";
  });
}
open();
